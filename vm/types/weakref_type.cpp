// weakref.ref.
// CPython: Objects/weakrefobject.c

#include "vm/object/weakref.h"

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"
#include "vm/types/generic_alias.h"

#include <bit>

namespace fw {

namespace {

Result<Ref> weakref_create(Thread& thread, Type& type, Args args)
{
    if (&type == weakref_type()) {
        TRY(check_no_keywords(thread, "ref", args));
    }
    TRY(check_positional(thread, "__new__", args, 1, 2));
    return make_weakref(thread, &type, args[0], args.count > 1 ? args[1] : nullptr);
}

Result<void> weakref_init(Thread& thread, Object*, Args args)
{
    TRY(check_no_keywords(thread, "ref", args));
    return check_positional(thread, "__init__", args, 1, 2);
}

Result<Ref> weakref_call(Thread& thread, Object* self, Args args)
{
    TRY(check_no_keywords(thread, "weakref", args));
    TRY(check_positional(thread, "weakref", args, 0, 0));
    Object* referent = static_cast<WeakRef*>(self)->referent;
    return referent ? share(referent) : make_none();
}

Result<Ref> weakref_repr(Thread& thread, WeakRef& self)
{
    const auto address = std::bit_cast<std::uintptr_t>(&self);
    const Ref referent = Ref::share(self.referent);
    if (!referent) {
        return Ref(make_str(fmt::format("<weakref at 0x{:x}; dead>", address)));
    }
    Ref name;
    TRY_LET(bool named, find_attribute(thread, referent.get(), names().name, name));
    std::string text = fmt::format("<weakref at 0x{:x}; to '{}' at 0x{:x}", address,
        type_name(referent.get()), std::bit_cast<std::uintptr_t>(referent.get()));
    if (named && is_str(name.get())) {
        text += " (" + to_utf8(*as<Str>(name.get())) + ")";
    }
    return Ref(make_str(text + ">"));
}

Result<std::int64_t> weakref_hash(Thread& thread, Object* self)
{
    auto* reference = static_cast<WeakRef*>(self);
    if (reference->hash == -1) {
        const Ref referent = Ref::share(reference->referent);
        if (!referent) {
            return raise(thread, TypeId::TypeError, "weak object has gone away");
        }
        TRY_SET(reference->hash, hash(thread, referent.get()));
    }
    return reference->hash;
}

// While both objects live they are compared, afterwards the references.
Result<Ref> weakref_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if ((op != CompareOp::Equal && op != CompareOp::NotEqual)
        || !is_instance_of(left, weakref_type()) || !is_instance_of(right, weakref_type())) {
        return make_not_implemented();
    }
    const Ref a = Ref::share(static_cast<WeakRef*>(left)->referent);
    const Ref b = Ref::share(static_cast<WeakRef*>(right)->referent);
    if (!a || !b) {
        return make_bool((left == right) == (op == CompareOp::Equal));
    }
    return compare(thread, a.get(), b.get(), op);
}

void weakref_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<WeakRef*>(self)->callback });
}

void weakref_clear(Object* self)
{
    unlink_weakref(*static_cast<WeakRef*>(self));
    drop_member(static_cast<WeakRef*>(self)->callback);
}

void weakref_destroy(Object* self)
{
    gc_untrack(self);
    weakref_clear(self);
    free_object(self);
}

// --- proxy

Result<Ref> live(Thread& thread, Object* object)
{
    if (object->type != weakproxy_type()) {
        return share(object);
    }
    Object* referent = static_cast<WeakRef*>(object)->referent;
    if (!referent) {
        return raise(thread, TypeId::ReferenceError, "weakly-referenced object no longer exists");
    }
    return share(referent);
}

template <auto function> Result<Ref> proxy_unary(Thread& thread, Object* self)
{
    TRY_LET(Ref object, live(thread, self));
    return function(thread, object.get());
}

template <auto function> Result<Ref> proxy_binary(Thread& thread, Object* left, Object* right)
{
    TRY_LET(Ref a, live(thread, left));
    TRY_LET(Ref b, live(thread, right));
    return function(thread, a.get(), b.get());
}

Result<Ref> proxy_power(Thread& thread, Object* left, Object* right, Object* modulus)
{
    TRY_LET(Ref a, live(thread, left));
    TRY_LET(Ref b, live(thread, right));
    TRY_LET(Ref c, live(thread, modulus));
    return number_power(thread, a.get(), b.get(), c.get());
}

Result<Ref> proxy_repr(Thread&, WeakRef& self)
{
    return Ref(make_str(fmt::format("<weakproxy at 0x{:x} to {} at 0x{:x}>",
        std::bit_cast<std::uintptr_t>(&self), self.referent ? type_name(self.referent) : "NoneType",
        std::bit_cast<std::uintptr_t>(self.referent ? self.referent : none()))));
}

