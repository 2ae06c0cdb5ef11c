// Memory of the region that is zero again when it is given back. For what lies in the region and
// for a while points out of it: a freed block keeps its bytes, and they would differ in a replay.

#pragma once

#include "vm/base/region.h"

#include <cstddef>
#include <cstring>
#include <memory>

namespace fw {

// Other memory is left as it is.
inline void wipe(void* memory, std::size_t size)
{
    if (!Region::contains(memory)) {
        return;
    }
    std::memset(memory, 0, size);
    asm volatile("" : : "r"(memory) : "memory"); // else the compiler sees stores that nobody reads
}

template <class T> struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class Other> constexpr WipingAllocator(const WipingAllocator<Other>&) noexcept { }

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* memory, std::size_t count) noexcept
    {
        wipe(memory, count * sizeof(T));
        std::allocator<T>().deallocate(memory, count);
    }
    bool operator==(const WipingAllocator&) const = default;
};

} // namespace fw
