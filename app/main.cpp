// The program: reads the command line and hands over to a subcommand, or opens the window.

#include "app/commands/commands.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>
#include <list>
#include <string>

int main(int count, char** arguments)
{
    CLI::App program("Framewalk: a visual debugger for the CPython virtual machine.", "framewalk");
    program.set_version_flag("--version", std::string("framewalk ") + FW_VERSION);
    program.require_subcommand(0, 1); // a program may be called like a command: run -m symtable
    program.footer("framewalk COMMAND --help lists the options of a command.");
    // Each action keeps the options that the parser fills in, chosen or not.
    const fw::app::Action window = fw::app::declare_window(program);
    std::list<fw::app::Action> actions;
    const fw::app::Action* action = &window;
    for (const fw::app::Subcommand& each : fw::app::subcommands()) {
        CLI::App* command = program.add_subcommand(std::string(each.name), std::string(each.help));
        const fw::app::Action& own = actions.emplace_back(each.declare(*command));
        command->parse_complete_callback([&action, &own] { action = &own; });
    }
    try {
        program.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            return program.exit(error); // --help and --version
        }
        const auto chosen = program.get_subcommands();
        const std::string name = chosen.empty() ? "" : " " + chosen.front()->get_name();
        std::cerr << "framewalk" << name << ": " << error.what() << " (framewalk" << name
                  << " --help lists the options)\n";
        return 2;
    }
    try {
        return (*action)();
    } catch (const CLI::ParseError& error) {
        std::cerr << "framewalk: " << error.what() << "\n";
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "framewalk: " << error.what() << "\n";
        return 1;
    }
}
