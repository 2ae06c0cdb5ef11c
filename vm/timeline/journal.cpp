// Entries in chunks: a chunk that is full never changes again, so that branches can share it.

#include "vm/timeline/journal.h"

#include "vm/base/assert.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fw::timeline {

Entry Journal::Chunk::entry(std::size_t index) const
{
    std::string_view left = std::string_view(bytes).substr(offsets[index - first]);
    std::optional<Entry> found = decode(left, base);
    FW_ASSERT(found);
    return std::move(*found);
}

Journal::Chunk Journal::Chunk::prefix(std::size_t entries) const
{
    Chunk part{ first, base, 0, {}, {} };
    part.offsets.assign(offsets.begin(), offsets.begin() + static_cast<std::ptrdiff_t>(entries));
    part.bytes = entries < offsets.size() ? bytes.substr(0, offsets[entries]) : bytes;
    for (const std::size_t offset : part.offsets) {
        part.calls |= CallMask{ 1 } << static_cast<unsigned char>(part.bytes[offset]);
    }
    return part;
}

const Journal::Chunk& Journal::chunk_of(std::size_t index) const
{
    FW_ASSERT(index < size());
    if (index >= m_sealed_entries) {
        return m_open;
    }
    const auto after = std::upper_bound(m_sealed.begin(), m_sealed.end(), index,
        [](std::size_t wanted, const auto& chunk) { return wanted < chunk->first; });
    return **std::prev(after);
}

Entry Journal::at(std::size_t index) const
{
    return chunk_of(index).entry(index);
}

void Journal::seal()
{
    if (m_open.offsets.empty()) {
        return;
    }
    m_sealed_entries += m_open.offsets.size();
    m_open.bytes.shrink_to_fit();
    m_open.offsets.shrink_to_fit();
    m_sealed.push_back(std::make_shared<const Chunk>(std::move(m_open)));
    m_open = Chunk{ m_sealed_entries, 0, 0, {}, {} };
}

void Journal::append(std::uint64_t step, const host::Request& request, const host::Answer& answer)
{
    if (m_open.bytes.size() >= chunk_bytes) {
        seal();
    }
    if (m_open.offsets.empty()) {
        m_open.base = step;
    }
    FW_ASSERT(step >= m_open.base);
    m_open.offsets.push_back(static_cast<std::uint32_t>(m_open.bytes.size()));
    m_open.calls |= mask_of(request.call);
    encode(m_open.bytes, m_open.base, step, request, answer);
}

bool Journal::append_encoded(std::string bytes, std::uint64_t base)
{
    Chunk chunk{ size(), base, 0, {}, {} };
    for (std::string_view left = bytes; !left.empty();) {
        if (bytes.size() - left.size() > UINT32_MAX) {
            return false;
        }
        chunk.offsets.push_back(static_cast<std::uint32_t>(bytes.size() - left.size()));
        const std::optional<Entry> entry = decode_request(left, base);
        if (!entry) {
            return false;
        }
        chunk.calls |= mask_of(entry->call);
    }
    seal();
    chunk.bytes = std::move(bytes);
    m_open = std::move(chunk);
    seal();
    return true;
}

void Journal::truncate(std::size_t entries)
{
    if (entries >= size()) {
        return;
    }
    ++m_generation;
    if (entries >= m_sealed_entries) {
        m_open = m_open.prefix(entries - m_sealed_entries);
        return;
    }
    while (!m_sealed.empty() && m_sealed.back()->first >= entries) {
        m_sealed.pop_back();
    }
    m_sealed_entries = entries;
    m_open = Chunk{ entries, 0, 0, {}, {} };
    if (!m_sealed.empty() && m_sealed.back()->first + m_sealed.back()->offsets.size() > entries) {
        m_open = m_sealed.back()->prefix(entries - m_sealed.back()->first);
        m_sealed_entries = m_open.first;
        m_sealed.pop_back();
    }
}

