// The subcommands of the program, one file each. To add one: a file commands/NAME_command.cpp that
// defines declare_NAME, a row in table.cpp, a line in app/CMakeLists.txt.
#pragma once

#include <functional>
#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace fw::app {

// What the command does once the line has been read; the result is the exit code.
using Action = std::function<int()>;

struct Subcommand {
    std::string_view name;
    std::string_view help;
    // Adds the options to the command. What it returns keeps their values alive until it runs.
    Action (*declare)(CLI::App& command);
};

std::span<const Subcommand> subcommands();

// `framewalk [FILE]` itself.
Action declare_window(CLI::App& program);

Action declare_shot(CLI::App& command);
Action declare_state(CLI::App& command);
Action declare_trace(CLI::App& command);

Action declare_compile(CLI::App& command);
Action declare_run(CLI::App& command);
Action declare_dis(CLI::App& command);
Action declare_ast(CLI::App& command);
Action declare_tokens(CLI::App& command);
Action declare_symtable(CLI::App& command);
Action declare_code(CLI::App& command);

} // namespace fw::app
