// Driving a program for a session: loading and running forwards. History is in runner_history.cpp,
// what is shown in runner_picture.cpp.

#include "vm/debug/runner.h"

#include "vm/debug/forward.h"
#include "vm/debug/recorded_run.h"
#include "vm/eval/frame.h"
#include "vm/inspect/preview.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::debug {

namespace {

constexpr inspect::Step slice_steps = 4'000'000; // some 50 ms

} // namespace

Runner::Runner(Progress progress)
    : m_progress(std::move(progress))
{
}

Runner::~Runner() = default;

// A recording answers for the world; else the world is this machine with the lines that are typed.
void Runner::make_hosts()
{
    if (m_loaded.recording) {
        m_world.reset();
        const auto& journal = *m_loaded.recording->journal;
        m_host = std::make_unique<timeline::JournalHost>(journal.fork(journal.size()));
        return;
    }
    m_world = std::make_unique<host::ScriptedHost>(host::ScriptedHost::Clock::Real);
    m_host
        = std::make_unique<timeline::JournalHost>(*m_world, std::make_shared<timeline::Journal>());
}

void Runner::let_go_of_observers()
{
    m_diary_subscription.end();
    m_stepper.reset();
    m_forward.reset();
    if (m_program) {
        machine().hooks().set_controller(nullptr);
    }
}

void Runner::load(Program program)
{
    let_go_of_observers();
    m_timeline.reset();
    {
        const std::lock_guard lock(m_program_mutex);
        m_program.reset(); // Only one machine can exist at a time.
    }
    m_loaded = std::move(program);
    std::string error;
    if (!m_loaded.recording && !m_loaded.source && is_recording(m_loaded.file)) {
        timeline::RecordingOutcome outcome = timeline::open_recording(m_loaded.file);
        m_loaded.recording = std::move(outcome.recording);
        error = std::move(outcome.error);
    }
    make_hosts();
    m_output = {};
    m_catalog = {};
    m_breakpoints.forget_places();
    m_diary.forget();
    m_sources.clear();
    m_exception.reset();
    m_previous_marks = {};
    m_marks = {};
    m_writes = {};
    m_running = false;
    m_stopped_for_good = false;
    m_focus = 0;
    m_exit_code = 0;
    m_load_error.clear();
    m_message.clear();

    if (!error.empty()) {
        fail_to_load(std::move(error), 1);
        return;
    }
    try {
        start_program();
    } catch (const timeline::NoAnswer& trouble) {
        fail_to_load(
            std::string("this recording ends before its program begins: ") + trouble.what(), 1);
    }
}

void Runner::fail_to_load(std::string error, int exit_code)
{
    m_state = inspect::RunState::Failed;
    m_load_error = m_message = std::move(error);
    m_exit_code = exit_code;
    m_exception = inspect::RaisedException{ "", "", m_load_error, 0 };
}

void Runner::start_program()
{
    ++m_starts;
    fw::Program::Options options;
    if (m_loaded.recording) {
        options = program_options(m_loaded.recording->program);
    } else {
        options.file = m_loaded.file;
        options.source = m_loaded.source;
        options.arguments = m_loaded.arguments;
    }
    auto created = std::make_unique<fw::Program>(*m_host, std::move(options));
    {
        const std::lock_guard lock(m_program_mutex);
        m_program = std::move(created);
    }
    if (!m_program->load()) {
        fail_to_load(m_program->error(), m_program->exit_status());
        return;
    }
    m_catalog.add(m_program->code());
    m_breakpoints.apply(machine(), m_catalog);
    machine().on_code_prepared([this](Code& code) {
        // A file that is imported while the program runs, and that has breakpoints.
        if (!m_catalog.find(&code) && m_breakpoints.are_in(to_utf8(*code.filename))) {
            m_catalog.add(code);
            m_breakpoints.apply(machine(), m_catalog);
        }
    });
    m_program->start();
    // Up to the first opcode: its frame is there, nothing has executed.
    Stepper first(StepKind::Opcode, nullptr, endless, [](const Code&) { return true; });
    machine().hooks().set_controller(&first);
    const Machine::Stop stop = machine().run_until(endless);
    machine().hooks().set_controller(nullptr);
    m_timeline = std::make_unique<timeline::Timeline>(machine(), *m_host);
    m_timeline->begin();
    m_state = inspect::RunState::Stopped;
    if (stop != Machine::Stop::Controller) {
        note_stop(stop);
        return;
    }
    stand(inspect::StopReason::Start,
        m_loaded.recording && !m_loaded.recording->warning.empty() ? m_loaded.recording->warning
                                                                   : "ready");
}

