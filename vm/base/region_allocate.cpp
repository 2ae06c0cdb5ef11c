// The allocator's slow paths: refilling a size class from a slab, large blocks, growing a block.

#include "vm/base/assert.h"
#include "vm/base/region.h"
#include "vm/base/region_pages.h"

#include <algorithm>
#include <new>

namespace fw {

using namespace layout;

namespace {

constexpr std::size_t smallest_slab = 32 * kib;
constexpr std::size_t carve_bytes = page_size; // made into blocks at a time

std::size_t pages_for(std::size_t size)
{
    return (size + page_size - 1) / page_size;
}

bool new_slab(unsigned size_class)
{
    const std::size_t block = class_size(size_class);
    const std::size_t pages = pages_for(std::max(smallest_slab, 8 * block));
    std::byte* const slab = take_run(pages);
    if (!slab) {
        return false;
    }
    std::fill_n(page_map() + page_index(slab), pages, size_class);
    RegionHeader& state = header();
    state.slab_bytes += pages * page_size / block * block;
    state.carve_next[size_class] = slab;
    state.carve_end[size_class] = slab + pages * page_size / block * block;
    return true;
}

// Returns one new block and leaves a page's worth of further ones in the free list, lowest address
// first.
std::byte* carve(unsigned size_class)
{
    RegionHeader& state = header();
    if (state.carve_next[size_class] == state.carve_end[size_class] && !new_slab(size_class)) {
        return nullptr;
    }
    const std::size_t block = class_size(size_class);
    std::byte* const first = state.carve_next[size_class];
    const std::size_t left = static_cast<std::size_t>(state.carve_end[size_class] - first) / block;
    const std::size_t count = std::min(left, std::max<std::size_t>(1, carve_bytes / block));
    state.carve_next[size_class] = first + count * block;
    for (std::size_t i = count - 1; i > 0; --i) {
        region_free_class(first + i * block, size_class);
    }
    return first;
}

void* allocate_large(std::size_t size)
{
    if (size > header().limit) {
        return nullptr;
    }
    const std::size_t pages = pages_for(size);
    std::byte* const run = take_run(pages);
    if (run) {
        mark_run(run, pages, page_large);
        header().large_bytes += pages * page_size;
        FW_UNPOISON(run, size);
    }
    return run;
}

std::size_t large_pages(const void* block)
{
    const std::uint32_t entry = page_map()[page_index(block)];
    FW_ASSERT(
        (entry & 0xff) == page_large && "freed or resized twice, or not a block of the region");
    FW_ASSERT(reinterpret_cast<std::uintptr_t>(block) % page_size == 0);
    return entry >> 8;
}

bool resize_large_in_place(std::byte* block, std::size_t size)
{
    const std::size_t pages = large_pages(block);
    const std::size_t wanted = pages_for(size);
    if (wanted > pages && (size > header().limit || !grow_run(block, pages, wanted))) {
        return false;
    }
    mark_run(block, wanted, page_large);
    header().large_bytes += (wanted - pages) * page_size; // wraps around when it shrinks
    if (wanted < pages) {
        give_run(block + wanted * page_size, pages - wanted);
    }
    FW_POISON(block, wanted * page_size);
    FW_UNPOISON(block, size);
    return true;
}

} // namespace

void* region_allocate_or_null(std::size_t size) noexcept
{
    if (size > largest_small) {
        return allocate_large(size);
    }
    const unsigned size_class = class_of(std::max<std::size_t>(size, 1));
    FreeBlock*& head = header().free[size_class];
    if (FreeBlock* const block = head) {
        FW_UNPOISON(block, sizeof(FreeBlock));
        head = block->next;
        FW_POISON(block, class_size(size_class));
        FW_UNPOISON(block, size);
        return block;
    }
    std::byte* const block = carve(size_class);
    if (block) {
        FW_UNPOISON(block, size);
    }
    return block;
}

void* region_allocate_slow(std::size_t size)
{
    void* const block = region_allocate_or_null(size);
    if (!block) {
        throw std::bad_alloc();
    }
    return block;
}

void region_free_large(void* block) noexcept
{
    const std::size_t pages = large_pages(block);
    header().large_bytes -= pages * page_size;
    give_run(static_cast<std::byte*>(block), pages);
}

std::size_t usable_size(void* block) noexcept
{
    const std::uint32_t entry = page_map()[page_index(block)];
    const std::size_t size
        = entry < page_large ? class_size(entry) : large_pages(block) * page_size;
    FW_UNPOISON(block, size); // who asks is going to use it
    return size;
}

void* region_reallocate(void* block, std::size_t size)
{
    if (!block) {
        return region_allocate(size);
    }
    const std::uint32_t entry = page_map()[page_index(block)];
    std::size_t old_size = 0;
    if (entry < page_large) {
        if (size <= largest_small && class_of(std::max<std::size_t>(size, 1)) == entry) {
            FW_POISON(block, class_size(entry));
            FW_UNPOISON(block, size);
            return block;
        }
        old_size = class_size(entry);
    } else {
        if (size > largest_small && resize_large_in_place(static_cast<std::byte*>(block), size)) {
            return block;
        }
        old_size = large_pages(block) * page_size;
    }
    void* const moved = region_allocate(size);
    Region::raw_copy(moved, block, std::min(size, old_size));
    region_free(block);
    return moved;
}

} // namespace fw
