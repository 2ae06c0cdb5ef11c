// Comparison, truth and hashes of any objects.
// CPython: Objects/object.c

#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

constexpr CompareOp swapped(CompareOp op)
{
    switch (op) {
    case CompareOp::Less:
        return CompareOp::Greater;
    case CompareOp::LessEqual:
        return CompareOp::GreaterEqual;
    case CompareOp::Greater:
        return CompareOp::Less;
    case CompareOp::GreaterEqual:
        return CompareOp::LessEqual;
    default:
        return op;
    }
}

constexpr const char* symbol(CompareOp op)
{
    switch (op) {
    case CompareOp::Less:
        return "<";
    case CompareOp::LessEqual:
        return "<=";
    case CompareOp::Equal:
        return "==";
    case CompareOp::NotEqual:
        return "!=";
    case CompareOp::Greater:
        return ">";
    default:
        return ">=";
    }
}

template <class T> bool ordered(const T& left, const T& right, CompareOp op)
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

// A comparison counts as a level of recursion: at the limit even that of two ints is one too many.
bool has_room(const Thread& thread)
{
    return thread.recursion_depth < thread.recursion_limit;
}

// Answers for two exact ints, floats or strs, which run no Python code.
bool compare_exact(const Object* left, const Object* right, CompareOp op, bool& answer)
{
    const Type* const type = left->type;
    if (type != right->type) {
        return false;
    }
    if (type == int_type()) {
        const auto& a = *static_cast<const Int*>(left);
        const auto& b = *static_cast<const Int*>(right);
        answer = a.is_small() && b.is_small() ? ordered(a.value, b.value, op)
                                              : ordered(int_compare(a, b), 0, op);
        return true;
    }
    if (type == str_type()) {
        const auto& a = *static_cast<const Str*>(left);
        const auto& b = *static_cast<const Str*>(right);
        if (op == CompareOp::Equal || op == CompareOp::NotEqual) {
            answer = str_equal(a, b) == (op == CompareOp::Equal);
        } else {
            answer = ordered(str_compare(a, b), 0, op);
        }
        return true;
    }
    if (type == float_type()) {
        answer = ordered(
            static_cast<const Float*>(left)->value, static_cast<const Float*>(right)->value, op);
        return true;
    }
    return false;
}

// The right operand's method goes first when its type is a subclass of the left one's. CPython:
// do_richcompare.
Result<Ref> compare_slots(Thread& thread, Object* left, Object* right, CompareOp op)
{
    bool tried_reflected = false;
    if (left->type != right->type && is_subtype(right->type, left->type)) {
        if (const CompareFn function = right->type->slots.compare) {
            tried_reflected = true;
            TRY_LET(Ref result, function(thread, right, left, swapped(op)));
            if (result.get() != not_implemented()) {
                return result;
            }
        }
    }
    if (const CompareFn function = left->type->slots.compare) {
        TRY_LET(Ref result, function(thread, left, right, op));
        if (result.get() != not_implemented()) {
            return result;
        }
    }
    if (!tried_reflected) {
        if (const CompareFn function = right->type->slots.compare) {
            TRY_LET(Ref result, function(thread, right, left, swapped(op)));
            if (result.get() != not_implemented()) {
                return result;
            }
        }
    }
    switch (op) {
    case CompareOp::Equal:
        return make_bool(left == right);
    case CompareOp::NotEqual:
        return make_bool(left != right);
    default:
        return raise(thread, TypeId::TypeError,
            "'{}' not supported between instances of '{}' and '{}'", symbol(op), type_name(left),
            type_name(right));
    }
}

} // namespace

Result<Ref> compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    bool answer;
    if (has_room(thread) && compare_exact(left, right, op, answer)) {
        return make_bool(answer);
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" in comparison"));
    return compare_slots(thread, left, right, op);
}

Result<bool> compare_bool(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (left == right) {
        if (op == CompareOp::Equal) {
            return true;
        }
        if (op == CompareOp::NotEqual) {
            return false;
        }
    }
    bool answer;
    if (has_room(thread) && compare_exact(left, right, op, answer)) {
        return answer;
    }
    TRY_LET(Ref result, compare(thread, left, right, op));
    return is_true(thread, result.get());
}

Result<bool> is_true(Thread& thread, Object* object)
{
    if (object == true_object()) {
        return true;
    }
    if (object == false_object() || object == none()) {
        return false;
    }
    const Slots& slots = object->type->slots;
    if (slots.truth) {
        return slots.truth(thread, object);
    }
    if (const LengthFn function = slots.mapping_length ? slots.mapping_length : slots.length) {
        TRY_LET(std::int64_t count, function(thread, object));
        return count != 0;
    }
    return true;
}

Result<std::int64_t> hash(Thread& thread, Object* object)
{
    if (object->type == str_type()) {
        return str_hash(*static_cast<Str*>(object));
    }
    if (const HashFn function = object->type->slots.hash) {
        return function(thread, object);
    }
    return raise(thread, TypeId::TypeError, "unhashable type: '{}'", type_name(object));
}

} // namespace fw
