// framewalk [FILE]: the debugger in a window. Draws when something has happened and sleeps
// otherwise.

#include "app/commands/commands.h"
#include "app/commands/source_file.h"
#include "app/options.h"
#include "app/settings_file.h"
#include "app/window.h"
#include "ui/shell/shell.h"
#include "vm/debug/session.h"

#include <imgui.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>

namespace fw::app {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string file;
    std::vector<std::string> arguments;
    LookOptions look;
};

// How long after the last event frames are still drawn: tooltips come with a delay, and a click
// takes ImGui a few frames to work through.
constexpr auto settle = std::chrono::milliseconds(600);

double waiting_time(Clock::time_point last_event, bool typing)
{
    if (Clock::now() - last_event < settle) {
        return 1.0 / 60;
    }
    return typing ? 0.4 : 0; // the cursor of a text field blinks
}

int run_window(const Options& options)
{
    std::error_code ignored;
    if (!options.file.empty() && !std::filesystem::exists(options.file, ignored)) {
        std::cerr << "framewalk: there is no file and no command '" << options.file
                  << "' (framewalk --help lists the commands)\n";
        return 2;
    }
    if (!options.file.empty() && !read_source(options.file)) {
        return 2;
    }
    const std::filesystem::path path = settings_path();
    ui::Settings settings = load_settings(path);
    options.look.apply(settings);

    Window window(settings.width, settings.height, "Framewalk");
    debug::Session session(&Window::wake);
    if (!options.file.empty()) {
        session.load({ .file = options.file, .source = {}, .arguments = options.arguments });
    }
    ui::Shell shell(session, std::move(settings));
    std::shared_ptr<const inspect::Picture> shown;
    Clock::time_point last_event = Clock::now();
    while (!window.wants_close() && !shell.wants_quit()) {
        const bool fonts_changed = shell.prepare(window.scale());
        window.begin_frame(fonts_changed);
        shell.draw();
        window.end_frame(shell.theme().colours().background);
        window.set_title(shell.title());
        const bool input = window.wait(waiting_time(last_event, ImGui::GetIO().WantTextInput));
        if (const auto now = session.picture(); input || now != shown) {
            shown = now;
            last_event = Clock::now();
        }
    }
    int width = 0;
    int height = 0;
    window.size(width, height);
    shell.set_window_size(width, height);
    if (!save_settings(path, shell.settings())) {
        std::cerr << "framewalk: the settings cannot be written to " << path.string() << "\n";
    }
    return 0;
}

} // namespace

Action declare_window(CLI::App& program)
{
    auto options = std::make_shared<Options>();
    program.add_option("FILE", options->file, "The Python program to open");
    program.add_option("ARG", options->arguments, "Its arguments, sys.argv[1:]");
    options->look.declare(program);
    return [options] { return run_window(*options); };
}

} // namespace fw::app
