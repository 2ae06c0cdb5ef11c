// A debug::Control without a machine: shows the picture that it is given and writes down what it is
// asked.
#pragma once

#include "vm/debug/session.h"

#include <string>
#include <utility>
#include <vector>

namespace fw::test {

class FakeControl final : public debug::Control {
public:
    explicit FakeControl(inspect::Picture picture = {}) { show(std::move(picture)); }

    void show(inspect::Picture picture)
    {
        m_picture = std::make_shared<inspect::Picture>(std::move(picture));
    }
    // What was asked since the last call.
    std::vector<std::string> asked() { return std::exchange(m_asked, {}); }

    void load(debug::Program program) override { m_asked.push_back("load " + program.file); }
    void restart() override { m_asked.push_back("restart"); }
    void run() override { m_asked.push_back("run"); }
    void pause() override { m_asked.push_back("pause"); }
    void stop() override { m_asked.push_back("stop"); }
    void step(debug::StepKind kind) override
    {
        static constexpr const char* names[] = { "opcode", "line", "over", "into", "out" };
        m_asked.push_back(std::string("step ") + names[static_cast<int>(kind)]);
    }
    void run_to_step(inspect::Step step) override
    {
        m_asked.push_back("run to " + std::to_string(step));
    }
    void set_line_breakpoint(const std::string&, int line, bool on) override
    {
        m_asked.push_back((on ? "break line " : "clear line ") + std::to_string(line));
    }
    void set_opcode_breakpoint(inspect::ObjectId, int offset, bool on) override
    {
        m_asked.push_back((on ? "break offset " : "clear offset ") + std::to_string(offset));
    }
    void clear_breakpoints() override { m_asked.push_back("clear breakpoints"); }
    void send_input(std::string line) override { m_asked.push_back("input " + line); }
    void end_input() override { m_asked.push_back("end input"); }
    void focus(std::size_t frame) override { m_asked.push_back("focus " + std::to_string(frame)); }
    std::shared_ptr<const inspect::Picture> picture() const override { return m_picture; }
    debug::RequestId request(debug::Request) override
    {
        m_asked.push_back("request");
        return 1;
    }
    std::optional<debug::Reply> take_reply(debug::RequestId) override { return std::nullopt; }

private:
    std::shared_ptr<const inspect::Picture> m_picture;
    std::vector<std::string> m_asked;
};

} // namespace fw::test
