// The last pass, on finished bytecode: folds tuples of constants, threads jumps to jumps, removes
// what can not be reached after a return, and moves line table and origins along. CPython:
// Python/peephole.c
#pragma once

#include "vm/code/code_unit.h"

namespace fw::compile {

// Changes code, consts, lnotab and origins of the unit.
void optimize_code(code::CodeUnit& unit);

} // namespace fw::compile
