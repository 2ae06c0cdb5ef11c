// Descriptors that native types are made of: methods, class methods, members, computed attributes.
// CPython: Objects/descrobject.c

#include "vm/types/descriptor_support.h"

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// The members that the four kinds have in common.
Type* owner_of(const Object* self)
{
    const Type* type = self->type;
    if (type == member_descriptor_type()) {
        return static_cast<const MemberDescriptor*>(self)->owner;
    }
    if (type == getset_descriptor_type()) {
        return static_cast<const GetSetDescriptor*>(self)->owner;
    }
    return static_cast<const MethodDescriptor*>(self)->owner;
}

Str* name_of(const Object* self)
{
    const Type* type = self->type;
    if (type == member_descriptor_type()) {
        return static_cast<const MemberDescriptor*>(self)->name;
    }
    if (type == getset_descriptor_type()) {
        return static_cast<const GetSetDescriptor*>(self)->name;
    }
    return static_cast<const MethodDescriptor*>(self)->name;
}

Result<void> check_instance(Thread& thread, const Object* descriptor, const Object* instance)
{
    if (is_instance_of(instance, owner_of(descriptor))) [[likely]] {
        return {};
    }
    return raise(thread, TypeId::TypeError,
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        to_utf8(*name_of(descriptor)), type_name(owner_of(descriptor)), type_name(instance));
}

// --- method_descriptor

Result<Ref> method_call(Thread& thread, Object* callable, Args args)
{
    auto* descriptor = static_cast<MethodDescriptor*>(callable);
    if (args.count == 0) [[unlikely]] {
        return raise(thread, TypeId::TypeError, "unbound method {} needs an argument",
            function_text(thread, callable));
    }
    Object* self = args.values[0];
    if (self->type != descriptor->owner) {
        TRY(check_instance(thread, descriptor, self));
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" while calling a Python object"));
    return call_native(thread, descriptor, *descriptor->method, descriptor->signature, self,
        Args{ args.values + 1, args.count - 1, args.names });
}

Result<Ref> method_get(Thread& thread, Object* self, Object* instance, Type*)
{
    if (!instance) {
        return share(self);
    }
    TRY(check_instance(thread, self, instance));
    return make_bound_builtin(*static_cast<MethodDescriptor*>(self), instance);
}

Result<Ref> method_repr(Thread&, MethodDescriptor& self)
{
    return Ref(make_str(
        fmt::format("<method '{}' of '{}' objects>", self.method->name, type_name(self.owner))));
}

void method_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<MethodDescriptor*>(self)->owner });
}

void method_destroy(Object* self)
{
    gc_untrack(self);
    auto* descriptor = static_cast<MethodDescriptor*>(self);
    drop_member(descriptor->owner);
    drop_member(descriptor->name);
    release_signature(descriptor->signature);
    free_object(self);
}

// --- classmethod_descriptor

// The class that a class method is to be bound to. CPython: classmethod_get.
Result<Type*> check_class(Thread& thread, const MethodDescriptor& descriptor, Object* type)
{
    if (!is_type(type)) {
        return raise(thread, TypeId::TypeError,
            "descriptor '{}' for type '{}' needs a type, not a '{}' as arg 2",
            descriptor.method->name, type_name(descriptor.owner), type_name(type));
    }
    auto* bound = static_cast<Type*>(type);
    if (!is_subtype(bound, descriptor.owner)) {
        return raise(thread, TypeId::TypeError,
            "descriptor '{}' requires a subtype of '{}' but received '{}'", descriptor.method->name,
            type_name(descriptor.owner), type_name(bound));
    }
    return bound;
}

Result<Ref> classmethod_call(Thread& thread, Object* callable, Args args)
{
    auto* descriptor = static_cast<MethodDescriptor*>(callable);
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "descriptor '{}' of '{}' object needs an argument",
            descriptor->method->name, type_name(descriptor->owner));
    }
    TRY_LET(Type * type, check_class(thread, *descriptor, args.values[0]));
    const Ref bound = make_bound_builtin(*descriptor, type);
    return call(thread, bound.get(), Args{ args.values + 1, args.count - 1, args.names });
}

