// Handlers that only move values on the value stack, constants, and the unary operators.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/eval_state.h"

namespace fw {

OPCODE(NOP)
{
    (void)eval;
    return Flow::Next;
}

// The prefix is part of the argument of the instruction that follows; by itself it does nothing.
OPCODE(EXTENDED_ARG)
{
    (void)eval;
    return Flow::Next;
}

OPCODE(POP_TOP)
{
    eval.drop();
    return Flow::Next;
}

OPCODE(ROT_TWO)
{
    std::swap(eval.top(), eval.second());
    return Flow::Next;
}

OPCODE(ROT_THREE)
{
    Object* value = eval.top();
    eval.top() = eval.second();
    eval.second() = eval.third();
    eval.third() = value;
    return Flow::Next;
}

OPCODE(ROT_FOUR)
{
    Object* value = eval.top();
    eval.top() = eval.second();
    eval.second() = eval.third();
    eval.third() = eval.fourth();
    eval.fourth() = value;
    return Flow::Next;
}

OPCODE(DUP_TOP)
{
    eval.push_shared(eval.top());
    return Flow::Next;
}

OPCODE(DUP_TOP_TWO)
{
    Object* below = eval.second();
    Object* value = eval.top();
    eval.push_shared(below);
    eval.push_shared(value);
    return Flow::Next;
}

OPCODE(LOAD_CONST)
{
    eval.push_shared(eval.ip->constant);
    return Flow::Next;
}

OPCODE(UNARY_POSITIVE)
{
    TRY_LET(Ref result, number_positive(eval.thread, eval.top()));
    eval.replace_one(std::move(result));
    return Flow::Next;
}

OPCODE(UNARY_NEGATIVE)
{
    TRY_LET(Ref result, number_negative(eval.thread, eval.top()));
    eval.replace_one(std::move(result));
    return Flow::Next;
}

OPCODE(UNARY_INVERT)
{
    TRY_LET(Ref result, number_invert(eval.thread, eval.top()));
    eval.replace_one(std::move(result));
    return Flow::Next;
}

OPCODE(UNARY_NOT)
{
    TRY_LET(const bool truth, is_true(eval.thread, eval.top()));
    eval.replace_one(make_bool(!truth));
    return Flow::Next;
}

} // namespace fw
