// What people look for in history, as searches of the timeline: lines, writes of a place, writes of
// cells, breakpoints. Each remembers the last match of a stretch that is replayed; the same classes
// find the next match when the machine runs forwards under them (as its step controller).
#pragma once

#include "vm/code/opcode.h"
#include "vm/debug/place_probe.h"
#include "vm/hooks/observer.h"
#include "vm/timeline/timeline.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

namespace fw::debug {

using IsOwn = std::function<bool(const Code&)>;

// The frames of the call stack at one moment, told from others at the same address by their birth.
class FrameSet {
public:
    explicit FrameSet(const Frame* innermost);
    bool has(const Frame& frame) const;

private:
    std::unordered_map<const Frame*, std::uint64_t> m_births;
};

// The last instruction at which a line begins, in the program's own files; in these frames only
// where they are given (stepping back over calls).
class LineSearch final : public timeline::Timeline::Search, public hooks::Observer {
public:
    LineSearch(IsOwn is_own, std::optional<FrameSet> frames)
        : m_is_own(std::move(is_own))
        , m_frames(std::move(frames))
    {
    }

    void begin(Machine& machine) override;
    std::optional<timeline::Step> end() override;
    void on_opcode(const hooks::OpcodeEvent& event) override;

private:
    IsOwn m_is_own;
    std::optional<FrameSet> m_frames;
    hooks::Subscription m_subscription;
    const Frame* m_last_frame = nullptr;
    std::int32_t m_last_offset = -1;
    std::optional<timeline::Step> m_found;
};

class BreakpointSearch final : public timeline::Timeline::Search {
public:
    void begin(Machine&) override { m_found.reset(); }
    std::optional<timeline::Step> end() override { return m_found; }
    bool uses_breakpoints() const override { return true; }
    void at_breakpoint(Machine& machine) override { m_found = machine.step(); }

private:
    std::optional<timeline::Step> m_found;
};

class CellWriteSearch final : public timeline::Timeline::Search, public hooks::Observer {
public:
    explicit CellWriteSearch(IsOwn is_own)
        : m_is_own(std::move(is_own))
    {
    }
    void begin(Machine& machine) override;
    std::optional<timeline::Step> end() override;
    void on_cell_write(const hooks::CellWriteEvent& event) override;

private:
    IsOwn m_is_own;
    hooks::Subscription m_subscription;
    std::optional<timeline::Step> m_found;
};

// Writes of one place. A write is noticed when the next instruction is about to execute, and
// belongs to the one before.
class WriteSearch final : public timeline::Timeline::Search, public hooks::Observer {
public:
    struct Instruction { // the one that wrote
        timeline::Step step = 0;
        const code::CodeUnit* unit = nullptr; // of the code object that it is in; may be null
        std::int32_t offset = 0;
        code::Op op{};
        std::uint32_t argument = 0;
    };
    // Told of each write right after it, with what is there now (null: nothing).
    using Listener = std::function<void(const Instruction&, const Object* value)>;

    explicit WriteSearch(PlaceProbe probe)
        : m_probe(std::move(probe))
    {
    }

    void begin(Machine& machine) override;
    std::optional<timeline::Step> end() override;
    void on_opcode(const hooks::OpcodeEvent& event) override;

    void on_write(Listener listener) { m_listener = std::move(listener); }
    // While going: the last write since begin().
    const std::optional<timeline::Step>& found() const { return m_found; }
    // The machine stands: what the last instruction did is looked at now.
    void look();

private:
    PlaceProbe m_probe;
    hooks::Subscription m_subscription;
    const Object* m_value = nullptr;
    Instruction m_last; // the instruction before, once there is one
    bool m_any = false;
    bool m_stores = false; // it stores into the place by its very meaning
    std::optional<timeline::Step> m_found;
    Listener m_listener;
};

} // namespace fw::debug
