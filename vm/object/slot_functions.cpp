// From slots to special methods written in Python.
// CPython: slot_* in Objects/typeobject.c

#include "vm/object/slot_functions.h"

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/descriptors.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

constexpr std::size_t largest_arguments = 3;

Result<Ref> call_found(Thread& thread, Object* self, Object* function, bool unbound,
    std::initializer_list<Object*> arguments)
{
    Object* values[largest_arguments + 1];
    std::size_t count = 0;
    if (unbound) {
        values[count++] = self;
    }
    for (Object* argument : arguments) {
        values[count++] = argument;
    }
    return call(thread, function, Args{ values, count, nullptr });
}

// As call_special, but NotImplemented when there is no such method. CPython: vectorcall_maybe.
Result<Ref> call_special_or_not_implemented(
    Thread& thread, Object* self, Str* name, std::initializer_list<Object*> arguments)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, name, function, unbound));
    if (!found) {
        return make_not_implemented();
    }
    return call_found(thread, self, function.get(), unbound, arguments);
}

// Whether the right operand's class has a version of its own. CPython: method_is_overloaded.
Result<bool> is_overloaded(Thread& thread, Object* left, Object* right, Str* name)
{
    Ref theirs;
    TRY_LET(bool right_has, find_attribute(thread, right->type, name, theirs));
    if (!right_has) {
        return false;
    }
    Ref ours;
    TRY_LET(bool left_has, find_attribute(thread, left->type, name, ours));
    if (!left_has) {
        return true;
    }
    return compare_bool(thread, theirs.get(), ours.get(), CompareOp::NotEqual);
}

Str* comparison_name(CompareOp op)
{
    const Names& all = names();
    switch (op) {
    case CompareOp::Less:
        return all.lt;
    case CompareOp::LessEqual:
        return all.le;
    case CompareOp::Equal:
        return all.eq;
    case CompareOp::NotEqual:
        return all.ne;
    case CompareOp::Greater:
        return all.gt;
    case CompareOp::GreaterEqual:
        return all.ge;
    }
    FW_UNREACHABLE();
}

// An attribute of the class called with self and one argument. CPython: call_attribute.
Result<Ref> call_hook(Thread& thread, Object* self, Object* hook, Str* name)
{
    const Ref keep = share(hook);
    const DescriptorGetFn get = hook->type->slots.descriptor_get;
    if (has_flag(hook->type, TypeIsMethodDescriptor)) {
        return call(thread, hook, { self, name });
    }
    if (!get) {
        return call(thread, hook, { name });
    }
    TRY_LET(Ref bound, get(thread, hook, self, self->type));
    return call(thread, bound.get(), { name });
}

} // namespace

Result<bool> find_special_method(
    Thread& thread, Object* self, Str* name, Ref& function, bool& unbound)
{
    Object* found = type_lookup(self->type, name);
    if (!found) {
        return false;
    }
    function = share(found);
    unbound = has_flag(found->type, TypeIsMethodDescriptor);
    if (!unbound) {
        if (const DescriptorGetFn get = found->type->slots.descriptor_get) {
            TRY_SET(function, get(thread, found, self, self->type));
        }
    }
    return true;
}

Result<Ref> call_special(
    Thread& thread, Object* self, Str* name, std::initializer_list<Object*> arguments)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, name, function, unbound));
    if (!found) {
        return raise_with(thread, exception_type(TypeId::AttributeError), name);
    }
    return call_found(thread, self, function.get(), unbound, arguments);
}

Result<Ref> call_operator(
    Thread& thread, Object* self, Object* other, const OperatorNames& operation)
{
    bool try_other = self->type != other->type && operation.other_has_it;
    if (operation.self_has_it) {
        if (try_other && is_subtype(other->type, self->type)) {
            TRY_LET(bool overloaded, is_overloaded(thread, self, other, operation.reflected));
            if (overloaded) {
                TRY_LET(Ref result,
                    call_special_or_not_implemented(thread, other, operation.reflected, { self }));
                if (result.get() != not_implemented()) {
                    return result;
                }
                try_other = false;
            }
        }
        TRY_LET(
            Ref result, call_special_or_not_implemented(thread, self, operation.name, { other }));
        if (result.get() != not_implemented() || other->type == self->type) {
            return result;
        }
    }
    if (try_other) {
        return call_special_or_not_implemented(thread, other, operation.reflected, { self });
    }
    return make_not_implemented();
}

