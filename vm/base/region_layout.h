// Where everything lies in the region, as compile-time constants, and the allocator's state at its
// head. The range is reserved at a fixed address: addresses are equal in every run and replay.
//
//   - base: the control page, what the process knows of the range; never part of a checkpoint
//   - header: RegionHeader: free lists, top of the heap, fiber state; copied with the allocator
//   - root: the client's root struct
//   - stack: the fiber's native stack between two inaccessible gaps
//   - page map: one entry per heap page
//   - heap: slabs of equal blocks and runs of pages

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace fw::layout {

inline constexpr std::size_t kib = 1024;
inline constexpr std::size_t mib = 1024 * kib;
inline constexpr std::size_t gib = 1024 * mib;
inline constexpr std::size_t page_size = 4 * kib;

inline constexpr std::uintptr_t base = 0x200000000000;
inline constexpr std::size_t largest_reserve = 64 * gib;
inline constexpr std::uintptr_t header_address = base + page_size;
inline constexpr std::size_t header_size = 15 * page_size;
inline constexpr std::uintptr_t root_address = base + 1 * mib;
inline constexpr std::size_t root_size = 1 * mib;
inline constexpr std::uintptr_t stack_low = base + 4 * mib;
inline constexpr std::size_t stack_size = 64 * mib;
inline constexpr std::uintptr_t stack_high = stack_low + stack_size;
inline constexpr std::uintptr_t page_map_address = base + 80 * mib;
inline constexpr std::size_t page_map_size = largest_reserve / page_size * sizeof(std::uint32_t);
inline constexpr std::uintptr_t heap_address = page_map_address + page_map_size;
inline constexpr std::size_t smallest_reserve = heap_address - base + 16 * mib;

// Size classes: every 16 bytes up to 512, then four steps per doubling up to 32 KiB.
inline constexpr std::size_t alignment = 16;
inline constexpr std::size_t largest_fine = 512;
inline constexpr std::size_t largest_small = 32 * kib;
inline constexpr unsigned fine_classes = largest_fine / alignment;
inline constexpr unsigned small_classes = fine_classes + 4 * 6; // numbered from 1
inline constexpr unsigned class_slots = small_classes + 1;

constexpr unsigned class_of(std::size_t size)
{
    if (size <= largest_fine) {
        return static_cast<unsigned>((size + alignment - 1) / alignment);
    }
    const std::size_t last = size - 1;
    const unsigned width = static_cast<unsigned>(std::bit_width(last));
    return fine_classes + 1 + (width - 10) * 4 + static_cast<unsigned>((last >> (width - 3)) & 3);
}

constexpr std::size_t class_size(unsigned size_class)
{
    if (size_class <= fine_classes) {
        return size_class * alignment;
    }
    const unsigned step = size_class - fine_classes - 1;
    return std::size_t{ 5 + step % 4 } << (step / 4 + 7);
}

static_assert(class_of(1) == 1 && class_of(512) == 32 && class_of(513) == 33);
static_assert(class_size(class_of(513)) == 640 && class_size(class_of(640)) == 640);
static_assert(class_of(largest_small) == small_classes);
static_assert(class_size(small_classes) == largest_small);

// An entry of the page map: the kind in the low 8 bits, the length of the run in pages above. Pages
// of a slab carry their size class as the kind, on every page; runs are marked on their first and
// last page only.
enum PageKind : std::uint32_t {
    page_unused = 0, // 1 to small_classes: a slab
    page_large = 0x80,
    page_free = 0x81,
};

struct FreeBlock {
    FreeBlock* next;
};

// In the first bytes of a free run of pages.
struct FreeRun {
    FreeRun* next;
    FreeRun* previous;
};

inline constexpr unsigned run_bins = 96; // four per doubling of the number of pages

// The fiber's part of the header; see fiber.h.
struct FiberState {
    void* context = nullptr; // stack pointer of the suspended fiber
    void* outer = nullptr; // of whoever resumed it; written anew on each resume
    void (*entry)(void*) = nullptr;
    void* argument = nullptr;
    bool started = false;
    bool done = false;
    void* exceptions_caught
        = nullptr; // the C++ runtime's per-thread exception state while suspended
    unsigned exceptions_uncaught = 0;
    void* sanitizer_stack = nullptr;
    const void* outer_stack = nullptr;
    std::size_t outer_stack_size = 0;
};

// Storage for C++ exceptions thrown on the fiber, so that a full region can still throw bad_alloc.
struct ExceptionPool {
    static constexpr std::size_t slots = 16;
    static constexpr std::size_t slot_size = 512;
    std::uint32_t used = 0;
    alignas(16) std::array<std::array<std::byte, slot_size>, slots> storage;
};

struct RegionHeader {
    std::array<FreeBlock*, class_slots> free; // LIFO per class; [0] stays empty
    std::array<std::byte*, class_slots> carve_next; // the part of the newest slab never handed out
    std::array<std::byte*, class_slots> carve_end;
    std::byte* heap_top;
    std::size_t limit; // of the heap, in bytes
    std::size_t slab_bytes;
    std::size_t large_bytes; // in large runs that are in use
    std::array<std::uint64_t, 2> run_bins_filled;
    std::array<FreeRun*, run_bins> free_runs;
    FiberState fiber;
    ExceptionPool exceptions;
};
static_assert(sizeof(RegionHeader) <= header_size);

// In the control page: survives going back in time.
struct RegionControl {
    std::uint64_t magic;
    std::size_t reserved;
    std::byte* committed_top; // the heap is accessible up to here
};

inline RegionHeader& header()
{
    return *reinterpret_cast<RegionHeader*>(header_address);
}
inline RegionControl& control()
{
    return *reinterpret_cast<RegionControl*>(base);
}
inline std::uint32_t* page_map()
{
    return reinterpret_cast<std::uint32_t*>(page_map_address);
}
inline std::size_t page_index(const void* address)
{
    return (reinterpret_cast<std::uintptr_t>(address) - heap_address) / page_size;
}
inline std::byte* page_at(std::size_t index)
{
    return reinterpret_cast<std::byte*>(heap_address + index * page_size);
}

} // namespace fw::layout
