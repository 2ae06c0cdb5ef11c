// Reads the events of one block of the index: the form in which index.cpp writes them. Private to
// this folder.

#pragma once

#include "vm/timeline/index.h"

namespace fw::timeline {

static_assert(static_cast<int>(TapeKind::Output) == 7, "a kind has three bits");

inline EventKind event_kind(TapeKind kind)
{
    using enum EventKind;
    constexpr std::array<EventKind, 8> kinds
        = { Call, Call, Return, Return, Return, Exception, Collection, Output };
    static_assert(static_cast<int>(TapeKind::FrameResume) == 1);
    static_assert(static_cast<int>(TapeKind::FrameUnwind) == 4);
    static_assert(static_cast<int>(TapeKind::Collection) == 6);
    return kinds[static_cast<std::size_t>(kind)];
}

class IndexReader {
public:
    struct Event {
        TapeKind kind{};
        Step step = 0;
        std::uint32_t unit = 0; // its number, of frames that are entered
    };

    IndexReader(std::span<const std::uint8_t> bytes, Step start)
        : m_next(bytes.data())
        , m_end(bytes.data() + bytes.size())
        , m_step(start)
    {
    }

    bool next(Event& event)
    {
        if (m_next == m_end) {
            return false;
        }
        const std::uint8_t head = *m_next++;
        Step distance = head >> 3 & 0xf;
        if ((head & 0x80) != 0) {
            distance |= number() << 4;
        }
        m_step += distance;
        event.kind = static_cast<TapeKind>(head & 7);
        event.step = m_step;
        if (event_kind(event.kind) == EventKind::Call) {
            event.unit = static_cast<std::uint32_t>(number());
        }
        return true;
    }

private:
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint8_t byte = *m_next++;
            value |= std::uint64_t{ byte & 0x7fU } << shift;
            if ((byte & 0x80) == 0) {
                return value;
            }
        }
    }

    const std::uint8_t* m_next;
    const std::uint8_t* m_end;
    Step m_step;
};

} // namespace fw::timeline
