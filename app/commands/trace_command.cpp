// framewalk trace FILE: the lock-step log of every opcode with its value stack, in the format and
// with the options of oracle/trace39.py.

#include "app/commands/commands.h"
#include "app/options.h"
#include "vm/builtins/program.h"
#include "vm/debug/recorded_run.h"
#include "vm/debug/trace_log.h"
#include "vm/host/real_host.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>

namespace fw::app {
namespace {

struct Options {
    std::string file;
    std::vector<std::string> arguments;
    std::string output;
    bool exits_at_limit = false;
    bool no_stack = false;
    int optimize = 0;
    std::vector<std::string> warnings;
    debug::TraceOptions trace;
};

class OutputFile {
public:
    explicit OutputFile(const std::string& path)
        : m_file(path.empty() ? stderr : std::fopen(path.c_str(), "w"))
    {
    }
    ~OutputFile()
    {
        if (m_file && m_file != stderr) {
            std::fclose(m_file);
        }
    }
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    bool is_open() const { return m_file != nullptr; }
    void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), m_file); }
    void flush() { std::fflush(m_file); }

private:
    std::FILE* m_file;
};

int trace(const Options& options)
{
    OutputFile output(options.output);
    if (!output.is_open()) {
        std::cerr << "framewalk: can't write " << options.output << ": " << std::strerror(errno)
                  << "\n";
        return 1;
    }
    std::shared_ptr<const timeline::Recording> recording;
    if (debug::is_recording(options.file)) {
        recording = debug::open_recording(options.file);
        if (!recording) {
            return 1;
        }
    }
    host::RealHost real;
    const auto replay = recording ? std::make_unique<debug::ReplayHost>(*recording) : nullptr;
    host::Host& host = replay ? static_cast<host::Host&>(*replay) : real;
    // As the oracle runs it: the file's name as given, objects of __main__ left alone at the end.
    fw::Program program(host,
        recording ? debug::program_options(recording->program)
                  : fw::Program::Options{ .file = options.file,
                      .arguments = options.arguments,
                      .warnings = options.warnings,
                      .optimize = options.optimize,
                      .absolute_name = false,
                      .cleans_up = false });
    if (!program.load()) {
        std::cerr << program.error();
        return program.exit_status();
    }
    debug::TraceOptions settings = options.trace;
    settings.program = program.filename();
    settings.stack = !options.no_stack;
    bool limit_reached = false;
    debug::TraceLog log(
        settings, [&](std::string_view line) { output.write(line); },
        [&] {
            limit_reached = true;
            program.machine().interrupt();
        });
    hooks::Subscription subscription
        = program.machine().hooks().subscribe(log, debug::TraceLog::events);
    program.start();
    const std::uint64_t end
        = recording && !recording->finished() ? recording->steps : Machine::no_limit;
    Machine::Stop stop = program.machine().run_until(end);
    while (stop == Machine::Stop::Interrupted) {
        if (limit_reached && options.exits_at_limit) {
            output.flush();
            return 0;
        }
        subscription.end(); // The rest runs at full speed.
        stop = program.machine().run_until(end);
    }
    output.flush();
    if (options.trace.check) {
        std::cerr << log.check_report();
    }
    if (stop != Machine::Stop::Finished) { // a recording that ends early or does not fit
        std::cerr << (replay && !replay->trouble().empty() ? replay->trouble() + "\n" : "");
        return 1;
    }
    return program.exit_status();
}

} // namespace

Action declare_trace(CLI::App& command)
{
    auto options = std::make_shared<Options>();
    command.add_option("-o", options->output, "Where the log goes (default: stderr)")
        ->option_text("LOG");
    command.add_option("-n", options->trace.limit, "At most so many lines (default 1000000)")
        ->option_text("N")
        ->check(whole_number());
    command.add_flag("--exit", options->exits_at_limit, "End the program at the limit");
    command.add_flag("--blocks", options->trace.blocks, "Append the block stack");
    command.add_flag(
        "--locals", options->trace.locals, "Append fast locals, cells and free variables");
    command.add_flag("--no-stack", options->no_stack, "Only the depth of the value stack");
    command.add_flag(
        "--check", options->trace.check, "Verify stack depths against the stack effects");
    command.add_flag("--stdlib", options->trace.all_files, "Also trace frames of other files");
    const auto optimize = declare_optimize(command);
    const auto warnings = declare_warnings(command);
    command.add_option("FILE", options->file, "The Python program")->required();
    command.prefix_command();
    command.footer("What follows FILE and is no option of trace goes to the program.");
    return [options, optimize, warnings, &command] {
        options->optimize = *optimize;
        options->warnings = *warnings;
        options->arguments = command.remaining();
        return trace(*options);
    };
}

} // namespace fw::app
