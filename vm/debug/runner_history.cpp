// Going through history: to any step, back by the stepping rules, to events and writes, along
// branches.

#include "vm/base/region_new.h"
#include "vm/code/instruction.h"
#include "vm/code/line_table.h"
#include "vm/debug/evaluator.h"
#include "vm/debug/runner.h"
#include "vm/eval/frame.h"
#include "vm/inspect/preview.h"
#include "vm/timeline/recording.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::debug {

using inspect::Step;
using inspect::StopReason;
using timeline::Timeline;

namespace {

constexpr Step most_for_a_watch = 2'000'000; // opcodes, some 30 ms
constexpr Step most_for_a_change = 50'000'000;
constexpr std::size_t most_writes = 100'000;

timeline::EventKind index_kind(inspect::EventKind kind)
{
    switch (kind) {
    case inspect::EventKind::Call:
        return timeline::EventKind::Call;
    case inspect::EventKind::Return:
        return timeline::EventKind::Return;
    case inspect::EventKind::Exception:
        return timeline::EventKind::Exception;
    case inspect::EventKind::Output:
        return timeline::EventKind::Output;
    default:
        return timeline::EventKind::Collection;
    }
}

const char* words_of(inspect::EventKind kind)
{
    static constexpr const char* words[]
        = { "call", "return", "exception", "output", "cell write", "garbage collection" };
    return words[static_cast<std::size_t>(kind)];
}

} // namespace

Timeline::Progress Runner::progress()
{
    return [this](Step done, Step total) {
        return !m_progress
            || m_progress(total == 0 ? 0 : static_cast<double>(done) / static_cast<double>(total));
    };
}

// --- arriving

void Runner::go_to(Step step, StopReason reason, std::string message)
{
    let_go_of_observers();
    m_diary.forget();
    const Step start = step > told_before_a_stop ? step - told_before_a_stop : 0;
    Timeline::Outcome outcome = Timeline::Outcome::Reached;
    if (machine().step() > step || machine().step() < start) {
        outcome = m_timeline->seek(std::max(start, m_timeline->first()), progress());
    }
    if (outcome == Timeline::Outcome::Reached && machine().step() < step) {
        subscribe_diary(true);
        machine().lift_breakpoints();
        m_timeline->run_until(step);
        machine().place_breakpoints();
    }
    arrive(outcome, reason, std::move(message));
}

void Runner::arrive(Timeline::Outcome outcome, StopReason reason, std::string message)
{
    m_focus = 0;
    switch (outcome) {
    case Timeline::Outcome::GivenUp:
        stand(StopReason::Pause, "given up: back where it was");
        return;
    case Timeline::Outcome::Trouble:
        m_stopped_for_good = true;
        stand(StopReason::None, m_host->trouble());
        return;
    case Timeline::Outcome::Reached:
        break;
    }
    stand(reason, std::move(message));
    if (machine().finished()) {
        m_state = m_exception && m_timeline->branch() == 0 ? inspect::RunState::Failed
                                                           : inspect::RunState::Finished;
        m_message = fmt::format("the end of the program, exit code {}", m_exit_code);
    } else if (m_timeline->in_an_instruction()) {
        m_state = inspect::RunState::WaitingForInput;
        m_message = "the program waits for a line of input";
    } else if (m_stopped_for_good && machine().step() >= m_timeline->furthest()) {
        m_state = inspect::RunState::Finished;
    }
}

void Runner::go_to_match(const Timeline::Match& match, Step origin, StopReason reason,
    std::string found, std::string not_found)
{
    if (match.outcome != Timeline::Outcome::Reached) {
        arrive(match.outcome, reason, "");
    } else if (match.step) {
        go_to(*match.step, reason, std::move(found));
    } else {
        go_to(origin, StopReason::Step, std::move(not_found));
    }
}

bool Runner::begin_looking_back()
{
    if (!is_alive() || m_running || machine().step() <= m_timeline->first()) {
        return false;
    }
    let_go_of_observers();
    return true;
}

// --- to a step

void Runner::seek(Step step)
{
    if (!is_alive() || m_running) {
        return;
    }
    const Step last = std::max(
        m_timeline->furthest(), m_loaded.recording ? m_loaded.recording->steps : Step{ 0 });
    go_to(std::clamp(step, m_timeline->first(), last), StopReason::StepReached, "");
}

// --- back by the stepping rules

