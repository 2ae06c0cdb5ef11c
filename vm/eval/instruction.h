// Instructions as the loop runs them: one for each code unit of co_code, EXTENDED_ARG included,
// with the argument put together and the operand resolved to what it means (a constant, a name, a
// target, an inline cache). CPython: _Py_CODEUNIT, and the opcache of LOAD_GLOBAL.

#pragma once

#include "vm/code/opcode.h"
#include "vm/object/core_objects.h"

#include <cstdint>

namespace fw {

// Stands in an instruction that has a breakpoint; the true opcode is in co_code.
inline constexpr code::Op breakpoint_op = static_cast<code::Op>(255);

struct Instruction {
    code::Op op;
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

inline code::Op true_op(const Code& code, const Instruction* instruction)
{
    return static_cast<code::Op>(
        static_cast<std::uint8_t>(code.code->data()[2 * (instruction - code.instructions)]));
}

} // namespace fw
