// The timeline itself: every single step of programs that are hard to interrupt, the budget,
// branches, looking aside, the index, and pointers that must not be.

#include "tests/unit/timeline/history.h"
#include "vm/base/region_pages.h"
#include "vm/eval/frame.h"
#include "vm/inspect/show.h"
#include "vm/object/dict.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/timeline/outside_pointers.h"
#include "vm/timeline/state_hash.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace fw::timeline {
namespace {

constexpr Timeline::Options often = { .shortest = std::chrono::microseconds(100) };

// Every step of a short program, in a random order.
void there_and_back_at_each_step(const std::string& source)
{
    zero_freed_runs(true);
    History history("<string>", source);
    Timeline timeline(history.machine(), history.host(), often);
    timeline.begin();
    std::vector<std::uint64_t> straight;
    while (!history.machine().finished()) {
        straight.push_back(state_hash(history.machine()));
        timeline.run_until(timeline.now() + 1);
    }
    straight.push_back(state_hash(history.machine()));
    std::vector<Step> steps(straight.size());
    std::iota(steps.begin(), steps.end(), Step{ 0 });
    std::shuffle(steps.begin(), steps.end(), std::mt19937(7));
    const std::size_t most = 400;
    steps.resize(std::min(steps.size(), most));
    for (const Step step : steps) {
        ASSERT_EQ(timeline.seek(step), Timeline::Outcome::Reached);
        ASSERT_EQ(timeline.now(), step);
        ASSERT_EQ(state_hash(history.machine()), straight[step]) << "step " << step;
    }
    EXPECT_EQ(history.world().captured(host::Stream::Error), "");
}

TEST(HardToInterrupt, SortWithAKeyFunction)
{
    there_and_back_at_each_step("def key(n):\n    return sorted([n, -n, 0], key=lambda m: -m)\n"
                                "print(sorted([3, 1, 2, 5, 4], key=key))\n");
}

TEST(HardToInterrupt, Finalizers)
{
    there_and_back_at_each_step("class Loud:\n"
                                "    def __init__(self, n):\n        self.n = n\n"
                                "    def __del__(self):\n        print('gone', self.n)\n"
                                "def f():\n    x = Loud(1)\n    y = [Loud(2), Loud(3)]\n"
                                "    y.append(y)\n"
                                "f()\nimport gc\ngc.collect()\nprint('end')\n");
}

TEST(HardToInterrupt, EqualsCalledFromADictLookup)
{
    there_and_back_at_each_step("class Key:\n"
                                "    def __init__(self, n):\n        self.n = n\n"
                                "    def __hash__(self):\n        return 7\n"
                                "    def __eq__(self, other):\n        return self.n == other.n\n"
                                "d = {}\n"
                                "for i in range(5):\n    d[Key(i)] = i\n"
                                "print(d[Key(3)], Key(9) in d)\n");
}

TEST(HardToInterrupt, ChainsOfGenerators)
{
    there_and_back_at_each_step(
        "def numbers():\n    for i in range(6):\n        yield i\n"
        "def even(source):\n    for n in source:\n        if n % 2 == 0:\n            yield n\n"
        "def both():\n    yield from even(numbers())\n    yield from map(lambda n: -n, numbers())\n"
        "print(list(zip(both(), both())))\n");
}

TEST(HardToInterrupt, AWithBlockThatUnwinds)
{
    there_and_back_at_each_step("class Guard:\n"
                                "    def __enter__(self):\n        return self\n"
                                "    def __exit__(self, *args):\n        print(args[0])\n"
                                "        return True\n"
                                "def f():\n    with Guard():\n        with Guard():\n"
                                "            try:\n                raise ValueError(1)\n"
                                "            finally:\n                print('finally')\n"
                                "f()\n");
}

TEST(HardToInterrupt, Import)
{
    there_and_back_at_each_step("import bisect\nimport keyword\n"
                                "print(bisect.bisect([1, 2, 3], 2), keyword.iskeyword('if'))\n");
}

TEST(HardToInterrupt, ARecursionWithoutEnd)
{
    there_and_back_at_each_step("def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept "
                                "RecursionError as e:\n    print(e)\n");
}

TEST(HardToInterrupt, MemoryRunsOut)
{
    there_and_back_at_each_step(
        "try:\n    x = [0] * 10 ** 11\nexcept MemoryError:\n    print('full')\n"
        "x = [0] * 100000\ndel x\nx = 'a' * 300000\n");
}

TEST(Timeline, KeepsItsBudgetAndEveryStep)
{
    // A heap of some 30 MiB that changes all the time.
    History history("<string>",
        "items = [[i] for i in range(200000)]\n"
        "for turn in range(6):\n    for item in items:\n        item[0] = item[0] + turn\n"
        "print(sum(item[0] for item in items))\n");
    const std::size_t budget = 96 * 1024 * 1024;
    Timeline timeline(history.machine(), history.host(),
        { .budget = budget, .share = 0.5, .shortest = std::chrono::microseconds(1000) });
    timeline.begin();
    timeline.run_until(Machine::no_limit);
    const Step end = timeline.now();
    EXPECT_LE(timeline.bytes(), budget);
    EXPECT_GE(timeline.checkpoints(), 2u);
    for (const Step step : { end / 2, Step{ 3 }, end - 1, end / 3 }) {
        ASSERT_EQ(timeline.seek(step), Timeline::Outcome::Reached);
        EXPECT_EQ(timeline.now(), step);
        EXPECT_LE(timeline.bytes(), budget);
    }
}

TEST(Timeline, GivesUpASeekAndIsWhereItWas)
{
#ifdef FW_ASAN
    constexpr Step length = 5'000'000;
#else
    constexpr Step length = 60'000'000;
#endif
    History history("<string>", "i = 0\nwhile True:\n    i += 1\n");
    Timeline timeline(history.machine(), history.host(),
        { .shortest = std::chrono::hours(1) }); // no checkpoints on the way
    timeline.begin();
    timeline.run_until(length);
    const std::uint64_t hash = state_hash(history.machine());
    const auto outcome = timeline.seek(length - 1, [&](Step done, Step total) {
        EXPECT_LE(done, total);
        return false;
    });
    EXPECT_EQ(outcome, Timeline::Outcome::GivenUp);
    EXPECT_EQ(timeline.now(), length);
    EXPECT_EQ(state_hash(history.machine()), hash);
}

TEST(Timeline, LookingAsideChangesNothing)
{
    History history("<string>", "import json\nx = json.loads('[1, 2]')\nx.append(3)\ny = x\n");
    Timeline timeline(history.machine(), history.host(), often);
    timeline.begin();
    timeline.run_until(2000);
    zero_freed_runs(true);
    const std::uint64_t before = state_hash(history.machine());
    bool seen = false;
    const bool finished = timeline.aside(
        [](Thread& thread) {
            for (int i = 0; i < 1000; ++i) {
                Ref list = make_list(i);
                for (int j = 0; j < i; ++j) {
                    as<List>(list.get())->items[j] = make_int(j * 1'000'000).release();
                }
                (void)repr(thread, list.get());
            }
            thread.frame = nullptr;
        },
        1000, [&](bool, const std::string&) { seen = true; });
    EXPECT_TRUE(finished);
    EXPECT_TRUE(seen);
    EXPECT_EQ(state_hash(history.machine()), before);
    timeline.run_until(Machine::no_limit);
    EXPECT_TRUE(history.machine().finished());
    EXPECT_EQ(history.program().exit_status(), 0);
}

TEST(Timeline, BranchesOfBranchesAreAllReachable)
{
    History history("<string>", "a = 1\nb = 2\nc = a + b\nprint(c)\nprint(c * 2)\n");
    Timeline timeline(history.machine(), history.host(), often);
    timeline.begin();
    timeline.run_until(Machine::no_limit);
    const Step end = timeline.now();
    const auto set = [](const char* name, int value) {
        return [name, value](Thread& thread) {
            return !dict_set(
                thread, *thread.frame->globals, intern(name).get(), make_int(value).get())
                        .failed();
        };
    };
    ASSERT_EQ(timeline.seek(4), Timeline::Outcome::Reached);
    const auto first = timeline.fork("b = 20", set("b", 20), 1000);
    ASSERT_TRUE(first);
    timeline.run_until(Machine::no_limit);
    ASSERT_EQ(timeline.seek(8), Timeline::Outcome::Reached);
    const auto second = timeline.fork("c = 5", set("c", 5), 1000);
    ASSERT_TRUE(second);
    timeline.run_until(Machine::no_limit);
    EXPECT_FALSE(timeline.fork(
        "nothing", [](Thread&) { return false; }, 1000));
    EXPECT_EQ(history.world().captured(), "3\n6\n21\n42\n5\n10\n");
    // Up and down the tree: nothing is printed again, and the states are those of the first time.
    const auto c_is = [&] {
        return inspect::show_value(dict_get_str(history.program().globals(), intern("c").get()));
    };
    for (int round = 0; round < 2; ++round) {
        ASSERT_EQ(timeline.switch_to(0, end - 1), Timeline::Outcome::Reached);
        EXPECT_EQ(c_is(), "3");
        ASSERT_EQ(timeline.switch_to(*second, end - 1), Timeline::Outcome::Reached);
        EXPECT_EQ(c_is(), "5");
        ASSERT_EQ(timeline.switch_to(*first, end - 1), Timeline::Outcome::Reached);
        EXPECT_EQ(c_is(), "21");
        // From before both forks, running on crosses them.
        ASSERT_EQ(timeline.switch_to(*second, 1), Timeline::Outcome::Reached);
        timeline.run_until(end - 1);
        EXPECT_EQ(c_is(), "5");
    }
    EXPECT_EQ(history.world().captured(), "3\n6\n21\n42\n5\n10\n");
}

TEST(OutsidePointers, NoneIsThereAfterManyPrograms)
{
    for (const std::string& file : program_files()) {
        if (file.find("golden/module_") == std::string::npos) {
            continue;
        }
        History history(file);
        history.machine().run_until(300'000);
        for (const OutsidePointer& pointer : find_outside_pointers()) {
            ADD_FAILURE() << pointer.object << " holds " << std::hex << pointer.value << " at "
                          << pointer.address << " after " << file;
        }
    }
}

// What the check is for.
Object* planted = nullptr;

TEST(OutsidePointers, APlantedOneIsFound)
{
    History history("<string>", "x = []\n");
    history.machine().run_until(1);
    EXPECT_TRUE(find_outside_pointers().empty());
    planted = history.machine().thread().frame;
    const auto found = find_outside_pointers();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].address, reinterpret_cast<std::uintptr_t>(&planted));
    EXPECT_EQ(found[0].value, reinterpret_cast<std::uintptr_t>(planted));
    planted = nullptr;
}

} // namespace
} // namespace fw::timeline