void Runner::step_back(StepKind kind)
{
    if (!begin_looking_back()) {
        return;
    }
    const Step now = machine().step();
    const fw::Frame* const frame = machine().thread().frame;
    if (kind == StepKind::Opcode) {
        go_to(now - 1, StopReason::Step, "");
        return;
    }
    if (kind == StepKind::Out && frame) {
        const bool has_caller = frame->entered_at > m_timeline->first();
        go_to(has_caller ? frame->entered_at - 1 : m_timeline->first(), StopReason::Step,
            has_caller ? "the call that leads into the function" : "the start of the program");
        return;
    }
    std::optional<FrameSet> frames;
    if (kind == StepKind::Over && frame) {
        frames.emplace(frame);
    }
    LineSearch search([this](const Code& code) { return is_own(code); }, std::move(frames));
    const Timeline::Match match
        = m_timeline->find_last(search, now, m_timeline->first(), progress());
    if (match.outcome == Timeline::Outcome::Reached && !match.step) {
        go_to(m_timeline->first(), StopReason::Step, "the start of the program");
        return;
    }
    go_to_match(match, now, StopReason::Step, "", "");
}

void Runner::run_back()
{
    if (!begin_looking_back()) {
        return;
    }
    const Step now = machine().step();
    breakpoints_changed();
    Timeline::Match match;
    if (!m_breakpoints.empty()) {
        BreakpointSearch search;
        match = m_timeline->find_last(search, now, m_timeline->first(), progress());
        machine().place_breakpoints();
    }
    if (match.outcome == Timeline::Outcome::Reached && !match.step) {
        go_to(m_timeline->first(), StopReason::StepReached,
            m_breakpoints.empty() ? "the start of the program"
                                  : "the start of the program: there is no breakpoint before");
        return;
    }
    go_to_match(match, now, StopReason::Breakpoint, "the breakpoint before", "");
}

// --- events and writes

void Runner::find_previous_event(inspect::EventKind kind)
{
    if (!begin_looking_back()) {
        return;
    }
    const Step now = machine().step();
    Timeline::Match match;
    if (kind == inspect::EventKind::CellWrite) {
        CellWriteSearch search([this](const Code& code) { return is_own(code); });
        match = m_timeline->find_last(search, now, m_timeline->first(), progress());
    } else {
        const bool anywhere
            = kind == inspect::EventKind::Output || kind == inspect::EventKind::Collection;
        match = m_timeline->last_event(
            index_kind(kind), now,
            [&](const code::CodeUnit* unit) { return anywhere || is_own_unit(unit); }, progress());
    }
    const std::string word = words_of(kind);
    go_to_match(match, now, StopReason::Step, "the previous " + word + ": this instruction does it",
        "there is no " + word + " before");
}

void Runner::find_previous_write(const inspect::Place& place)
{
    if (!begin_looking_back()) {
        return;
    }
    const Step now = machine().step();
    const auto probe = PlaceProbe::make(place);
    if (!probe) {
        stand(StopReason::Step, place.name + " is not there any more");
        return;
    }
    const Step birth = probe->birth();
    WriteSearch search(*probe);
    const Timeline::Match match
        = m_timeline->find_last(search, now, birth > 0 ? birth - 1 : 0, progress());
    go_to_match(match, now, StopReason::Step,
        "the previous write of " + place.name + ": this instruction does it",
        place.name + " was not written before");
}

void Runner::list_writes(const inspect::Place& place)
{
    if (!is_alive() || m_running) {
        return;
    }
    const auto probe = PlaceProbe::make(place);
    if (!probe) {
        stand(StopReason::Step, place.name + " is not there any more");
        return;
    }
    let_go_of_observers();
    const Step origin = machine().step();
    const Step first = std::max(probe->birth() > 0 ? probe->birth() - 1 : 0, m_timeline->first());
    const Step last = m_timeline->furthest();
    inspect::WriteList list;
    list.place = place;
    list.searched_from = first;
    list.searched_to = last;
    Timeline::Outcome outcome = m_timeline->seek(first, progress());
    WriteSearch search(*probe);
    std::string value_before;
    search.on_write([&](const WriteSearch::Instruction& by, const Object* value) {
        bool shortened = false;
        std::string text
            = value ? inspect::preview_text(value, inspect::preview_length, shortened) : "";
        if (list.writes.size() < most_writes) {
            inspect::Write& write = list.writes.emplace_back();
            write.step = by.step;
            write.offset = by.offset;
            write.opcode = code::name(by.op);
            if (by.unit) {
                const auto offset = static_cast<std::size_t>(by.offset);
                write.function = by.unit->name;
                write.line = code::line_at(*by.unit, offset);
                const std::string meaning
                    = code::argument_meaning(*by.unit, { offset, by.op, by.argument });
                write.opcode += meaning.empty() ? "" : " " + meaning;
            }
            write.old_value = value_before;
            write.new_value = text;
        } else {
            list.complete = false;
        }
        value_before = std::move(text);
    });
    machine().lift_breakpoints();
    search.begin(machine());
    const auto told = progress();
    constexpr Step at_once = 500'000;
    while (
        outcome == Timeline::Outcome::Reached && machine().step() < last && !machine().finished()) {
        const Step before = machine().step();
        m_timeline->run_until(std::min(last, before + at_once));
        if (machine().step() == before) {
            break;
        }
        if (!told(machine().step() - first, last - first)) {
            list.complete = false;
            list.searched_to = machine().step();
            break;
        }
    }
    search.end();
    machine().place_breakpoints();
    const std::size_t count = list.writes.size();
    m_writes = std::move(list);
    go_to(origin, StopReason::Step,
        fmt::format("{} write{} of {}", count, count == 1 ? "" : "s", place.name));
}

