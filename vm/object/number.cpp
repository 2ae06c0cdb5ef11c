// The number protocol: binary and unary operators on any objects, with exact ints and floats served
// at once. Conversions int(), float() and operator.index() are in number_convert.cpp.
// CPython: Objects/abstract.c

#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

using BinarySlot = BinaryFn Slots::*;
using TernarySlot = TernaryFn Slots::*;

bool both_are(const Type* type, const Object* left, const Object* right)
{
    return left->type == type && right->type == type;
}

bool is_not_implemented(const Ref& result)
{
    return result.get() == not_implemented();
}

double float_value(const Object* object)
{
    return static_cast<const Float*>(object)->value;
}

// The order of the two operands' methods: the left one first, unless the right one's type is a
// subclass that brings its own. CPython: binary_op1.
Result<Ref> try_slots(Thread& thread, Object* left, Object* right, BinarySlot slot)
{
    const BinaryFn left_fn = left->type->slots.*slot;
    BinaryFn right_fn = right->type == left->type ? nullptr : right->type->slots.*slot;
    if (right_fn == left_fn) {
        right_fn = nullptr;
    }
    if (left_fn) {
        if (right_fn && is_subtype(right->type, left->type)) {
            TRY_LET(Ref result, right_fn(thread, left, right));
            if (!is_not_implemented(result)) {
                return result;
            }
            right_fn = nullptr;
        }
        TRY_LET(Ref result, left_fn(thread, left, right));
        if (!is_not_implemented(result)) {
            return result;
        }
    }
    if (right_fn) {
        return right_fn(thread, left, right);
    }
    return make_not_implemented();
}

Raised unsupported(Thread& thread, const Object* left, const Object* right, const char* symbol)
{
    return raise(thread, TypeId::TypeError, "unsupported operand type(s) for {}: '{}' and '{}'",
        symbol, type_name(left), type_name(right));
}

Result<Ref> binary(Thread& thread, Object* left, Object* right, BinarySlot slot, const char* symbol)
{
    TRY_LET(Ref result, try_slots(thread, left, right, slot));
    if (is_not_implemented(result)) [[unlikely]] {
        return unsupported(thread, left, right, symbol);
    }
    return result;
}

// The in-place method of the left operand, then the plain operator. CPython: binary_iop1.
Result<Ref> try_inplace(
    Thread& thread, Object* left, Object* right, BinarySlot inplace_slot, BinarySlot slot)
{
    if (const BinaryFn function = left->type->slots.*inplace_slot) {
        TRY_LET(Ref result, function(thread, left, right));
        if (!is_not_implemented(result)) {
            return result;
        }
    }
    return try_slots(thread, left, right, slot);
}

Result<Ref> inplace(Thread& thread, Object* left, Object* right, BinarySlot inplace_slot,
    BinarySlot slot, const char* symbol)
{
    TRY_LET(Ref result, try_inplace(thread, left, right, inplace_slot, slot));
    if (is_not_implemented(result)) [[unlikely]] {
        return unsupported(thread, left, right, symbol);
    }
    return result;
}

// CPython: ternary_op.
Result<Ref> ternary(Thread& thread, Object* left, Object* right, Object* modulus, TernarySlot slot)
{
    const TernaryFn left_fn = left->type->slots.*slot;
    TernaryFn right_fn = right->type == left->type ? nullptr : right->type->slots.*slot;
    if (right_fn == left_fn) {
        right_fn = nullptr;
    }
    const TernaryFn first_left = left_fn;
    const TernaryFn first_right = right_fn;
    if (left_fn) {
        if (right_fn && is_subtype(right->type, left->type)) {
            TRY_LET(Ref result, right_fn(thread, left, right, modulus));
            if (!is_not_implemented(result)) {
                return result;
            }
            right_fn = nullptr;
        }
        TRY_LET(Ref result, left_fn(thread, left, right, modulus));
        if (!is_not_implemented(result)) {
            return result;
        }
    }
    if (right_fn) {
        TRY_LET(Ref result, right_fn(thread, left, right, modulus));
        if (!is_not_implemented(result)) {
            return result;
        }
    }
    const TernaryFn modulus_fn = modulus->type->slots.*slot;
    if (modulus_fn && modulus_fn != first_left && modulus_fn != first_right) {
        TRY_LET(Ref result, modulus_fn(thread, left, right, modulus));
        if (!is_not_implemented(result)) {
            return result;
        }
    }
    if (modulus == none()) {
        return unsupported(thread, left, right, "** or pow()");
    }
    return raise(thread, TypeId::TypeError,
        "unsupported operand type(s) for pow(): '{}', '{}', '{}'", type_name(left),
        type_name(right), type_name(modulus));
}

