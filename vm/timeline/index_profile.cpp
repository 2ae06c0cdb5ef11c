// What a stretch of steps looks like: from events where they are few enough, else from blocks and
// nodes.

#include "vm/timeline/index_reader.h"

#include <algorithm>

namespace fw::timeline {

namespace {

constexpr std::size_t most_blocks_read
    = 96; // 6 million steps; a block's events are read in some 0.1 ms

} // namespace

class Index::ProfileMaker {
public:
    ProfileMaker(const Index& index, const Window& window, Step limit, Profile& into)
        : m_index(index)
        , m_window(window)
        , m_from(std::max(window.from, index.m_start))
        , m_to(std::min({ window.to, limit, index.m_end + 1 }))
        , m_into(into)
        , m_last(window.rows)
    {
    }

    void make()
    {
        if (m_from >= m_to) {
            return;
        }
        const std::size_t first = m_index.block_of(m_from);
        const std::size_t last = std::min(m_index.block_of(m_to - 1) + 1, m_index.m_blocks.size());
        bool fine = last - first <= most_blocks_read;
        for (std::size_t i = first; i < last && fine; ++i) {
            fine = m_index.m_blocks[i].complete;
        }
        if (fine) {
            from_events(first, last);
        } else {
            from_blocks(first, last);
        }
    }

private:
    std::size_t column_of(Step step) const
    {
        const Step within = std::clamp(step, m_window.from, m_window.to - 1) - m_window.from;
        const auto width = static_cast<unsigned __int128>(m_window.to - m_window.from);
        return static_cast<std::size_t>(
            static_cast<unsigned __int128>(within) * m_window.columns / width);
    }

    void deepen(Step from, Step to, std::size_t depth)
    {
        if (from >= m_to || to <= m_from) {
            return;
        }
        const std::size_t end = column_of(to > from ? to - 1 : from);
        const auto value = static_cast<std::uint16_t>(std::min<std::size_t>(depth, 0xffff));
        for (std::size_t i = column_of(from); i <= end; ++i) {
            m_into.depths[i] = std::max(m_into.depths[i], value);
        }
    }

    // Bars come in the order of their ends. What is narrower than a column joins its neighbour.
    void bar(Step from, Step to, std::size_t depth, std::uint32_t unit)
    {
        from = std::max(from, m_from);
        to = std::min(to, m_to);
        if (from >= to || depth >= m_window.rows) {
            return;
        }
        const bool narrow = column_of(from) == column_of(to - 1);
        if (narrow && m_last[depth] != 0) {
            Bar& before = m_into.bars[m_last[depth] - 1];
            if (column_of(before.to - 1) == column_of(from)
                && column_of(before.from) == column_of(before.to - 1)) {
                before.to = to;
                if (before.unit != m_index.m_units[unit]) {
                    before.unit = nullptr;
                }
                return;
            }
        }
        m_into.bars.push_back(
            { from, to, static_cast<std::uint16_t>(depth), m_index.m_units[unit] });
        m_last[depth] = m_into.bars.size();
    }

    void from_events(std::size_t first, std::size_t last)
    {
        struct Entry {
            std::uint32_t unit;
            Step from;
        };
        std::vector<Entry> stack(m_index.m_blocks[first].depth);
        std::uint32_t node = m_index.m_blocks[first].node;
        for (std::size_t i = stack.size(); i-- > 0;) {
            const Node& frame = m_index.m_nodes[node - 1];
            stack[i] = { frame.unit, frame.from };
            node = frame.parent;
        }
        Step since = m_from;
        for (std::size_t i = first; i < last; ++i) {
            IndexReader reader(m_index.events_of(i), m_index.block_start(i));
            for (IndexReader::Event event; reader.next(event) && event.step < m_to;) {
                const EventKind kind = event_kind(event.kind);
                if (event.step >= m_from) {
                    ++m_into.counts[static_cast<std::size_t>(kind)][column_of(event.step)];
                }
                if (kind == EventKind::Call) {
                    deepen(since, event.step + 1, stack.size());
                    since = event.step + 1;
                    stack.push_back({ event.unit, event.step + 1 });
                } else if (kind == EventKind::Return && !stack.empty()) {
                    deepen(since, event.step + 1, stack.size());
                    since = event.step + 1;
                    bar(stack.back().from, event.step + 1, stack.size() - 1, stack.back().unit);
                    stack.pop_back();
                }
            }
        }
        deepen(since, m_to, stack.size());
        for (std::size_t i = 0; i < stack.size(); ++i) {
            bar(stack[i].from, m_to, i, stack[i].unit);
        }
    }

    void from_blocks(std::size_t first, std::size_t last)
    {
        for (std::size_t i = first; i < last; ++i) {
            const Block& block = m_index.m_blocks[i];
            const Step start = m_index.block_start(i);
            deepen(start, start + block_steps, block.deepest);
            for (std::size_t kind = 0; kind < event_kinds; ++kind) {
                m_into.counts[kind][column_of(start)] += block.counts[kind];
            }
        }
        const Step width = std::max<Step>((m_window.to - m_window.from) / m_window.columns, 1);
        for (const Node& frame : m_index.m_nodes) {
            const Step to = frame.to == 0 ? m_to : frame.to;
            if (std::min(to, m_to) > std::max(frame.from, m_from) + width / 2) {
                bar(frame.from, to, frame.depth, frame.unit);
            }
        }
    }

    const Index& m_index;
    const Window& m_window;
    Step m_from;
    Step m_to;
    Profile& m_into;
    std::vector<std::size_t> m_last; // by depth: 1 + the place of its latest bar
};

void Index::profile(const Window& window, Step limit, Profile& into) const
{
    if (window.to <= window.from || window.columns == 0) {
        return;
    }
    into.depths.resize(window.columns);
    for (auto& counts : into.counts) {
        counts.resize(window.columns);
    }
    ProfileMaker(*this, window, limit, into).make();
}

} // namespace fw::timeline
