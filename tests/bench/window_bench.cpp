// The window's own CPU time for a frame without input (drawing by the graphics driver aside), and
// the time from nothing to the first picture of a program.

#include "tests/bench/figure.h"
#include "ui/render/headless.h"
#include "vm/debug/session.h"

namespace {

constexpr int width = 1600;
constexpr int height = 1000;
const char* const example = FW_SOURCE_DIR "/assets/examples/closures.py";

} // namespace

int main()
{
    using namespace fw;
    using namespace fw::bench;
    bool good = true;

    std::vector<double> starts;
    for (int round = 0; round < 5; ++round) {
        const double start = cpu_seconds();
        debug::Session session;
        session.load({ .file = example, .source = {}, .arguments = {} });
        session.wait();
        ui::Headless window(session, ui::Settings(), width, height);
        window.frames(2);
        (void)window.picture();
        starts.push_back(cpu_seconds() - start);
    }
    good = print_figure("window.first_picture", median(starts) * 1000, "ms", 500) && good;

    debug::Session session;
    session.load({ .file = example, .source = {}, .arguments = {} });
    session.wait();
    session.run_to_step(34);
    session.wait();
    ui::Headless window(session, ui::Settings(), width, height);
    window.frames(10);
    std::vector<double> frames;
    for (int frame = 0; frame < 200; ++frame) {
        const double start = cpu_seconds();
        window.frame();
        frames.push_back(cpu_seconds() - start);
    }
    good = print_figure("window.idle_frame", median(frames) * 1000, "ms", 3) && good;
    return good ? 0 : 1;
}
