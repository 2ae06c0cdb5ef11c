// The one way to drive a program: Control is what can be asked of it, Session is the real thing
// with its own machine on its own thread. No call here waits for the program: commands are queued,
// and what came of them is seen in the next picture. Safe to call from any thread. It is not a
// place for UI state: the selected panel, colours and layouts live in ui/.
#pragma once

#include "vm/inspect/history.h"
#include "vm/inspect/picture.h"
#include "vm/inspect/stages.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fw::timeline {
struct Recording;
}

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
    // A finished run instead of the above: it is run again, and the world is not asked.
    std::shared_ptr<const timeline::Recording> recording = {};
};

// Details that a picture leaves out. Their ids are told by a picture: once the program has left its
// moment, the answer is empty.
struct NamesRequest {
    std::uint64_t moment = 0; // Picture::moment
    inspect::ObjectId dict = 0;
    std::size_t first = 0;
    std::size_t count = 100;
};
struct ObjectRequest {
    std::uint64_t moment = 0; // Picture::moment
    inspect::ObjectId object = 0;
    std::string name; // what a person calls it
    inspect::OpenParts opened;
};
// Frames by depth over [from, to), also while the program runs.
struct ProfileRequest {
    inspect::Step from = 0;
    inspect::Step to = 0;
    std::size_t columns = 1;
    std::size_t rows = 1;
};
// An expression, evaluated in a frame of the picture (0 is the running one) and rolled back.
struct EvaluateRequest {
    std::size_t frame = 0;
    std::string expression;
};
// What the compiler's stages make of a source file; needs no machine and is the same at any time.
struct StagesRequest {
    std::string path;
    std::string text; // UTF-8
};
using Request
    = std::variant<NamesRequest, ObjectRequest, ProfileRequest, EvaluateRequest, StagesRequest>;
using Reply = std::variant<inspect::NamePage, inspect::ObjectDetail, inspect::HistoryProfile,
    inspect::Evaluation, std::shared_ptr<const inspect::Stages>>;
using RequestId = std::uint64_t;

enum class Direction : std::uint8_t { Back, Forward };

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

    // --- history. All leave the program Stopped, with a message where nothing was found. What
    // takes longer than a moment shows its progress in the picture (RunState::Seeking) and is given
    // up by pause(), which leads back to where it was.

    virtual void seek(inspect::Step step) = 0; // to any step from 0 to Picture::known_steps
    virtual void step_back(StepKind kind) = 0; // Into is as Line
    virtual void run_back() = 0; // to the previous breakpoint, or to the start
    // Before the instruction that does it. Forward runs on beyond what is known.
    virtual void find_event(inspect::EventKind kind, Direction direction) = 0;
    virtual void find_write(inspect::Place place, Direction direction) = 0;
    virtual void list_writes(inspect::Place place) = 0; // into Picture::writes

    // Puts the value of an expression into a place: a branch of history begins here.
    virtual void change(inspect::Place place, std::string expression) = 0;
    virtual void switch_branch(std::size_t branch) = 0; // to its last step
    virtual void rename_branch(std::size_t branch, std::string name) = 0;

    virtual void add_watch(std::string expression) = 0;
    virtual void remove_watch(std::size_t index) = 0;

    virtual void set_line_breakpoint(const std::string& file, int line, bool on) = 0;
    virtual void set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on) = 0;
    virtual void clear_breakpoints() = 0;

    virtual void send_input(std::string line) = 0; // without the newline
    virtual void end_input() = 0; // end of file

    // Asks for a picture whose pages and details belong to this frame (0 is the running one).
    virtual void focus(std::size_t frame) = 0;

    // The latest published picture; never null.
    virtual std::shared_ptr<const inspect::Picture> picture() const = 0;

    // Only answered while stopped, unless it says otherwise: asking again after the next picture is
    // the caller's business.
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
    void seek(inspect::Step step) override;
    void step_back(StepKind kind) override;
    void run_back() override;
    void find_event(inspect::EventKind kind, Direction direction) override;
    void find_write(inspect::Place place, Direction direction) override;
    void list_writes(inspect::Place place) override;
    void change(inspect::Place place, std::string expression) override;
    void switch_branch(std::size_t branch) override;
    void rename_branch(std::size_t branch, std::string name) override;
    void add_watch(std::string expression) override;
    void remove_watch(std::size_t index) override;
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
