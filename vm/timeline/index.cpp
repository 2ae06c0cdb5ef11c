// Writing the index, and finding events in it. The picture of a stretch is in index_profile.cpp.

#include "vm/timeline/index.h"

#include "vm/base/assert.h"
#include "vm/timeline/index_reader.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace fw::timeline {

namespace {

std::uint16_t clip(std::size_t depth)
{
    return static_cast<std::uint16_t>(
        std::min<std::size_t>(depth, std::numeric_limits<std::uint16_t>::max()));
}

} // namespace

Index::Index(Step start, std::vector<OpenFrame> open)
    : m_start(start)
    , m_end(start)
{
    for (const OpenFrame& frame : open) {
        m_stack.push_back({ number_of(frame.unit), 0, frame.since });
    }
    begin_block();
}

std::uint32_t Index::number_of(const code::CodeUnit* unit)
{
    // Few functions make most of the calls.
    KnownUnit& recent = m_recent_units[reinterpret_cast<std::uintptr_t>(unit) / 64 % recent_units];
    if (recent.unit == unit && unit) [[likely]] {
        return recent.number;
    }
    const auto [place, is_new]
        = m_unit_numbers.emplace(unit, static_cast<std::uint32_t>(m_units.size()));
    if (is_new) {
        m_units.push_back(unit);
    }
    recent = { unit, place->second };
    return place->second;
}

// The frames that are open now become nodes, those that are none yet.
void Index::begin_block()
{
    std::size_t first = m_stack.size();
    while (first > 0 && m_stack[first - 1].node == 0) {
        --first;
    }
    for (std::size_t i = first; i < m_stack.size(); ++i) {
        m_nodes.push_back({ i == 0 ? 0 : m_stack[i - 1].node, m_stack[i].unit,
            static_cast<std::uint32_t>(i), m_stack[i].from, 0 });
        m_stack[i].node = static_cast<std::uint32_t>(m_nodes.size());
    }
    Block block;
    block.node = m_stack.empty() ? 0 : m_stack.back().node;
    block.depth = block.shallowest = block.deepest = clip(m_stack.size());
    m_blocks.push_back(std::move(block));
    m_last_written = block_start(m_blocks.size() - 1);
}

void Index::close_block()
{
    Block& block = m_blocks.back();
    block.size = static_cast<std::uint32_t>(m_writing.size());
    if (block.size != 0) {
        block.events = std::make_unique_for_overwrite<std::uint8_t[]>(block.size);
        std::memcpy(block.events.get(), m_writing.data(), block.size);
    }
    m_event_bytes += block.size;
    m_writing.clear();
    drop_oldest_events();
}

void Index::drop_oldest_events()
{
    while (m_event_bytes > m_event_limit && m_first_complete + 1 < m_blocks.size()) {
        Block& block = m_blocks[m_first_complete++];
        m_event_bytes -= block.size;
        block.complete = block.size == 0;
        block.size = 0;
        block.events.reset();
    }
}

void Index::go_to(Step step)
{
    while (step >= block_start(m_blocks.size())) {
        close_block();
        begin_block();
    }
    m_end = std::max(m_end, step);
}

namespace {

std::uint8_t* put_number(std::uint8_t* to, std::uint64_t number)
{
    while (number >= 0x80) {
        *to++ = static_cast<std::uint8_t>(number | 0x80);
        number >>= 7;
    }
    *to++ = static_cast<std::uint8_t>(number);
    return to;
}

} // namespace

// The kind in three bits, the steps since the event before in four, and a bit for "more follows".
std::uint8_t* Index::put(std::uint8_t* to, TapeKind kind, Step step)
{
    const std::uint64_t distance = step - m_last_written;
    m_last_written = step;
    const bool more = distance > 0xf;
    *to++ = static_cast<std::uint8_t>(static_cast<unsigned>(kind)
        | static_cast<unsigned>(distance & 0xf) << 3 | (more ? 0x80U : 0U));
    return more ? put_number(to, distance >> 4) : to;
}