void Runner::restart()
{
    load(m_loaded);
}

// What ran until now stays, and can be gone through; nothing new runs.
void Runner::stop()
{
    if (!is_alive() || m_state == inspect::RunState::Finished
        || m_state == inspect::RunState::Failed) {
        return;
    }
    const bool anywhere = m_running || machine().step() < m_timeline->furthest();
    let_go_of_observers();
    m_running = false;
    if (machine().in_native()) {
        m_timeline->seek(machine().step() - 1); // between instructions
    }
    m_stopped_for_good = true;
    m_state = inspect::RunState::Finished;
    m_reason = inspect::StopReason::None;
    m_message = anywhere ? "stopped: all that ran can be gone through, back and forth" : "stopped";
}

bool Runner::can_look() const
{
    return is_alive() && !m_running && !m_program->machine().finished();
}

bool Runner::is_own(const Code& code) const
{
    return to_utf8(*code.filename) == m_program->filename() || m_catalog.find(&code) != nullptr;
}

bool Runner::is_own_unit(const code::CodeUnit* unit) const
{
    return unit
        && (unit->filename == m_program->filename() || m_breakpoints.are_in(unit->filename));
}

void Runner::subscribe_diary(bool values)
{
    m_diary.set_values(values);
    m_diary_subscription.end();
    m_diary_subscription = machine().hooks().subscribe(
        m_diary, { hooks::Event::Opcode, hooks::Event::FramePush, hooks::Event::FramePop });
}

bool Runner::can_go_forward() const
{
    if (!is_alive() || m_running || m_program->machine().finished()) {
        return false;
    }
    return !m_stopped_for_good || m_program->machine().step() < m_timeline->furthest();
}

void Runner::begin_running(inspect::Step target, inspect::StopReason at_target)
{
    m_target = target;
    m_reason_at_target = at_target;
    m_running = true;
    m_focus = 0; // the next stop is looked at from its running frame
    m_pause_asked = false;
    m_state = inspect::RunState::Running;
    m_message.clear();
    machine().pass_breakpoint();
    breakpoints_changed();
}

void Runner::run_until(inspect::Step step)
{
    if (!can_go_forward()) {
        return;
    }
    let_go_of_observers();
    const inspect::Step now = machine().step();
    inspect::Step target = step;
    m_goal = step;
    if (step == endless || step > now + told_before_a_stop) {
        m_diary.forget();
        target = step == endless ? step : step - told_before_a_stop;
    } else {
        subscribe_diary(true);
    }
    begin_running(target, inspect::StopReason::StepReached);
}

void Runner::step(StepKind kind)
{
    if (!can_go_forward()) {
        return;
    }
    let_go_of_observers();
    subscribe_diary(kind == StepKind::Opcode);
    m_goal = 0;
    inspect::Step target = endless;
    if (kind == StepKind::Opcode) {
        target = machine().step() + 1;
    } else {
        m_stepper = std::make_unique<Stepper>(kind, machine().thread().frame, machine().step(),
            [this](const Code& code) { return is_own(code); });
        machine().hooks().set_controller(m_stepper.get());
    }
    begin_running(target, inspect::StopReason::Step);
}

void Runner::find_next_event(inspect::EventKind kind)
{
    if (!can_go_forward()) {
        return;
    }
    let_go_of_observers();
    m_diary.forget();
    m_goal = 0;
    m_forward = std::make_unique<Forward>(
        machine(), kind, [this](const Code& code) { return is_own(code); });
    begin_running(endless, inspect::StopReason::Step);
}