Result<Ref> classmethod_get(Thread& thread, Object* self, Object* instance, Type* owner)
{
    auto* descriptor = static_cast<MethodDescriptor*>(self);
    if (!owner && !instance) {
        return raise(thread, TypeId::TypeError,
            "descriptor '{}' for type '{}' needs either an object or a type",
            descriptor->method->name, type_name(descriptor->owner));
    }
    TRY_LET(Type * type, check_class(thread, *descriptor, owner ? owner : instance->type));
    return make_bound_builtin(*descriptor, type);
}

// --- member_descriptor

Result<Ref> member_get(Thread& thread, Object* self, Object* instance, Type*)
{
    if (!instance) {
        return share(self);
    }
    const auto& member = *static_cast<MemberDescriptor*>(self);
    if (instance->type != member.owner) {
        TRY(check_instance(thread, self, instance));
    }
    if (member.kind == MemberKind::ObjectOrRaise) { // __slots__
        Object* value
            = *reinterpret_cast<Object**>(reinterpret_cast<char*>(instance) + member.offset);
        if (value) [[likely]] {
            return share(value);
        }
    }
    return read_member(thread, member, instance);
}

Result<void> member_set(Thread& thread, Object* self, Object* instance, Object* value)
{
    TRY(check_instance(thread, self, instance));
    return write_member(thread, *static_cast<MemberDescriptor*>(self), instance, value);
}

Result<Ref> member_repr(Thread&, MemberDescriptor& self)
{
    return Ref(make_str(
        fmt::format("<member '{}' of '{}' objects>", to_utf8(*self.name), type_name(self.owner))));
}

void member_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<MemberDescriptor*>(self)->owner });
}

void member_destroy(Object* self)
{
    gc_untrack(self);
    drop_member(static_cast<MemberDescriptor*>(self)->owner);
    drop_member(static_cast<MemberDescriptor*>(self)->name);
    free_object(self);
}

// --- getset_descriptor

Result<Ref> getset_get(Thread& thread, Object* self, Object* instance, Type*)
{
    if (!instance) {
        return share(self);
    }
    TRY(check_instance(thread, self, instance));
    const auto& descriptor = *static_cast<GetSetDescriptor*>(self);
    if (!descriptor.attribute->get) {
        return raise(thread, TypeId::AttributeError,
            "attribute '{}' of '{}' objects is not readable", to_utf8(*descriptor.name),
            type_name(descriptor.owner));
    }
    return descriptor.attribute->get(thread, instance);
}

Result<void> getset_set(Thread& thread, Object* self, Object* instance, Object* value)
{
    TRY(check_instance(thread, self, instance));
    const auto& descriptor = *static_cast<GetSetDescriptor*>(self);
    if (!descriptor.attribute->set) {
        return raise(thread, TypeId::AttributeError,
            "attribute '{}' of '{}' objects is not writable", to_utf8(*descriptor.name),
            type_name(descriptor.owner));
    }
    return descriptor.attribute->set(thread, instance, value);
}

Result<Ref> getset_repr(Thread&, GetSetDescriptor& self)
{
    return Ref(make_str(fmt::format(
        "<attribute '{}' of '{}' objects>", to_utf8(*self.name), type_name(self.owner))));
}

void getset_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<GetSetDescriptor*>(self)->owner });
}

void getset_destroy(Object* self)
{
    gc_untrack(self);
    drop_member(static_cast<GetSetDescriptor*>(self)->owner);
    drop_member(static_cast<GetSetDescriptor*>(self)->name);
    free_object(self);
}

// --- attributes

Result<Ref> get_name(Thread&, Object* self)
{
    return share<Object>(name_of(self));
}

Result<Ref> get_owner(Thread&, Object* self)
{
    return share<Object>(owner_of(self));
}

Result<Ref> get_qualname(Thread&, Object* self)
{
    return Ref(descriptor_qualname(owner_of(self), to_utf8(*name_of(self))));
}

Result<Ref> get_method_doc(Thread&, Object* self)
{
    return method_doc(*static_cast<MethodDescriptor*>(self)->method);
}

Result<Ref> get_method_signature(Thread&, Object* self)
{
    const bool of_class = self->type == classmethod_descriptor_type();
    return method_text_signature(
        *static_cast<MethodDescriptor*>(self)->method, of_class ? "$type" : "$self");
}

Result<Ref> get_member_doc(Thread&, Object* self)
{
    const char* doc = static_cast<MemberDescriptor*>(self)->doc;
    return doc ? Ref(make_str(doc)) : make_none();
}

