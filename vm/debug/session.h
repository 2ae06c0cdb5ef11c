// The one way to drive a program: Control is what can be asked of it, Session is the real thing
// with its own machine on its own thread. No call here waits for the program: commands are queued,
// and what came of them is seen in the next picture. Safe to call from any thread. It is not a
// place for UI state: the selected panel, colours and layouts live in ui/.
#pragma once

#include "vm/inspect/picture.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fw::debug {

enum class StepKind : std::uint8_t {
    Opcode, // one opcode
    Line, // until another line begins, in this frame, a callee or a caller
    Over, // until another line begins in this frame or a caller: calls run through
    Into, // until a new frame is pushed (or as Line when none is)
    Out, // until this frame is left
};

struct Program {
    std::string file; // a path, or "<string>" with source
    std::optional<std::string> source; // instead of the file's contents
    std::vector<std::string> arguments; // sys.argv[1:]
};

// Details that a picture leaves out.
struct NamesRequest {
    inspect::ObjectId dict = 0;
    std::size_t first = 0;
    std::size_t count = 100;
};
struct ObjectRequest {
    inspect::ObjectId object = 0;
    std::size_t first_child = 0;
    std::size_t children = 100;
};
using Request = std::variant<NamesRequest, ObjectRequest>;
using Reply = std::variant<inspect::NamePage, inspect::ObjectDetail>;
using RequestId = std::uint64_t;

class Control {
public:
    virtual ~Control() = default;

    // Loads and stops before the first opcode. Breakpoints stay.
    virtual void load(Program program) = 0;
    virtual void restart() = 0;

    virtual void run() = 0;
    virtual void pause() = 0;
    virtual void stop() = 0; // ends the program; its last picture stays
    virtual void step(StepKind kind) = 0;
    virtual void run_to_step(inspect::Step step) = 0;

    virtual void set_line_breakpoint(const std::string& file, int line, bool on) = 0;
    virtual void set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on) = 0;
    virtual void clear_breakpoints() = 0;

    virtual void send_input(std::string line) = 0; // without the newline
    virtual void end_input() = 0; // end of file

    // Asks for a picture whose pages and details belong to this frame (0 is the running one).
    virtual void focus(std::size_t frame) = 0;

    // The latest published picture; never null.
    virtual std::shared_ptr<const inspect::Picture> picture() const = 0;

    // Only answered while stopped: asking again after the next picture is the caller's business.
    virtual RequestId request(Request request) = 0;
    virtual std::optional<Reply> take_reply(RequestId id) = 0;
};

class Session final : public Control {
public:
    // on_news is called on the session's thread whenever a new picture or reply is there.
    explicit Session(std::function<void()> on_news = {});
    ~Session() override;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void load(Program program) override;
    void restart() override;
    void run() override;
    void pause() override;
    void stop() override;
    void step(StepKind kind) override;
    void run_to_step(inspect::Step step) override;
    void set_line_breakpoint(const std::string& file, int line, bool on) override;
    void set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on) override;
    void clear_breakpoints() override;
    void send_input(std::string line) override;
    void end_input() override;
    void focus(std::size_t frame) override;
    std::shared_ptr<const inspect::Picture> picture() const override;
    RequestId request(Request request) override;
    std::optional<Reply> take_reply(RequestId id) override;

    // For the command line and the tests: blocks until the program is not Running and no command is
    // waiting.
    std::shared_ptr<const inspect::Picture> wait();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace fw::debug
