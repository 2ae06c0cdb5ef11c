// Whether code can be executed at all: code from a file, or made by a program, may be anything.
//
// CPython runs whatever it is given and crashes. Here code that did not come from the compiler is
// first run in the abstract, along every path, with the kinds of values instead of values: operands
// are in range, jumps go to instructions, the value stack never holds less than is taken or more
// than co_stacksize, blocks are closed in order, and instructions that take a special thing (a list
// under construction, a saved exception, a tuple of cells) find it where they look. What cannot be
// reached is not looked at. All that CPython's compiler makes is accepted.
//
// The JVM does the same with class files; CPython has no counterpart.
#pragma once

#include "vm/code/code_unit.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fw::code {

// What instructions want to know of a constant.
struct ConstantShape {
    enum class Kind : std::uint8_t { Other, Str, Tuple, Code };
    Kind kind = Kind::Other;
    bool only_strings = false; // Tuple
    std::size_t length = 0; // Tuple: items. Code: free variables
};

// What is verified, be it a code unit or a code object. Borrows.
struct CodeShape {
    std::string_view name;
    std::int64_t argcount = 0;
    std::int64_t posonlyargcount = 0;
    std::int64_t kwonlyargcount = 0;
    std::int64_t nlocals = 0;
    std::int64_t stacksize = 0;
    std::uint32_t flags = 0;
    std::span<const std::uint8_t> code;
    std::span<const std::uint8_t> lnotab;
    std::vector<ConstantShape> consts;
    std::size_t names = 0;
    std::size_t varnames = 0;
    std::size_t cellvars = 0;
    std::size_t freevars = 0;
};
CodeShape shape_of(const CodeUnit& unit);

struct Flaw {
    std::string name; // of the code object
    std::optional<std::size_t> offset; // of the instruction; nothing: the code as a whole
    std::string instruction; // "LOAD_CONST 7"
    std::string reason; // "there are 3 constants"

    // "the bytecode of 'f' is not valid at offset 12, LOAD_CONST 7: there are 3 constants"
    std::string text() const;
};

// Nothing: the code can be executed.
std::optional<Flaw> verify(const CodeShape& shape);

// The unit and every unit in its constants.
std::optional<Flaw> verify_all(const CodeUnit& unit);

} // namespace fw::code
