// What happened lately in each frame, while the run is observed: the last instructions with what
// they pushed.

#pragma once

#include "vm/hooks/observer.h"
#include "vm/inspect/frame_view.h"
#include "vm/inspect/picture.h"

#include <deque>
#include <unordered_map>

namespace fw::debug {

class Diary final : public hooks::Observer {
public:
    static constexpr std::initializer_list<hooks::Event> events
        = { hooks::Event::Opcode, hooks::Event::FramePush, hooks::Event::FramePop };

    void on_opcode(const hooks::OpcodeEvent& event) override;
    void on_frame_push(const hooks::FramePushEvent& event) override;
    void on_frame_pop(const hooks::FramePopEvent& event) override;

    // Previews of pushed values cost time: only for single steps.
    void set_values(bool on) { m_values = on; }
    // The run went on unobserved: what was noted is not the latest any more.
    void forget() { *this = Diary(); }

    // At a stop: completes the entry of the instruction that was executed last.
    std::vector<inspect::FrameEvent> events_of(const fw::Frame& frame);
    inspect::LastExecuted last_executed() const { return m_last; }

private:
    static constexpr std::size_t most_events = 12;
    struct Entry {
        std::uint64_t step;
        int offset;
        std::string pushed;
    };
    struct FrameDiary {
        std::deque<Entry> entries;
    };
    void complete(const fw::Frame& frame);

    std::unordered_map<const fw::Frame*, FrameDiary> m_frames;
    inspect::LastExecuted m_last;
    bool m_values = false;
};

} // namespace fw::debug