Result<Ref> slot_power(Thread& thread, Object* self, Object* other, Object* modulus)
{
    const bool self_has_it = self->type->slots.power == slot_power;
    if (modulus == none()) {
        return call_operator(thread, self, other,
            { names().pow, names().rpow, self_has_it, other->type->slots.power == slot_power });
    }
    // Three-argument power has no reflected form.
    if (self_has_it) {
        return call_special(thread, self, names().pow, { other, modulus });
    }
    return make_not_implemented();
}

Result<Ref> slot_inplace_power(Thread& thread, Object* self, Object* other, Object*)
{
    return call_special(thread, self, names().ipow, { other });
}

Result<bool> slot_truth(Thread& thread, Object* self)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool has_bool, find_special_method(thread, self, names().bool_, function, unbound));
    if (!has_bool) {
        TRY_LET(bool has_length, find_special_method(thread, self, names().len, function, unbound));
        if (!has_length) {
            return true;
        }
        TRY_LET(Ref length, call_found(thread, self, function.get(), unbound, {}));
        return is_true(thread, length.get());
    }
    TRY_LET(Ref value, call_found(thread, self, function.get(), unbound, {}));
    if (value->type != bool_type()) {
        return raise(thread, TypeId::TypeError, "__bool__ should return bool, returned {}",
            type_name(value.get()));
    }
    return value.get() == true_object();
}

Result<std::int64_t> slot_length(Thread& thread, Object* self)
{
    TRY_LET(Ref value, call_special(thread, self, names().len));
    TRY_LET(Ref number, number_index(thread, value.get()));
    if (int_sign(*as<Int>(number.get())) < 0) {
        return raise(thread, TypeId::ValueError, "__len__() should return >= 0");
    }
    return to_index(thread, number.get(), TypeId::OverflowError);
}

Result<Ref> slot_item(Thread& thread, Object* self, std::int64_t index)
{
    const Ref number = make_int(index);
    return call_special(thread, self, names().getitem, { number.get() });
}

Result<void> slot_set_index(Thread& thread, Object* self, std::int64_t index, Object* value)
{
    const Ref number = make_int(index);
    return slot_set_subscript(thread, self, number.get(), value);
}

Result<void> slot_set_subscript(Thread& thread, Object* self, Object* key, Object* value)
{
    if (value) {
        TRY(call_special(thread, self, names().setitem, { key, value }));
    } else {
        TRY(call_special(thread, self, names().delitem, { key }));
    }
    return {};
}

Result<bool> slot_contains(Thread& thread, Object* self, Object* item)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, names().contains, function, unbound));
    if (!found) {
        bool seen = false;
        TRY(for_each(thread, self, [&](Ref candidate) -> Result<bool> {
            TRY_SET(seen, equal(thread, candidate.get(), item));
            return !seen;
        }));
        return seen;
    }
    if (function.get() == none()) {
        return raise(thread, TypeId::TypeError, "'{}' object is not a container", type_name(self));
    }
    TRY_LET(Ref answer, call_found(thread, self, function.get(), unbound, { item }));
    return is_true(thread, answer.get());
}

Result<Ref> slot_repr(Thread& thread, Object* self)
{
    return call_special(thread, self, names().repr);
}

Result<Ref> slot_str(Thread& thread, Object* self)
{
    return call_special(thread, self, names().str_);
}

Result<std::int64_t> slot_hash(Thread& thread, Object* self)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, names().hash, function, unbound));
    if (!found || function.get() == none()) {
        return hash_not_implemented(thread, self);
    }
    TRY_LET(Ref value, call_found(thread, self, function.get(), unbound, {}));
    if (!is_int(value.get())) {
        return raise(thread, TypeId::TypeError, "__hash__ method should return an integer");
    }
    // A number in the range of hashes is taken as it is, a larger one is hashed.
    const Int& number = *as<Int>(value.get());
    const std::int64_t result = number.is_small() ? number.value : int_hash(number);
    return result == -1 ? -2 : result;
}

