// Copying the region out and in.

#include "vm/timeline/checkpoint.h"

#include "vm/base/region_new.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace fw::timeline {

namespace {

constexpr std::size_t page_size = Region::page_size;
constexpr std::size_t chunk_size = page_size * Chunk::pages_per_chunk;

// Collects the pages of one chunk, and finds out whether the base's chunk can serve.
class ChunkMaker {
public:
    ChunkMaker(PageStore& store, std::size_t number, std::shared_ptr<Chunk> base)
        : m_store(store)
        , m_number(number)
        , m_base(std::move(base))
    {
    }

    void add(const std::byte* page, std::size_t place)
    {
        const std::uint64_t bit = std::uint64_t{ 1 } << place;
        m_used |= bit;
        if (m_base && (m_base->used & bit) != 0
            && Region::raw_equal(m_store.content(m_base->pages[place]), page, page_size)) {
            m_same |= bit;
            return;
        }
        if (!m_made) {
            m_made = std::make_shared<Chunk>(m_store);
        }
        m_made->pages[place] = m_store.copy(page);
    }

    std::size_t number() const { return m_number; }

    std::shared_ptr<Chunk> finish()
    {
        if (m_base && m_same == m_used && m_base->used == m_used) {
            return m_base;
        }
        if (!m_made) {
            m_made = std::make_shared<Chunk>(m_store);
        }
        m_made->used = m_used;
        for (std::uint64_t rest = m_same; rest != 0; rest &= rest - 1) {
            const auto place = static_cast<std::size_t>(std::countr_zero(rest));
            m_made->pages[place] = PageStore::share(m_base->pages[place]);
        }
        return m_made;
    }

private:
    PageStore& m_store;
    std::size_t m_number;
    std::shared_ptr<Chunk> m_base;
    std::shared_ptr<Chunk> m_made;
    std::uint64_t m_used = 0;
    std::uint64_t m_same = 0;
};

} // namespace

Checkpoint::Checkpoint(PageStore& store, const Region& region, Checkpoint* base)
    : m_store(store)
{
    const OutsideRegion outside;
    std::size_t next_base = 0;
    std::optional<ChunkMaker> maker;
    const auto finish = [&] {
        if (maker) {
            m_chunks.push_back({ maker->number(), maker->finish() });
        }
    };
    const auto chunk_of_base = [&](std::size_t number) -> std::shared_ptr<Chunk> {
        if (!base) {
            return nullptr;
        }
        while (next_base < base->m_chunks.size() && base->m_chunks[next_base].number < number) {
            ++next_base;
        }
        return next_base < base->m_chunks.size() && base->m_chunks[next_base].number == number
            ? base->m_chunks[next_base].chunk
            : nullptr;
    };
    region.for_each_used_page([&](const std::byte* page) {
        const std::size_t offset = reinterpret_cast<std::uintptr_t>(page) - Region::base;
        const std::size_t number = offset / chunk_size;
        if (!maker || maker->number() != number) {
            finish();
            maker.emplace(store, number, chunk_of_base(number));
        }
        maker->add(page, offset % chunk_size / page_size);
    });
    finish();
    if (base) {
        base->m_compressed = false; // what it shared with this one has been unpacked
    }
}

void Checkpoint::restore(Region& region)
{
    const OutsideRegion outside;
    const std::vector<Region::Range> present = region.used_ranges();
    for (const Place& place : m_chunks) {
        for (std::uint64_t rest = place.chunk->used; rest != 0; rest &= rest - 1) {
            const auto index = static_cast<std::size_t>(std::countr_zero(rest));
            auto* const target = reinterpret_cast<std::byte*>(
                Region::base + place.number * chunk_size + index * page_size);
            const std::byte* const content = m_store.content(place.chunk->pages[index]);
            if (!Region::raw_equal(target, content, page_size)) {
                Region::raw_copy(target, content, page_size);
            }
        }
    }
    region.after_restore(present);
    m_compressed = false;
}

void Checkpoint::compress()
{
    for (const Place& place : m_chunks) {
        for (std::uint64_t rest = place.chunk->used; rest != 0; rest &= rest - 1) {
            m_store.compress(place.chunk->pages[static_cast<std::size_t>(std::countr_zero(rest))]);
        }
    }
    m_compressed = true;
}

std::size_t Checkpoint::pages() const
{
    std::size_t count = 0;
    for (const Place& place : m_chunks) {
        count += static_cast<std::size_t>(std::popcount(place.chunk->used));
    }
    return count;
}

} // namespace fw::timeline
