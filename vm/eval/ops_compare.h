// Handlers of comparisons and tests.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/numbers.h"

namespace fw {

template <class T> FW_INLINE bool compare_values(T left, T right, CompareOp op)
{
    switch (op) {
    case CompareOp::Less:
        return left < right;
    case CompareOp::LessEqual:
        return left <= right;
    case CompareOp::Equal:
        return left == right;
    case CompareOp::NotEqual:
        return left != right;
    case CompareOp::Greater:
        return left > right;
    default:
        return left >= right;
    }
}

OPCODE(COMPARE_OP)
{
    Object* left = eval.second();
    Object* right = eval.top();
    const auto op = static_cast<CompareOp>(eval.argument());
    // At the recursion limit the comparison itself is one level too many: the general way finds
    // out.
    const bool has_room = eval.thread.recursion_depth < eval.thread.recursion_limit;
    if (are_small_ints(left, right) && has_room) {
        Object* answer = compare_values(int_value(left), int_value(right), op) ? true_object()
                                                                               : false_object();
        incref(answer);
        replace_numbers<Int>(eval, left, right, answer);
        return Flow::Next;
    }
    if (are_floats(left, right) && has_room) {
        Object* answer = compare_values(float_value(left), float_value(right), op) ? true_object()
                                                                                   : false_object();
        incref(answer);
        replace_numbers<Float>(eval, left, right, answer);
        return Flow::Next;
    }
    Result<Ref> answer = compare(eval.thread, left, right, op);
    if (answer.failed()) [[unlikely]] {
        eval.drop_from_below(2);
        return Raised{};
    }
    eval.replace_two(answer.take());
    return Flow::Next;
}

OPCODE(IS_OP)
{
    const bool same = eval.second() == eval.top();
    eval.replace_two(make_bool(same != (eval.argument() != 0)));
    return Flow::Next;
}

OPCODE(CONTAINS_OP)
{
    TRY_LET(const bool found, contains(eval.thread, eval.top(), eval.second()));
    eval.replace_two(make_bool(found != (eval.argument() != 0)));
    return Flow::Next;
}

} // namespace fw
