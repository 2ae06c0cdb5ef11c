// Code that a program made, with types.CodeType(), code.replace() or marshal.loads(), is checked
// before it first runs: see vm/code/verify.h. The compiler's own code is not.

#pragma once

#include "vm/code/code_unit.h"
#include "vm/object/core_objects.h"

namespace fw {

// Gives a unit that no source text stands for to the machine, and answers the one that the machine
// keeps: in a replay that is the one of the first time.
const code::CodeUnit& keep_unit(code::CodeRef unit);

// Raises SystemError with the offset and the reason when the code cannot be executed. Afterwards
// the code has a unit, so that the debugger can show its instructions.
Result<void> check_code(Thread& thread, Code& code);

} // namespace fw
