// framewalk state FILE --at STEP: the whole picture of the program at a step, as JSON on standard
// output.

#include "app/commands/commands.h"
#include "app/commands/picture_json.h"
#include "app/commands/source_file.h"
#include "app/options.h"
#include "vm/debug/session.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace fw::app {
namespace {

struct Options {
    std::string file;
    std::uint64_t step = 0;
};

int print_state(const Options& options)
{
    if (!read_source(options.file)) {
        return 2;
    }
    debug::Session session;
    session.load({ .file = options.file, .source = {}, .arguments = {} });
    auto picture = session.wait();
    if (picture->state == inspect::RunState::Stopped && options.step > 0) {
        session.run_to_step(options.step);
        picture = session.wait();
    }
    std::cout << picture_json(*picture).dump(
        1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
              << "\n";
    if (did_not_start(*picture)) {
        return 1;
    }
    if (picture->step < options.step) {
        std::cerr << "framewalk: the program ended at step " << picture->step << ", before step "
                  << options.step << "; the state is that of its end\n";
    }
    return 0;
}

} // namespace

Action declare_state(CLI::App& command)
{
    auto options = std::make_shared<Options>();
    command.add_option("FILE", options->file, "The Python program")->required();
    command.add_option("--at", options->step, "The step: how many opcodes have been executed")
        ->option_text("STEP")
        ->check(whole_number())
        ->required();
    return [options] { return print_state(*options); };
}

} // namespace fw::app