void Runner::find_next_write(const inspect::Place& place)
{
    if (!can_go_forward()) {
        return;
    }
    const auto probe = PlaceProbe::make(place);
    if (!probe) {
        stand(inspect::StopReason::Step, place.name + " is not there any more");
        return;
    }
    let_go_of_observers();
    m_diary.forget();
    m_goal = 0;
    m_forward = std::make_unique<Forward>(machine(), *probe);
    begin_running(endless, inspect::StopReason::Step);
}

void Runner::pause()
{
    if (!m_running) {
        return;
    }
    m_pause_asked = true;
    if (machine().in_native()) {
        note_stop(Machine::Stop::InNative); // It would go on to its end otherwise.
    }
}

void Runner::interrupt()
{
    const std::lock_guard lock(m_program_mutex);
    if (m_program) {
        m_program->machine().interrupt();
    }
}

void Runner::run_slice()
{
    using Clock = std::chrono::steady_clock;
    const inspect::Step before = machine().step();
    inspect::Step until = m_target - before > slice_steps ? before + slice_steps : m_target;
    if (m_stopped_for_good) {
        until = std::min(until, m_timeline->furthest());
    }
    if (is_cut_off()) {
        until = std::min(until, m_loaded.recording->steps);
    }
    const auto start = Clock::now();
    const Machine::Stop stop = m_timeline->run_until(until);
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    const inspect::Step executed = machine().step() - before;
    if (executed > 100'000 && elapsed.count() > 0) {
        m_speed = static_cast<double>(executed) / elapsed.count();
    }
    note_stop(stop);
}

// Beyond the end of a recording whose writer was killed nothing is known to have happened.
bool Runner::is_cut_off() const
{
    return m_loaded.recording && !m_loaded.recording->finished() && m_timeline->branch() == 0;
}

void Runner::stand(inspect::StopReason reason, std::string message)
{
    m_running = false;
    m_state = inspect::RunState::Stopped;
    m_reason = reason;
    m_message = std::move(message);
    evaluate_watches();
}

void Runner::note_stop(Machine::Stop stop)
{
    switch (stop) {
    case Machine::Stop::StepReached:
    case Machine::Stop::Interrupted:
        if (is_cut_off() && machine().step() >= m_loaded.recording->steps) {
            let_go_of_observers();
            m_stopped_for_good = true;
            stand(inspect::StopReason::None, m_loaded.recording->warning);
            m_state = inspect::RunState::Finished;
        } else if (m_stopped_for_good && machine().step() >= m_timeline->furthest()) {
            stand(inspect::StopReason::StepReached, "the program was stopped here");
            m_state = inspect::RunState::Finished;
        } else if (machine().step() >= m_target && m_goal > m_target && m_goal != endless) {
            subscribe_diary(true);
            m_target = m_goal;
        } else if (machine().step() >= m_target) {
            stand(m_reason_at_target, "");
        } else if (m_pause_asked) {
            stand(inspect::StopReason::Pause, "paused");
        }
        return;
    case Machine::Stop::InNative:
        if (m_pause_asked) {
            go_to(machine().step() - 1, inspect::StopReason::Pause,
                "paused before an instruction that takes long: it begins anew when you go on");
        }
        return;
    case Machine::Stop::Controller:
        if (m_forward) {
            const std::string what = m_forward->what();
            const inspect::Step found = m_forward->found().value_or(machine().step());
            let_go_of_observers();
            go_to(found, inspect::StopReason::Step,
                "the next " + what + ": this instruction does it");
            return;
        }
        stand(inspect::StopReason::Step, "");
        return;
    case Machine::Stop::Breakpoint: {
        const fw::Frame& frame = *machine().thread().frame;
        const int line = frame_line(frame);
        const std::string file = to_utf8(*frame.code->filename);
        m_breakpoints.hit(*frame.code, frame.lasti(), line, file);
        stand(inspect::StopReason::Breakpoint, fmt::format("breakpoint at line {}", line));
        return;
    }
    case Machine::Stop::NeedsInput:
        stand(inspect::StopReason::None, "the program waits for a line of input");
        m_state = inspect::RunState::WaitingForInput;
        return;
    case Machine::Stop::NoAnswer:
        let_go_of_observers();
        m_stopped_for_good = true;
        stand(inspect::StopReason::None,
            m_host->diverged() ? m_host->trouble() : "the recording ends here");
        m_state = inspect::RunState::Finished;
        return;
    case Machine::Stop::Finished:
        finish();
        return;
    }
}

