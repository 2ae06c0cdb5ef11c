// What history costs: a run with checkpoints and index against the same run without, and how long
// it takes to go to another step. `bench_history PROGRAM...` are the programs of the slow-down.

#include "tests/bench/figure.h"
#include "vm/debug/place_probe.h"
#include "vm/debug/searches.h"
#include "vm/host/scripted_host.h"
#include "vm/inspect/preview.h"
#include "vm/timeline/timeline.h"
#include "vm/vm.h"

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

namespace {

using fw::bench::median;
using fw::timeline::Step;
using fw::timeline::Timeline;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double percentile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

// A program with its history, about to execute its first opcode.
struct Run {
    fw::host::ScriptedHost world;
    fw::timeline::JournalHost host{ world, std::make_shared<fw::timeline::Journal>() };
    fw::Program program;
    std::unique_ptr<Timeline> timeline;

    explicit Run(fw::Program::Options options)
        : program(host, std::move(options))
    {
        if (!program.load()) {
            std::fputs(program.error().c_str(), stderr);
            std::exit(2);
        }
        program.start();
        timeline = std::make_unique<Timeline>(program.machine(), host);
        timeline->begin();
    }
};

double seconds_without(const std::string& file)
{
    fw::host::ScriptedHost world;
    fw::Program program(world, { .file = file });
    program.load();
    program.start();
    const double begin = fw::bench::cpu_seconds();
    program.machine().run_until(fw::Machine::no_limit);
    return fw::bench::cpu_seconds() - begin;
}

double seconds_with(const std::string& file)
{
    Run run({ .file = file });
    const double begin = fw::bench::cpu_seconds();
    run.timeline->run_until(fw::Machine::no_limit);
    return fw::bench::cpu_seconds() - begin;
}

bool slow_down()
{
    constexpr int rounds = 5;
    double product = 1;
    int count = 0;
    for (const auto& entry :
        std::filesystem::directory_iterator(FW_SOURCE_DIR "/tests/bench/programs")) {
        const std::string file = entry.path().string();
        std::vector<double> ratios;
        for (int round = 0; round < rounds; ++round) {
            const double without = seconds_without(file);
            ratios.push_back(seconds_with(file) / without);
        }
        const std::string name = "history.slow_down." + entry.path().stem().string();
        std::printf("%s %.3f x\n", name.c_str(), median(ratios));
        product *= median(ratios);
        ++count;
    }
    return fw::bench::print_figure("history.slow_down", std::pow(product, 1.0 / count), "x", 1.15);
}

constexpr const char* busy = "def step(state, n):\n"
                             "    state['last'] = n\n"
                             "    total = state['total'] + (n & 7)\n"
                             "    state['total'] = total\n"
                             "    return total\n"
                             "def work(turns):\n"
                             "    state = {'total': 0}\n"
                             "    mark = 1\n"
                             "    names = []\n"
                             "    for n in range(turns):\n"
                             "        step(state, n)\n"
                             "        if n % 1000 == 0:\n"
                             "            names.append(str(n))\n"
                             "        if n == BEFORE:\n"
                             "            mark = 2\n"
                             "    return mark\n"
                             "work(100000000)\n";

std::string busy_source(Step mark_at)
{
    std::string source = busy;
    source.replace(source.find("BEFORE"), 6, std::to_string(mark_at));
    return source;
}

std::vector<double> random_seeks(Timeline& timeline, Step length, int count)
{
    std::mt19937_64 random(39);
    std::uniform_int_distribution<Step> any(0, length);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const Clock::time_point start = Clock::now();
        timeline.seek(any(random));
        times.push_back(milliseconds_since(start));
    }
    return times;
}

const fw::Frame* work_frame(Run& run)
{
    const fw::Frame* frame = run.program.machine().thread().frame;
    while (fw::to_utf8(*frame->code->name) != "work") {
        frame = frame->back;
    }
    return frame;
}

