// What an observer that counts opcodes adds to the time of one opcode. The same program runs
// unobserved and observed in turns in one process; the figure is the median of the rounds.
// The limit is the issue's: 4 ns.

#include "tests/bench/figure.h"
#include "vm/vm.h"

#include <algorithm>
#include <cstdio>
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
                               "work(600000)\n";
constexpr double limit = 4.0;
constexpr int rounds = 7;

class OpcodeCounter final : public fw::hooks::Observer {
public:
    void on_opcode(const fw::hooks::OpcodeEvent&) override { ++m_count; }
    std::uint64_t count() const { return m_count; }

private:
    std::uint64_t m_count = 0;
};

struct Sample {
    double nanoseconds_per_opcode;
    std::uint64_t opcodes;
};

Sample run(bool observed)
{
    fw::host::RealHost host;
    fw::Program program(host, { .file = "<string>", .source = source });
    if (!program.load()) {
        std::fputs(program.error().c_str(), stderr);
        std::exit(2);
    }
    OpcodeCounter counter;
    fw::hooks::Subscription subscription;
    if (observed) {
        subscription = program.machine().hooks().subscribe(counter, { fw::hooks::Event::Opcode });
    }
    program.start();
    const double begin = fw::bench::cpu_seconds();
    program.machine().run_until(fw::Machine::no_limit);
    const double nanoseconds = (fw::bench::cpu_seconds() - begin) * 1e9;
    const std::uint64_t opcodes = program.machine().step();
    if (observed && counter.count() != opcodes) {
        std::fprintf(stderr, "the observer saw %llu of %llu opcodes\n",
            static_cast<unsigned long long>(counter.count()),
            static_cast<unsigned long long>(opcodes));
        std::exit(2);
    }
    return { nanoseconds / static_cast<double>(opcodes), opcodes };
}

} // namespace

int main()
{
    std::vector<double> unobserved, observed, added;
    std::uint64_t opcodes = 0;
    for (int round = 0; round < rounds; ++round) {
        const Sample plain = run(false);
        const Sample counted = run(true);
        opcodes = plain.opcodes;
        unobserved.push_back(plain.nanoseconds_per_opcode);
        observed.push_back(counted.nanoseconds_per_opcode);
        added.push_back(counted.nanoseconds_per_opcode - plain.nanoseconds_per_opcode);
    }
    std::printf("observer.opcodes %llu opcodes\n", static_cast<unsigned long long>(opcodes));
    std::printf("observer.unobserved %.2f ns\n", fw::bench::median(unobserved));
    std::printf("observer.observed %.2f ns\n", fw::bench::median(observed));
    std::printf("observer.added %.2f ns (limit %.0f ns)\n", fw::bench::median(added), limit);
    return fw::bench::median(added) <= limit ? 0 : 1;
}