Result<Ref> get_getset_doc(Thread&, Object* self)
{
    const char* doc = static_cast<GetSetDescriptor*>(self)->attribute->doc;
    return doc && *doc ? Ref(make_str(doc)) : make_none();
}

Result<Ref> method_reduce(Thread& thread, MethodDescriptor& self, Args)
{
    return reduce_to_getattr(thread, self.owner, self.name);
}

constexpr Attribute method_attributes[] = {
    { .name = "__name__", .get = get_name },
    { .name = "__objclass__", .get = get_owner },
    { .name = "__doc__", .get = get_method_doc },
    { .name = "__qualname__", .get = get_qualname },
    { .name = "__text_signature__", .get = get_method_signature },
};
constexpr Attribute member_attributes[] = {
    { .name = "__name__", .get = get_name },
    { .name = "__objclass__", .get = get_owner },
    { .name = "__doc__", .get = get_member_doc },
    { .name = "__qualname__", .get = get_qualname },
};
constexpr Attribute getset_attributes[] = {
    { .name = "__name__", .get = get_name },
    { .name = "__objclass__", .get = get_owner },
    { .name = "__doc__", .get = get_getset_doc },
    { .name = "__qualname__", .get = get_qualname },
};
constexpr Method method_methods[] = {
    { .name = "__reduce__",
        .call = native<MethodDescriptor, method_reduce>,
        .doc = "Helper for pickle." },
};

} // namespace

Ref method_doc(const Method& method)
{
    return method.doc && *method.doc ? Ref(make_str(method.doc)) : make_none();
}

Ref method_text_signature(const Method& method, std::string_view first)
{
    const std::string_view signature = method.signature;
    if (signature == "*") {
        return make_none();
    }
    if (signature.empty()) {
        return make_str(fmt::format("({}, /)", first));
    }
    // The receiver is positional-only; "/" closes the positional-only ones together.
    const bool has_slash = signature.find('/') != std::string_view::npos;
    return make_str(fmt::format("({}, {}{})", first, has_slash ? "" : "/, ", signature));
}

Result<Ref> reduce_to_getattr(Thread& thread, Object* object, Str* name)
{
    const RefTo<Str> key = intern("getattr");
    Object* getattr = dict_get_str(*runtime().builtins, key.get());
    if (!getattr) {
        return raise(thread, TypeId::AttributeError, "getattr");
    }
    const RefTo<Tuple> arguments = make_tuple({ object, name });
    return Ref(make_tuple({ getattr, arguments.get() }));
}

constexpr TypeSpec method_descriptor_spec = {
    .name = "method_descriptor",
    .basic_size = sizeof(MethodDescriptor),
    .flags = TypeIsMethodDescriptor,
    .slots = {
        .destroy = method_destroy,
        .traverse = method_traverse,
        .repr = unary<MethodDescriptor, method_repr>,
        .call = method_call,
        .get_attribute = generic_get_attribute,
        .descriptor_get = method_get,
    },
    .methods = method_methods,
    .attributes = method_attributes,
};

constexpr TypeSpec classmethod_descriptor_spec = {
    .name = "classmethod_descriptor",
    .basic_size = sizeof(MethodDescriptor),
    .slots = {
        .destroy = method_destroy,
        .traverse = method_traverse,
        .repr = unary<MethodDescriptor, method_repr>,
        .call = classmethod_call,
        .get_attribute = generic_get_attribute,
        .descriptor_get = classmethod_get,
    },
    .methods = method_methods,
    .attributes = method_attributes,
};

constexpr TypeSpec member_descriptor_spec = {
    .name = "member_descriptor",
    .basic_size = sizeof(MemberDescriptor),
    .slots = {
        .destroy = member_destroy,
        .traverse = member_traverse,
        .repr = unary<MemberDescriptor, member_repr>,
        .get_attribute = generic_get_attribute,
        .descriptor_get = member_get,
        .descriptor_set = member_set,
    },
    .attributes = member_attributes,
};

constexpr TypeSpec getset_descriptor_spec = {
    .name = "getset_descriptor",
    .basic_size = sizeof(GetSetDescriptor),
    .slots = {
        .destroy = getset_destroy,
        .traverse = getset_traverse,
        .repr = unary<GetSetDescriptor, getset_repr>,
        .get_attribute = generic_get_attribute,
        .descriptor_get = getset_get,
        .descriptor_set = getset_set,
    },
    .attributes = getset_attributes,
};

} // namespace fw
