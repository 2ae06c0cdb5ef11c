// The program that a session drives, on the session's own thread: loading, running by the stepping
// rules, input and output. Not thread-safe; Session gives its commands in turn.

#pragma once

#include "vm/builtins/program.h"
#include "vm/debug/breakpoints.h"
#include "vm/debug/cell_book.h"
#include "vm/debug/diary.h"
#include "vm/debug/session.h"
#include "vm/debug/stepping.h"
#include "vm/host/scripted_host.h"
#include "vm/inspect/code_view.h"
#include "vm/inspect/picture.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace fw::debug {

// Steps beyond any that a program reaches.
inline constexpr inspect::Step endless = Machine::no_limit;

class Runner {
public:
    Runner();
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    void load(Program program);
    void restart();
    void stop();

    // Begins to run; run_slice() then does the work in parts until is_running() is false.
    void run_until(inspect::Step step);
    void step(StepKind kind);
    void pause();
    bool is_running() const { return m_running; }
    void run_slice();
    // From any thread: the present slice ends soon.
    void interrupt();

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
    void note_stop(Machine::Stop stop);
    void finish();
    void subscribe_diary(bool values);
    bool is_own(const Code& code) const;
    std::string source_text(const std::string& file, const inspect::SourceRange& range);
    std::shared_ptr<const inspect::SourceFile> source_of(const std::string& file);
    void add_frames(inspect::Picture& picture);
    void add_sources(inspect::Picture& picture);
    void mark_changes(inspect::Picture& picture);
    bool can_look() const;

    // The breakpoints of files that are imported while the program runs are placed when their code
    // first runs.
    class LatePlacer;

    void make_host();

    std::unique_ptr<host::ScriptedHost> m_host;
    Program m_loaded; // what restart() loads again
    std::mutex m_program_mutex; // held while m_program changes, and by interrupt()
    std::unique_ptr<fw::Program> m_program;
    inspect::CodeCatalog m_catalog;
    Breakpoints m_breakpoints;
    CellBook m_cell_book;
    hooks::Subscription m_cell_book_subscription;
    Diary m_diary;
    hooks::Subscription m_diary_subscription;
    std::unique_ptr<LatePlacer> m_late_placer;
    std::unique_ptr<Stepper> m_stepper;
    std::map<std::string, std::shared_ptr<const inspect::SourceFile>> m_sources;

    bool m_running = false;
    bool m_pause_asked = false;
    inspect::Step m_target = 0;
    inspect::Step m_goal = 0; // beyond m_target: what lies between is run with the diary open
    inspect::RunState m_state = inspect::RunState::Empty;
    inspect::StopReason m_reason = inspect::StopReason::None;
    inspect::StopReason m_reason_at_target = inspect::StopReason::None;
    std::string m_message;
    inspect::Step m_furthest = 0;
    inspect::Step m_last_step = 0; // of a machine that is gone
    double m_speed = 0;
    int m_exit_code = 0;
    std::vector<inspect::OutputPiece> m_output;
    std::size_t m_output_bytes = 0;
    bool m_output_cut = false;
    std::optional<inspect::RaisedException> m_exception;
    std::size_t m_focus = 0;
    std::map<inspect::ObjectId, std::map<std::string, std::string>> m_previous_locals;
    std::map<std::string, std::string> m_previous_globals;
    std::map<inspect::ObjectId, std::string> m_previous_cells;
};

} // namespace fw::debug