Result<Ref> repeat(Thread& thread, RepeatFn function, Object* sequence, Object* count)
{
    if (!count->type->slots.to_index) {
        return raise(thread, TypeId::TypeError, "can't multiply sequence by non-int of type '{}'",
            type_name(count));
    }
    TRY_LET(std::int64_t times, to_index(thread, count, TypeId::OverflowError));
    return function(thread, sequence, times);
}

Result<Ref> unary_operator(
    Thread& thread, Object* object, UnaryFn Slots::*slot, const char* operation)
{
    if (const UnaryFn function = object->type->slots.*slot) {
        return function(thread, object);
    }
    return raise(
        thread, TypeId::TypeError, "bad operand type for {}: '{}'", operation, type_name(object));
}

// The exact int operands as 64-bit values, if they are.
bool small_operands(const Object* left, const Object* right, std::int64_t& a, std::int64_t& b)
{
    if (!both_are(int_type(), left, right)) {
        return false;
    }
    const auto& x = *static_cast<const Int*>(left);
    const auto& y = *static_cast<const Int*>(right);
    a = x.value;
    b = y.value;
    return x.is_small() && y.is_small();
}

} // namespace

// --- operators with fast paths

Result<Ref> number_add(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    std::int64_t sum;
    if (small_operands(left, right, a, b) && !__builtin_add_overflow(a, b, &sum)) {
        return make_int(sum);
    }
    if (both_are(float_type(), left, right)) {
        return make_float(float_value(left) + float_value(right));
    }
    TRY_LET(Ref result, try_slots(thread, left, right, &Slots::add));
    if (!is_not_implemented(result)) {
        return result;
    }
    if (const BinaryFn concat = left->type->slots.concat) {
        return concat(thread, left, right);
    }
    return unsupported(thread, left, right, "+");
}

Result<Ref> number_subtract(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    std::int64_t difference;
    if (small_operands(left, right, a, b) && !__builtin_sub_overflow(a, b, &difference)) {
        return make_int(difference);
    }
    if (both_are(float_type(), left, right)) {
        return make_float(float_value(left) - float_value(right));
    }
    return binary(thread, left, right, &Slots::subtract, "-");
}

Result<Ref> number_multiply(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    std::int64_t product;
    if (small_operands(left, right, a, b) && !__builtin_mul_overflow(a, b, &product)) {
        return make_int(product);
    }
    if (both_are(float_type(), left, right)) {
        return make_float(float_value(left) * float_value(right));
    }
    TRY_LET(Ref result, try_slots(thread, left, right, &Slots::multiply));
    if (!is_not_implemented(result)) {
        return result;
    }
    if (const RepeatFn function = left->type->slots.repeat) {
        return repeat(thread, function, left, right);
    }
    if (const RepeatFn function = right->type->slots.repeat) {
        return repeat(thread, function, right, left);
    }
    return unsupported(thread, left, right, "*");
}

Result<Ref> number_true_divide(Thread& thread, Object* left, Object* right)
{
    if (both_are(float_type(), left, right) && float_value(right) != 0) {
        return make_float(float_value(left) / float_value(right));
    }
    return binary(thread, left, right, &Slots::true_divide, "/");
}

Result<Ref> number_floor_divide(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    if (small_operands(left, right, a, b) && b > 0) {
        std::int64_t quotient = a / b;
        if (a % b < 0) {
            --quotient;
        }
        return make_int(quotient);
    }
    return binary(thread, left, right, &Slots::floor_divide, "//");
}

Result<Ref> number_remainder(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    if (small_operands(left, right, a, b) && b > 0) {
        const std::int64_t rest = a % b;
        return make_int(rest < 0 ? rest + b : rest);
    }
    return binary(thread, left, right, &Slots::remainder, "%");
}

Result<Ref> number_and(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    if (small_operands(left, right, a, b)) {
        return make_int(a & b);
    }
    return binary(thread, left, right, &Slots::bit_and, "&");
}

Result<Ref> number_xor(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    if (small_operands(left, right, a, b)) {
        return make_int(a ^ b);
    }
    return binary(thread, left, right, &Slots::bit_xor, "^");
}

Result<Ref> number_or(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    if (small_operands(left, right, a, b)) {
        return make_int(a | b);
    }
    return binary(thread, left, right, &Slots::bit_or, "|");
}

Result<Ref> number_shift_left(Thread& thread, Object* left, Object* right)
{
    return binary(thread, left, right, &Slots::shift_left, "<<");
}

