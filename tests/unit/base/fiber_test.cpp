// The idea that everything rests on: a suspended program is a copy of the used pages, and copying
// them back goes back.

#include "vm/base/fiber.h"

#include "vm/base/region.h"
#include "vm/base/region_new.h"

#include <gmp.h>
#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace fw {
namespace {

// A checkpoint without any cleverness.
class Copy {
public:
    explicit Copy(const Region& region)
        : m_ranges(region.used_ranges())
    {
        for (const Region::Range& range : m_ranges) {
            m_bytes.emplace_back(range.size);
            Region::raw_copy(m_bytes.back().data(), range.address, range.size);
        }
    }

    void restore(Region& region) const
    {
        const std::vector<Region::Range> before = region.used_ranges();
        for (std::size_t i = 0; i < m_ranges.size(); ++i) {
            Region::raw_copy(m_ranges[i].address, m_bytes[i].data(), m_ranges[i].size);
        }
        region.after_restore(before);
    }

private:
    std::vector<Region::Range> m_ranges;
    std::vector<std::vector<std::byte>> m_bytes;
};

struct Root {
    std::uint64_t step;
    std::uint64_t digest;
};
Root& root()
{
    return *reinterpret_cast<Root*>(Region::root_address);
}

void note(std::uint64_t value)
{
    root().digest = root().digest * 6364136223846793005U + value;
    ++root().step;
    Fiber::suspend();
}

struct Node {
    explicit Node(std::string text_)
        : text(std::move(text_))
    {
    }
    ~Node() { note(text.size() + reinterpret_cast<std::uintptr_t>(this)); }
    std::string text;
    std::unique_ptr<Node> next;
};

// Native frames of mixed depth, with everything that the standard library allocates, suspended
// everywhere: in the frames, in a comparison called by std::sort, in destructors, in a catch block
// and while unwinding.
std::uint64_t nested(unsigned seed, int depth)
{
    std::mt19937 random(seed);
    std::map<std::string, std::vector<unsigned>> table;
    std::unique_ptr<Node> list;
    for (int i = 0; i < 6; ++i) {
        table["key" + std::to_string(random() % 50)].push_back(random());
        auto node = std::make_unique<Node>(std::string(random() % 60, 'x'));
        node->next = std::move(list);
        list = std::move(node);
        note(table.size());
    }
    std::vector<unsigned> big(random() % 30000, seed);
    std::uint64_t sum = big.size();
    if (depth > 0) {
        for (int i = 0; i < 2; ++i) {
            sum += nested(static_cast<unsigned>(random()), depth - 1);
        }
    }
    for (auto& [key, values] : table) {
        values.push_back(static_cast<unsigned>(sum));
        sum += values.size() * key.size();
    }
    std::vector<unsigned> sorted{ 5, 3, 9, 1, 7 };
    std::sort(sorted.begin(), sorted.end(), [](unsigned left, unsigned right) {
        note(left + right);
        return left < right;
    });
    mpz_t number;
    mpz_init_set_ui(number, seed);
    mpz_pow_ui(number, number, 40);
    note(mpz_fdiv_ui(number, 1000003));
    mpz_clear(number);
    try {
        const Node dies_while_unwinding(std::string("unwinding"));
        throw std::runtime_error("error " + std::to_string(depth));
    } catch (const std::runtime_error& error) {
        note(std::strlen(error.what()));
        try {
            throw std::bad_alloc();
        } catch (const std::bad_alloc&) {
            note(1);
        }
        sum += static_cast<std::uint64_t>(error.what()[6]);
    }
    return sum;
}

void program(void* argument)
{
    root().digest += nested(*static_cast<unsigned*>(argument), 5);
}

TEST(Fiber, runs_suspends_and_ends)
{
    const Region region;
    int steps = 0;
    Fiber::start(
        [](void* argument) {
            auto& count = *static_cast<int*>(argument);
            EXPECT_TRUE(Fiber::running());
            EXPECT_TRUE(Region::contains(&argument));
            EXPECT_GT(Fiber::stack_left(), 60 * layout::mib);
            EXPECT_LE(Fiber::stack_left(), 64 * layout::mib);
            for (; count < 3; ++count) {
                const auto inside = std::make_unique<int>(1);
                EXPECT_TRUE(Region::contains(inside.get()));
                {
                    const OutsideRegion scope;
                    EXPECT_FALSE(Region::contains(std::make_unique<int>(1).get()));
                }
                Fiber::suspend();
            }
        },
        &steps);
    EXPECT_TRUE(Fiber::started());
    while (!Fiber::done()) {
        EXPECT_FALSE(Fiber::running());
        EXPECT_FALSE(Region::contains(std::make_unique<int>(1).get()));
        Fiber::resume();
    }
    EXPECT_EQ(steps, 3);
    EXPECT_EQ(region.bytes_in_use(), 0U);
}

TEST(Fiber, exceptions_of_both_sides_stay_apart)
{
    const Region region;
    Fiber::start(
        [](void*) {
            try {
                throw 1;
            } catch (int) {
                Fiber::suspend();
                EXPECT_NE(std::current_exception(), nullptr);
            }
            EXPECT_EQ(std::current_exception(), nullptr);
        },
        nullptr);
    try {
        throw 2;
    } catch (int value) {
        Fiber::resume();
        EXPECT_EQ(value, 2);
        EXPECT_NE(std::current_exception(), nullptr);
    }
    EXPECT_EQ(std::current_exception(), nullptr);
    Fiber::resume();
    EXPECT_TRUE(Fiber::done());
}

TEST(Fiber, a_full_region_throws_where_it_was_asked)
{
    const Region region({ .limit = 4 * layout::mib });
    bool caught = false;
    Fiber::start(
        [](void* argument) {
            std::vector<std::unique_ptr<char[]>> all;
            try {
                for (;;) {
                    all.push_back(std::make_unique<char[]>(100));
                }
            } catch (const std::bad_alloc&) {
                *static_cast<bool*>(argument) = true;
            }
        },
        &caught);
    Fiber::resume();
    EXPECT_TRUE(caught);
    EXPECT_EQ(region.bytes_in_use(), 0U);
}

TEST(Fiber, deep_recursion_can_be_stopped)
{
    const Region region;
    struct Dig {
        static int down(volatile char* above, int depth)
        {
            volatile char room[1000];
            room[0] = above ? static_cast<char>(above[0] + 1) : char{ 0 };
            return Fiber::stack_left() < 100000 ? depth : down(room, depth + 1) + (room[0] & 0);
        }
    };
    int depth = 0;
    Fiber::start(
        [](void* argument) { *static_cast<int*>(argument) = Dig::down(nullptr, 0); }, &depth);
    Fiber::resume();
    EXPECT_GT(depth, 10000);
}

TEST(Fiber, aligned_new)
{
    struct alignas(64) Line {
        char bytes[192];
    };
    const Region region;
    const InsideRegion scope;
    for (int i = 0; i < 100; ++i) {
        auto* const line = new Line;
        auto* const lines = new Line[300];
        EXPECT_TRUE(Region::contains(line));
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(line) % 64, 0U);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(lines) % 64, 0U);
        delete[] lines;
        if (i % 2) {
            delete line;
        }
    }
}

