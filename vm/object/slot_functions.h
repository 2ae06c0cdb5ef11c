// What the slots of classes written in Python hold: functions that look up the special method and
// call it. Included by type_slots.cpp only. CPython: slot_* in Objects/typeobject.c

#pragma once

#include "vm/object/type_slots.h"

namespace fw {

Result<void> slot_set_attribute(Thread& thread, Object* self, Str* name, Object* value);
Result<Ref> slot_repr(Thread& thread, Object* self);
Result<Ref> slot_str(Thread& thread, Object* self);
Result<std::int64_t> slot_hash(Thread& thread, Object* self);
Result<Ref> slot_call(Thread& thread, Object* self, Args args);
Result<Ref> slot_compare(Thread& thread, Object* self, Object* other, CompareOp op);
Result<Ref> slot_iterate(Thread& thread, Object* self);
NextItem slot_next(Thread& thread, Object* self);
Result<Ref> slot_descriptor_get(Thread& thread, Object* self, Object* instance, Type* owner);
Result<void> slot_descriptor_set(Thread& thread, Object* self, Object* instance, Object* value);
Result<void> slot_init(Thread& thread, Object* self, Args args);
void slot_finalize(Thread& thread, Object* self);
Result<Ref> slot_power(Thread& thread, Object* self, Object* other, Object* modulus);
Result<Ref> slot_inplace_power(Thread& thread, Object* self, Object* other, Object* modulus);
Result<bool> slot_truth(Thread& thread, Object* self);
Result<std::int64_t> slot_length(Thread& thread, Object* self);
Result<Ref> slot_item(Thread& thread, Object* self, std::int64_t index);
Result<void> slot_set_index(Thread& thread, Object* self, std::int64_t index, Object* value);
Result<void> slot_set_subscript(Thread& thread, Object* self, Object* key, Object* value);
Result<bool> slot_contains(Thread& thread, Object* self, Object* item);

template <Str* Names::*name> Result<Ref> slot_unary(Thread& thread, Object* self)
{
    return call_special(thread, self, names().*name);
}

template <Str* Names::*name> Result<Ref> slot_inplace(Thread& thread, Object* self, Object* other)
{
    return call_special(thread, self, names().*name, { other });
}

// An operator with its reflected form, tried in the order that the types of the operands ask for.
// CPython: SLOT1BINFULL.
struct OperatorNames {
    Str* name;
    Str* reflected;
    bool self_has_it; // The slot of the operand's type is this very function.
    bool other_has_it;
};
Result<Ref> call_operator(
    Thread& thread, Object* self, Object* other, const OperatorNames& operation);

template <BinaryFn Slots::*member, Str* Names::*name, Str* Names::*reflected>
Result<Ref> slot_binary(Thread& thread, Object* self, Object* other)
{
    constexpr BinaryFn own = &slot_binary<member, name, reflected>;
    return call_operator(thread, self, other,
        { names().*name, names().*reflected, self->type->slots.*member == own,
            other->type->slots.*member == own });
}

} // namespace fw