Result<Ref> proxy_get_attribute(Thread& thread, Object* self, Str* name)
{
    TRY_LET(Ref object, live(thread, self));
    return get_attribute(thread, object.get(), name);
}

Result<void> proxy_set_attribute(Thread& thread, Object* self, Str* name, Object* value)
{
    TRY_LET(Ref object, live(thread, self));
    return set_attribute(thread, object.get(), name, value);
}

Result<Ref> proxy_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    TRY_LET(Ref a, live(thread, left));
    TRY_LET(Ref b, live(thread, right));
    return compare(thread, a.get(), b.get(), op);
}

Result<Ref> proxy_call(Thread& thread, Object* self, Args args)
{
    TRY_LET(Ref object, live(thread, self));
    return call(thread, object.get(), args);
}

NextItem proxy_next(Thread& thread, Object* self)
{
    Ref object = live(thread, self).take();
    if (!object) {
        return nullptr;
    }
    if (!object->type->slots.next) {
        (void)raise(thread, TypeId::TypeError,
            "Weakref proxy referenced a non-iterator '{}' object", type_name(object.get()));
        return nullptr;
    }
    return iterate_next(thread, object.get());
}

Result<bool> proxy_truth(Thread& thread, Object* self)
{
    TRY_LET(Ref object, live(thread, self));
    return is_true(thread, object.get());
}

Result<std::int64_t> proxy_length(Thread& thread, Object* self)
{
    TRY_LET(Ref object, live(thread, self));
    return length(thread, object.get());
}

Result<bool> proxy_contains(Thread& thread, Object* self, Object* item)
{
    TRY_LET(Ref object, live(thread, self));
    return contains(thread, object.get(), item);
}

Result<void> proxy_set_item(Thread& thread, Object* self, Object* key, Object* value)
{
    TRY_LET(Ref object, live(thread, self));
    return set_item(thread, object.get(), key, value);
}

Result<Ref> proxy_str(Thread& thread, Object* self)
{
    TRY_LET(Ref object, live(thread, self));
    return str(thread, object.get());
}

constexpr Member members[] = {
    { .name = "__callback__", .kind = MemberKind::Object, .offset = offsetof(WeakRef, callback) },
};

constexpr Method methods[] = {
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = class_getitem,
        .doc = "See PEP 585",
        .kind = MethodKind::Class },
};

} // namespace

constexpr TypeSpec weakref_spec = {
    .name = "weakref",
    .basic_size = sizeof(WeakRef),
    .flags = TypeIsBase,
    .slots = {
        .destroy = weakref_destroy,
        .traverse = weakref_traverse,
        .clear = weakref_clear,
        .repr = unary<WeakRef, weakref_repr>,
        .hash = weakref_hash,
        .call = weakref_call,
        .compare = weakref_compare,
        .init = weakref_init,
        .create = weakref_create,
    },
    .methods = methods,
    .members = members,
};

constexpr TypeSpec weakproxy_spec = {
    .name = "weakproxy",
    .basic_size = sizeof(WeakRef),
    .slots = {
        .destroy = weakref_destroy,
        .traverse = weakref_traverse,
        .clear = weakref_clear,
        .repr = unary<WeakRef, proxy_repr>,
        .str = proxy_str,
        .hash = hash_not_implemented,
        .call = proxy_call,
        .get_attribute = proxy_get_attribute,
        .set_attribute = proxy_set_attribute,
        .compare = proxy_compare,
        .iterate = proxy_unary<get_iterator>,
        .next = proxy_next,
        .add = proxy_binary<number_add>,
        .subtract = proxy_binary<number_subtract>,
        .multiply = proxy_binary<number_multiply>,
        .matrix_multiply = proxy_binary<number_matrix_multiply>,
        .true_divide = proxy_binary<number_true_divide>,
        .floor_divide = proxy_binary<number_floor_divide>,
        .remainder = proxy_binary<number_remainder>,
        .divmod = proxy_binary<number_divmod>,
        .power = proxy_power,
        .shift_left = proxy_binary<number_shift_left>,
        .shift_right = proxy_binary<number_shift_right>,
        .bit_and = proxy_binary<number_and>,
        .bit_xor = proxy_binary<number_xor>,
        .bit_or = proxy_binary<number_or>,
        .negative = proxy_unary<number_negative>,
        .positive = proxy_unary<number_positive>,
        .absolute = proxy_unary<number_absolute>,
        .invert = proxy_unary<number_invert>,
        .truth = proxy_truth,
        .to_int = proxy_unary<number_int>,
        .to_float = proxy_unary<number_float>,
        .to_index = proxy_unary<number_index>,
        .length = proxy_length,
        .contains = proxy_contains,
        .mapping_length = proxy_length,
        .subscript = proxy_binary<get_item>,
        .set_subscript = proxy_set_item,
    },
};

} // namespace fw