TEST(Fiber, random_seeks_reach_the_same_states)
{
    Region region;
    unsigned seed = 12345;
    Fiber::start(program, &seed);
    constexpr std::size_t spacing = 40;
    std::vector<Copy> copies;
    std::vector<std::uint64_t> digests;
    while (!Fiber::done()) {
        if (digests.size() % spacing == 0) {
            copies.emplace_back(region);
        }
        digests.push_back(root().digest);
        ASSERT_EQ(root().step, digests.size() - 1);
        Fiber::resume();
    }
    const std::uint64_t last = root().digest;
    const std::size_t in_use = region.bytes_in_use();
    EXPECT_EQ(in_use, 0U);
    ASSERT_GT(digests.size(), 500U);

    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        const std::size_t target = random() % digests.size();
        copies[target / spacing].restore(region);
        while (root().step < target) {
            ASSERT_EQ(root().digest, digests[root().step]);
            Fiber::resume();
        }
        ASSERT_EQ(root().step, target);
        ASSERT_EQ(root().digest, digests[target]);
        for (unsigned more = random() % 100; more > 0 && !Fiber::done(); --more) {
            Fiber::resume();
        }
    }
    copies[0].restore(region);
    while (!Fiber::done()) {
        Fiber::resume();
    }
    EXPECT_EQ(root().digest, last);
    EXPECT_EQ(region.bytes_in_use(), 0U);
}

} // namespace
} // namespace fw
