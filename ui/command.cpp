// See command.h.

#include "ui/command.h"

#include <algorithm>
#include <array>

namespace fw::ui {
namespace {

using inspect::RunState;

constexpr CommandInfo table[] = {
#define FW_COMMAND(id, menu, text, button, shortcuts, icon, enabled, help)                         \
    { CommandId::id, #id, menu, text, button, shortcuts, Icon::icon, EnabledRule::enabled, help },
#define FW_HIDDEN_COMMAND(id)
#include "ui/command.def"
#undef FW_HIDDEN_COMMAND
#undef FW_COMMAND
};

constexpr const char* no_program = "No program is open: Ctrl+O opens one.";

// Why the program cannot execute from here.
std::string not_stopped(const inspect::Picture& picture)
{
    switch (picture.state) {
    case RunState::Empty:
        return no_program;
    case RunState::Running:
        return "The program is running: pause it first (F6).";
    case RunState::Seeking:
        return "On the way to another step: wait, or give it up (F6).";
    case RunState::Stopped:
        return {};
    case RunState::WaitingForInput:
        return "The program waits for a line of input.";
    case RunState::Finished:
    case RunState::Failed:
        return picture.known_steps > 0 ? "The program has ended: go back (Shift+F8), or restart it."
                                       : "The program has not begun.";
    }
    return {};
}

// Why no other step can be reached from here.
std::string not_travelling(const inspect::Picture& picture)
{
    switch (picture.state) {
    case RunState::WaitingForInput:
        return {};
    case RunState::Finished:
    case RunState::Failed:
        return picture.known_steps > 0 ? "" : "The program has not begun.";
    default:
        return not_stopped(picture);
    }
}

std::string no_place(const View& view)
{
    return view.place ? "" : "Select a variable, a cell or a stack slot first: click on it.";
}

std::string first_of(std::string first, std::string second)
{
    return first.empty() ? std::move(second) : std::move(first);
}

} // namespace

std::span<const CommandInfo> commands()
{
    return table;
}

const CommandInfo& info(CommandId id)
{
    return *std::find_if(
        std::begin(table), std::end(table), [&](const CommandInfo& each) { return each.id == id; });
}

std::string first_shortcut(const CommandInfo& command)
{
    return std::string(command.shortcuts.substr(0, command.shortcuts.find('|')));
}

std::vector<std::string> all_shortcuts(const CommandInfo& command)
{
    std::vector<std::string> all;
    std::string_view rest = command.shortcuts;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        all.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return all;
}

std::string obstacle(EnabledRule rule, const View& view)
{
    const inspect::Picture& picture = *view.picture;
    switch (rule) {
    case EnabledRule::Always:
        return {};
    case EnabledRule::Loaded:
        return picture.state != RunState::Empty ? "" : no_program;
    case EnabledRule::Stopped:
        return not_stopped(picture);
    case EnabledRule::Running:
        return picture.state == RunState::Running || picture.state == RunState::Seeking
            ? ""
            : "The program is not running.";
    case EnabledRule::Past:
        return first_of(not_travelling(picture),
            picture.step > 0 ? "" : "This is the first step: nothing comes before it.");
    case EnabledRule::Future:
        return first_of(not_travelling(picture),
            picture.step < picture.known_steps
                ? ""
                : "This is the last step that has been executed: step or run on.");
    case EnabledRule::Travel:
        return not_travelling(picture);
    case EnabledRule::PastPlace:
        return first_of(no_place(view), obstacle(EnabledRule::Past, view));
    case EnabledRule::StoppedPlace:
        return first_of(no_place(view), not_stopped(picture));
    case EnabledRule::TravelPlace:
        return first_of(no_place(view), not_travelling(picture));
    case EnabledRule::SeveralBranches:
        return first_of(not_travelling(picture),
            picture.branches.size() > 1
                ? ""
                : "There is one branch of history: changing a value begins another.");
    case EnabledRule::Alive:
        return picture.state == RunState::Stopped || picture.state == RunState::Running
                || picture.state == RunState::Seeking || picture.state == RunState::WaitingForInput
            ? ""
            : "No program is running.";
    case EnabledRule::Waiting:
        return picture.state == RunState::WaitingForInput ? ""
                                                          : "The program does not wait for input.";
    case EnabledRule::HasFrames:
        return !picture.frames.empty() ? "" : "There are no frames.";
    case EnabledRule::HasBreakpoints:
        return !picture.breakpoints.empty() ? "" : "There are no breakpoints.";
    }
    return {};
}

bool is_enabled(EnabledRule rule, const View& view)
{
    return obstacle(rule, view).empty();
}

} // namespace fw::ui