void Index::push(std::uint32_t unit, Step step)
{
    m_stack.push_back({ unit, 0, step + 1 });
    Block& block = m_blocks.back();
    block.deepest = std::max(block.deepest, clip(m_stack.size()));
}

void Index::pop(Step step)
{
    FW_ASSERT(!m_stack.empty());
    if (m_stack.back().node != 0) {
        m_nodes[m_stack.back().node - 1].to = step + 1;
    }
    m_stack.pop_back();
    Block& block = m_blocks.back();
    block.shallowest = std::min(block.shallowest, clip(m_stack.size()));
}

void Index::add(std::span<const TapeEntry> entries)
{
    constexpr std::size_t longest = 16; // bytes of an event: the head and two numbers
    for (std::size_t i = 0; i < entries.size();) {
        go_to(entries[i].step);
        // All that belong to the block that is open now, at once.
        const Step block_end = block_start(m_blocks.size());
        std::size_t end = i + 1;
        while (end < entries.size() && entries[end].step < block_end) {
            ++end;
        }
        Block& block = m_blocks.back();
        const std::size_t used = m_writing.size();
        m_writing.resize(used + (end - i) * longest);
        std::uint8_t* to = m_writing.data() + used;
        for (; i < end; ++i) {
            const TapeEntry& entry = entries[i];
            to = put(to, entry.kind, entry.step);
            const EventKind kind = event_kind(entry.kind);
            ++block.counts[static_cast<std::size_t>(kind)];
            if (kind == EventKind::Call) {
                const std::uint32_t unit = number_of(entry.unit);
                to = put_number(to, unit);
                push(unit, entry.step);
            } else if (kind == EventKind::Return) {
                pop(entry.step);
            }
        }
        m_end = std::max(m_end, entries[end - 1].step);
        m_writing.resize(static_cast<std::size_t>(to - m_writing.data()));
    }
}

void Index::reach(Step step)
{
    go_to(step);
}

std::uint64_t Index::count(EventKind kind) const
{
    std::uint64_t sum = 0;
    for (const Block& block : m_blocks) {
        sum += block.counts[static_cast<std::size_t>(kind)];
    }
    return sum;
}

std::size_t Index::bytes() const
{
    return m_event_bytes + m_writing.capacity() + m_blocks.capacity() * sizeof(Block)
        + m_nodes.capacity() * sizeof(Node);
}

std::span<const std::uint8_t> Index::events_of(std::size_t block) const
{
    if (block + 1 == m_blocks.size()) {
        return m_writing;
    }
    return { m_blocks[block].events.get(), m_blocks[block].size };
}

// The units of the frames that are open where a block begins, outermost first.
std::vector<std::uint32_t> Index::units_at(const Block& block) const
{
    std::vector<std::uint32_t> units(block.depth);
    std::uint32_t node = block.node;
    for (std::size_t i = units.size(); i-- > 0; node = m_nodes[node - 1].parent) {
        units[i] = m_nodes[node - 1].unit;
    }
    return units;
}

std::optional<Index::Found> Index::last_before(
    EventKind kind, Step step, const Accept& accept) const
{
    const auto which = static_cast<std::size_t>(kind);
    if (step <= m_start) {
        return std::nullopt;
    }
    for (std::size_t i = std::min(block_of(step - 1) + 1, m_blocks.size()); i-- > 0;) {
        const Block& block = m_blocks[i];
        if (block.counts[which] == 0) {
            continue;
        }
        if (!block.complete) {
            return Found{ block_start(i), std::min(step, block_start(i + 1)) };
        }
        std::optional<Found> found;
        std::vector<std::uint32_t> stack = units_at(block);
        IndexReader reader(events_of(i), block_start(i));
        for (IndexReader::Event event; reader.next(event) && event.step < step;) {
            const EventKind its = event_kind(event.kind);
            if (its == EventKind::Call) {
                stack.push_back(event.unit);
            }
            if (its == kind && (!accept || (!stack.empty() && accept(m_units[stack.back()])))) {
                found = Found{ event.step, 0 };
            }
            if (its == EventKind::Return && !stack.empty()) {
                stack.pop_back();
            }
        }
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

} // namespace fw::timeline
