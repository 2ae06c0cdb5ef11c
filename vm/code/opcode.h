// The instructions of CPython 3.9 as data: names, operand kinds, traits, stack pictures.
// Everything here is made from opcode.def; nothing here executes.
// CPython: Include/opcode.h, Lib/opcode.py
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fw::code {

enum class Op : std::uint8_t {
#define PY_OP(name, number, operand, traits, effect, summary) name = number,
#include "vm/code/opcode.def"
#undef PY_OP
};

// What the argument of an instruction stands for.
enum class Operand : std::uint8_t {
    None, // the argument is ignored
    Const, // index into consts
    Name, // index into names
    Local, // index into varnames
    Cell, // index into cellvars followed by freevars
    AbsTarget, // byte offset to jump to
    RelTarget, // byte offset to jump to, counted from the next instruction
    Count, // number of items
    Compare, // index into compare_names
    Flags, // bits that only this opcode knows
    Depth, // position on the value stack, counted from the top after popping
    Raw, // a number with a meaning of its own
};

// Bits of OpInfo::traits.
enum OpTrait : unsigned {
    Quiet = 0, // can not raise in a correct program
    MayRaise = 1, // may raise an exception
    Jumps = 2, // has a jump target
    Always = 4, // never goes on to the next instruction: an unconditional jump
    Leaves = 8, // leaves the frame or the straight line for good: return, raise
    Calls = 16, // may push a frame
    Suspends = 32, // hands a value out of a generator
    Irregular = 64, // the stack effect is computed in stack_effect.cpp
};

// A number of stack items that may depend on the argument.
struct ItemCount {
    int fixed = 0;
    int per_argument = 0;
    constexpr int at(int argument) const { return fixed + per_argument * argument; }
};

struct StackPicture {
    ItemCount before; // popped
    ItemCount after; // pushed
    bool well_formed = false;
};

// Reads "left right -- sum", "item[arg] -- list", "pair[2*arg] -- dict", "saved[3]".
constexpr StackPicture parse_stack_picture(std::string_view text)
{
    StackPicture picture;
    ItemCount* side = &picture.before;
    std::size_t position = 0;
    while (position < text.size()) {
        if (text[position] == ' ') {
            ++position;
            continue;
        }
        std::size_t end = position;
        while (end < text.size() && text[end] != ' ') {
            ++end;
        }
        const std::string_view word = text.substr(position, end - position);
        position = end;
        if (word == "--") {
            if (picture.well_formed) {
                return {};
            }
            picture.well_formed = true;
            side = &picture.after;
            continue;
        }
        const std::size_t bracket = word.find('[');
        if (bracket == std::string_view::npos) {
            ++side->fixed;
            continue;
        }
        const std::string_view count = word.substr(bracket);
        if (count == "[arg]") {
            ++side->per_argument;
        } else if (count == "[2*arg]") {
            side->per_argument += 2;
        } else if (count == "[3]") {
            side->fixed += 3;
        } else {
            return {};
        }
    }
    return picture;
}

struct OpInfo {
    Op op{};
    bool known = false; // false for the numbers that name no instruction
    std::string_view name;
    Operand operand = Operand::None;
    unsigned traits = Quiet;
    std::string_view picture; // "left right -- sum"
    StackPicture effect;
    std::string_view summary; // one sentence

    constexpr bool has(OpTrait trait) const { return (traits & trait) != 0; }
};

namespace detail {
constexpr std::array<OpInfo, 256> make_op_table()
{
    std::array<OpInfo, 256> table{};
    for (std::size_t number = 0; number < table.size(); ++number) {
        table[number].op = static_cast<Op>(number);
    }
#define PY_OP(name, number, operand, traits, effect, summary)                                      \
    table[number] = OpInfo{ Op::name, true, #name, Operand::operand, traits, effect,               \
        parse_stack_picture(effect), summary };
#include "vm/code/opcode.def"
#undef PY_OP
    return table;
}
} // namespace detail

inline constexpr std::array<OpInfo, 256> op_table = detail::make_op_table();

constexpr const OpInfo& info(Op op)
{
    return op_table[static_cast<std::uint8_t>(op)];
}
constexpr std::string_view name(Op op)
{
    return info(op).name;
}

// Every instruction has an argument byte; those below this number ignore it.
inline constexpr int have_argument = 90;
constexpr bool has_argument(Op op)
{
    return static_cast<int>(op) >= have_argument;
}

inline constexpr std::array<std::string_view, 6> compare_names{ "<", "<=", "==", "!=", ">", ">=" };

// Flags of MAKE_FUNCTION and FORMAT_VALUE.
enum MakeFunction : unsigned {
    MakeDefaults = 1,
    MakeKeywordDefaults = 2,
    MakeAnnotations = 4,
    MakeClosure = 8,
};
enum FormatValue : unsigned {
    FormatConversionMask = 3, // 0 none, 1 str, 2 repr, 3 ascii
    FormatHasSpec = 4,
};

// Whether the jump is taken; Either asks for the larger of the two effects.
enum class Jump : std::uint8_t { Either, NotTaken, Taken };

// How many items the instruction adds to the stack, as dis.stack_effect says.
// Empty for numbers that name no instruction.
// CPython: stack_effect() in Python/compile.c
std::optional<int> stack_effect(Op op, std::uint32_t argument, Jump jump = Jump::Either);

// A longer explanation of the instruction for a student, several sentences; "" when the summary
// says all.
std::string_view explanation(Op op);

static_assert(info(Op::CALL_FUNCTION).effect.before.at(2) == 3);
static_assert(info(Op::CALL_FUNCTION).effect.after.at(2) == 1);

} // namespace fw::code