// How many opcodes a turn of the loop takes, from the value of `n` after some.
double opcodes_per_turn()
{
    constexpr Step some = 1'000'000;
    Run run({ .file = "<string>", .source = busy_source(0) });
    run.timeline->run_until(some);
    constexpr int slot_of_n = 4;
    bool shortened = false;
    const std::string n
        = fw::inspect::preview_text(work_frame(run)->fast()[slot_of_n], 20, shortened);
    return static_cast<double>(some) / std::stod(n);
}

bool seeks()
{
    constexpr Step length = 10'000'000;
    // The last write of `mark` is a million steps before the end.
    Run run({ .file = "<string>",
        .source = busy_source(static_cast<Step>((length - 1'000'000) / opcodes_per_turn())) });
    Timeline& timeline = *run.timeline;
    timeline.run_until(length);
    bool good = true;

    std::vector<double> back;
    for (int i = 1; i <= 21; ++i) {
        const Clock::time_point start = Clock::now();
        timeline.seek(length - static_cast<Step>(i));
        back.push_back(milliseconds_since(start));
    }
    good = fw::bench::print_figure("history.step_back", median(back), "ms", 10) && good;

    timeline.seek(length);
    const fw::Frame* const frame = work_frame(run);
    const auto probe = fw::debug::PlaceProbe::make({ fw::inspect::Place::Kind::Local,
        reinterpret_cast<fw::inspect::ObjectId>(frame), 2, "mark" });
    std::vector<double> writes;
    for (int i = 0; i < 5; ++i) {
        fw::debug::WriteSearch search(*probe);
        const Clock::time_point start = Clock::now();
        const auto match = timeline.find_last(search, length, 0);
        writes.push_back(milliseconds_since(start));
        if (!match.step || *match.step > length - 500'000) {
            std::fprintf(stderr, "the write was not found where it is\n");
            return false;
        }
        std::printf("history.last_write.distance %llu opcodes\n",
            static_cast<unsigned long long>(length - *match.step));
    }
    good = fw::bench::print_figure("history.last_write", median(writes), "ms", 100) && good;

    const std::vector<double> times = random_seeks(timeline, length, 200);
    good = fw::bench::print_figure("history.seek.p50", percentile(times, 0.5), "ms", 5) && good;
    good = fw::bench::print_figure("history.seek.p99", percentile(times, 0.99), "ms", 50) && good;
    std::printf("history.checkpoints %zu in %.1f MiB\n", timeline.checkpoints(),
        static_cast<double>(timeline.bytes()) / (1024 * 1024));
    return good;
}

bool memory()
{
    Run run({ .file = "<string>",
        .source = "data = [[i, i] for i in range(150000)]\n" // some 20 MiB
                  "n = 0\n"
                  "while True:\n"
                  "    for pair in data:\n"
                  "        pair[0] = n\n"
                  "        n += 1\n" });
    run.timeline->run_until(100'000'000);
    std::printf("history.memory.heap %.1f MiB\n",
        static_cast<double>(run.program.machine().region().bytes_in_use()) / (1024 * 1024));
    return fw::bench::print_figure(
        "history.memory", static_cast<double>(run.timeline->bytes()) / (1024 * 1024), "MiB", 256);
}

// A long run, on request: FW_BENCH_LONG=1.
bool long_run()
{
    constexpr Step length = 1'000'000'000;
    Run run({ .file = "<string>", .source = busy_source(0) });
    run.timeline->run_until(length);
    const std::vector<double> times = random_seeks(*run.timeline, length, 100);
    std::printf("history.long.p50 %.0f ms\n", percentile(times, 0.5));
    return fw::bench::print_figure("history.long.p99", percentile(times, 0.99) / 1000, "s", 1);
}

} // namespace

int main()
{
    bool good = slow_down();
    good = seeks() && good;
    good = memory() && good;
    if (std::getenv("FW_BENCH_LONG")) {
        good = long_run() && good;
    }
    return good ? 0 : 1;
}
