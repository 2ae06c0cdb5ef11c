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
};

} // namespace

std::span<const Subcommand> subcommands()
{
    return table;
}

} // namespace fw::app
