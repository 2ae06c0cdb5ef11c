// From basic blocks to a code unit: order, jump offsets, stack size, line table, then the peephole
// pass. CPython: the assembler section of Python/compile.c
#pragma once

#include "vm/compile/constant_pool.h"
#include "vm/compile/trace.h"
#include "vm/compile/unit.h"

namespace fw::compile {

// `trace` may be null.
code::CodeRef assemble(Unit& unit, const ConstantPool& pool, std::uint32_t flags,
    const std::string& filename, CompileTrace* trace);

} // namespace fw::compile
