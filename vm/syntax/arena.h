// Memory for one syntax tree: nodes are placed one after the other and freed all at once.
// Only trivially destructible things live here. The memory is wiped in the end, since a tree may be
// in the region.
// CPython: Python/pyarena.c
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include "vm/base/wiping_allocator.h"

namespace fw::syntax {

class Arena {
public:
    Arena() = default;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;
    ~Arena() = default;

    void* allocate(std::size_t size)
    {
        size = (size + 7) & ~std::size_t{ 7 };
        if (size > m_left) {
            refill(size);
        }
        std::byte* result = m_next;
        m_next += size;
        m_left -= size;
        return result;
    }

    template <typename T, typename... Args> T* create(Args&&... args)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T))) T{ std::forward<Args>(args)... };
    }

    template <typename T> T* create_array(std::size_t count)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        // NOLINTNEXTLINE(bugprone-sizeof-expression): T may well be a pointer.
        return count == 0 ? nullptr : static_cast<T*>(allocate(sizeof(T) * count));
    }

private:
    static constexpr std::size_t block_size = 64 * 1024;

    void refill(std::size_t size)
    {
        const std::size_t length = size > block_size ? size : block_size;
        m_blocks.emplace_back(length);
        m_next = m_blocks.back().data();
        m_left = length;
    }

    // Its bytes are never set as a whole, but for the end.
    class Block {
    public:
        explicit Block(std::size_t size)
            : m_bytes(WipingAllocator<std::byte>().allocate(size))
            , m_size(size)
        {
        }
        Block(Block&& other) noexcept
            : m_bytes(std::exchange(other.m_bytes, nullptr))
            , m_size(other.m_size)
        {
        }
        Block& operator=(Block&&) = delete;
        ~Block()
        {
            if (m_bytes != nullptr) {
                WipingAllocator<std::byte>().deallocate(m_bytes, m_size);
            }
        }

        std::byte* data() const { return m_bytes; }

    private:
        std::byte* m_bytes;
        std::size_t m_size;
    };

    std::vector<Block, WipingAllocator<Block>> m_blocks;
    std::byte* m_next = nullptr;
    std::size_t m_left = 0;
};

// A fixed-length list in an arena. Its elements may be replaced.
template <typename T> class Sequence {
public:
    Sequence() = default;
    Sequence(T* data, std::size_t size)
        : m_data(data)
        , m_size(static_cast<std::uint32_t>(size))
    {
    }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    T& operator[](std::size_t index) const { return m_data[index]; }
    T& front() const { return m_data[0]; }
    T& back() const { return m_data[m_size - 1]; }
    T* begin() const { return m_data; }
    T* end() const { return m_data + m_size; }

    // The elements from `start` on; the same memory.
    Sequence from(std::size_t start) const { return { m_data + start, m_size - start }; }

private:
    T* m_data = nullptr;
    std::uint32_t m_size = 0;
};

} // namespace fw::syntax
