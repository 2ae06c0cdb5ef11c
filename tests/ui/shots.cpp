// Draws the fixtures to PNG files, for eyes; prints what a frame costs.

#include "tests/ui/closures_picture.h"
#include "tests/ui/fake_control.h"
#include "ui/render/headless.h"

#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>

namespace {

using namespace fw;

double milliseconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

struct Shot {
    const char* name;
    inspect::Picture picture;
    std::function<void(ui::Settings&)> set{};
    std::function<void(ui::Headless&)> act{};
    int width = 1600;
    int height = 1000;
    std::optional<inspect::HistoryProfile> profile{};
};

void take(const Shot& shot, const std::string& folder)
{
    test::FakeControl control(shot.picture);
    control.answer_with(inspect::Evaluation{
        .expression = "add_4(x)", .text = "8", .type = "int", .output = "called\n" });
    control.answer_with(shot.profile ? *shot.profile : test::profile_of(shot.picture));
    ui::Settings settings;
    if (shot.set) {
        shot.set(settings);
    }
    ui::Headless window(control, std::move(settings), shot.width, shot.height);
    const double first = milliseconds([&] { window.frame(); });
    window.frames(3);
    if (shot.act) {
        shot.act(window);
        window.frames(3);
    }
    const double frames = milliseconds([&] { window.frames(50); }) / 50;
    ui::Image image;
    const double drawn = milliseconds([&] { image = window.picture(); });
    ui::write_png(image, folder + "/" + shot.name + ".png");
    std::printf(
        "%-14s first %.1f ms, frame %.2f ms, raster %.1f ms\n", shot.name, first, frames, drawn);
}

} // namespace

int main(int count, char** arguments)
{
    const std::string folder = count > 1 ? arguments[1] : ".";
    const auto layout = [](const char* name) {
        return [name](ui::Settings& settings) { ui::LayoutTree::named(name, settings.layout); };
    };
    const auto press
        = [](const char* key) { return [key](ui::Headless& window) { window.press(key); }; };
    inspect::Picture waiting = test::loop_in_try();
    waiting.state = inspect::RunState::WaitingForInput;
    inspect::Picture branched = test::closures_at_step_34();
    branched.branches.push_back(
        { .name = "y = 20", .from = 33, .furthest = 47, .change = "y = 20" });
    branched.branch = 1;
    branched.watches = { { .expression = "x + y", .text = "24", .type = "int", .changed = true },
        { .expression = "add_4(x)", .text = "8", .type = "int" },
        { .expression = "total", .error = "NameError: name 'total' is not defined" } };
    branched.history_bytes = 12300000;
    branched.writes = test::writes_of_y(branched);
    inspect::Picture seeking = test::loop_in_try();
    seeking.state = inspect::RunState::Seeking;
    seeking.progress = 0.45;
    const auto evaluate = [](ui::Headless& window) {
        window.press("Ctrl+E");
        window.type("add_4(x)");
        window.press("Enter");
    };
    const Shot shots[] = {
        { .name = "closures", .picture = test::closures_at_step_34() },
        { .name = "light",
            .picture = test::closures_at_step_34(),
            .set = [](ui::Settings& settings) { settings.theme = ui::ThemeName::Light; } },
        { .name = "empty", .picture = {} },
        { .name = "many", .picture = test::many_closures(), .set = layout("closures") },
        { .name = "loop", .picture = test::loop_in_try(), .set = layout("bytecode") },
        { .name = "input", .picture = waiting },
        { .name = "lecture",
            .picture = test::closures_at_step_34(),
            .set =
                [](ui::Settings& settings) {
                    settings.scale = 1.4F;
                    ui::LayoutTree::named("lecture", settings.layout);
                } },
        { .name = "code", .picture = test::closures_at_step_34(), .act = press("Ctrl+8") },
        { .name = "palette", .picture = test::closures_at_step_34(), .act = press("Ctrl+P") },
        { .name = "keys", .picture = test::closures_at_step_34(), .act = press("F1") },
        { .name = "caller", .picture = test::closures_at_step_34(), .act = press("Alt+Down") },
        { .name = "menu",
            .picture = test::closures_at_step_34(),
            .act = [](ui::Headless& window) { window.click("Run"); } },
        { .name = "watches",
            .picture = branched,
            .act =
                [](ui::Headless& window) {
                    window.press("Ctrl+Shift+7");
                    window.press("Ctrl+Shift+W");
                } },
        { .name = "evaluate", .picture = branched, .act = evaluate, .width = 1280, .height = 800 },
        { .name = "history_menu",
            .picture = branched,
            .act = [](ui::Headless& window) { window.click("History"); } },
        { .name = "variable_menu",
            .picture = branched,
            .act = [](ui::Headless& window) { window.click("y", 1); } },
        { .name = "change",
            .picture = branched,
            .act =
                [](ui::Headless& window) {
                    window.click("y");
                    window.press("F2");
                } },
        { .name = "seeking", .picture = seeking, .width = 1280, .height = 800 },
        { .name = "small", .picture = test::closures_at_step_34(), .width = 1024, .height = 640 },
    };
    for (const Shot& shot : shots) {
        take(shot, folder);
    }
    return 0;
}
