// One line a figure, as all of tests/bench prints them: `name value unit (limit)`.

#pragma once

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

namespace fw::bench {

inline double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// CPU time of this process, seconds: what others on the machine do does not count.
inline double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// True when it is within the limit.
inline bool print_figure(const char* name, double value, const char* unit, double limit)
{
    std::printf("%s %.2f %s (limit %g %s)\n", name, value, unit, limit, unit);
    std::fflush(stdout);
    return value <= limit;
}

} // namespace fw::bench
