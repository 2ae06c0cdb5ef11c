// Free runs of pages sit in bins of four per doubling, LIFO within a bin; their lengths are kept in
// the page map on their first and last page, so that neighbours can be joined. Memory is made
// accessible in big steps.

#include "vm/base/region_pages.h"

#include "vm/base/region.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace fw {

using namespace layout;

namespace {

constexpr std::size_t commit_step = 32 * mib;
constexpr std::size_t return_to_system = 32 * mib; // free runs this long give their memory back
constexpr int tries_in_own_bin = 16;

constinit bool freed_runs_are_zeroed = false;

unsigned bin_of(std::size_t pages)
{
    if (pages < 8) {
        return static_cast<unsigned>(pages);
    }
    const unsigned width = static_cast<unsigned>(std::bit_width(pages));
    return 8 + (width - 4) * 4 + static_cast<unsigned>((pages >> (width - 3)) & 3);
}

std::size_t run_pages(const void* run)
{
    return page_map()[page_index(run)] >> 8;
}

void link_free(std::byte* run, std::size_t pages)
{
    mark_run(run, pages, page_free);
    const unsigned bin = bin_of(pages);
    auto* const node = reinterpret_cast<FreeRun*>(run);
    FW_UNPOISON(node, sizeof(FreeRun));
    node->previous = nullptr;
    node->next = header().free_runs[bin];
    if (node->next) {
        node->next->previous = node;
    }
    header().free_runs[bin] = node;
    header().run_bins_filled[bin / 64] |= std::uint64_t{ 1 } << (bin % 64);
}

void unlink_free(std::byte* run)
{
    const unsigned bin = bin_of(run_pages(run));
    auto* const node = reinterpret_cast<FreeRun*>(run);
    if (node->previous) {
        node->previous->next = node->next;
    } else {
        header().free_runs[bin] = node->next;
    }
    if (node->next) {
        node->next->previous = node->previous;
    }
    if (!header().free_runs[bin]) {
        header().run_bins_filled[bin / 64] &= ~(std::uint64_t{ 1 } << (bin % 64));
    }
    *node = {}; // A block made of it does not show the links: going back would not bring them.
    FW_POISON(node, sizeof(FreeRun));
}

// The free run that ends just below `address`, if there is one.
std::byte* free_run_before(std::byte* address)
{
    const std::size_t index = page_index(address);
    if (index == 0 || (page_map()[index - 1] & 0xff) != page_free) {
        return nullptr;
    }
    return address - (page_map()[index - 1] >> 8) * page_size;
}

bool is_free_run(const std::byte* address)
{
    return address < header().heap_top && (page_map()[page_index(address)] & 0xff) == page_free;
}

// Moves the top of the heap up. The limit counts the top, not what the system has given, so that a
// replay runs out of memory at the same step.
bool raise_top(std::byte* top)
{
    auto* const heap = reinterpret_cast<std::byte*>(heap_address);
    auto* const end = reinterpret_cast<std::byte*>(base) + control().reserved;
    if (top > end || static_cast<std::size_t>(top - heap) > header().limit) {
        return false;
    }
    std::byte*& committed = control().committed_top;
    if (top > committed) {
        const std::size_t missing = static_cast<std::size_t>(top - committed);
        const std::size_t room = static_cast<std::size_t>(end - committed);
        const std::size_t step
            = std::min((missing + commit_step - 1) / commit_step * commit_step, room);
        if (mprotect(committed, step, PROT_READ | PROT_WRITE) == 0) {
            committed += step;
        } else if (mprotect(committed, missing, PROT_READ | PROT_WRITE) == 0) {
            committed += missing;
        } else {
            return false;
        }
    }
    FW_POISON(header().heap_top, static_cast<std::size_t>(top - header().heap_top));
    header().heap_top = top;
    return true;
}

std::byte* find_free(std::size_t pages)
{
    const unsigned bin = bin_of(pages);
    FreeRun* run = header().free_runs[bin];
    for (int i = 0; run && i < tries_in_own_bin; ++i, run = run->next) {
        if (run_pages(run) >= pages) {
            return reinterpret_cast<std::byte*>(run);
        }
    }
    for (unsigned word = (bin + 1) / 64; word < 2; ++word) {
        std::uint64_t filled = header().run_bins_filled[word];
        if (word == (bin + 1) / 64) {
            filled &= ~std::uint64_t{ 0 } << ((bin + 1) % 64);
        }
        if (filled) {
            const std::size_t found = word * 64 + static_cast<unsigned>(std::countr_zero(filled));
            return reinterpret_cast<std::byte*>(header().free_runs[found]);
        }
    }
    return nullptr;
}

} // namespace

void mark_run(std::byte* run, std::size_t pages, std::uint32_t kind) noexcept
{
    const std::uint32_t entry = kind | static_cast<std::uint32_t>(pages << 8);
    page_map()[page_index(run)] = entry;
    page_map()[page_index(run) + pages - 1] = entry;
}

std::byte* take_run(std::size_t pages) noexcept
{
    if (std::byte* const run = find_free(pages)) {
        const std::size_t all = run_pages(run);
        unlink_free(run);
        if (all > pages) {
            link_free(run + pages * page_size, all - pages);
        }
        return run;
    }
    std::byte* start = header().heap_top;
    if (std::byte* const last = free_run_before(start)) {
        start = last;
    }
    if (!raise_top(start + pages * page_size)) {
        return nullptr;
    }
    if (is_free_run(start)) {
        unlink_free(start);
    }
    return start;
}

void zero_freed_runs(bool on)
{
    freed_runs_are_zeroed = on;
}

void give_run(std::byte* run, std::size_t pages) noexcept
{
    if (freed_runs_are_zeroed) {
        FW_UNPOISON(run, pages * page_size);
        std::memset(run, 0, pages * page_size);
    }
    FW_POISON(run, pages * page_size);
    if (pages * page_size >= return_to_system) {
        madvise(run, pages * page_size, MADV_DONTNEED);
    }
    std::byte* const next = run + pages * page_size;
    if (is_free_run(next)) {
        const std::size_t more = run_pages(next);
        unlink_free(next);
        pages += more;
    }
    if (std::byte* const previous = free_run_before(run)) {
        pages += run_pages(previous);
        unlink_free(previous);
        run = previous;
    }
    link_free(run, pages);
}

bool grow_run(std::byte* run, std::size_t pages, std::size_t wanted) noexcept
{
    std::byte* const end = run + pages * page_size;
    std::byte* const wanted_end = run + wanted * page_size;
    std::byte* free_end = end;
    const bool free_follows = is_free_run(end);
    if (free_follows) {
        free_end += run_pages(end) * page_size;
    }
    if (free_end < wanted_end && (free_end != header().heap_top || !raise_top(wanted_end))) {
        return false;
    }
    if (free_follows) {
        unlink_free(end);
        if (free_end > wanted_end) {
            link_free(wanted_end, static_cast<std::size_t>(free_end - wanted_end) / page_size);
        }
    }
    return true;
}

} // namespace fw
