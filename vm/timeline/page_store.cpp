// Pages of memory, shared and compressed.

#include "vm/timeline/page_store.h"

#include "vm/base/assert.h"
#include "vm/base/region.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <zstd.h>

namespace fw::timeline {

namespace {

constexpr std::size_t page_size = Region::page_size;
constexpr int compression_level
    = -3; // refcounts and pointers: speed matters more than the last percent

std::byte* allocate(std::size_t size)
{
    auto* const memory = static_cast<std::byte*>(std::malloc(size));
    if (!memory) {
        throw std::bad_alloc();
    }
    return memory;
}

} // namespace

Chunk::Chunk(PageStore& its_store)
    : store(its_store)
{
    store.m_bytes += sizeof(Chunk);
}

Chunk::~Chunk()
{
    for (Page* const page : pages) {
        if (page) {
            store.release(page);
        }
    }
    store.m_bytes -= sizeof(Chunk);
}

PageStore::~PageStore()
{
    for (std::byte* const buffer : m_spare) {
        std::free(buffer);
    }
}

std::byte* PageStore::take_buffer()
{
    if (m_spare.empty()) {
        return allocate(page_size);
    }
    std::byte* const buffer = m_spare.back();
    m_spare.pop_back();
    return buffer;
}

void PageStore::give_buffer(std::byte* buffer)
{
    if (m_spare.size() < most_spare) {
        m_spare.push_back(buffer);
    } else {
        std::free(buffer);
    }
}

Page* PageStore::copy(const std::byte* bytes)
{
    auto page = std::make_unique<Page>();
    page->bytes = take_buffer();
    Region::raw_copy(page->bytes, bytes, page_size);
    m_bytes += sizeof(Page) + page_size;
    return page.release();
}

void PageStore::release(Page* page)
{
    FW_ASSERT(page->references > 0);
    if (--page->references > 0) {
        return;
    }
    if (page->compressed_size == 0) {
        give_buffer(page->bytes);
        m_bytes -= page_size;
    } else {
        std::free(page->bytes);
        m_bytes -= page->compressed_size;
    }
    m_bytes -= sizeof(Page);
    delete page;
}

const std::byte* PageStore::content(Page* page)
{
    if (page->compressed_size == 0) {
        return page->bytes;
    }
    std::byte* const buffer = take_buffer();
    const std::size_t size = ZSTD_decompress(buffer, page_size, page->bytes, page->compressed_size);
    FW_ASSERT(size == page_size);
    std::free(page->bytes);
    m_bytes += page_size - page->compressed_size;
    page->bytes = buffer;
    page->compressed_size = 0;
    return buffer;
}

void PageStore::compress(Page* page)
{
    if (page->compressed_size != 0) {
        return;
    }
    m_packed.resize(ZSTD_compressBound(page_size));
    const std::size_t size = ZSTD_compress(
        m_packed.data(), m_packed.size(), page->bytes, page_size, compression_level);
    if (ZSTD_isError(size) != 0 || size > page_size * 3 / 4) {
        return; // Not worth the unpacking.
    }
    std::byte* const packed = allocate(size);
    std::memcpy(packed, m_packed.data(), size);
    give_buffer(page->bytes);
    m_bytes -= page_size - size;
    page->bytes = packed;
    page->compressed_size = static_cast<std::uint32_t>(size);
}

} // namespace fw::timeline
