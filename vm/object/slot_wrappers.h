// How arguments from Python reach a native slot: one function for each shape of slot. Included by
// type_slots.cpp only. CPython: wrap_* in Objects/typeobject.c

#pragma once

#include "vm/object/type_slots.h"

namespace fw {

Result<Ref> wrap_unary(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_binary(Thread& thread, Object* self, Args args, SlotFunction wrapped);
// The same for operators that have a reflected form. Another function, so that a subclass of list
// does not take list's concat for its add, which is called with a right operand too.
// CPython: wrap_binaryfunc_l
Result<Ref> wrap_binary_left(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_reflected(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_power(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_reflected_power(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_inplace_power(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_truth(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_length(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_repeat(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_index(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_set_index(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_delete_index(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_contains(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_set_item(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_delete_item(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_hash(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_call(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_init(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_finalize(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_next(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_get_attribute(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_set_attribute(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_delete_attribute(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_descriptor_get(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_descriptor_set(Thread& thread, Object* self, Args args, SlotFunction wrapped);
Result<Ref> wrap_descriptor_delete(Thread& thread, Object* self, Args args, SlotFunction wrapped);

Result<Ref> wrap_compare_op(
    Thread& thread, Object* self, Args args, SlotFunction wrapped, CompareOp op);
template <CompareOp op>
Result<Ref> wrap_compare(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    return wrap_compare_op(thread, self, args, wrapped, op);
}

} // namespace fw
