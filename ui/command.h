// The commands of command.def as data, and the queue that panels post them to. Panels never act
// themselves.
#pragma once

#include "ui/theme/icons.h"
#include "ui/view.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fw::ui {

enum class CommandId : std::uint8_t {
#define FW_COMMAND(id, menu, text, button, shortcuts, icon, enabled, help) id,
#define FW_HIDDEN_COMMAND(id) id,
#include "ui/command.def"
#undef FW_HIDDEN_COMMAND
#undef FW_COMMAND
};

enum class EnabledRule : std::uint8_t {
    Always,
    Loaded, // a program is there
    Stopped, // at an opcode
    Running, // or on the way to another step
    Past, // there are steps before this one to go back to
    Future, // there are known steps after this one
    Travel, // other steps can be reached
    PastPlace, // as Past, and a variable is selected
    StoppedPlace,
    TravelPlace,
    SeveralBranches,
    Alive, // stopped, running or waiting for input
    Waiting, // for input
    HasFrames,
    HasBreakpoints,
};

struct CommandInfo {
    CommandId id;
    std::string_view name; // as in command.def
    std::string_view menu;
    std::string_view text;
    std::string_view button; // empty: not on the toolbar
    std::string_view shortcuts; // split by '|'
    Icon icon;
    EnabledRule enabled;
    std::string_view help;
};

// The listed commands in the order of command.def.
std::span<const CommandInfo> commands();
const CommandInfo& info(CommandId id); // of a listed command
std::string first_shortcut(const CommandInfo& command); // "F8", or empty
std::vector<std::string> all_shortcuts(const CommandInfo& command);

// Why the rule does not allow it now, as a sentence for the person; empty when it does.
std::string obstacle(EnabledRule rule, const View& view);
bool is_enabled(EnabledRule rule, const View& view);

struct Command {
    CommandId id;
    std::string text{};
    std::uint64_t number = 0;
    inspect::ObjectId object = 0;
    inspect::SourceRange range{};
    std::optional<inspect::Place> place{}; // of the commands about a variable: not the selected one
};

class CommandQueue {
public:
    void post(Command command) { m_commands.push_back(std::move(command)); }
    void post(CommandId id) { m_commands.push_back({ .id = id }); }
    std::vector<Command> take() { return std::exchange(m_commands, {}); }
    bool empty() const { return m_commands.empty(); }

private:
    std::vector<Command> m_commands;
};

} // namespace fw::ui
