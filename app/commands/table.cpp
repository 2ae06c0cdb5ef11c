// The table of subcommands. See commands.h.

#include "app/commands/commands.h"

#include <array>

namespace fw::app {
namespace {

constexpr std::array table{
    Subcommand{
        .name = "shot",
        .help = "Write what the window shows at a step to a PNG file, without a display.",
        .declare = &declare_shot,
    },
    Subcommand{
        .name = "trace",
        .help = "Log every opcode with its value stack, as the oracle does.",
        .declare = &declare_trace,
    },
    Subcommand{
        .name = "state",
        .help = "Print everything that is to be seen at a step, as JSON.",
        .declare = &declare_state,
    },
};

} // namespace

std::span<const Subcommand> subcommands()
{
    return table;
}

} // namespace fw::app
