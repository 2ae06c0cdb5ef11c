// The program that a session drives, on the session's own thread: loading, running by the stepping
// rules, going through its history, input. Not thread-safe; Session gives its commands in turn.

#pragma once

#include "vm/builtins/program.h"
#include "vm/debug/breakpoints.h"
#include "vm/debug/diary.h"
#include "vm/debug/output_book.h"
#include "vm/debug/searches.h"
#include "vm/debug/session.h"
#include "vm/debug/stepping.h"
#include "vm/host/scripted_host.h"
#include "vm/inspect/code_view.h"
#include "vm/inspect/picture.h"
#include "vm/timeline/timeline.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace fw::debug {

// Steps beyond any that a program reaches.
inline constexpr inspect::Step endless = Machine::no_limit;

// The last part of the way to a step is written into the diary, so that the stop can tell how it
// came about.
inline constexpr inspect::Step told_before_a_stop = 2'000;

class Runner {
public:
    // Told while a command takes long, with how much of it is done (0 to 1); false gives it up.
    using Progress = std::function<bool(double done)>;

    explicit Runner(Progress progress = {});
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    void load(Program program);
    void restart();
    void stop();

    // Begins to run; run_slice() then does the work in parts until is_running() is false.
    void run_until(inspect::Step step);
    void step(StepKind kind);
    void find_next_event(inspect::EventKind kind);
    void find_next_write(const inspect::Place& place);
    void pause();
    bool is_running() const { return m_running; }
    void run_slice();
    // From any thread: the present slice ends soon.
    void interrupt();

    // History; runner_history.cpp. Each is done when it returns.
    void seek(inspect::Step step);
    void step_back(StepKind kind);
    void run_back();
    void find_previous_event(inspect::EventKind kind);
    void find_previous_write(const inspect::Place& place);
    void list_writes(const inspect::Place& place);
    void change(const inspect::Place& place, const std::string& expression);
    void switch_branch(std::size_t branch);
    void rename_branch(std::size_t branch, std::string name);
    void add_watch(std::string expression);
    void remove_watch(std::size_t index);

    Breakpoints& breakpoints() { return m_breakpoints; }
    void breakpoints_changed();
    void set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on);

    void send_input(const std::string& line);
    void end_input();
    void focus(std::size_t frame) { m_focus = frame; }

    // While running, only what can be told without looking at the moving machine.
    inspect::Picture take_picture();
    Reply answer(const Request& request);

private:
    class Forward; // what a forward run looks for

    bool is_alive() const { return m_program && m_state != inspect::RunState::Empty && m_timeline; }
    bool can_go_forward() const;
    Machine& machine() { return m_program->machine(); }
    void make_hosts();
    void start_program();
    void fail_to_load(std::string error, int exit_code);
    bool is_cut_off() const;
    void begin_running(inspect::Step target, inspect::StopReason at_target);
    void note_stop(Machine::Stop stop);
    void finish();
    void show_uncaught();
    void stand(inspect::StopReason reason, std::string message);
    void let_go_of_observers();
    void subscribe_diary(bool values);
    bool is_own(const Code& code) const;
    bool is_own_unit(const code::CodeUnit* unit) const;

    timeline::Timeline::Progress progress();
    // Goes there, with the last part of the way written into the diary, and stands.
    void go_to(inspect::Step step, inspect::StopReason reason, std::string message);
    void arrive(
        timeline::Timeline::Outcome outcome, inspect::StopReason reason, std::string message);
    void go_to_match(const timeline::Timeline::Match& match, inspect::Step origin,
        inspect::StopReason reason, std::string found, std::string not_found);
    bool begin_looking_back();
    void evaluate_watches();

    std::string source_text(const std::string& file, const inspect::SourceRange& range);
    std::shared_ptr<const inspect::SourceFile> source_of(const std::string& file);
    void add_frames(inspect::Picture& picture);
    void add_history(inspect::Picture& picture);
    void add_sources(inspect::Picture& picture);
    void mark_changes(inspect::Picture& picture);
    inspect::HistoryProfile profile(const ProfileRequest& request) const;
    bool can_look() const;
    std::uint64_t moment(); // Picture::moment, as it is now

    Progress m_progress;
    std::unique_ptr<host::ScriptedHost> m_world; // null for a recording
    std::unique_ptr<timeline::JournalHost> m_host;
    Program m_loaded; // what restart() loads again
    std::mutex m_program_mutex; // held while m_program changes, and by interrupt()
    std::unique_ptr<fw::Program> m_program;
    std::unique_ptr<timeline::Timeline> m_timeline;
    inspect::CodeCatalog m_catalog;
    Breakpoints m_breakpoints;
    Diary m_diary;
    hooks::Subscription m_diary_subscription;
    std::unique_ptr<Stepper> m_stepper;
    std::unique_ptr<Forward> m_forward;
    OutputBook m_output;
    std::map<std::string, std::shared_ptr<const inspect::SourceFile>> m_sources;

    bool m_running = false;
    bool m_pause_asked = false;
    bool m_stopped_for_good = false; // by hand: nothing new is executed any more
    inspect::Step m_target = 0;
    inspect::Step m_goal = 0; // beyond m_target: what lies between is run with the diary open
    inspect::RunState m_state = inspect::RunState::Empty;
    inspect::StopReason m_reason = inspect::StopReason::None;
    inspect::StopReason m_reason_at_target = inspect::StopReason::None;
    std::string m_message;
    double m_speed = 0;
    int m_exit_code = 0;
    std::string m_load_error;
    std::optional<inspect::RaisedException> m_exception; // that nobody caught
    std::vector<inspect::Watch> m_watches;
    inspect::WriteList m_writes;
    std::size_t m_focus = 0;
    // One state of the memory: the program started, its branch, its step.
    struct Moment {
        std::uint64_t start = 0;
        std::size_t branch = 0;
        inspect::Step step = 0;

        bool operator==(const Moment&) const = default;
    };
    std::uint64_t m_starts = 0;
    Moment m_last_moment;
    std::uint64_t m_moment = 0;
    // What the values looked like at a stop. Several pictures are taken of one stop: what has
    // changed is told by the stop before it.
    struct Marks {
        inspect::Step step = 0;
        std::size_t branch = 0;
        std::map<inspect::ObjectId, std::map<std::string, std::string>> locals;
        std::map<std::string, std::string> globals;
        std::map<inspect::ObjectId, std::string> cells;
    };
    Marks m_previous_marks;
    Marks m_marks; // of the present stop
};

} // namespace fw::debug
