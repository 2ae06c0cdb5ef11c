// The tape: what the machine notes of its run, whoever looks or not: frames entered and left,
// exceptions raised, garbage collections, each with its step. A few instructions an entry, and one
// test where nobody has put a tape in. It is outside the region: going back in time does not erase
// it. What becomes of the entries is the business of whoever gave the tape (vm/timeline/index.h).

#pragma once

#include <cstdint>

namespace fw {

namespace code {
struct CodeUnit;
}

enum class TapeKind : std::uint8_t {
    FramePush, // a frame starts
    FrameResume, // a generator's frame goes on
    FrameReturn,
    FrameYield,
    FrameUnwind, // left by an exception
    Exception, // raised in a frame, or arrived from one that it called
    Collection, // the collector of reference cycles begins
    Output, // text goes to a standard stream
};

struct TapeEntry {
    std::uint64_t step; // of the instruction that does it
    const code::CodeUnit* unit; // of the frame that is entered; else null
    TapeKind kind;
};

struct Tape {
    TapeEntry* next = nullptr; // null: switched off
    TapeEntry* end = nullptr;
    void (*empty)(Tape& tape) = nullptr; // takes the entries and sets `next` to the start
    void* owner = nullptr; // whose tape it is: for `empty`

    void note(TapeKind kind, std::uint64_t step, const code::CodeUnit* unit)
    {
        if (!next) [[likely]] {
            return;
        }
        if (next == end) [[unlikely]] {
            empty(*this);
        }
        *next++ = { step, unit, kind };
    }
};

} // namespace fw