void Runner::finish()
{
    const bool first_time = m_exception == std::nullopt && m_timeline->branch() == 0;
    const std::string sought = m_forward ? m_forward->what() : "";
    const std::optional<inspect::Step> found = m_forward ? m_forward->found() : std::nullopt;
    let_go_of_observers();
    if (found) {
        go_to(
            *found, inspect::StopReason::Step, "the next " + sought + ": this instruction does it");
        return;
    }
    m_running = false;
    m_exit_code = m_program->exit_status();
    m_reason = inspect::StopReason::None;
    m_state = inspect::RunState::Finished;
    m_message = fmt::format("finished, exit code {}", m_exit_code);
    if (!sought.empty()) {
        m_message += fmt::format("; there is no further {}", sought);
    }
    std::string errors;
    for (const inspect::OutputPiece& piece : m_output.up_to_now(*m_host)) {
        if (piece.stream == inspect::Stream::Error) {
            errors += piece.text;
        }
    }
    const std::size_t traceback = errors.rfind("Traceback (most recent call last):");
    if (m_exit_code != 0 && traceback != std::string::npos) {
        std::string text = errors.substr(traceback);
        const std::size_t end = text.find_last_not_of('\n');
        const std::size_t start = text.rfind('\n', end);
        const std::string last = text.substr(start + 1, end - start);
        const std::size_t colon = last.find(": ");
        m_exception = inspect::RaisedException{ last.substr(0, colon),
            colon == std::string::npos ? "" : last.substr(colon + 2), std::move(text), 0 };
        m_state = inspect::RunState::Failed;
        m_reason = inspect::StopReason::Exception;
        m_message = last;
        if (first_time) {
            show_uncaught();
        }
    }
}

// The frames are gone at the end: the stop is where the exception was raised.
void Runner::show_uncaught()
{
    const auto match = m_timeline->last_event(
        timeline::EventKind::Exception, machine().step(),
        [this](const code::CodeUnit* unit) { return is_own_unit(unit); }, progress());
    if (match.outcome == timeline::Timeline::Outcome::Reached && match.step) {
        go_to(*match.step, inspect::StopReason::Exception,
            m_message + " (nobody catches it): this instruction raises it");
    } else if (match.outcome == timeline::Timeline::Outcome::Reached) {
        go_to(m_timeline->furthest(), inspect::StopReason::Exception, m_message);
    }
}

void Runner::breakpoints_changed()
{
    if (is_alive()) {
        m_breakpoints.apply(machine(), m_catalog);
    }
}

void Runner::set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on)
{
    for (const auto& known : m_catalog.pictures()) {
        if (known->id == code) {
            m_breakpoints.set_opcode(code, known->qualname, offset, on);
        }
    }
    breakpoints_changed();
}

void Runner::send_input(const std::string& line)
{
    if (!m_world) {
        return;
    }
    m_world->give_input(line + "\n");
    if (m_state == inspect::RunState::WaitingForInput) {
        m_running = true; // It goes on as it was told before it asked.
        m_state = inspect::RunState::Running;
    }
}

void Runner::end_input()
{
    if (!m_world) {
        return;
    }
    m_world->end_input();
    if (m_state == inspect::RunState::WaitingForInput) {
        m_running = true;
        m_focus = 0; // the next stop is looked at from its running frame
        m_state = inspect::RunState::Running;
    }
}

} // namespace fw::debug