Result<Ref> slot_call(Thread& thread, Object* self, Args args)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, names().call, function, unbound));
    if (!found) {
        return raise_with(thread, exception_type(TypeId::AttributeError), names().call);
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" while calling a Python object"));
    if (unbound) {
        const PrependedArgs all(self, args);
        return call(thread, function.get(), all.args());
    }
    return call(thread, function.get(), args);
}

Result<Ref> slot_compare(Thread& thread, Object* self, Object* other, CompareOp op)
{
    return call_special_or_not_implemented(thread, self, comparison_name(op), { other });
}

Result<Ref> slot_iterate(Thread& thread, Object* self)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, names().iter, function, unbound));
    if (!found || function.get() == none()) {
        return raise(thread, TypeId::TypeError, "'{}' object is not iterable", type_name(self));
    }
    return call_found(thread, self, function.get(), unbound, {});
}

NextItem slot_next(Thread& thread, Object* self)
{
    return call_special(thread, self, names().next).take();
}

Result<Ref> slot_descriptor_get(Thread& thread, Object* self, Object* instance, Type* owner)
{
    Object* get = type_lookup(self->type, names().get);
    if (!get) {
        return share(self);
    }
    const Ref keep = share(get);
    Object* owner_object = owner ? owner : none();
    return call(thread, get, { self, instance ? instance : none(), owner_object });
}

Result<void> slot_descriptor_set(Thread& thread, Object* self, Object* instance, Object* value)
{
    if (value) {
        TRY(call_special(thread, self, names().set, { instance, value }));
    } else {
        TRY(call_special(thread, self, names().delete_, { instance }));
    }
    return {};
}

Result<Ref> slot_get_attribute(Thread& thread, Object* self, Str* name)
{
    Type* type = self->type;
    Object* fallback = type_lookup(type, names().getattr);
    const Ref keep = Ref::share(fallback);
    Object* first = type_lookup(type, names().getattribute);
    const bool generic = !first
        || (first->type == wrapper_descriptor_type()
            && static_cast<WrapperDescriptor*>(first)->wrapped
                == reinterpret_cast<SlotFunction>(&generic_get_attribute));
    Result<Ref> value = generic ? generic_get_attribute(thread, self, name)
                                : call_hook(thread, self, first, name);
    if (value.failed() && fallback && pending_is(thread, exception_type(TypeId::AttributeError))) {
        clear_exception(thread);
        return call_hook(thread, self, fallback, name);
    }
    return value;
}

Result<void> slot_set_attribute(Thread& thread, Object* self, Str* name, Object* value)
{
    if (value) {
        TRY(call_special(thread, self, names().setattr, { name, value }));
    } else {
        TRY(call_special(thread, self, names().delattr, { name }));
    }
    return {};
}

Result<void> slot_init(Thread& thread, Object* self, Args args)
{
    Ref function;
    bool unbound = false;
    TRY_LET(bool found, find_special_method(thread, self, names().init, function, unbound));
    if (!found) {
        return raise_with(thread, exception_type(TypeId::AttributeError), names().init);
    }
    Ref result;
    if (unbound) {
        const PrependedArgs all(self, args);
        TRY_SET(result, call(thread, function.get(), all.args()));
    } else {
        TRY_SET(result, call(thread, function.get(), args));
    }
    if (result.get() != none()) {
        return raise(thread, TypeId::TypeError, "__init__() should return None, not '{}'",
            type_name(result.get()));
    }
    return {};
}

Result<Ref> slot_create(Thread& thread, Type& type, Args args)
{
    TRY_LET(Ref function, get_attribute(thread, &type, names().new_));
    const PrependedArgs all(&type, args);
    return call(thread, function.get(), all.args());
}

void slot_finalize(Thread& thread, Object* self)
{
    SavedException saved = save_exception(thread);
    Ref function;
    bool unbound = false;
    auto found = find_special_method(thread, self, names().del, function, unbound);
    if (found.failed()) {
        write_unraisable(thread, self);
    } else if (found.take() && call_found(thread, self, function.get(), unbound, {}).failed()) {
        write_unraisable(thread, function.get());
    }
    restore_exception(thread, std::move(saved));
}

Result<std::int64_t> hash_not_implemented(Thread& thread, Object* object)
{
    return raise(thread, TypeId::TypeError, "unhashable type: '{}'", type_name(object));
}

} // namespace fw
