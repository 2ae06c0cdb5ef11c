// Code units as text: what `python3.9 -m dis FILE` prints, and the canonical dump of every field.
// CPython: Lib/dis.py
#pragma once

#include "vm/code/code_unit.h"

#include <functional>
#include <string>
#include <string_view>

namespace fw::code {

// repr() of constants.
std::string constant_repr(const Constant& constant);
std::string constant_repr(const CodeConstant& constant);
std::string string_repr(std::string_view utf8);
std::string bytes_repr(std::string_view bytes);
std::string decimal(const BigIntConstant& value);

// "<code object f at 0x..., file "x.py", line 1>"; the address is that of the unit.
std::string code_repr(const CodeUnit& unit);

// One unit, without the units inside it.
std::string disassemble(const CodeUnit& unit);

// The unit and then each unit inside it under a headline.
std::string disassemble_all(const CodeUnit& unit);

// The instructions of the unit and of the units inside it, neighbours with one origin together and
// below them the line of the source with that origin underlined. For a unit that was compiled here.
std::string list_ranges(const CodeUnit& unit, std::string_view source);

// All fields of the unit and of the units inside it, in a form made for comparing.
std::string dump_code(const CodeUnit& unit);

} // namespace fw::code
