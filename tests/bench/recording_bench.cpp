// What a recording costs: bytes on disk per million opcodes of a program without input, all of the
// file counted, and CPU time beside running the same program without one. The limit of the first is
// the issue's: 1 KiB.

#include "tests/bench/figure.h"
#include "vm/debug/recorded_run.h"
#include "vm/host/real_host.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr const char* source = "def work(n):\n"
                               "    total = 0\n"
                               "    for i in range(n):\n"
                               "        if i % 3 == 0:\n"
                               "            total += i & 7\n"
                               "        else:\n"
                               "            total -= 1\n"
                               "    return total\n"
                               "for part in range(10):\n"
                               "    work(300000)\n";
constexpr double most_bytes = 1024;
constexpr double most_slowdown = 1.2;
constexpr int rounds = 5;

double seconds_of_run()
{
    fw::host::RealHost host;
    fw::Program program(host, { .file = "<string>", .source = source });
    const double begin = fw::bench::cpu_seconds();
    program.run();
    return fw::bench::cpu_seconds() - begin;
}

double seconds_of_recorded_run(const std::string& path)
{
    const double begin = fw::bench::cpu_seconds();
    fw::debug::record_program(path, { .file = "<string>", .source = source });
    return fw::bench::cpu_seconds() - begin;
}

} // namespace

int main()
{
    std::string folder = "/tmp/bench_recordingXXXXXX";
    if (!mkdtemp(folder.data())) {
        std::perror("bench_recording");
        return 2;
    }
    const std::string path = folder + "/run.fwrec";
    std::vector<double> plain;
    std::vector<double> recorded;
    for (int i = 0; i < rounds; ++i) {
        plain.push_back(seconds_of_run());
        recorded.push_back(seconds_of_recorded_run(path));
    }
    fw::host::RealHost disk;
    const auto status = disk.status(path);
    const auto recording = fw::debug::open_recording(path);
    disk.remove(path);
    disk.remove_directory(folder);
    if (!status || !recording || recording->steps == 0) {
        return 2;
    }
    const double millions = static_cast<double>(recording->steps) / 1e6;
    const bool small = fw::bench::print_figure("recording.bytes_per_million_opcodes",
        static_cast<double>(status.value.size) / millions, "B", most_bytes);
    const bool quick = fw::bench::print_figure("recording.slowdown",
        fw::bench::median(recorded) / fw::bench::median(plain), "x", most_slowdown);
    return small && quick ? 0 : 1;
}
