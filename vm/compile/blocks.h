// The graph of basic blocks that code generation makes and the assembler lays out.
// CPython: struct instr, basicblock in Python/compile.c
#pragma once

#include "vm/code/code_unit.h"

#include <vector>

namespace fw::compile {

using code::Op;
using code::Origin;

struct Block;

struct Instr {
    Op op{};
    std::uint32_t argument = 0;
    int line = 0; // 0 keeps the line of the instruction before
    Block* target = nullptr; // of a jump
    Origin origin;
};

struct Block {
    std::vector<Instr> instructions;
    Block* next = nullptr; // where control goes on when it falls off the end
    bool returns = false; // has a RETURN_VALUE
    bool depth_known = false;
    int start_depth = 0; // of the value stack on entry
    std::uint32_t offset = 0; // in code units
};

} // namespace fw::compile
