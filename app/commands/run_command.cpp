// framewalk run FILE [ARG...]: runs a program as python does: its stdout, stderr and exit code;
// records the run, and runs a recording again.

#include "app/commands/commands.h"
#include "app/options.h"
#include "vm/debug/recorded_run.h"
#include "vm/vm.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace fw::app {
namespace {

// Whether the environment asks for what -u does.
bool wants_unbuffered()
{
    const char* wanted = std::getenv("PYTHONUNBUFFERED");
    return wanted != nullptr && *wanted != '\0';
}

int run_program(const std::string& record, Program::Options options, std::vector<std::string> words)
{
    if (words.empty()) {
        if (options.is_module) {
            std::cerr << "framewalk: -m needs the name of a MODULE (framewalk run -m MODULE "
                         "[ARG...])\n";
            return 2;
        }
        std::cerr << "framewalk: run needs a FILE (framewalk run FILE [ARG...])\n";
        return 2;
    }
    options.file = words.front();
    options.arguments.assign(words.begin() + 1, words.end());
    if (!options.is_module && debug::is_recording(options.file)) {
        if (!record.empty() || !options.arguments.empty()) {
            std::cerr << "framewalk: " << options.file
                      << " is a recording: it is run again as it was, without other arguments\n";
            return 2;
        }
        const auto recording = debug::open_recording(options.file);
        return recording ? debug::run_recording(*recording) : 1;
    }
    if (!record.empty() && options.is_module) {
        std::cerr << "framewalk: --record wants a FILE, not a module: record the module's file\n";
        return 2;
    }
    if (!record.empty()) {
        return debug::record_program(record, std::move(options));
    }
    host::RealHost host;
    Program program(host, std::move(options));
    return program.run();
}

} // namespace

// What stands behind FILE is the program's, whatever it looks like.
Action declare_run(CLI::App& command)
{
    auto record = std::make_shared<std::string>();
    command.add_option("--record", *record, "Write down the run, to be opened as FILE later")
        ->option_text("OUT.fwrec");
    const auto optimize = declare_optimize(command);
    const auto warnings = declare_warnings(command);
    auto is_unbuffered = std::make_shared<bool>(false);
    command.add_flag("-u", *is_unbuffered,
        "Write standard output at once, as python -u and PYTHONUNBUFFERED do");
    auto is_module = std::make_shared<bool>(false);
    command.add_flag("-m", *is_module, "Find a module by its name and run it, as python -m does");
    command.prefix_command();
    command.footer("FILE and what follows it go to the program: framewalk run FILE [ARG...]");
    return [&command, record, optimize, warnings, is_unbuffered, is_module] {
        Program::Options options;
        options.optimize = *optimize;
        options.warnings = *warnings;
        options.is_module = *is_module;
        options.output = *is_unbuffered || wants_unbuffered() ? Program::Output::AtOnce
                                                              : Program::Output::Buffered;
        return run_program(*record, std::move(options), command.remaining());
    };
}

} // namespace fw::app
