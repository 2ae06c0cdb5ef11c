// The table of subcommands. See commands.h.

#include "app/commands/commands.h"

#include <array>

namespace fw::app {
namespace {

constexpr std::array table{
    Subcommand{
        .name = "run",
        .help = "Run a program as python does: framewalk run FILE [ARG...].",
        .declare = &declare_run,
    },
    Subcommand{
        .name = "dis",
        .help = "Print the instructions, as python -m dis does.",
        .declare = &declare_dis,
    },
    Subcommand{
        .name = "ast",
        .help = "Print the syntax tree, as python -m ast does.",
        .declare = &declare_ast,
    },
    Subcommand{
        .name = "tokens",
        .help = "Print the tokens, as python -m tokenize does.",
        .declare = &declare_tokens,
    },
    Subcommand{
        .name = "symtable",
        .help = "Print the scopes and where each name lives.",
        .declare = &declare_symtable,
    },
    Subcommand{
        .name = "code",
        .help = "Print every code object with all its fields.",
        .declare = &declare_code,
    },
    Subcommand{
        .name = "compile",
        .help = "Write a .pyc file that CPython 3.9 runs, as python -m py_compile does.",
        .declare = &declare_compile,
    },
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
