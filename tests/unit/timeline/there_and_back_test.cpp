// Going to any step and coming back: the state after a seek is, bit for bit, that of a straight
// run. For every example and golden program.

#include "tests/unit/timeline/history.h"
#include "vm/base/region_pages.h"
#include "vm/timeline/state_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace fw::timeline {
namespace {

#ifdef FW_ASAN
constexpr std::size_t seeks = 12;
#else
constexpr std::size_t seeks = 200;
#endif
constexpr Step longest = 3'000'000; // of a program, what is walked

class ThereAndBack : public testing::TestWithParam<std::string> { };

TEST_P(ThereAndBack, AnyStepIsWhatItWasInAStraightRun)
{
    zero_freed_runs(true);
    std::mt19937_64 random(std::hash<std::string>()(GetParam()));
    Step length = 0;
    {
        History history(GetParam());
        history.machine().run_until(longest);
        length = history.machine().step();
    }
    std::uniform_int_distribution<Step> any(0, length);
    std::vector<Step> steps(seeks);
    std::generate(steps.begin(), steps.end(), [&] { return any(random); });
    std::vector<Step> ascending = steps;
    std::sort(ascending.begin(), ascending.end());

    History history(GetParam());
    Timeline timeline(
        history.machine(), history.host(), { .shortest = std::chrono::microseconds(300) });
    timeline.begin();
    std::map<Step, std::uint64_t> straight;
    for (const Step step : ascending) {
        timeline.run_until(step);
        straight[step] = state_hash(history.machine());
    }
    timeline.run_until(length);
    for (const Step step : steps) {
        ASSERT_EQ(timeline.seek(step), Timeline::Outcome::Reached);
        ASSERT_EQ(timeline.now(), step);
        ASSERT_EQ(state_hash(history.machine()), straight[step])
            << "at step " << step << " of " << length;
    }
}

INSTANTIATE_TEST_SUITE_P(Programs, ThereAndBack, testing::ValuesIn(program_files()),
    [](const auto& info) { return test_name(info.param); });

} // namespace
} // namespace fw::timeline
