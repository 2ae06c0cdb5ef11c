// From Python to native slots: check the arguments, call the slot, make its result an object.
// CPython: wrap_* in Objects/typeobject.c

#include "vm/object/slot_wrappers.h"

#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<void> check_count(Thread& thread, Args args, std::size_t count)
{
    if (args.count == count) [[likely]] {
        return {};
    }
    return raise(thread, TypeId::TypeError, "expected {} argument{}, got {}", count,
        count == 1 ? "" : "s", args.count);
}

template <class Function> Function typed(SlotFunction wrapped)
{
    return reinterpret_cast<Function>(wrapped);
}

Result<Ref> done(Result<void> result)
{
    TRY(result);
    return make_none();
}

// An index, negative ones counted from the end. CPython: getindex().
Result<std::int64_t> sequence_index(Thread& thread, Object* self, Object* argument)
{
    TRY_LET(std::int64_t index, to_index(thread, argument, TypeId::OverflowError));
    if (index < 0 && self->type->slots.length) {
        TRY_LET(std::int64_t size, self->type->slots.length(thread, self));
        index += size;
    }
    return index;
}

// object.__setattr__ must not reach around a type's own way of setting attributes. CPython:
// hackcheck().
Result<void> check_not_bypassed(
    Thread& thread, Object* self, SetAttributeFn function, const char* what)
{
    const Type* type = self->type;
    while (type && has_flag(type, TypeIsHeap)) {
        type = type->base;
    }
    if (type && type->slots.set_attribute != function) {
        return raise(
            thread, TypeId::TypeError, "can't apply this {} to {} object", what, type_name(type));
    }
    return {};
}

Result<Str*> attribute_name(Thread& thread, Object* argument)
{
    if (!is_str(argument)) {
        return raise(thread, TypeId::TypeError, "attribute name must be string, not '{}'",
            type_name(argument));
    }
    return static_cast<Str*>(argument);
}

} // namespace

Result<Ref> wrap_unary(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 0));
    return typed<UnaryFn>(wrapped)(thread, self);
}

Result<Ref> wrap_binary(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    return typed<BinaryFn>(wrapped)(thread, self, args[0]);
}

Result<Ref> wrap_binary_left(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    return wrap_binary(thread, self, args, wrapped);
}

Result<Ref> wrap_reflected(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    return typed<BinaryFn>(wrapped)(thread, args[0], self);
}

Result<Ref> wrap_power(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 1, 2));
    return typed<TernaryFn>(wrapped)(thread, self, args[0], args.count > 1 ? args[1] : none());
}

Result<Ref> wrap_reflected_power(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 1, 2));
    return typed<TernaryFn>(wrapped)(thread, args[0], self, args.count > 1 ? args[1] : none());
}

Result<Ref> wrap_inplace_power(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    return typed<TernaryFn>(wrapped)(thread, self, args[0], none());
}

Result<Ref> wrap_truth(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 0));
    TRY_LET(bool truth, typed<TruthFn>(wrapped)(thread, self));
    return make_bool(truth);
}

Result<Ref> wrap_length(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 0));
    TRY_LET(std::int64_t length, typed<LengthFn>(wrapped)(thread, self));
    return make_int(length);
}

Result<Ref> wrap_repeat(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    TRY_LET(std::int64_t count, to_index(thread, args[0], TypeId::OverflowError));
    return typed<RepeatFn>(wrapped)(thread, self, count);
}

Result<Ref> wrap_index(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    TRY_LET(std::int64_t index, sequence_index(thread, self, args[0]));
    return typed<IndexFn>(wrapped)(thread, self, index);
}

Result<Ref> wrap_set_index(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 2, 2));
    TRY_LET(std::int64_t index, sequence_index(thread, self, args[0]));
    return done(typed<SetIndexFn>(wrapped)(thread, self, index, args[1]));
}

Result<Ref> wrap_delete_index(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    TRY_LET(std::int64_t index, sequence_index(thread, self, args[0]));
    return done(typed<SetIndexFn>(wrapped)(thread, self, index, nullptr));
}

Result<Ref> wrap_contains(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    TRY_LET(bool found, typed<ContainsFn>(wrapped)(thread, self, args[0]));
    return make_bool(found);
}

Result<Ref> wrap_set_item(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 2, 2));
    return done(typed<SetItemFn>(wrapped)(thread, self, args[0], args[1]));
}

Result<Ref> wrap_delete_item(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    return done(typed<SetItemFn>(wrapped)(thread, self, args[0], nullptr));
}

Result<Ref> wrap_hash(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 0));
    TRY_LET(std::int64_t hash, typed<HashFn>(wrapped)(thread, self));
    return make_int(hash);
}

Result<Ref> wrap_call(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    return typed<CallFn>(wrapped)(thread, self, args);
}

Result<Ref> wrap_init(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    return done(typed<InitFn>(wrapped)(thread, self, args));
}

Result<Ref> wrap_finalize(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 0));
    typed<void (*)(Thread&, Object*)>(wrapped)(thread, self);
    return make_none();
}

Result<Ref> wrap_next(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 0));
    Ref item = typed<NextFn>(wrapped)(thread, self);
    if (!item && !thread.has_exception()) {
        return raise_none(thread, exception_type(TypeId::StopIteration));
    }
    if (!item) {
        return Raised{};
    }
    return item;
}

Result<Ref> wrap_get_attribute(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    TRY_LET(Str * name, attribute_name(thread, args[0]));
    return typed<GetAttributeFn>(wrapped)(thread, self, name);
}

Result<Ref> wrap_set_attribute(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 2, 2));
    const auto function = typed<SetAttributeFn>(wrapped);
    TRY(check_not_bypassed(thread, self, function, "__setattr__"));
    TRY_LET(Str * name, attribute_name(thread, args[0]));
    return done(function(thread, self, name, args[1]));
}

Result<Ref> wrap_delete_attribute(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    const auto function = typed<SetAttributeFn>(wrapped);
    TRY(check_not_bypassed(thread, self, function, "__delattr__"));
    TRY_LET(Str * name, attribute_name(thread, args[0]));
    return done(function(thread, self, name, nullptr));
}

Result<Ref> wrap_descriptor_get(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 1, 2));
    Object* instance = args[0] == none() ? nullptr : args[0];
    Object* owner = args.count > 1 && args[1] != none() ? args[1] : nullptr;
    if (!instance && !owner) {
        return raise(thread, TypeId::TypeError, "__get__(None, None) is invalid");
    }
    if (owner && !is_type(owner)) {
        owner = nullptr;
    }
    return typed<DescriptorGetFn>(wrapped)(thread, self, instance, static_cast<Type*>(owner));
}

Result<Ref> wrap_descriptor_set(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_positional(thread, "", args, 2, 2));
    return done(typed<DescriptorSetFn>(wrapped)(thread, self, args[0], args[1]));
}

Result<Ref> wrap_descriptor_delete(Thread& thread, Object* self, Args args, SlotFunction wrapped)
{
    TRY(check_count(thread, args, 1));
    return done(typed<DescriptorSetFn>(wrapped)(thread, self, args[0], nullptr));
}

Result<Ref> wrap_compare_op(
    Thread& thread, Object* self, Args args, SlotFunction wrapped, CompareOp op)
{
    TRY(check_count(thread, args, 1));
    return typed<CompareFn>(wrapped)(thread, self, args[0], op);
}

} // namespace fw
