// A code object as plain data: every co_ field of CPython 3.9, plus a side table that says which
// AST node each instruction came from. Not a Python object; immutable once built and shared by
// pointer. CPython: Include/cpython/code.h
#pragma once

#include "vm/base/constant.h"
#include "vm/base/source_range.h"
#include "vm/code/opcode.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace fw::code {

struct CodeUnit;
using CodeRef = std::shared_ptr<const CodeUnit>;

// An entry of co_consts: a plain constant, or the code of an inner function, class or
// comprehension.
using CodeConstant = std::variant<Constant, CodeRef>;

// co_flags.
enum CodeFlag : std::uint32_t {
    Optimized = 0x1, // locals live in slots
    NewLocals = 0x2,
    VarArgs = 0x4,
    VarKeywords = 0x8,
    Nested = 0x10,
    Generator = 0x20,
    NoFree = 0x40, // neither cells nor free variables
    Coroutine = 0x80,
    IterableCoroutine = 0x100,
    AsyncGenerator = 0x200,
    FutureDivision = 0x20000,
    FutureAbsoluteImport = 0x40000,
    FutureWithStatement = 0x80000,
    FuturePrintFunction = 0x100000,
    FutureUnicodeLiterals = 0x200000,
    FutureBarryAsBdfl = 0x400000,
    FutureGeneratorStop = 0x800000,
    FutureAnnotations = 0x1000000,
};
inline constexpr std::uint32_t future_flags_mask = FutureDivision | FutureAbsoluteImport
    | FutureWithStatement | FuturePrintFunction | FutureUnicodeLiterals | FutureBarryAsBdfl
    | FutureGeneratorStop | FutureAnnotations;

// Where an instruction comes from. The range is unknown for what no source text stands for, such as
// the `return None` at the end of a function; the node is then the one whose code this is.
struct Origin {
    SourceRange range;
    std::uint32_t node = 0;

    bool operator==(const Origin&) const = default;
};

struct CodeUnit {
    int argcount = 0; // positional, positional-only included, without * and **
    int posonlyargcount = 0;
    int kwonlyargcount = 0;
    int nlocals = 0;
    int stacksize = 0;
    std::uint32_t flags = 0;
    int firstlineno = 0;
    std::vector<std::uint8_t> code; // two bytes an instruction: opcode, argument
    std::vector<std::uint8_t> lnotab;
    std::vector<CodeConstant> consts;
    // As long as consts: in all units of one compilation an equal number other than 0 means that
    // CPython has one object there; `is` can tell. Empty for code that was not compiled here.
    std::vector<std::uint32_t> const_identities;
    std::vector<std::string> names;
    std::vector<std::string> varnames;
    std::vector<std::string> freevars;
    std::vector<std::string> cellvars;
    std::string filename;
    std::string name;

    // One entry for every two bytes of code; empty for code that was not compiled here.
    std::vector<Origin> origins;
    std::uint32_t node
        = 0; // the node whose body this is: Module, FunctionDef, Lambda, ClassDef, ...

    std::size_t instruction_count() const { return code.size() / 2; }
    bool has(CodeFlag flag) const { return (flags & flag) != 0; }

    // Name number `index` of cellvars followed by freevars, as LOAD_DEREF counts them.
    const std::string& cell_name(std::size_t index) const
    {
        return index < cellvars.size() ? cellvars[index] : freevars[index - cellvars.size()];
    }

    // The origin of the instruction at a byte offset.
    Origin origin_at(std::size_t offset) const
    {
        return offset / 2 < origins.size() ? origins[offset / 2] : Origin{};
    }
};

} // namespace fw::code
