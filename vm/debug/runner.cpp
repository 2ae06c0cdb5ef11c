// Driving a program for a session.

#include "vm/debug/runner.h"

#include "vm/base/fiber.h"
#include "vm/eval/frame.h"
#include "vm/inspect/preview.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::debug {

namespace {

constexpr inspect::Step slice_steps = 4'000'000; // some 50 ms
constexpr std::size_t most_output = 16 * 1024 * 1024;

} // namespace

class Runner::LatePlacer final : public hooks::Observer {
public:
    explicit LatePlacer(Runner& runner)
        : m_runner(runner)
        , m_subscription(
              runner.m_program->machine().hooks().subscribe(*this, { hooks::Event::FramePush }))
    {
    }

    void on_frame_push(const hooks::FramePushEvent& event) override
    {
        const Code* code = event.frame->code;
        if (!m_runner.m_catalog.find(code)) {
            m_runner.m_catalog.add(*code);
            m_runner.m_breakpoints.apply(m_runner.m_program->machine(), m_runner.m_catalog);
        }
    }

private:
    Runner& m_runner;
    hooks::Subscription m_subscription;
};

Runner::Runner() = default;
Runner::~Runner() = default;

void Runner::make_host()
{
    m_host = std::make_unique<host::ScriptedHost>(host::ScriptedHost::Clock::Real);
    m_host->on_output([this](host::Stream stream, std::string_view text) {
        m_output_bytes += text.size();
        if (m_output_bytes > most_output) {
            m_output_cut = true;
            return;
        }
        const auto kind
            = stream == host::Stream::Error ? inspect::Stream::Error : inspect::Stream::Out;
        const inspect::Step step = Fiber::running() ? runtime().thread.step() : m_last_step;
        if (!m_output.empty() && m_output.back().stream == kind && m_output.back().step == step) {
            m_output.back().text += text;
        } else {
            m_output.push_back({ kind, std::string(text), step });
        }
    });
}

void Runner::load(Program program)
{
    m_late_placer.reset();
    m_diary_subscription.end();
    m_cell_book_subscription.end();
    m_cell_book.forget();
    m_stepper.reset();
    {
        const std::lock_guard lock(m_program_mutex);
        m_program.reset(); // Only one machine can exist at a time.
    }
    make_host();
    m_output.clear();
    m_output_bytes = 0;
    m_output_cut = false;
    m_catalog = {};
    m_breakpoints.forget_places();
    m_diary.forget();
    m_sources.clear();
    m_exception.reset();
    m_previous_locals.clear();
    m_previous_globals.clear();
    m_previous_cells.clear();
    m_running = false;
    m_focus = 0;
    m_furthest = 0;
    m_last_step = 0;
    m_exit_code = 0;
    m_message.clear();
    m_loaded = std::move(program);

    fw::Program::Options options;
    options.file = m_loaded.file;
    options.source = m_loaded.source;
    options.arguments = m_loaded.arguments;
    auto created = std::make_unique<fw::Program>(*m_host, std::move(options));
    {
        const std::lock_guard lock(m_program_mutex);
        m_program = std::move(created);
    }
    if (!m_program->load()) {
        m_state = inspect::RunState::Failed;
        m_message = m_program->error();
        m_exit_code = m_program->exit_status();
        m_output.push_back({ inspect::Stream::Error, m_program->error(), 0 });
        m_exception = inspect::RaisedException{ "", "", m_program->error(), 0 };
        return;
    }
    m_catalog.add(m_program->code());
    m_breakpoints.apply(m_program->machine(), m_catalog);
    m_program->start();
    m_cell_book_subscription
        = m_program->machine().hooks().subscribe(m_cell_book, CellBook::events);
    m_state = inspect::RunState::Stopped;
    // Up to the first opcode: its frame is there, nothing has executed.
    step(StepKind::Opcode);
    m_stepper = std::make_unique<Stepper>(
        StepKind::Opcode, nullptr, endless, [](const Code&) { return true; });
    m_program->machine().hooks().set_controller(m_stepper.get());
    m_target = endless;
    while (m_running) {
        run_slice();
    }
    if (m_state == inspect::RunState::Stopped) {
        m_reason = inspect::StopReason::Start;
        m_message = "ready";
    }
}

void Runner::restart()
{
    load(m_loaded);
}

void Runner::stop()
{
    if (!m_program || m_state == inspect::RunState::Finished
        || m_state == inspect::RunState::Failed) {
        return;
    }
    m_running = false;
    m_last_step = m_program->machine().step();
    m_state = inspect::RunState::Finished;
    m_reason = inspect::StopReason::None;
    m_message = "stopped";
    m_late_placer.reset();
    m_diary_subscription.end();
    m_cell_book_subscription.end();
    m_stepper.reset();
    m_program->machine().hooks().set_controller(nullptr);
}

bool Runner::can_look() const
{
    return m_program && !m_running
        && (m_state == inspect::RunState::Stopped || m_state == inspect::RunState::WaitingForInput);
}

bool Runner::is_own(const Code& code) const
{
    return to_utf8(*code.filename) == m_program->filename() || m_catalog.find(&code) != nullptr;
}

void Runner::subscribe_diary(bool values)
{
    m_diary.set_values(values);
    m_diary_subscription.end();
    m_diary_subscription = m_program->machine().hooks().subscribe(
        m_diary, { hooks::Event::Opcode, hooks::Event::FramePush, hooks::Event::FramePop });
}

