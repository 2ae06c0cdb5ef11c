// See command.h.

#include "ui/command.h"

#include <algorithm>
#include <array>

namespace fw::ui {
namespace {

constexpr CommandInfo table[] = {
#define FW_COMMAND(id, menu, text, button, shortcuts, icon, enabled, help)                         \
    { CommandId::id, #id, menu, text, button, shortcuts, Icon::icon, EnabledRule::enabled, help },
#define FW_HIDDEN_COMMAND(id)
#include "ui/command.def"
#undef FW_HIDDEN_COMMAND
#undef FW_COMMAND
};

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

bool is_enabled(EnabledRule rule, const inspect::Picture& picture)
{
    using inspect::RunState;
    const RunState state = picture.state;
    switch (rule) {
    case EnabledRule::Always:
        return true;
    case EnabledRule::Loaded:
        return state != RunState::Empty;
    case EnabledRule::Stopped:
        return state == RunState::Stopped;
    case EnabledRule::Running:
        return state == RunState::Running;
    case EnabledRule::Alive:
        return state == RunState::Stopped || state == RunState::Running
            || state == RunState::WaitingForInput;
    case EnabledRule::Waiting:
        return state == RunState::WaitingForInput;
    case EnabledRule::HasFrames:
        return !picture.frames.empty();
    case EnabledRule::HasBreakpoints:
        return !picture.breakpoints.empty();
    }
    return false;
}

} // namespace fw::ui
