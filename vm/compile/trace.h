// What a compilation leaves behind for those who want to see its stages: each code unit as it was
// before the peephole pass, and what that did and why. Nobody pays for it who does not ask
// (Options::trace).
#pragma once

#include "vm/code/code_unit.h"

#include <string_view>
#include <vector>

namespace fw::compile {

// Why the peephole pass touched an instruction.
enum class PeepholeReason : std::uint8_t {
    None,
    ConstantCondition,
    ConstantTuple,
    NoTuple,
    JumpToJump,
    ConditionKnown,
    JumpToReturn,
    BehindReturn,
};
std::string_view peephole_reason_text(PeepholeReason reason);

// One code unit on its way through the peephole pass.
struct UnitTrace {
    code::CodeUnit before;
    code::CodeRef after;
    // For each two bytes of the code before: why it was touched, and where it is now (in two bytes;
    // for removed ones the place of what follows).
    std::vector<PeepholeReason> reasons;
    std::vector<std::uint32_t> places;
    std::vector<bool> removed;
};

struct CompileTrace {
    std::vector<UnitTrace> units; // inner ones before those around
};

} // namespace fw::compile