// --- branches

void Runner::change(const inspect::Place& place, const std::string& expression)
{
    if (!is_alive() || m_running) {
        return;
    }
    const auto refuse
        = [&](const std::string& why) { m_message = place.name + " is as it was: " + why; };
    if (!can_look()) {
        refuse("the program has ended; go back a step first");
        return;
    }
    const auto probe = PlaceProbe::make(place);
    if (!probe) {
        refuse("it is not there any more");
        return;
    }
    if (m_timeline->in_an_instruction()) {
        refuse("the program is in the middle of an instruction (it waits for input)");
        return;
    }
    let_go_of_observers();
    fw::Frame* frame = machine().thread().frame;
    for (std::size_t i = 0; i < m_focus && frame && frame->back; ++i) {
        frame = frame->back;
    }
    std::string error = "it takes too long";
    const auto keep = [&](const std::string& text) {
        const OutsideRegion outside;
        error.assign(text.data(), text.size());
    };
    const auto branch = m_timeline->fork(
        place.name + " = " + expression,
        [&](Thread& thread) {
            auto value = evaluate_in(thread, frame, expression);
            if (value.failed()) {
                keep(take_exception_text(thread));
                return false;
            }
            std::string why_not;
            const Ref result = value.take();
            if (probe->put(thread, result.get(), why_not)) {
                return true;
            }
            keep(thread.has_exception() ? take_exception_text(thread) : why_not);
            return false;
        },
        most_for_a_change);
    if (!branch) {
        refuse(error);
        return;
    }
    m_stopped_for_good = false;
    stand(StopReason::Step,
        fmt::format("{}: {} = {} from here on", m_timeline->branches()[*branch].name, place.name,
            expression));
}

void Runner::switch_branch(std::size_t branch)
{
    if (!is_alive() || m_running || branch >= m_timeline->branches().size()) {
        return;
    }
    let_go_of_observers();
    const Timeline::BranchInfo to = m_timeline->branches()[branch];
    const Step step = std::clamp(machine().step(), to.from, to.furthest);
    m_diary.forget();
    arrive(m_timeline->switch_to(branch, step, progress()), StopReason::StepReached, to.name);
}

void Runner::rename_branch(std::size_t branch, std::string name)
{
    if (is_alive() && branch < m_timeline->branches().size() && !name.empty()) {
        m_timeline->rename(branch, std::move(name));
    }
}

// --- watches

void Runner::add_watch(std::string expression)
{
    if (!expression.empty()) {
        m_watches.push_back(
            { .expression = std::move(expression), .text = {}, .type = {}, .error = {} });
        evaluate_watches();
    }
}

void Runner::remove_watch(std::size_t index)
{
    if (index < m_watches.size()) {
        m_watches.erase(m_watches.begin() + static_cast<std::ptrdiff_t>(index));
    }
}

void Runner::evaluate_watches()
{
    if (!can_look()) {
        return;
    }
    fw::Frame* frame = machine().thread().frame;
    for (std::size_t i = 0; i < m_focus && frame && frame->back; ++i) {
        frame = frame->back;
    }
    for (inspect::Watch& watch : m_watches) {
        const inspect::Evaluation now
            = evaluate_aside(*m_timeline, frame, watch.expression, most_for_a_watch);
        watch.changed = watch.text != now.text || watch.error != now.error;
        watch.text = now.text;
        watch.type = now.type;
        watch.error = now.error;
    }
}

} // namespace fw::debug