void Runner::run_until(inspect::Step step)
{
    if (!m_program || m_state == inspect::RunState::Finished
        || m_state == inspect::RunState::Failed) {
        return;
    }
    m_stepper.reset();
    m_program->machine().hooks().set_controller(nullptr);
    // The last part of the way to a step is written into the diary, so that the stop can tell how
    // it came about.
    constexpr inspect::Step told = 20'000;
    const inspect::Step now = m_program->machine().step();
    m_goal = step;
    if (step == endless || step > now + told) {
        m_diary_subscription.end();
        m_diary.forget();
        m_target = step == endless ? step : step - told;
    } else {
        subscribe_diary(true);
        m_target = step;
    }
    m_reason_at_target = inspect::StopReason::StepReached;
    m_running = true;
    m_focus = 0; // the next stop is looked at from its running frame
    m_pause_asked = false;
    m_state = inspect::RunState::Running;
    m_message.clear();
    breakpoints_changed();
}

void Runner::step(StepKind kind)
{
    if (!m_program || m_state == inspect::RunState::Finished || m_state == inspect::RunState::Failed
        || m_running) {
        return;
    }
    Machine& machine = m_program->machine();
    subscribe_diary(kind == StepKind::Opcode);
    m_target = endless;
    m_goal = 0;
    m_reason_at_target = inspect::StopReason::Step;
    if (kind == StepKind::Opcode) {
        m_target = machine.step() + 1;
        machine.hooks().set_controller(nullptr);
    } else {
        m_stepper = std::make_unique<Stepper>(kind, machine.thread().frame, machine.step(),
            [this](const Code& code) { return is_own(code); });
        machine.hooks().set_controller(m_stepper.get());
    }
    m_running = true;
    m_focus = 0; // the next stop is looked at from its running frame
    m_pause_asked = false;
    m_state = inspect::RunState::Running;
    m_message.clear();
    breakpoints_changed();
}

void Runner::pause()
{
    if (m_running) {
        m_pause_asked = true;
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
    Machine& machine = m_program->machine();
    const inspect::Step before = machine.step();
    const inspect::Step until = m_target - before > slice_steps ? before + slice_steps : m_target;
    const auto start = Clock::now();
    const Machine::Stop stop = machine.run_until(until);
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    const inspect::Step executed = machine.step() - before;
    if (executed > 100'000 && elapsed.count() > 0) {
        m_speed = static_cast<double>(executed) / elapsed.count();
    }
    m_furthest = std::max(m_furthest, machine.step());
    m_last_step = machine.step();
    note_stop(stop);
}

void Runner::note_stop(Machine::Stop stop)
{
    Machine& machine = m_program->machine();
    const auto stand = [this](inspect::StopReason reason, std::string message) {
        m_running = false;
        m_state = inspect::RunState::Stopped;
        m_reason = reason;
        m_message = std::move(message);
    };
    switch (stop) {
    case Machine::Stop::StepReached:
    case Machine::Stop::Interrupted:
        if (machine.step() >= m_target && m_goal > m_target && m_goal != endless) {
            subscribe_diary(true);
            m_target = m_goal;
        } else if (machine.step() >= m_target) {
            stand(m_reason_at_target,
                m_reason_at_target == inspect::StopReason::Start ? "ready" : "");
        } else if (m_pause_asked) {
            stand(inspect::StopReason::Pause, "paused");
        }
        return;
    case Machine::Stop::Controller:
        stand(inspect::StopReason::Step, "");
        return;
    case Machine::Stop::Breakpoint: {
        const fw::Frame& frame = *machine.thread().frame;
        const int line = frame_line(frame);
        const std::string file = to_utf8(*frame.code->filename);
        m_breakpoints.hit(*frame.code, frame.lasti(), line, file);
        stand(inspect::StopReason::Breakpoint, fmt::format("breakpoint at line {}", line));
        return;
    }
    case Machine::Stop::NeedsInput:
        m_running = false;
        m_state = inspect::RunState::WaitingForInput;
        m_reason = inspect::StopReason::None;
        m_message = "the program waits for a line of input";
        return;
    case Machine::Stop::NoAnswer:
        stand(inspect::StopReason::None, "the recording ends here");
        return;
    case Machine::Stop::Finished:
        finish();
        return;
    }
}

void Runner::finish()
{
    m_running = false;
    m_exit_code = m_program->exit_status();
    m_reason = inspect::StopReason::None;
    m_state = inspect::RunState::Finished;
    m_message = fmt::format("finished, exit code {}", m_exit_code);
    std::string errors;
    for (const inspect::OutputPiece& piece : m_output) {
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
    }
}

void Runner::breakpoints_changed()
{
    if (!m_program || m_state == inspect::RunState::Finished
        || m_state == inspect::RunState::Failed) {
        return;
    }
    m_breakpoints.apply(m_program->machine(), m_catalog);
    const bool others = m_breakpoints.has_other_file_than(m_program->filename());
    if (others && !m_late_placer) {
        m_late_placer = std::make_unique<LatePlacer>(*this);
    } else if (!others) {
        m_late_placer.reset();
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
    m_host->give_input(line + "\n");
    m_output.push_back({ inspect::Stream::Input, line + "\n", m_last_step });
    if (m_state == inspect::RunState::WaitingForInput) {
        m_running = true; // It goes on as it was told before it asked.
        m_state = inspect::RunState::Running;
    }
}

void Runner::end_input()
{
    m_host->end_input();
    if (m_state == inspect::RunState::WaitingForInput) {
        m_running = true;
        m_focus = 0; // the next stop is looked at from its running frame
        m_state = inspect::RunState::Running;
    }
}

} // namespace fw::debug
