// framewalk compile FILE -o OUT.pyc: writes what python3.9's py_compile writes.

#include "app/commands/commands.h"
#include "app/commands/source_file.h"
#include "app/options.h"
#include "vm/code/pyc.h"
#include "vm/host/real_host.h"

#include <CLI/CLI.hpp>

#include <cstring>
#include <iostream>
#include <memory>

namespace fw::app {
namespace {

struct Options {
    std::string file;
    std::string output;
    int optimize = 0;
};

// closures.pyc, or closures.opt-1.pyc: the name that python3.9 gives it, but beside the source.
std::string default_output(const Options& options)
{
    const std::string_view file = options.file;
    if (options.optimize == 0 || !file.ends_with(".py")) {
        return options.file + "c";
    }
    return std::string(file.substr(0, file.size() - 3)) + ".opt-" + std::to_string(options.optimize)
        + ".pyc";
}

int report(const char* what, const std::string& file, int error)
{
    std::cerr << "framewalk: can't " << what << " file '" << file << "': [Errno " << error << "] "
              << std::strerror(error) << "\n";
    return 2;
}

// The file is complete or not there: it is written under another name first.
int write_file(host::Host& host, const std::string& path, std::string_view data)
{
    const auto status = host.status(path, false);
    if (status && !status.value.is_file()) {
        std::cerr << "framewalk: '" << path << "' is not a regular file; it is left as it is\n";
        return 2;
    }
    const std::string draft = path + ".new";
    const auto handle = host.open(draft, host::OpenWrite | host::OpenCreate | host::OpenTruncate);
    if (!handle) {
        return report("write", draft, handle.error);
    }
    int error = 0;
    while (!data.empty() && error == 0) {
        const auto written = host.write(handle.value, data);
        error = written.error;
        data.remove_prefix(written ? static_cast<std::size_t>(written.value) : 0);
    }
    host.close(handle.value);
    if (error == 0) {
        error = host.rename(draft, path);
    }
    if (error != 0) {
        host.remove(draft);
        return report("write", path, error);
    }
    return 0;
}

int compile_file(const Options& options)
{
    const std::string output = options.output.empty() ? default_output(options) : options.output;
    const std::optional<std::string> source = read_source(options.file);
    if (!source) {
        return 2;
    }
    if (code::looks_like_pyc(*source)) {
        std::cerr << "framewalk: '" << options.file << "' is compiled already\n";
        return 1;
    }
    const code::CodeRef unit = compile_source(*source, options.file, options.optimize);
    if (!unit) {
        return 1;
    }
    host::RealHost host;
    const auto status = host.status(options.file);
    if (!status) {
        return report("read", options.file, status.error);
    }
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t time
        = status.value.modified_ns / second - (status.value.modified_ns % second < 0 ? 1 : 0);
    return write_file(host, output,
        code::write_pyc(
            *unit, static_cast<std::uint32_t>(time), static_cast<std::uint32_t>(source->size())));
}

} // namespace

Action declare_compile(CLI::App& command)
{
    auto options = std::make_shared<Options>();
    command.add_option("FILE", options->file, "The Python source file")->required();
    command
        .add_option("-o", options->output,
            "The file to write; FILEc, with -O FILE's name and .opt-1.pyc, when it is not given")
        ->option_text("OUT.pyc");
    const auto optimize = declare_optimize(command);
    return [options, optimize] {
        options->optimize = *optimize;
        return compile_file(*options);
    };
}

} // namespace fw::app
