// framewalk run FILE [ARG...]: runs a program as python does: its stdout, stderr and exit code.

#include "app/commands/commands.h"
#include "vm/vm.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace fw::app {
namespace {

int run_program(std::vector<std::string> words)
{
    if (words.empty()) {
        std::cerr << "framewalk: run needs a FILE (framewalk run FILE [ARG...])\n";
        return 2;
    }
    host::RealHost host;
    Program::Options options;
    options.file = words.front();
    options.arguments.assign(words.begin() + 1, words.end());
    options.output = Program::Output::Buffered;
    Program program(host, std::move(options));
    return program.run();
}

} // namespace

// What stands behind FILE is the program's, whatever it looks like.
Action declare_run(CLI::App& command)
{
    command.prefix_command();
    command.footer("FILE and what follows it go to the program: framewalk run FILE [ARG...]");
    return [&command] { return run_program(command.remaining()); };
}

} // namespace fw::app
