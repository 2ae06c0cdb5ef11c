// framewalk shot FILE --at STEP -o OUT.png: what the window shows at a step, drawn by software
// without a display.

#include "app/commands/commands.h"
#include "app/commands/source_file.h"
#include "app/options.h"
#include "ui/panel.h"
#include "ui/render/headless.h"
#include "vm/debug/session.h"

#include <algorithm>
#include <iostream>
#include <memory>

namespace fw::app {
namespace {

struct Options {
    std::string file;
    std::uint64_t step = 0;
    std::uint64_t known = 0;
    std::string output;
    std::vector<std::string> panels;
    LookOptions look;
};

std::string panel_names()
{
    std::string names;
    for (const auto& panel : ui::make_panels()) {
        names += (names.empty() ? "" : ", ") + panel->id();
    }
    return names;
}

int take_shot(const Options& options)
{
    if (!read_source(options.file)) {
        return 2;
    }
    ui::Settings settings;
    options.look.apply(settings);
    debug::Session session;
    session.load({ .file = options.file, .source = {}, .arguments = {} });
    std::shared_ptr<const inspect::Picture> picture = session.wait();
    const std::uint64_t furthest = std::max(options.step, options.known);
    if (picture->state == inspect::RunState::Stopped && furthest > 0) {
        session.run_to_step(furthest);
        picture = session.wait();
        if (options.step < picture->step) {
            session.seek(options.step);
            picture = session.wait();
        }
    }
    const int width = settings.width;
    const int height = settings.height;
    ui::Headless window(session, std::move(settings), width, height);
    for (const std::string& panel : options.panels) {
        if (!window.shell().find_panel(panel)) {
            std::cerr << "framewalk: there is no panel \"" << panel << "\"; the panels are "
                      << panel_names() << "\n";
            return 2;
        }
        window.shell().post({ .id = ui::CommandId::ShowPanel, .text = panel });
    }
    window.frames(4);
    session.wait(); // for the timeline's profile
    window.frames(2);
    if (!ui::write_png(window.picture(), options.output)) {
        std::cerr << "framewalk: can't write " << options.output << "\n";
        return 1;
    }
    if (did_not_start(*picture)) {
        return 1;
    }
    if (picture->step < options.step) {
        std::cerr << "framewalk: the program ended at step " << picture->step << ", before step "
                  << options.step << "; the picture shows its end\n";
    }
    return 0;
}

} // namespace

Action declare_shot(CLI::App& command)
{
    auto options = std::make_shared<Options>();
    command.add_option("FILE", options->file, "The Python program")->required();
    command.add_option("--at", options->step, "The step: how many opcodes have been executed")
        ->option_text("STEP")
        ->check(whole_number())
        ->required();
    command
        .add_option("--known", options->known,
            "Run to this step first and go back, so that the timeline knows what follows")
        ->option_text("STEP")
        ->check(whole_number());
    command.add_option("-o,--output", options->output, "The PNG file to write")
        ->option_text("OUT.png")
        ->required();
    command.add_option("--show", options->panels, "Panels to bring to the front: " + panel_names())
        ->option_text("PANEL");
    options->look.declare(command);
    return [options] { return take_shot(*options); };
}

} // namespace fw::app
