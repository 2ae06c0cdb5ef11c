// Handlers of the binary and in-place operators and of subscripts.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/numbers.h"
#include "vm/eval/unpack.h"

namespace fw {

// The general form of a binary operator: the operands stay visible until the result exists.
template <auto operation> FW_INLINE Flow binary(Eval& eval)
{
    Result<Ref> result = operation(eval.thread, eval.second(), eval.top());
    if (result.failed()) [[unlikely]] {
        eval.drop_from_below(2); // As in CPython, operands are gone before the exception is told.
        return Raised{};
    }
    eval.replace_two(result.take());
    return Flow::Next;
}

// Fast paths. Each answers false when the operands are not two 64-bit ints or two floats, or
// overflow.
FW_INLINE bool add_numbers(Eval& eval)
{
    Object* left = eval.second();
    Object* right = eval.top();
    if (are_small_ints(left, right)) {
        std::int64_t sum;
        if (!__builtin_add_overflow(int_value(left), int_value(right), &sum)) [[likely]] {
            replace_numbers<Int>(eval, left, right, new_int(sum));
            return true;
        }
    } else if (are_floats(left, right)) {
        replace_numbers<Float>(
            eval, left, right, new_float(float_value(left) + float_value(right)));
        return true;
    }
    return false;
}

FW_INLINE bool subtract_numbers(Eval& eval)
{
    Object* left = eval.second();
    Object* right = eval.top();
    if (are_small_ints(left, right)) {
        std::int64_t difference;
        if (!__builtin_sub_overflow(int_value(left), int_value(right), &difference)) [[likely]] {
            replace_numbers<Int>(eval, left, right, new_int(difference));
            return true;
        }
    } else if (are_floats(left, right)) {
        replace_numbers<Float>(
            eval, left, right, new_float(float_value(left) - float_value(right)));
        return true;
    }
    return false;
}

FW_INLINE bool multiply_numbers(Eval& eval)
{
    Object* left = eval.second();
    Object* right = eval.top();
    if (are_small_ints(left, right)) {
        std::int64_t product;
        if (!__builtin_mul_overflow(int_value(left), int_value(right), &product)) [[likely]] {
            replace_numbers<Int>(eval, left, right, new_int(product));
            return true;
        }
    } else if (are_floats(left, right)) {
        replace_numbers<Float>(
            eval, left, right, new_float(float_value(left) * float_value(right)));
        return true;
    }
    return false;
}

FW_INLINE bool floor_divide_numbers(Eval& eval)
{
    Object* left = eval.second();
    Object* right = eval.top();
    if (are_small_ints(left, right) && int_value(right) != 0 && int_value(right) != -1) {
        replace_numbers<Int>(
            eval, left, right, new_int(floor_quotient(int_value(left), int_value(right))));
        return true;
    }
    return false;
}

FW_INLINE bool remainder_numbers(Eval& eval)
{
    Object* left = eval.second();
    Object* right = eval.top();
    if (are_small_ints(left, right) && int_value(right) != 0 && int_value(right) != -1) {
        replace_numbers<Int>(
            eval, left, right, new_int(floor_remainder(int_value(left), int_value(right))));
        return true;
    }
    return false;
}

FW_INLINE bool true_divide_numbers(Eval& eval)
{
    Object* left = eval.second();
    Object* right = eval.top();
    if (are_floats(left, right) && float_value(right) != 0.0) {
        replace_numbers<Float>(
            eval, left, right, new_float(float_value(left) / float_value(right)));
        return true;
    }
    return false;
}

OPCODE(BINARY_ADD)
{
    if (add_numbers(eval)) {
        return Flow::Next;
    }
    if (eval.second()->type == str_type() && eval.top()->type == str_type()) {
        return outline<concatenate_strs>(eval);
    }
    return binary<number_add>(eval);
}

OPCODE(BINARY_SUBTRACT)
{
    return subtract_numbers(eval) ? Flow(Flow::Next) : binary<number_subtract>(eval);
}

OPCODE(BINARY_MULTIPLY)
{
    return multiply_numbers(eval) ? Flow(Flow::Next) : binary<number_multiply>(eval);
}

OPCODE(BINARY_MATRIX_MULTIPLY)
{
    return binary<number_matrix_multiply>(eval);
}

OPCODE(BINARY_TRUE_DIVIDE)
{
    return true_divide_numbers(eval) ? Flow(Flow::Next) : binary<number_true_divide>(eval);
}

OPCODE(BINARY_FLOOR_DIVIDE)
{
    return floor_divide_numbers(eval) ? Flow(Flow::Next) : binary<number_floor_divide>(eval);
}

OPCODE(BINARY_MODULO)
{
    if (remainder_numbers(eval)) {
        return Flow::Next;
    }
    return binary<number_remainder>(eval);
}

OPCODE(BINARY_LSHIFT)
{
    return binary<number_shift_left>(eval);
}

OPCODE(BINARY_RSHIFT)
{
    return binary<number_shift_right>(eval);
}

OPCODE(BINARY_AND)
{
    return binary<number_and>(eval);
}

OPCODE(BINARY_XOR)
{
    return binary<number_xor>(eval);
}

OPCODE(BINARY_OR)
{
    return binary<number_or>(eval);
}

OPCODE(INPLACE_ADD)
{
    if (add_numbers(eval)) {
        return Flow::Next;
    }
    if (eval.second()->type == str_type() && eval.top()->type == str_type()) {
        return outline<concatenate_strs>(eval);
    }
    return binary<number_inplace_add>(eval);
}

OPCODE(INPLACE_SUBTRACT)
{
    return subtract_numbers(eval) ? Flow(Flow::Next) : binary<number_inplace_subtract>(eval);
}

OPCODE(INPLACE_MULTIPLY)
{
    return multiply_numbers(eval) ? Flow(Flow::Next) : binary<number_inplace_multiply>(eval);
}

OPCODE(INPLACE_MATRIX_MULTIPLY)
{
    return binary<number_inplace_matrix_multiply>(eval);
}

OPCODE(INPLACE_TRUE_DIVIDE)
{
    return true_divide_numbers(eval) ? Flow(Flow::Next) : binary<number_inplace_true_divide>(eval);
}

OPCODE(INPLACE_FLOOR_DIVIDE)
{
    return floor_divide_numbers(eval) ? Flow(Flow::Next)
                                      : binary<number_inplace_floor_divide>(eval);
}

OPCODE(INPLACE_MODULO)
{
    return remainder_numbers(eval) ? Flow(Flow::Next) : binary<number_inplace_remainder>(eval);
}

OPCODE(INPLACE_LSHIFT)
{
    return binary<number_inplace_shift_left>(eval);
}

OPCODE(INPLACE_RSHIFT)
{
    return binary<number_inplace_shift_right>(eval);
}

OPCODE(INPLACE_AND)
{
    return binary<number_inplace_and>(eval);
}

OPCODE(INPLACE_XOR)
{
    return binary<number_inplace_xor>(eval);
}

OPCODE(INPLACE_OR)
{
    return binary<number_inplace_or>(eval);
}

OPCODE(BINARY_POWER)
{
    TRY_LET(Ref power, number_power(eval.thread, eval.second(), eval.top(), none()));
    eval.replace_two(std::move(power));
    return Flow::Next;
}

OPCODE(INPLACE_POWER)
{
    return binary<number_inplace_power>(eval);
}

OPCODE(BINARY_SUBSCR)
{
    Object* container = eval.second();
    Object* key = eval.top();
    if (is_small_int(key)) {
        std::int64_t index = int_value(key);
        if (container->type == list_type()) {
            const List& list = *as<List>(container);
            index += index < 0 ? list.length : 0;
            if (index >= 0 && index < list.length) [[likely]] {
                eval.replace_two(share(list.items[index]));
                return Flow::Next;
            }
        } else if (container->type == tuple_type()) {
            const Tuple& tuple = *as<Tuple>(container);
            index += index < 0 ? tuple.length : 0;
            if (index >= 0 && index < tuple.length) [[likely]] {
                eval.replace_two(share(tuple[index]));
                return Flow::Next;
            }
        }
    }
    return binary<get_item>(eval);
}

// [value, container, key] ->
OPCODE(STORE_SUBSCR)
{
    Object* container = eval.second();
    Object* key = eval.top();
    if (container->type == list_type() && is_small_int(key)) {
        List& list = *as<List>(container);
        std::int64_t index = int_value(key);
        index += index < 0 ? list.length : 0;
        if (index >= 0 && index < list.length) [[likely]] {
            Object* old = list.items[index];
            list.items[index] = eval.third();
            eval.sp -= 3;
            eval.sync();
            decref(old);
            decref(container);
            drop_number<Int>(key);
            return Flow::Next;
        }
    }
    TRY(set_item(eval.thread, container, key, eval.third()));
    eval.drop_from_below(3);
    return Flow::Next;
}

OPCODE(DELETE_SUBSCR)
{
    TRY(set_item(eval.thread, eval.second(), eval.top(), nullptr));
    eval.drop_from_below(2);
    return Flow::Next;
}

} // namespace fw
