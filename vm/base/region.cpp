// Reserving, describing and restoring the region; the allocator itself is in region_allocate.cpp
// and region_pages.cpp.

#include "vm/base/region.h"

#include "vm/base/assert.h"
#include "vm/base/region_new.h"

#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>

namespace fw {

using namespace layout;

namespace {

constexpr std::uint64_t control_magic = 0x6b6c61776d617246; // "Framewlk"

std::byte* at(std::uintptr_t address)
{
    return reinterpret_cast<std::byte*>(address);
}

std::byte* page_down(const void* address)
{
    return at(reinterpret_cast<std::uintptr_t>(address) & ~(page_size - 1));
}

std::byte* page_up(const void* address)
{
    return at((reinterpret_cast<std::uintptr_t>(address) + page_size - 1) & ~(page_size - 1));
}

std::size_t page_map_used()
{
    return page_index(page_up(header().heap_top)) * sizeof(std::uint32_t);
}

void make_accessible(std::uintptr_t address, std::size_t size)
{
    if (mprotect(at(address), size, PROT_READ | PROT_WRITE) != 0) {
        throw std::runtime_error(
            std::string("the system gives no memory for the program's region: ")
            + std::strerror(errno));
    }
}

// A process that may have N bytes of addresses gets a region of half of that, so that the rest of
// it can live.
std::size_t reserve_allowed(std::size_t wanted)
{
    rlimit allowed{};
    if (getrlimit(RLIMIT_AS, &allowed) == 0 && allowed.rlim_cur != RLIM_INFINITY) {
        while (wanted > allowed.rlim_cur / 2 && wanted / 2 >= smallest_reserve) {
            wanted /= 2;
        }
    }
    return wanted;
}

void collect_free(std::vector<Region::Range>& holes)
{
    const RegionHeader& state = header();
    for (const FreeRun* run : state.free_runs) {
        for (; run; run = run->next) {
            const std::size_t pages = page_map()[page_index(run)] >> 8;
            if (pages > 1) { // the first page holds the links
                holes.push_back({ page_down(run) + page_size, (pages - 1) * page_size });
            }
        }
    }
    for (unsigned i = 1; i < class_slots; ++i) {
        std::byte* const first = page_up(state.carve_next[i]);
        std::byte* const last = page_up(state.carve_end[i]);
        if (first < last) {
            holes.push_back({ first, static_cast<std::size_t>(last - first) });
        }
    }
    std::sort(holes.begin(), holes.end(),
        [](const auto& left, const auto& right) { return left.address < right.address; });
}

FW_NO_SANITIZE void zero(std::byte* address, std::size_t size)
{
    if (size >= mib && madvise(address, size, MADV_DONTNEED) == 0) {
        return;
    }
    FW_UNPOISON(address, size);
    std::memset(address, 0, size);
}

// After a restore the shadow tells of another moment. First everything may be touched, then what is
// free may not. Redzones inside live blocks and frames are given up.
void forget_poison([[maybe_unused]] const std::byte* top)
{
    FW_UNPOISON(at(heap_address), static_cast<std::size_t>(top - at(heap_address)));
    FW_UNPOISON(at(stack_low), stack_size);
}

void rebuild_poison()
{
#ifdef FW_ASAN
    for (unsigned i = 1; i < class_slots; ++i) {
        FW_POISON(header().carve_next[i],
            static_cast<std::size_t>(header().carve_end[i] - header().carve_next[i]));
        for (const FreeBlock* block = header().free[i]; block;) {
            const FreeBlock* const next = block->next;
            FW_POISON(block, class_size(i));
            block = next;
        }
    }
    for (const FreeRun* run : header().free_runs) {
        for (; run; run = run->next) {
            const std::size_t size = (page_map()[page_index(run)] >> 8) * page_size;
            FW_POISON(run + 1, size - sizeof(FreeRun));
        }
    }
#endif
}

void start_empty(std::size_t limit)
{
    auto* const state = new (at(header_address)) RegionHeader{};
    state->heap_top = at(heap_address);
    state->limit = limit;
}

} // namespace

Region::Region()
    : Region(Options{})
{
}

Region::Region(const Options& options)
    : m_asked(options.reserve)
    , m_limit(options.limit)
{
    constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    std::size_t size
        = reserve_allowed(std::clamp(options.reserve, smallest_reserve, default_reserve));
    void* range = mmap(at(base), size, PROT_NONE, flags, -1, 0);
    while (range == MAP_FAILED && errno == ENOMEM && size > smallest_reserve) {
        size = std::max(size / 2, smallest_reserve);
        range = mmap(at(base), size, PROT_NONE, flags, -1, 0);
    }
    const bool only_one_region_per_process = range != MAP_FAILED || errno != EEXIST;
    FW_ASSERT(only_one_region_per_process);
    if (range != at(base)) {
        throw std::runtime_error("the program's region needs "
            + std::to_string(smallest_reserve / mib)
            + " MiB of address space, which the system does not give: raise the limit (ulimit -v)");
    }
    try {
        make_accessible(base, page_size + header_size);
        make_accessible(layout::root_address, layout::root_size);
        make_accessible(layout::stack_low, stack_size);
        make_accessible(page_map_address, page_map_size);
    } catch (...) {
        munmap(at(base), size);
        throw;
    }
    new (at(base)) RegionControl{ control_magic, size, at(layout::heap_address) };
    start_empty(m_limit);
    install_gmp_allocation();
}

Region::~Region()
{
    FW_UNPOISON(at(base), static_cast<std::size_t>(control().committed_top - at(base)));
    munmap(at(base), control().reserved);
}

void Region::reset()
{
    zero(at(header_address), header_size);
    zero(at(layout::root_address), layout::root_size);
    zero(at(layout::stack_low), stack_size);
    zero(at(page_map_address), page_map_size);
    const std::size_t committed
        = static_cast<std::size_t>(control().committed_top - at(layout::heap_address));
    zero(at(layout::heap_address), committed);
    forget_poison(control().committed_top);
    start_empty(m_limit);
}

std::size_t Region::reserved() const
{
    return control().reserved;
}

bool Region::reserved_less() const
{
    return control().reserved < m_asked;
}

std::size_t Region::limit() const
{
    return header().limit;
}

std::size_t Region::heap_size() const
{
    return static_cast<std::size_t>(header().heap_top - at(layout::heap_address));
}

FW_NO_SANITIZE std::size_t Region::bytes_in_use() const
{
    const RegionHeader& state = header();
    std::size_t unused = 0;
    for (unsigned i = 1; i < class_slots; ++i) {
        unused += static_cast<std::size_t>(state.carve_end[i] - state.carve_next[i]);
        for (const FreeBlock* block = state.free[i]; block; block = block->next) {
            unused += class_size(i);
        }
    }
    return state.slab_bytes + state.large_bytes - unused;
}

std::vector<Region::Range> Region::used_ranges() const
{
    std::vector<Range> ranges;
    ranges.push_back({ at(header_address), header_size });
    ranges.push_back({ at(layout::root_address), layout::root_size });
    const FiberState& fiber = header().fiber;
    if (fiber.context && !fiber.done) {
        std::byte* const live = page_down(fiber.context);
        ranges.push_back({ live, static_cast<std::size_t>(at(layout::stack_high) - live) });
    }
    if (page_map_used() != 0) {
        ranges.push_back(
            { at(page_map_address), (page_map_used() + page_size - 1) / page_size * page_size });
    }
    std::vector<Range> holes;
    collect_free(holes);
    std::byte* used = at(layout::heap_address);
    const auto add_up_to = [&](std::byte* end) {
        if (used < end) {
            ranges.push_back({ used, static_cast<std::size_t>(end - used) });
        }
    };
    for (const Range& hole : holes) {
        add_up_to(hole.address);
        used = hole.address + hole.size;
    }
    add_up_to(header().heap_top);
    return ranges;
}

void Region::after_restore(const std::vector<Range>& before)
{
    const std::byte* highest_top = header().heap_top;
    for (const Range& range : before) {
        highest_top = std::max<const std::byte*>(highest_top, range.address + range.size);
    }
    forget_poison(highest_top);
    const std::vector<Range> now = used_ranges();
    auto keep = now.begin();
    for (const Range& range : before) {
        if (range.address < at(page_map_address)) {
            continue; // header and root are always copied; the dead part of the stack does not
                      // matter
        }
        std::byte* dead = range.address;
        std::byte* const end = range.address + range.size;
        while (dead < end) {
            while (keep != now.end() && keep->address + keep->size <= dead) {
                ++keep;
            }
            std::byte* const stop = keep == now.end() ? end : std::clamp(keep->address, dead, end);
            if (dead < stop) {
                zero(dead, static_cast<std::size_t>(stop - dead));
            }
            dead = keep == now.end() ? end
                                     : std::max(stop, std::min(keep->address + keep->size, end));
        }
    }
    rebuild_poison();
}

#ifdef FW_ASAN

// A loop over volatile words: the compiler must not make it a call of memcpy, which is checked.
FW_NO_SANITIZE void Region::raw_copy(void* to, const void* from, std::size_t size)
{
    auto* target = static_cast<volatile unsigned char*>(to);
    const auto* source = static_cast<const volatile unsigned char*>(from);
    std::size_t i = 0;
    if ((reinterpret_cast<std::uintptr_t>(to) | reinterpret_cast<std::uintptr_t>(from)) % 8 == 0) {
        for (; i + 8 <= size; i += 8) {
            *reinterpret_cast<volatile std::uint64_t*>(target + i)
                = *reinterpret_cast<const volatile std::uint64_t*>(source + i);
        }
    }
    for (; i < size; ++i) {
        target[i] = source[i];
    }
}

FW_NO_SANITIZE bool Region::raw_equal(const void* left, const void* right, std::size_t size)
{
    const auto* a = static_cast<const volatile std::uint64_t*>(left);
    const auto* b = static_cast<const volatile std::uint64_t*>(right);
    for (std::size_t i = 0; i < size / sizeof(std::uint64_t); ++i) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

#else

void Region::raw_copy(void* to, const void* from, std::size_t size)
{
    std::memcpy(to, from, size);
}

bool Region::raw_equal(const void* left, const void* right, std::size_t size)
{
    return std::memcmp(left, right, size) == 0;
}

#endif

} // namespace fw
