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
        m_asked.push_back(std::string("step ") + name_of(kind));
    }
    void run_to_step(inspect::Step step) override
    {
        m_asked.push_back("run to " + std::to_string(step));
    }
    void seek(inspect::Step step) override { m_asked.push_back("seek " + std::to_string(step)); }
    void step_back(debug::StepKind kind) override
    {
        m_asked.push_back(std::string("back ") + name_of(kind));
    }
    void run_back() override { m_asked.push_back("run back"); }
    void find_event(inspect::EventKind kind, debug::Direction direction) override
    {
        static constexpr const char* names[]
            = { "call", "return", "exception", "output", "cell write", "collection" };
        m_asked.push_back(word(direction) + names[static_cast<int>(kind)]);
    }
    void find_write(inspect::Place place, debug::Direction direction) override
    {
        m_asked.push_back(word(direction) + "write of " + place.name);
    }
    void list_writes(inspect::Place place) override
    {
        m_asked.push_back("list writes of " + place.name);
    }
    void change(inspect::Place place, std::string expression) override
    {
        m_asked.push_back("change " + place.name + " to " + expression);
    }
    void switch_branch(std::size_t branch) override
    {
        m_asked.push_back("branch " + std::to_string(branch));
    }
    void rename_branch(std::size_t branch, std::string name) override
    {
        m_asked.push_back("rename branch " + std::to_string(branch) + " to " + name);
    }
    void add_watch(std::string expression) override { m_asked.push_back("watch " + expression); }
    void remove_watch(std::size_t index) override
    {
        m_asked.push_back("forget watch " + std::to_string(index));
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
    // The timeline asks by itself: its requests are counted, not written down.
    debug::RequestId request(debug::Request request) override
    {
        m_reply.reset();
        if (std::holds_alternative<debug::ProfileRequest>(request)) {
            ++m_profiles;
            m_profile_reply = m_profile;
            return profile_request;
        }
        if (const auto* evaluate = std::get_if<debug::EvaluateRequest>(&request)) {
            m_asked.push_back("evaluate " + evaluate->expression + " in frame "
                + std::to_string(evaluate->frame));
            m_reply = m_evaluation;
        } else {
            m_asked.push_back("request");
        }
        return 1;
    }
    std::optional<debug::Reply> take_reply(debug::RequestId id) override
    {
        return std::exchange(id == profile_request ? m_profile_reply : m_reply, std::nullopt);
    }

    // What is answered: no evaluation where none is given.
    void answer_with(inspect::HistoryProfile profile) { m_profile = std::move(profile); }
    void answer_with(inspect::Evaluation evaluation) { m_evaluation = std::move(evaluation); }
    int profiles_asked() const { return m_profiles; }

private:
    static const char* name_of(debug::StepKind kind)
    {
        static constexpr const char* names[] = { "opcode", "line", "over", "into", "out" };
        return names[static_cast<int>(kind)];
    }
    static std::string word(debug::Direction direction)
    {
        return direction == debug::Direction::Back ? "previous " : "next ";
    }

    std::shared_ptr<const inspect::Picture> m_picture;
    std::vector<std::string> m_asked;
    static constexpr debug::RequestId profile_request = 2;
    inspect::HistoryProfile m_profile;
    std::optional<inspect::Evaluation> m_evaluation;
    std::optional<debug::Reply> m_reply;
    std::optional<debug::Reply> m_profile_reply;
    int m_profiles = 0;
};

} // namespace fw::test
