// Which instruction made each slot of the value stack, found from the bytecode alone: for every
// offset, the offset of the producer of each slot. So the origin of a value is known wherever the
// program stops, at no cost while it runs.

#pragma once

#include "vm/code/instruction.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fw::inspect {

inline constexpr int unknown_origin = -1; // more than one instruction may have made it
inline constexpr int handler_origin
    = -2; // the machine pushed it when it entered an exception handler

// Values that the instruction takes off and puts on the stack when it goes on to the next one.
struct StackUse {
    int pops = 0;
    int pushes = 0;
};
StackUse stack_use(code::Op op, std::uint32_t argument);

class StackOrigins {
public:
    explicit StackOrigins(std::span<const std::uint8_t> code);

    // Producers, bottom first, before the instruction at a byte offset executes; empty for code
    // that cannot be reached.
    const std::vector<int>& at(std::size_t offset) const { return m_states[offset / 2].slots; }

private:
    struct State {
        bool reached = false;
        std::vector<int> slots;
    };
    bool merge(std::size_t offset, const std::vector<int>& slots);

    std::vector<State> m_states;
};

} // namespace fw::inspect