std::shared_ptr<Journal> Journal::fork(std::size_t entries) const
{
    auto line = std::make_shared<Journal>(*this);
    line->truncate(entries);
    return line;
}

std::size_t Journal::entries_before(std::uint64_t step) const
{
    std::size_t low = 0;
    std::size_t high = size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        // The opcode at work is counted in an entry's step, so the machine has executed it.
        if (at(middle).step <= step) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

template <typename Function> void Journal::for_each_chunk(CallMask calls, Function&& function) const
{
    for (const auto& chunk : m_sealed) {
        if (chunk->calls & calls) {
            function(*chunk);
        }
    }
    if (m_open.calls & calls) {
        function(m_open);
    }
}

void Journal::for_each(
    std::size_t first, std::size_t last, CallMask calls, const PlacedVisitor& visit) const
{
    for_each_chunk(calls, [&](const Chunk& chunk) {
        const std::size_t end = std::min(last, chunk.first + chunk.offsets.size());
        for (std::size_t i = std::max(first, chunk.first); i < end; ++i) {
            const auto call
                = static_cast<unsigned char>(chunk.bytes[chunk.offsets[i - chunk.first]]);
            if ((calls >> call & 1) != 0) {
                visit(i, chunk.entry(i));
            }
        }
    });
}

void Journal::for_each_output(std::size_t first, std::size_t last, const OutputVisitor& visit) const
{
    for_each(first, last, mask_of(host::Call::Output), [&](std::size_t, const Entry& entry) {
        visit(entry.step, static_cast<host::Stream>(entry.flags), entry.text);
    });
}

void Journal::for_each(CallMask calls, const Visitor& visit) const
{
    for_each_chunk(calls, [&](const Chunk& chunk) {
        for (const std::size_t offset : chunk.offsets) {
            if (calls >> static_cast<unsigned char>(chunk.bytes[offset]) & 1) {
                std::string_view left = std::string_view(chunk.bytes).substr(offset);
                const std::optional<Entry> entry = decode(left, chunk.base);
                FW_ASSERT(entry);
                visit(*entry);
            }
        }
    });
}

void Journal::for_each_part(const PartVisitor& visit) const
{
    for_each_chunk(~CallMask{ 0 }, [&](const Chunk& chunk) { visit(chunk.base, chunk.bytes); });
}

std::optional<std::string> Journal::file_content(std::string_view path) const
{
    using host::Call;
    constexpr CallMask calls = mask_of(Call::Open) | mask_of(Call::Close) | mask_of(Call::Read)
        | mask_of(Call::Seek) | mask_of(Call::Write);
    std::map<std::int64_t, std::string> readings; // of this path, not disturbed so far
    std::optional<std::string> content;
    for_each_chunk(calls, [&](const Chunk& chunk) {
        for (std::size_t i = 0; i < chunk.offsets.size() && !content; ++i) {
            if (!(calls >> static_cast<unsigned char>(chunk.bytes[chunk.offsets[i]]) & 1)) {
                continue;
            }
            const Entry entry = chunk.entry(chunk.first + i);
            if (entry.call == Call::Open) {
                if (entry.answer.error == 0 && entry.path == path) {
                    readings[entry.answer.number].clear();
                }
                continue;
            }
            const auto reading = readings.find(entry.handle);
            if (reading == readings.end()) {
                continue;
            }
            if (entry.call != Call::Read || entry.answer.error != 0) {
                readings.erase(reading);
            } else if (entry.answer.text.empty()) {
                content = std::move(reading->second);
            } else {
                reading->second += entry.answer.text;
            }
        }
    });
    return content;
}

std::size_t Journal::bytes() const
{
    std::size_t sum = 0;
    for_each_chunk(~CallMask{ 0 }, [&](const Chunk& chunk) {
        sum += sizeof(chunk) + chunk.bytes.capacity()
            + chunk.offsets.capacity() * sizeof(chunk.offsets[0]);
    });
    return sum;
}

} // namespace fw::timeline
