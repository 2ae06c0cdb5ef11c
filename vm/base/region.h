// The region: one large range of addresses at a fixed place, in which everything that a running
// program *is* lives, and its allocator. A moment of the program is a copy of the used pages; the
// allocator's own state is among them. The same sequence of calls gives the same addresses. Not
// thread-safe: one machine, one thread at a time. Blocks are aligned to 16 bytes. CPython's
// counterpart in purpose: Objects/obmalloc.c.

#pragma once

#include "vm/base/address_sanitizer.h"
#include "vm/base/region_layout.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fw {

class Region {
public:
    static constexpr std::uintptr_t base = layout::base;
    static constexpr std::uintptr_t root_address = layout::root_address;
    static constexpr std::size_t root_size = layout::root_size;
    static constexpr std::uintptr_t stack_low = layout::stack_low;
    static constexpr std::uintptr_t stack_high = layout::stack_high;
    static constexpr std::uintptr_t heap_address = layout::heap_address;
    static constexpr std::size_t page_size = layout::page_size;
    static constexpr std::size_t default_reserve = layout::largest_reserve;
    static constexpr std::size_t default_limit = 4 * layout::gib;

    struct Options {
        std::size_t reserve = default_reserve;
        std::size_t limit
            = default_limit; // bytes of heap beyond which allocation throws std::bad_alloc
    };
    struct Range {
        std::byte* address;
        std::size_t size;

        bool operator==(const Range&) const = default;
    };

    // Only one region exists per process at a time. Throws std::runtime_error with one clear line
    // when the system does not give even the smallest range.
    explicit Region(const Options& options);
    Region();
    ~Region();
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;

    static constexpr bool contains(std::uintptr_t address)
    {
        return address - base < layout::largest_reserve;
    }
    static bool contains(const void* address)
    {
        return contains(reinterpret_cast<std::uintptr_t>(address));
    }

    // Forgets everything that lives in the region, as if it had just been made.
    void reset();

    std::size_t reserved() const;
    bool reserved_less() const; // the system allowed less address space than was asked for
    std::size_t limit() const;
    std::size_t bytes_in_use() const; // handed out and not freed; walks the free lists
    std::size_t heap_size() const; // from the start of the heap to its top

    // What a checkpoint must copy, in ascending order and whole pages: header, root, the live part
    // of the fiber's stack, the page map, and the heap without free runs and without the parts of
    // slabs never handed out. Call it off the fiber.
    std::vector<Range> used_ranges() const;

    template <typename Function> void for_each_used_page(Function&& function) const
    {
        for (const Range& range : used_ranges()) {
            for (std::size_t offset = 0; offset < range.size; offset += page_size) {
                function(range.address + offset);
            }
        }
    }

    // To be called after the pages of an earlier moment were copied in over a state whose used
    // ranges were `before`: memory that was used then and is not now becomes zero again, and the
    // sanitizer learns which blocks are alive.
    void after_restore(const std::vector<Range>& before);

    // memcpy that AddressSanitizer does not look at: pages contain poisoned blocks.
    static void raw_copy(void* to, const void* from, std::size_t size);
    // memcmp == 0 of whole words, with the same liberty.
    static bool raw_equal(const void* left, const void* right, std::size_t size);

private:
    std::size_t m_asked;
    std::size_t m_limit;
};

// Slow paths; region_allocate.cpp.
void* region_allocate_slow(std::size_t size); // throws std::bad_alloc
void* region_allocate_or_null(std::size_t size) noexcept;
void region_free_large(void* block) noexcept;

// Throws std::bad_alloc when the region is full.
inline void* region_allocate(std::size_t size)
{
    if (size <= layout::largest_fine) [[likely]] {
        layout::FreeBlock*& head = layout::header().free[layout::class_of(size)];
        if (layout::FreeBlock* block = head) [[likely]] {
            FW_UNPOISON(block, sizeof(layout::FreeBlock));
            head = block->next;
            FW_POISON(block, sizeof(layout::FreeBlock));
            FW_UNPOISON(block, size);
            return block;
        }
    }
    return region_allocate_slow(size);
}

inline void region_free_class(void* block, unsigned size_class) noexcept
{
    auto* const freed = static_cast<layout::FreeBlock*>(block);
    layout::FreeBlock*& head = layout::header().free[size_class];
    FW_UNPOISON(freed, sizeof(layout::FreeBlock));
    freed->next = head;
    head = freed;
    FW_POISON(freed, layout::class_size(size_class));
}

// Frees a block that was allocated with this very size.
inline void region_free(void* block, std::size_t size) noexcept
{
    if (size - 1 < layout::largest_small) [[likely]] {
        region_free_class(block, layout::class_of(size));
        return;
    }
    if (size == 0) {
        region_free_class(block, 1);
        return;
    }
    region_free_large(block);
}

// Frees a block of unknown size.
inline void region_free(void* block) noexcept
{
    const std::uint32_t entry = layout::page_map()[layout::page_index(block)];
    if (entry < layout::page_large) [[likely]] {
        region_free_class(block, entry);
        return;
    }
    region_free_large(block);
}

// Bytes that may be used at the block: what was asked for, rounded up to its class.
std::size_t usable_size(void* block) noexcept;

// Grows or shrinks a block, in place where it can. A null block is allocated. Throws std::bad_alloc
// and then leaves the block alone.
void* region_reallocate(void* block, std::size_t size);

} // namespace fw