Result<Ref> number_shift_right(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    if (small_operands(left, right, a, b) && b >= 0) {
        return make_int(a >> (b > 63 ? 63 : b));
    }
    TRY_LET(Ref result, try_slots(thread, left, right, &Slots::shift_right));
    if (!is_not_implemented(result)) {
        return result;
    }
    if (left->type == builtin_function_type()
        && std::string_view(static_cast<BuiltinFunction*>(left)->method->name) == "print") {
        return raise(thread, TypeId::TypeError,
            "unsupported operand type(s) for >>: '{}' and '{}'. Did you mean \"print(<message>, "
            "file=<output_stream>)\"?",
            type_name(left), type_name(right));
    }
    return unsupported(thread, left, right, ">>");
}

// --- the others

Result<Ref> number_matrix_multiply(Thread& thread, Object* left, Object* right)
{
    return binary(thread, left, right, &Slots::matrix_multiply, "@");
}

Result<Ref> number_divmod(Thread& thread, Object* left, Object* right)
{
    return binary(thread, left, right, &Slots::divmod, "divmod()");
}

Result<Ref> number_power(Thread& thread, Object* left, Object* right, Object* modulus)
{
    return ternary(thread, left, right, modulus, &Slots::power);
}

Result<Ref> number_inplace_add(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    std::int64_t sum;
    if (small_operands(left, right, a, b) && !__builtin_add_overflow(a, b, &sum)) {
        return make_int(sum);
    }
    TRY_LET(Ref result, try_inplace(thread, left, right, &Slots::inplace_add, &Slots::add));
    if (!is_not_implemented(result)) {
        return result;
    }
    if (const BinaryFn concat = left->type->slots.inplace_concat) {
        return concat(thread, left, right);
    }
    if (const BinaryFn concat = left->type->slots.concat) {
        return concat(thread, left, right);
    }
    return unsupported(thread, left, right, "+=");
}

Result<Ref> number_inplace_subtract(Thread& thread, Object* left, Object* right)
{
    std::int64_t a;
    std::int64_t b;
    std::int64_t difference;
    if (small_operands(left, right, a, b) && !__builtin_sub_overflow(a, b, &difference)) {
        return make_int(difference);
    }
    return inplace(thread, left, right, &Slots::inplace_subtract, &Slots::subtract, "-=");
}

Result<Ref> number_inplace_multiply(Thread& thread, Object* left, Object* right)
{
    TRY_LET(
        Ref result, try_inplace(thread, left, right, &Slots::inplace_multiply, &Slots::multiply));
    if (!is_not_implemented(result)) {
        return result;
    }
    const Slots& slots = left->type->slots;
    if (const RepeatFn function = slots.inplace_repeat ? slots.inplace_repeat : slots.repeat) {
        return repeat(thread, function, left, right);
    }
    // The right operand must not be changed: its plain repetition.
    if (const RepeatFn function = right->type->slots.repeat) {
        return repeat(thread, function, right, left);
    }
    return unsupported(thread, left, right, "*=");
}

Result<Ref> number_inplace_matrix_multiply(Thread& thread, Object* left, Object* right)
{
    return inplace(
        thread, left, right, &Slots::inplace_matrix_multiply, &Slots::matrix_multiply, "@=");
}

Result<Ref> number_inplace_true_divide(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_true_divide, &Slots::true_divide, "/=");
}

Result<Ref> number_inplace_floor_divide(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_floor_divide, &Slots::floor_divide, "//=");
}

Result<Ref> number_inplace_remainder(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_remainder, &Slots::remainder, "%=");
}

Result<Ref> number_inplace_power(Thread& thread, Object* left, Object* right)
{
    const bool has_own = left->type->slots.inplace_power != nullptr;
    return ternary(thread, left, right, none(), has_own ? &Slots::inplace_power : &Slots::power);
}

Result<Ref> number_inplace_shift_left(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_shift_left, &Slots::shift_left, "<<=");
}

Result<Ref> number_inplace_shift_right(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_shift_right, &Slots::shift_right, ">>=");
}

Result<Ref> number_inplace_and(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_bit_and, &Slots::bit_and, "&=");
}

Result<Ref> number_inplace_xor(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_bit_xor, &Slots::bit_xor, "^=");
}

Result<Ref> number_inplace_or(Thread& thread, Object* left, Object* right)
{
    return inplace(thread, left, right, &Slots::inplace_bit_or, &Slots::bit_or, "|=");
}

Result<Ref> number_negative(Thread& thread, Object* object)
{
    return unary_operator(thread, object, &Slots::negative, "unary -");
}

Result<Ref> number_positive(Thread& thread, Object* object)
{
    return unary_operator(thread, object, &Slots::positive, "unary +");
}

Result<Ref> number_absolute(Thread& thread, Object* object)
{
    return unary_operator(thread, object, &Slots::absolute, "abs()");
}

Result<Ref> number_invert(Thread& thread, Object* object)
{
    return unary_operator(thread, object, &Slots::invert, "unary ~");
}

} // namespace fw
