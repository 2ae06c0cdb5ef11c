// The index: what happened when, in two or three bytes an event. It is written while the machine
// runs (from the tape, vm/object/tape.h), and read without running anything: frames by depth over
// any stretch of steps at any scale, the previous and the next event of a kind. Steps are the same
// in every replay, so it is written once.
//
// A block of 65,536 steps has its counts, its shallowest and deepest depth, and the frames that
// were open where it begins; its events follow in bytes. Frames that live across the start of a
// block are also kept as nodes: a stretch of 10^8 steps is drawn from blocks and nodes alone.
// Beyond the limit for events, the oldest blocks lose theirs and keep the rest; a replay finds such
// events again.

#pragma once

#include "vm/code/code_unit.h"
#include "vm/object/tape.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace fw::timeline {

using Step = std::uint64_t;

enum class EventKind : std::uint8_t {
    Call, // a frame is pushed, or a generator's frame goes on
    Return, // a frame is left: return, yield or an exception
    Exception,
    Output,
    Collection,
};
inline constexpr std::size_t event_kinds = 5;

class Index {
public:
    struct OpenFrame {
        const code::CodeUnit* unit; // null for code made by types.CodeType()
        Step since; // the first step in it
    };

    // Begins at a step at which these frames are open, outermost first.
    explicit Index(Step start, std::vector<OpenFrame> open = {});

    void add(std::span<const TapeEntry> entries);
    void reach(Step step); // nothing more comes before this step

    Step start() const { return m_start; }
    Step end() const { return m_end; } // events before it are known
    std::uint64_t count(EventKind kind) const;
    std::size_t bytes() const;
    void set_event_limit(std::size_t bytes) { m_event_limit = bytes; }

    // A piece of a frame's life, within the stretch that was asked for.
    struct Bar {
        Step from;
        Step to;
        std::uint16_t depth; // 0: the outermost frame
        const code::CodeUnit*
            unit; // null: several short frames side by side, or code without a unit
    };
    struct Profile {
        std::vector<Bar> bars;
        std::vector<std::uint16_t> depths; // the greatest number of frames in each column
        std::array<std::vector<std::uint32_t>, event_kinds> counts; // events in each column
    };
    struct Window {
        Step from = 0;
        Step to = 0;
        std::size_t columns = 1;
        std::size_t rows = 1; // deeper frames are only counted
    };
    // What the part of the window in [start(), end()) and before `limit` looks like. Adds to a
    // profile that other indexes have filled for other steps of the same window.
    void profile(const Window& window, Step limit, Profile& into) const;

    // The last event of the kind before the step; or the block in which a replay will find it.
    struct Found {
        Step step;
        Step search_to; // 0: `step` is exact. Else the last such event in [step, search_to).
    };
    using Accept = std::function<bool(const code::CodeUnit*)>; // of the frame that it happens in
    std::optional<Found> last_before(EventKind kind, Step step, const Accept& accept = {}) const;

    static constexpr Step block_steps = 65536;

private:
    struct Node {
        std::uint32_t parent; // + 1; 0: none
        std::uint32_t unit;
        std::uint32_t depth;
        Step from;
        Step to; // 0: still open
    };
    struct Block {
        std::uint32_t node = 0; // + 1: the innermost frame open at its start; 0: none
        std::uint32_t size = 0;
        std::uint16_t depth = 0; // frames open at its start
        std::uint16_t shallowest = 0;
        std::uint16_t deepest = 0;
        bool complete = true; // its events are there
        std::array<std::uint32_t, event_kinds> counts{};
        std::unique_ptr<std::uint8_t[]> events;
    };
    struct Open {
        std::uint32_t unit;
        std::uint32_t node; // + 1
        Step from;
    };

    Step block_start(std::size_t block) const { return m_start + block * block_steps; }
    std::size_t block_of(Step step) const { return (step - m_start) / block_steps; }
    std::uint32_t number_of(const code::CodeUnit* unit);
    void go_to(Step step);
    void begin_block();
    void close_block();
    void drop_oldest_events();
    std::uint8_t* put(std::uint8_t* to, TapeKind kind, Step step);
    void push(std::uint32_t unit, Step step);
    void pop(Step step);
    std::vector<std::uint32_t> units_at(const Block& block) const;
    std::span<const std::uint8_t> events_of(std::size_t block) const;
    class ProfileMaker;

    Step m_start;
    Step m_end;
    std::vector<Block> m_blocks; // the last one is being written
    std::vector<std::uint8_t> m_writing; // its events
    Step m_last_written = 0;
    std::vector<Node> m_nodes;
    std::vector<Open> m_stack;
    std::vector<const code::CodeUnit*> m_units;
    std::unordered_map<const code::CodeUnit*, std::uint32_t> m_unit_numbers;
    static constexpr std::size_t recent_units = 64;
    struct KnownUnit {
        const code::CodeUnit* unit = nullptr;
        std::uint32_t number = 0;
    };
    std::array<KnownUnit, recent_units> m_recent_units{};
    std::size_t m_event_bytes = 0;
    std::size_t m_event_limit = 64 * 1024 * 1024;
    std::size_t m_first_complete = 0; // blocks before it have lost their events
};

} // namespace fw::timeline
