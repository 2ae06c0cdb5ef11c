// Memory for one syntax tree: nodes are placed one after the other and freed all at once.
// Only trivially destructible things live here. The memory is wiped in the end, since a tree may be
// in the region.
// CPython: Python/pyarena.c
#pragma once

#include <algorithm>
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
    Arena(Arena&& other) noexcept { swap(other); }
    Arena& operator=(Arena&& other) noexcept
    {
        swap(other);
        return *this;
    }
    ~Arena()
    {
        close();
        for (const Block& block : m_blocks) {
            wipe(block.bytes, block.used);
            std::allocator<std::byte>().deallocate(block.bytes, block.size);
        }
    }

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
    // A small tree, such as that of an f-string's expression, takes a small block; each next one is
    // twice as large.
    static constexpr std::size_t first_block = 4 * 1024;
    static constexpr std::size_t largest_block = 64 * 1024;

    void swap(Arena& other) noexcept
    {
        std::swap(m_blocks, other.m_blocks);
        std::swap(m_next, other.m_next);
        std::swap(m_left, other.m_left);
        std::swap(m_block_size, other.m_block_size);
    }

    void refill(std::size_t size)
    {
        close();
        const std::size_t length = size > m_block_size ? size : m_block_size;
        m_block_size = std::min(2 * m_block_size, largest_block);
        m_blocks.push_back({ std::allocator<std::byte>().allocate(length), length, 0 });
        m_next = m_blocks.back().bytes;
        m_left = length;
    }

    // Says how much of the last block is in use.
    void close()
    {
        if (!m_blocks.empty()) {
            m_blocks.back().used = m_blocks.back().size - m_left;
        }
    }

    // Its bytes are never set as a whole: what is in use is wiped in the end.
    struct Block {
        std::byte* bytes;
        std::size_t size;
        std::size_t used; // known when it is full
    };

    std::vector<Block, WipingAllocator<Block>> m_blocks;
    std::byte* m_next = nullptr;
    std::size_t m_left = 0; // of the last block
    std::size_t m_block_size = first_block;
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
