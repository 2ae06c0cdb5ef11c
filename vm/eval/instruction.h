// Instructions as the loop runs them: one for each code unit of co_code, EXTENDED_ARG included,
// with the argument put together and the operand resolved to what it means (a constant, a name, a
// target, an inline cache). CPython: _Py_CODEUNIT, and the opcache of LOAD_GLOBAL.

#pragma once

#include "vm/code/opcode.h"
#include "vm/object/core_objects.h"

#include <array>
#include <cstdint>

namespace fw {

// Where an opcode's label is in the loop's table: the row's place in opcode.def. One more label
// serves instructions that have a breakpoint.
constexpr std::array<std::uint8_t, 256> make_handler_table()
{
    std::array<std::uint8_t, 256> table{};
    std::uint8_t next = 0;
#define PY_OP(name, number, operand, traits, effect, summary) table[number] = next++;
#include "vm/code/opcode.def"
#undef PY_OP
    return table;
}
inline constexpr std::array<std::uint8_t, 256> handler_table = make_handler_table();
inline constexpr std::uint8_t breakpoint_handler = [] {
    std::uint8_t count = 0;
#define PY_OP(name, number, operand, traits, effect, summary) ++count;
#include "vm/code/opcode.def"
#undef PY_OP
    return count;
}();
constexpr std::uint8_t handler_of(code::Op op)
{
    return handler_table[static_cast<std::uint8_t>(op)];
}

struct Instruction {
    code::Op op;
    std::uint8_t handler; // that of `op`, or breakpoint_handler
    bool starts_line; // the first of an entry of the line table
    std::uint32_t argument; // with its EXTENDED_ARG prefixes
    union {
        Object* constant; // LOAD_CONST; borrowed from co_consts
        Str* name; // borrowed from co_names
        Instruction* target; // jumps and SETUP_*
        struct GlobalCache* global; // LOAD_GLOBAL
        struct AttributeCache* attribute; // LOAD_ATTR, STORE_ATTR, LOAD_METHOD
    };
};
static_assert(sizeof(Instruction) == 16);

// Where a global was found the last time. An entry of a dict is right as long as its key is the
// very name.
struct GlobalCache {
    Str* name;
    std::int64_t globals_index; // -1: it was not in globals
    std::uint64_t globals_version; // of the globals that lacked it
    std::int64_t builtins_index;
};

enum class AttributeKind : std::uint8_t { Unknown, Instance, ClassValue, Slot, Method };

// What the attribute was for a type of this version. `found` is borrowed: it is valid while the
// version is.
struct AttributeCache {
    Str* name;
    std::uint32_t type_version; // 0: nothing cached
    AttributeKind kind;
    std::uint32_t offset; // Slot: where the reference is in the instance, bytes
    std::int64_t index; // Instance: entry of the instance's dict
    Object* found;
};

// Decodes co_code into `code.instructions`, once.
void prepare_instructions(Code& code);
void free_instructions(Code& code);

} // namespace fw
