// Fast paths of arithmetic on 64-bit ints and floats, inlined into the loop. Everything else goes
// through vm/object/protocol.h.

#pragma once

#include "vm/eval/eval_state.h"

namespace fw {

FW_INLINE bool is_small_int(const Object* object)
{
    return object->type == int_type() && static_cast<const Int*>(object)->is_small();
}

FW_INLINE bool are_small_ints(const Object* left, const Object* right)
{
    return is_small_int(left) && is_small_int(right);
}

FW_INLINE std::int64_t int_value(const Object* object)
{
    return static_cast<const Int*>(object)->value;
}
FW_INLINE double float_value(const Object* object)
{
    return static_cast<const Float*>(object)->value;
}
FW_INLINE bool are_floats(const Object* left, const Object* right)
{
    return left->type == float_type() && right->type == float_type();
}

FW_INLINE Object* new_int(std::int64_t value)
{
    if (value >= small_int_min && value <= small_int_max) {
        Object* small = &runtime().small_ints[static_cast<std::size_t>(value - small_int_min)];
        incref(small);
        return small;
    }
    auto* object = static_cast<Int*>(region_allocate(sizeof(Int)));
    object->refcount = 1;
    object->type = int_type();
    object->value = value;
    object->limbs = nullptr;
    return object;
}

FW_INLINE Object* new_float(double value)
{
    auto* object = static_cast<Float*>(region_allocate(sizeof(Float)));
    object->refcount = 1;
    object->type = float_type();
    object->value = value;
    return object;
}

// Drops an operand that is known to be a 64-bit int or a float: no code can run.
template <class T> FW_INLINE void drop_number(Object* object)
{
    if (--object->refcount == 0) {
        region_free(object, sizeof(T));
    }
}

template <class T>
FW_INLINE void replace_numbers(Eval& eval, Object* left, Object* right, Object* result)
{
    --eval.sp;
    eval.top() = result;
    drop_number<T>(left);
    drop_number<T>(right);
}

// Python's floor division and modulo of 64-bit ints; the divisor is not 0 and not -1.
FW_INLINE std::int64_t floor_quotient(std::int64_t left, std::int64_t right)
{
    const std::int64_t quotient = left / right;
    return (left % right != 0 && ((left < 0) != (right < 0))) ? quotient - 1 : quotient;
}
FW_INLINE std::int64_t floor_remainder(std::int64_t left, std::int64_t right)
{
    const std::int64_t remainder = left % right;
    return (remainder != 0 && ((remainder < 0) != (right < 0))) ? remainder + right : remainder;
}

} // namespace fw
