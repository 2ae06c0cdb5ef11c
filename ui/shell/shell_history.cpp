// What the window does with history: back and forth, events, writes of a variable, branches,
// watches, evaluation, and the timeline's profile.

#include "ui/shell/shell.h"

#include <algorithm>

namespace fw::ui {
namespace {

constexpr std::size_t most_evaluations = 200;

} // namespace

bool Shell::execute_history(const Command& command)
{
    using debug::StepKind;
    switch (command.id) {
    case CommandId::StepBack:
        m_control.step_back(StepKind::Opcode);
        return true;
    case CommandId::LineBack:
        m_control.step_back(StepKind::Line);
        return true;
    case CommandId::OverBack:
        m_control.step_back(StepKind::Over);
        return true;
    case CommandId::OutBack:
        m_control.step_back(StepKind::Out);
        return true;
    case CommandId::RunBack:
        m_control.run_back();
        return true;
    case CommandId::GotoStart:
        m_control.seek(0);
        return true;
    case CommandId::GotoEnd:
        m_control.seek(m_view.picture->known_steps);
        return true;
    case CommandId::SeekStep:
        m_control.seek(command.number);
        return true;
    case CommandId::AskStep:
        m_dialogs.open(Dialogs::Which::GotoStep, m_view);
        return true;
    case CommandId::GotoStep:
        if (command.number <= m_view.picture->known_steps) {
            m_control.seek(command.number);
        } else {
            m_control.run_to_step(command.number);
        }
        return true;
    default:
        return execute_find(command) || execute_place(command) || execute_branch(command);
    }
}

bool Shell::execute_find(const Command& command)
{
    using debug::Direction;
    using inspect::EventKind;
    const auto find = [&](EventKind kind, Direction direction) {
        m_control.find_event(kind, direction);
        return true;
    };
    switch (command.id) {
    case CommandId::PreviousCall:
        return find(EventKind::Call, Direction::Back);
    case CommandId::NextCall:
        return find(EventKind::Call, Direction::Forward);
    case CommandId::PreviousReturn:
        return find(EventKind::Return, Direction::Back);
    case CommandId::NextReturn:
        return find(EventKind::Return, Direction::Forward);
    case CommandId::PreviousException:
        return find(EventKind::Exception, Direction::Back);
    case CommandId::NextException:
        return find(EventKind::Exception, Direction::Forward);
    case CommandId::PreviousOutput:
        return find(EventKind::Output, Direction::Back);
    case CommandId::NextOutput:
        return find(EventKind::Output, Direction::Forward);
    case CommandId::PreviousCellWrite:
        return find(EventKind::CellWrite, Direction::Back);
    case CommandId::NextCellWrite:
        return find(EventKind::CellWrite, Direction::Forward);
    default:
        return false;
    }
}

bool Shell::execute_place(const Command& command)
{
    const std::optional<inspect::Place> place = command.place ? command.place : m_view.place;
    switch (command.id) {
    case CommandId::PreviousWrite:
    case CommandId::NextWrite:
        if (place) {
            m_view.place = place;
            m_control.find_write(*place,
                command.id == CommandId::NextWrite ? debug::Direction::Forward
                                                   : debug::Direction::Back);
        }
        return true;
    case CommandId::AllWrites:
        if (place) {
            m_view.place = place;
            m_control.list_writes(*place);
            show_panel("writes");
        }
        return true;
    case CommandId::AskValue:
        if (place) {
            m_view.place = place;
            m_dialogs.open(Dialogs::Which::ChangeValue, m_view);
        }
        return true;
    case CommandId::ChangePlace:
        if (place) {
            m_control.change(*place, command.text);
        }
        return true;
    case CommandId::AskWatch:
        show_panel("watches");
        find_panel("watches")->take_keyboard();
        return true;
    case CommandId::AddWatch:
        m_control.add_watch(command.text);
        show_panel("watches");
        return true;
    case CommandId::RemoveWatch:
        m_control.remove_watch(command.number);
        return true;
    case CommandId::AskEvaluate:
        show_panel("evaluate");
        find_panel("evaluate")->take_keyboard();
        return true;
    case CommandId::Evaluate:
        evaluate(command.text);
        return true;
    default:
        return false;
    }
}

bool Shell::execute_branch(const Command& command)
{
    const inspect::Picture& picture = *m_view.picture;
    const std::size_t count = std::max<std::size_t>(1, picture.branches.size());
    switch (command.id) {
    case CommandId::PreviousBranch:
        m_control.switch_branch((picture.branch + count - 1) % count);
        return true;
    case CommandId::NextBranch:
        m_control.switch_branch((picture.branch + 1) % count);
        return true;
    case CommandId::SwitchBranch:
        m_control.switch_branch(command.number);
        return true;
    case CommandId::AskBranchName:
        m_dialogs.open(Dialogs::Which::BranchName, m_view);
        return true;
    case CommandId::RenameBranch:
        m_control.rename_branch(command.number, command.text);
        return true;
    default:
        return false;
    }
}

void Shell::evaluate(const std::string& expression)
{
    Evaluated asked;
    asked.result.expression = expression;
    asked.step = m_view.picture->step;
    if (const inspect::Frame* frame = m_view.selected_frame()) {
        asked.frame = frame->name;
        m_evaluate_request = m_control.request(
            debug::EvaluateRequest{ .frame = m_view.frame, .expression = expression });
        m_evaluate_stop = m_view.stop;
    } else {
        asked.result.error
            = "There is no frame to evaluate it in: go back to a step of the program.";
        asked.done = true;
    }
    if (m_view.evaluations.size() >= most_evaluations) {
        m_view.evaluations.erase(m_view.evaluations.begin());
    }
    m_view.evaluations.push_back(std::make_shared<const Evaluated>(std::move(asked)));
}

void Shell::take_evaluation()
{
    if (!m_evaluate_request || m_view.evaluations.empty()) {
        return;
    }
    const std::optional<debug::Reply> reply = m_control.take_reply(*m_evaluate_request);
    const auto* result = reply ? std::get_if<inspect::Evaluation>(&*reply) : nullptr;
    // A request is only answered where it was asked: the program has gone on.
    const bool missed = m_view.stop != m_evaluate_stop;
    if (!result && !missed) {
        return;
    }
    m_evaluate_request.reset();
    Evaluated done = *m_view.evaluations.back();
    if (result) {
        done.result = *result;
    } else {
        done.result.error = "The program went on before there was an answer.";
    }
    done.done = true;
    m_view.evaluations.back() = std::make_shared<const Evaluated>(std::move(done));
    m_stale = true;
}

// One request is on its way at a time; what changes meanwhile is asked for after its answer.
void Shell::ask_profile()
{
    if (m_profile_request) {
        const std::optional<debug::Reply> reply = m_control.take_reply(*m_profile_request);
        if (!reply) {
            return;
        }
        m_profile_request.reset();
        if (const auto* profile = std::get_if<inspect::HistoryProfile>(&*reply)) {
            m_timeline.set_profile(*profile);
        }
    }
    if (const std::optional<debug::ProfileRequest> request = m_timeline.take_request()) {
        m_profile_request = m_control.request(*request);
    }
}

void Shell::show_panel(const std::string& panel)
{
    m_settings.layout.show(panel);
    m_layout_view.activate(panel);
}

TimelineStrip::Shape Shell::timeline_shape() const
{
    return m_settings.timeline_folded ? TimelineStrip::Shape::Folded : TimelineStrip::Shape::Whole;
}

} // namespace fw::ui
