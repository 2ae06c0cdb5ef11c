// Bound methods: a function and the object that becomes its first argument.
// CPython: Objects/classobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

#include <bit>

namespace fw {

namespace {

Result<Ref> method_call(Thread& thread, Object* callable, Args args)
{
    auto* method = static_cast<BoundMethod*>(callable);
    const PrependedArgs all(method->self, args);
    return call(thread, method->function, all.args());
}

Result<Ref> method_create(Thread& thread, Type&, Args args)
{
    TRY(check_no_keywords(thread, "method", args));
    TRY(check_positional(thread, "method", args, 2, 2));
    if (!is_callable(args[0])) {
        return raise(thread, TypeId::TypeError, "first argument must be callable");
    }
    if (args[1] == none()) {
        return raise(thread, TypeId::TypeError, "self must not be None");
    }
    return make_method(args[0], args[1]);
}

// What the method lacks is the function's. CPython: method_getattro.
Result<Ref> method_get_attribute(Thread& thread, Object* self, Str* name)
{
    if (Object* found = type_lookup(self->type, name)) {
        Ref attribute = share(found);
        if (const DescriptorGetFn get = found->type->slots.descriptor_get) {
            return get(thread, found, self, self->type);
        }
        return attribute;
    }
    return get_attribute(thread, static_cast<BoundMethod*>(self)->function, name);
}

Result<Ref> method_get(Thread&, Object* self, Object*, Type*)
{
    return share(self); // Bound already.
}

Result<Ref> method_repr(Thread& thread, BoundMethod& self)
{
    Ref name;
    TRY_LET(bool has_qualname, find_attribute(thread, self.function, names().qualname, name));
    if (!has_qualname) {
        TRY_LET(bool has_name, find_attribute(thread, self.function, names().name, name));
        if (!has_name) {
            name = nullptr;
        }
    }
    const std::string shown = name && is_str(name.get()) ? to_utf8(*as<Str>(name.get())) : "?";
    TRY_LET(RefTo<Str> object, repr(thread, self.self));
    return Ref(make_str(fmt::format("<bound method {} of {}>", shown, to_utf8(*object))));
}

Result<Ref> method_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if ((op != CompareOp::Equal && op != CompareOp::NotEqual) || left->type != method_type()
        || right->type != method_type()) {
        return make_not_implemented();
    }
    const auto* a = static_cast<BoundMethod*>(left);
    const auto* b = static_cast<BoundMethod*>(right);
    TRY_LET(bool same_function, equal(thread, a->function, b->function));
    const bool same = same_function && a->self == b->self;
    return make_bool(same == (op == CompareOp::Equal));
}

Result<std::int64_t> method_hash(Thread& thread, Object* self)
{
    const auto* method = static_cast<BoundMethod*>(self);
    TRY_LET(std::int64_t function_hash, hash(thread, method->function));
    const auto own = std::rotr(std::bit_cast<std::uint64_t>(method->self), 4);
    const auto mixed
        = std::bit_cast<std::int64_t>(own ^ std::bit_cast<std::uint64_t>(function_hash));
    return mixed == -1 ? -2 : mixed;
}

void method_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* method = static_cast<BoundMethod*>(self);
    visit_members(visit, context, { method->function, method->self });
}

void method_destroy(Object* self)
{
    gc_untrack(self);
    drop_member(static_cast<BoundMethod*>(self)->function);
    drop_member(static_cast<BoundMethod*>(self)->self);
    free_object(self);
}

Result<Ref> get_doc(Thread& thread, Object* self)
{
    Ref doc;
    TRY_LET(bool found,
        find_attribute(thread, static_cast<BoundMethod*>(self)->function, names().doc, doc));
    return found ? doc : make_none();
}

Result<Ref> method_reduce(Thread& thread, BoundMethod& self, Args)
{
    TRY_LET(Ref name, get_attribute(thread, self.function, names().name));
    return reduce_to_getattr(thread, self.self, as<Str>(name.get()));
}

constexpr Member members[] = {
    { .name = "__func__",
        .kind = MemberKind::Object,
        .offset = offsetof(BoundMethod, function),
        .doc = "the function (or other callable) implementing a method" },
    { .name = "__self__",
        .kind = MemberKind::Object,
        .offset = offsetof(BoundMethod, self),
        .doc = "the instance to which a method is bound" },
};

constexpr Attribute attributes[] = {
    { .name = "__doc__", .get = get_doc },
};

constexpr Method methods[] = {
    { .name = "__reduce__",
        .call = native<BoundMethod, method_reduce>,
        .doc = "Helper for pickle." },
};

} // namespace

Ref make_method(Object* function, Object* self)
{
    const RefTo<BoundMethod> method = allocate<BoundMethod>(method_type());
    method->function = share(function).release();
    method->self = share(self).release();
    gc_track(method.get());
    return method;
}

constexpr TypeSpec method_spec = {
    .name = "method",
    .doc = "method(function, instance)\n\nCreate a bound instance method object.",
    .basic_size = sizeof(BoundMethod),
    .weakrefs_offset = offsetof(BoundMethod, weakrefs),
    .slots = {
        .destroy = method_destroy,
        .traverse = method_traverse,
        .repr = unary<BoundMethod, method_repr>,
        .hash = method_hash,
        .call = method_call,
        .get_attribute = method_get_attribute,
        .set_attribute = generic_set_attribute,
        .compare = method_compare,
        .descriptor_get = method_get,
        .create = method_create,
    },
    .methods = methods,
    .attributes = attributes,
    .members = members,
};

} // namespace fw
