// The replacements of operator new and delete, of GMP's allocation, and of the storage of C++
// exceptions: an exception that is in flight while the fiber is suspended (a destructor that runs
// Python) must be part of the region like the rest.

#include "vm/base/region_new.h"

#include "vm/base/long_work.h"

#include "vm/base/assert.h"
#include "vm/base/region.h"

#include <cxxabi.h>
#include <gmp.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

namespace fw {

namespace detail {
constinit thread_local bool new_allocates_in_region = false;
}

namespace {

void* allocate_or_null(std::size_t size) noexcept
{
    if (allocates_in_region()) {
        return region_allocate_or_null(size);
    }
    return std::malloc(std::max<std::size_t>(size, 1));
}

inline void* allocate(std::size_t size)
{
    if (allocates_in_region()) {
        return region_allocate(size);
    }
    void* const block = std::malloc(std::max<std::size_t>(size, 1));
    if (!block) {
        throw std::bad_alloc();
    }
    return block;
}

inline void release(void* block) noexcept
{
    if (Region::contains(block)) {
        region_free(block);
    } else {
        std::free(block);
    }
}

// A slab of blocks of 2^n bytes is aligned to its pages, so its blocks are aligned to their size.
void* allocate_aligned_or_null(std::size_t size, std::size_t alignment) noexcept
{
    const std::size_t wanted = std::max({ size, alignment, std::size_t{ 1 } });
    if (!allocates_in_region()) {
        if (wanted > ~std::size_t{ 0 } / 2) {
            return nullptr;
        }
        return std::aligned_alloc(alignment, (wanted + alignment - 1) / alignment * alignment);
    }
    if (alignment > Region::page_size) {
        return nullptr;
    }
    if (wanted <= Region::page_size) {
        return region_allocate_or_null(std::bit_ceil(wanted));
    }
    return region_allocate_or_null(std::max(wanted, layout::largest_small + 1)); // whole pages
}

void* allocate_aligned(std::size_t size, std::size_t alignment)
{
    void* const block = allocate_aligned_or_null(size, alignment);
    if (!block) {
        throw std::bad_alloc();
    }
    return block;
}

// Whatever takes GMP long needs memory for it again and again.
void* gmp_allocate(std::size_t size)
{
    LongWork::tick();
    return allocate(size);
}

void* gmp_reallocate(void* block, std::size_t old_size, std::size_t size)
{
    if (allocates_in_region() && Region::contains(block)) {
        return region_reallocate(block, size);
    }
    void* const moved = allocate(size);
    std::memcpy(moved, block, std::min(old_size, size));
    release(block);
    return moved;
}

void gmp_free(void* block, std::size_t)
{
    release(block);
}

// The C++ runtime's header in front of an exception object (Itanium ABI, 64 bits).
constexpr std::size_t exception_header = 128;

void* pool_allocate(std::size_t size) noexcept
{
    layout::ExceptionPool& pool = layout::header().exceptions;
    const unsigned slot = static_cast<unsigned>(std::countr_one(pool.used));
    if (size > layout::ExceptionPool::slot_size || slot >= layout::ExceptionPool::slots) {
        return region_allocate_or_null(size);
    }
    pool.used |= 1U << slot;
    return pool.storage[slot].data();
}

void* allocate_exception(std::size_t size) noexcept
{
    const std::size_t all = size + exception_header;
    void* const storage = allocates_in_region() ? pool_allocate(all) : std::malloc(all);
    if (!storage) {
        std::terminate();
    }
    std::memset(storage, 0, exception_header);
    return static_cast<std::byte*>(storage) + exception_header;
}

void free_exception(void* exception) noexcept
{
    std::byte* const storage = static_cast<std::byte*>(exception) - exception_header;
    if (!Region::contains(storage)) {
        std::free(storage);
        return;
    }
    if (reinterpret_cast<std::uintptr_t>(storage) >= Region::heap_address) {
        region_free(storage);
        return;
    }
    layout::ExceptionPool& pool = layout::header().exceptions;
    const auto slot = static_cast<std::size_t>(storage - pool.storage[0].data())
        / layout::ExceptionPool::slot_size;
    pool.used &= ~(1U << slot);
}

} // namespace

void install_gmp_allocation()
{
    mp_set_memory_functions(gmp_allocate, gmp_reallocate, gmp_free);
}

} // namespace fw

namespace __cxxabiv1 {
extern "C" {
void* __cxa_allocate_exception(std::size_t size) noexcept
{
    return fw::allocate_exception(size);
}
void __cxa_free_exception(void* exception) noexcept
{
    fw::free_exception(exception);
}
}
} // namespace __cxxabiv1

void* operator new(std::size_t size)
{
    return fw::allocate(size);
}
void* operator new[](std::size_t size)
{
    return fw::allocate(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    return fw::allocate_or_null(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept
{
    return fw::allocate_or_null(size);
}
void* operator new(std::size_t size, std::align_val_t alignment)
{
    return fw::allocate_aligned(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment)
{
    return fw::allocate_aligned(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept
{
    return fw::allocate_aligned_or_null(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept
{
    return fw::allocate_aligned_or_null(size, static_cast<std::size_t>(alignment));
}

void operator delete(void* block) noexcept
{
    fw::release(block);
}
void operator delete[](void* block) noexcept
{
    fw::release(block);
}
void operator delete(void* block, std::size_t) noexcept
{
    fw::release(block);
}
void operator delete[](void* block, std::size_t) noexcept
{
    fw::release(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept
{
    fw::release(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept
{
    fw::release(block);
}
void operator delete(void* block, std::align_val_t) noexcept
{
    fw::release(block);
}
void operator delete[](void* block, std::align_val_t) noexcept
{
    fw::release(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept
{
    fw::release(block);
}
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept
{
    fw::release(block);
}
void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept
{
    fw::release(block);
}
void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept
{
    fw::release(block);
}
