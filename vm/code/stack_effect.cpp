// How much each instruction grows the value stack: read off the picture in opcode.def, but for the
// few whose effect depends on the argument's bits or on whether the jump is taken.
// CPython: stack_effect() in Python/compile.c
#include "vm/code/opcode.h"

#include <algorithm>

namespace fw::code {

namespace {

constexpr bool all_pictures_parse()
{
    for (const OpInfo& row : op_table) {
        if (row.known && !row.effect.well_formed) {
            return false;
        }
    }
    return true;
}
static_assert(all_pictures_parse(), "a stack picture in opcode.def is malformed");

// The effect when the jump is not taken and when it is.
struct Both {
    int not_taken = 0;
    int taken = 0;
};

Both irregular_effect(Op op, std::uint32_t argument)
{
    // An exception pushes six values for its handler: the exception that was being handled and the
    // new one.
    switch (op) {
    case Op::FOR_ITER:
        return { 1, -1 };
    case Op::JUMP_IF_FALSE_OR_POP:
    case Op::JUMP_IF_TRUE_OR_POP:
        return { -1, 0 };
    case Op::SETUP_FINALLY:
        return { 0, 6 };
    case Op::SETUP_WITH:
        return { 1, 6 };
    case Op::SETUP_ASYNC_WITH:
        return { 0, 5 };
    case Op::WITH_EXCEPT_START:
        return { 1, 1 };
    case Op::END_ASYNC_FOR:
        return { -7, -7 };
    case Op::UNPACK_EX: {
        const int effect = static_cast<int>(argument & 0xff) + static_cast<int>(argument >> 8);
        return { effect, effect };
    }
    case Op::BUILD_SLICE: {
        const int effect = argument == 3 ? -2 : -1;
        return { effect, effect };
    }
    case Op::MAKE_FUNCTION: {
        int effect = -1;
        for (const unsigned flag :
            { MakeDefaults, MakeKeywordDefaults, MakeAnnotations, MakeClosure }) {
            effect -= (argument & flag) != 0 ? 1 : 0;
        }
        return { effect, effect };
    }
    case Op::CALL_FUNCTION_EX: {
        const int effect = (argument & 1) != 0 ? -2 : -1;
        return { effect, effect };
    }
    case Op::FORMAT_VALUE: {
        const int effect = (argument & FormatHasSpec) != 0 ? -1 : 0;
        return { effect, effect };
    }
    default:
        return {};
    }
}

} // namespace

std::optional<int> stack_effect(Op op, std::uint32_t argument, Jump jump)
{
    const OpInfo& row = info(op);
    if (!row.known) {
        return std::nullopt;
    }
    if (!row.has(Irregular)) {
        const int signed_argument = static_cast<int>(argument);
        return row.effect.after.at(signed_argument) - row.effect.before.at(signed_argument);
    }
    const Both both = irregular_effect(op, argument);
    switch (jump) {
    case Jump::NotTaken:
        return both.not_taken;
    case Jump::Taken:
        return both.taken;
    case Jump::Either:
        break;
    }
    return std::max(both.not_taken, both.taken);
}

} // namespace fw::code
