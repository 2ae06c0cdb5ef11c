// The region's allocator: classes, runs, determinism, limits, and what a checkpoint copies.

#include "vm/base/region.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <new>
#include <random>
#include <vector>

namespace fw {
namespace {

std::uintptr_t number(const void* address)
{
    return reinterpret_cast<std::uintptr_t>(address);
}

TEST(Region, stands_at_its_fixed_address)
{
    for (int i = 0; i < 3; ++i) {
        const Region region;
        EXPECT_EQ(region.reserved(), Region::default_reserve);
        EXPECT_FALSE(region.reserved_less());
        EXPECT_EQ(region.bytes_in_use(), 0U);
        const void* const block = region_allocate(24);
        EXPECT_EQ(number(block), Region::heap_address);
        EXPECT_TRUE(Region::contains(block));
        EXPECT_EQ(region.bytes_in_use(), 32U);
    }
    int local = 0;
    EXPECT_FALSE(Region::contains(&local));
}

TEST(Region, smaller_reserve)
{
    const Region region({ .reserve = 256 * layout::mib });
    EXPECT_EQ(region.reserved(), 256 * layout::mib);
    EXPECT_THROW(region_allocate(200 * layout::mib), std::bad_alloc);
    EXPECT_NE(region_allocate(50 * layout::mib), nullptr);
}

TEST(RegionDeathTest, only_one_at_a_time)
{
    const Region region;
    EXPECT_DEATH(Region{}, "only_one_region_per_process");
}

TEST(Region, size_classes)
{
    for (std::size_t size = 1; size <= layout::largest_small; ++size) {
        const unsigned size_class = layout::class_of(size);
        ASSERT_GE(layout::class_size(size_class), size);
        ASSERT_LT(size_class == 1 ? 0 : layout::class_size(size_class - 1), size);
        ASSERT_EQ(layout::class_size(size_class) % 16, 0U);
    }
}

TEST(Region, blocks_are_disjoint_aligned_and_zero_at_first)
{
    const Region region;
    std::map<std::uintptr_t, std::size_t> blocks;
    std::mt19937 random(1);
    for (int i = 0; i < 5000; ++i) {
        const std::size_t size = i % 100 == 0 ? random() % 200000 : random() % 2000;
        auto* const block = static_cast<unsigned char*>(region_allocate(size));
        ASSERT_EQ(number(block) % 16, 0U);
        for (std::size_t k = 8; k < size; ++k) { // the first word may have been a link
            ASSERT_EQ(block[k], 0);
        }
        std::memset(block, 0xee, size);
        const auto next = blocks.lower_bound(number(block));
        if (next != blocks.end()) {
            ASSERT_LE(number(block) + size, next->first);
        }
        if (next != blocks.begin()) {
            ASSERT_LE(std::prev(next)->first + std::prev(next)->second, number(block));
        }
        blocks[number(block)] = std::max<std::size_t>(size, 1);
    }
}

// One long random sequence of all calls, with the contents checked throughout.
std::uint64_t churn(unsigned seed, int steps)
{
    struct Block {
        unsigned char* address;
        std::size_t size;
        unsigned char fill;
    };
    std::vector<Block> blocks;
    std::mt19937 random(seed);
    std::uint64_t trace = 0;
    const auto check = [](const Block& block, std::size_t size) {
        for (std::size_t i = 0; i < size; i += 1 + size / 64) {
            ASSERT_EQ(block.address[i], block.fill);
        }
        if (size) {
            ASSERT_EQ(block.address[size - 1], block.fill);
        }
    };
    const auto new_size = [&]() -> std::size_t {
        switch (random() % 8) {
        case 0:
            return random() % 40000;
        case 1:
            return random() % 8 == 0 ? random() % 3000000 : random() % 100;
        default:
            return random() % 600;
        }
    };
    for (int i = 0; i < steps; ++i) {
        const unsigned action = random() % 10;
        if (action < 5 || blocks.empty()) {
            const std::size_t size = new_size();
            auto* const block = static_cast<unsigned char*>(region_allocate(size));
            blocks.push_back({ block, size, static_cast<unsigned char>(random()) });
            std::memset(block, blocks.back().fill, size);
            trace = trace * 31 + number(block);
            continue;
        }
        const std::size_t chosen = random() % blocks.size();
        Block& block = blocks[chosen];
        check(block, block.size);
        if (action < 7) {
            const std::size_t size = new_size();
            block.address = static_cast<unsigned char*>(region_reallocate(block.address, size));
            check(block, std::min(size, block.size));
            block.size = size;
            std::memset(block.address, block.fill, size);
            trace = trace * 31 + number(block.address);
            EXPECT_GE(usable_size(block.address), size);
            continue;
        }
        if (action == 7) {
            region_free(block.address);
        } else {
            region_free(block.address, block.size);
        }
        block = blocks.back();
        blocks.pop_back();
    }
    for (const Block& block : blocks) {
        check(block, block.size);
        region_free(block.address, block.size);
    }
    return trace;
}

TEST(Region, random_use_is_sound_and_deterministic)
{
    std::uint64_t first = 0;
    {
        const Region region;
        first = churn(7, 60000);
        EXPECT_EQ(region.bytes_in_use(), 0U);
    }
    Region region;
    EXPECT_EQ(churn(7, 60000), first);
    region.reset();
    EXPECT_EQ(churn(7, 60000), first);
    region.reset();
    EXPECT_NE(churn(8, 1000), first);
}

TEST(Region, free_lists_are_last_in_first_out)
{
    const Region region;
    void* const a = region_allocate(40);
    void* const b = region_allocate(48);
    region_free(a, 40);
    region_free(b);
    EXPECT_EQ(region_allocate(33), b);
    EXPECT_EQ(region_allocate(48), a);
}

TEST(Region, large_runs_are_joined_and_reused)
{
    const Region region;
    constexpr std::size_t size = 100 * layout::kib;
    void* const a = region_allocate(size);
    void* const b = region_allocate(size);
    void* const c = region_allocate(size);
    const std::size_t heap = region.heap_size();
    region_free(a);
    region_free(c);
    region_free(b);
    EXPECT_EQ(region_allocate(3 * size), a);
    EXPECT_EQ(region.heap_size(), heap);
    EXPECT_EQ(region_reallocate(a, 900 * layout::kib), a); // grows at the top in place
    EXPECT_EQ(region_reallocate(a, 200 * layout::kib), a);
    EXPECT_EQ(region.bytes_in_use(), 200 * layout::kib);
}

TEST(Region, a_full_region_throws_and_lives_on)
{
    const Region region({ .limit = 8 * layout::mib });
    EXPECT_THROW(region_allocate(std::size_t{ 1 } << 62), std::bad_alloc);
    EXPECT_THROW(region_allocate(~std::size_t{ 0 }), std::bad_alloc);
    EXPECT_THROW(region_allocate(9 * layout::mib), std::bad_alloc);
    std::vector<void*> blocks;
    EXPECT_THROW(
        for (;;) { blocks.push_back(region_allocate(1000)); }, std::bad_alloc);
    EXPECT_GT(blocks.size(), 7000U);
    EXPECT_THROW(region_reallocate(blocks[0], layout::mib), std::bad_alloc);
    for (void* block : blocks) {
        region_free(block, 1000);
    }
    EXPECT_EQ(region.bytes_in_use(), 0U);
    EXPECT_NE(region_allocate(1000), nullptr);
}

TEST(Region, used_ranges_leave_out_what_is_free)
{
    const Region region;
    const auto pages = [&] {
        std::size_t count = 0;
        region.for_each_used_page([&](std::byte*) { ++count; });
        return count;
    };
    const std::size_t empty = pages();
    void* const small = region_allocate(16);
    EXPECT_LE(pages(), empty + 2); // one of the slab, one of the page map
    void* const large = region_allocate(10 * layout::mib);
    region_allocate(10 * layout::mib);
    EXPECT_GE(pages(), empty + 5120);
    region_free(large);
    EXPECT_LE(pages(), empty + 2570);
    EXPECT_GE(pages(), empty + 2560);
    region_free(small);
    const auto ranges = region.used_ranges();
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        EXPECT_LT(number(ranges[i - 1].address) + ranges[i - 1].size, number(ranges[i].address));
    }
}

#ifdef FW_ASAN
TEST(RegionDeathTest, use_after_free_is_caught)
{
    const Region region;
    auto* const block = static_cast<volatile char*>(region_allocate(100));
    EXPECT_DEATH(block[101] = 1, "use-after-poison");
    region_free(const_cast<char*>(block), 100);
    EXPECT_DEATH(block[50] = 1, "use-after-poison");
    auto* const large = static_cast<volatile char*>(region_allocate(100000));
    region_free(const_cast<char*>(large));
    EXPECT_DEATH(large[50000] = 1, "use-after-poison");
}
#endif

} // namespace
} // namespace fw
