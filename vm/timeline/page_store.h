// Pages of memory, kept once however many checkpoints share them; cold ones compressed. Counts the
// bytes that it holds. It knows no machine and no steps. Not thread-safe.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace fw::timeline {

class PageStore;

// One page's content: as it is, or compressed. Owned by the chunks that refer to it, and counted.
struct Page {
    std::uint32_t references = 1;
    std::uint32_t compressed_size = 0; // 0: `bytes` are the page itself
    std::byte* bytes = nullptr;
};

// Sixty-four neighbouring pages, of which those in `used` are there. Immutable once made, but for
// the form in which its pages are kept; shared by the checkpoints between which nothing in it
// changed.
struct Chunk {
    static constexpr std::size_t pages_per_chunk = 64;

    explicit Chunk(PageStore& store);
    ~Chunk();
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;

    PageStore& store;
    std::uint64_t used = 0;
    std::array<Page*, pages_per_chunk> pages{};
};

class PageStore {
public:
    PageStore() = default;
    ~PageStore();
    PageStore(const PageStore&) = delete;
    PageStore& operator=(const PageStore&) = delete;

    // A new page with a copy of these bytes, which may be poisoned for AddressSanitizer.
    Page* copy(const std::byte* bytes);
    static Page* share(Page* page)
    {
        ++page->references;
        return page;
    }
    void release(Page* page);

    // The page's content; of a compressed page it is unpacked first and stays so.
    const std::byte* content(Page* page);
    void compress(Page* page);

    // What all pages and chunks take, the spare buffers aside.
    std::size_t bytes() const { return m_bytes; }

private:
    friend struct Chunk;

    std::byte* take_buffer();
    void give_buffer(std::byte* buffer);

    static constexpr std::size_t most_spare
        = 1024; // buffers that have been touched are 6 x as fast

    std::size_t m_bytes = 0;
    std::vector<std::byte*> m_spare;
    std::vector<std::byte> m_packed; // where compression works
};

} // namespace fw::timeline
