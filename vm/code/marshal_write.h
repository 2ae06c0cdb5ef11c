// A code unit as marshal data, the way CPython 3.9 writes the code object that its compiler has
// just made. CPython: Python/marshal.c
//
// Which objects get a number to be referred to by follows from their reference counts there: those
// that are in the data more than once, and those that the interpreter itself holds on to, such as
// small ints, single characters and the names that it uses. See marshal_alive.def for the latter.
#pragma once

#include "vm/code/code_unit.h"

namespace fw::code {

std::string marshal_code(const CodeUnit& unit);

} // namespace fw::code
