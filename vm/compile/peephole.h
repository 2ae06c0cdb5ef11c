// The last pass, on finished bytecode: folds tuples of constants, threads jumps to jumps, removes
// what can not be reached after a return, and moves line table and origins along. CPython:
// Python/peephole.c
#pragma once

#include "vm/code/code_unit.h"
#include "vm/compile/trace.h"

namespace fw::compile {

// Changes code, consts, lnotab and origins of the unit. `trace` may be null; its `before` is the
// unit, the rest of it is filled but for `after`.
void optimize_code(code::CodeUnit& unit, UnitTrace* trace);

} // namespace fw::compile
