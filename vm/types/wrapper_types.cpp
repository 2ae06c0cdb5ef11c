// Slots seen as methods: int.__add__ (wrapper_descriptor) and (1).__add__ (method-wrapper).
// CPython: Objects/descrobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

#include <bit>

namespace fw {

namespace {

Str* wrapped_name(const WrapperDescriptor& descriptor)
{
    return names().*descriptor.row->name;
}

Result<Ref> call_wrapped(
    Thread& thread, const WrapperDescriptor& descriptor, Object* self, Args args)
{
    if (!descriptor.row->takes_keywords && args.keyword_count() > 0) {
        return raise(thread, TypeId::TypeError, "wrapper {}() takes no keyword arguments",
            to_utf8(*wrapped_name(descriptor)));
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" while calling a Python object"));
    return descriptor.row->wrapper(thread, self, args, descriptor.wrapped);
}

// --- wrapper_descriptor

Result<Ref> descriptor_call(Thread& thread, Object* callable, Args args)
{
    const auto& descriptor = *static_cast<WrapperDescriptor*>(callable);
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "descriptor '{}' of '{}' object needs an argument",
            to_utf8(*wrapped_name(descriptor)), type_name(descriptor.owner));
    }
    Object* self = args.values[0];
    if (!is_instance_of(self, descriptor.owner)) {
        return raise(thread, TypeId::TypeError,
            "descriptor '{}' requires a '{}' object but received a '{}'",
            to_utf8(*wrapped_name(descriptor)), type_name(descriptor.owner), type_name(self));
    }
    return call_wrapped(
        thread, descriptor, self, Args{ args.values + 1, args.count - 1, args.names });
}

Result<Ref> descriptor_get(Thread& thread, Object* self, Object* instance, Type*)
{
    if (!instance) {
        return share(self);
    }
    auto* descriptor = static_cast<WrapperDescriptor*>(self);
    if (!is_instance_of(instance, descriptor->owner)) {
        return raise(thread, TypeId::TypeError,
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            to_utf8(*wrapped_name(*descriptor)), type_name(descriptor->owner), type_name(instance));
    }
    const RefTo<MethodWrapper> wrapper = allocate<MethodWrapper>(method_wrapper_type());
    wrapper->descriptor = share(descriptor).release();
    wrapper->self = share(instance).release();
    gc_track(wrapper.get());
    return Ref(wrapper);
}

Result<Ref> descriptor_repr(Thread&, WrapperDescriptor& self)
{
    return Ref(make_str(fmt::format("<slot wrapper '{}' of '{}' objects>",
        to_utf8(*wrapped_name(self)), type_name(self.owner))));
}

void descriptor_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<WrapperDescriptor*>(self)->owner });
}

void descriptor_destroy(Object* self)
{
    gc_untrack(self);
    drop_member(static_cast<WrapperDescriptor*>(self)->owner);
    free_object(self);
}

// --- method-wrapper

Result<Ref> wrapper_call(Thread& thread, Object* callable, Args args)
{
    auto* wrapper = static_cast<MethodWrapper*>(callable);
    return call_wrapped(thread, *wrapper->descriptor, wrapper->self, args);
}

Result<Ref> wrapper_repr(Thread&, MethodWrapper& self)
{
    return Ref(make_str(fmt::format("<method-wrapper '{}' of {} object at 0x{:x}>",
        to_utf8(*wrapped_name(*self.descriptor)), type_name(self.self),
        std::bit_cast<std::uintptr_t>(self.self))));
}

Result<Ref> wrapper_compare(Thread&, Object* left, Object* right, CompareOp op)
{
    if ((op != CompareOp::Equal && op != CompareOp::NotEqual) || left->type != method_wrapper_type()
        || right->type != method_wrapper_type()) {
        return make_not_implemented();
    }
    const auto* a = static_cast<MethodWrapper*>(left);
    const auto* b = static_cast<MethodWrapper*>(right);
    const bool same = a->descriptor == b->descriptor && a->self == b->self;
    return make_bool(same == (op == CompareOp::Equal));
}

Result<std::int64_t> wrapper_hash(Thread&, Object* self)
{
    const auto* wrapper = static_cast<MethodWrapper*>(self);
    const auto mixed = std::rotr(std::bit_cast<std::uint64_t>(wrapper->self), 4)
        ^ std::rotr(std::bit_cast<std::uint64_t>(wrapper->descriptor), 4);
    const auto hash = std::bit_cast<std::int64_t>(mixed);
    return hash == -1 ? -2 : hash;
}

void wrapper_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* wrapper = static_cast<MethodWrapper*>(self);
    visit_members(visit, context, { wrapper->descriptor, wrapper->self });
}

void wrapper_destroy(Object* self)
{
    gc_untrack(self);
    drop_member(static_cast<MethodWrapper*>(self)->descriptor);
    drop_member(static_cast<MethodWrapper*>(self)->self);
    free_object(self);
}

// --- attributes

const WrapperDescriptor& descriptor_of(const Object* self)
{
    return self->type == method_wrapper_type()
        ? *static_cast<const MethodWrapper*>(self)->descriptor
        : *static_cast<const WrapperDescriptor*>(self);
}

Result<Ref> get_name(Thread&, Object* self)
{
    return share<Object>(wrapped_name(descriptor_of(self)));
}

Result<Ref> get_owner(Thread&, Object* self)
{
    return share<Object>(descriptor_of(self).owner);
}

Result<Ref> get_doc(Thread&, Object* self)
{
    return Ref(make_str(descriptor_of(self).row->doc));
}

Result<Ref> get_qualname(Thread&, Object* self)
{
    const WrapperDescriptor& descriptor = descriptor_of(self);
    return Ref(descriptor_qualname(descriptor.owner, to_utf8(*wrapped_name(descriptor))));
}

Result<Ref> get_text_signature(Thread&, Object* self)
{
    const std::string_view doc = descriptor_of(self).row->doc;
    if (descriptor_of(self).row->takes_keywords) {
        return Ref(make_str("($self, /, *args, **kwargs)"));
    }
    // Which operands there are stands in the summary.
    const bool other = doc.find("value") != std::string_view::npos;
    const bool keyed = doc.find("key") != std::string_view::npos;
    const char* text = keyed && other ? "($self, key, value, /)"
        : keyed                       ? "($self, key, /)"
        : other                       ? "($self, value, /)"
                                      : "($self, /)";
    return Ref(make_str(text));
}

Result<Ref> get_self(Thread&, Object* self)
{
    return share(static_cast<MethodWrapper*>(self)->self);
}

Result<Ref> descriptor_reduce(Thread& thread, WrapperDescriptor& self, Args)
{
    return reduce_to_getattr(thread, self.owner, wrapped_name(self));
}

Result<Ref> wrapper_reduce(Thread& thread, MethodWrapper& self, Args)
{
    return reduce_to_getattr(thread, self.self, wrapped_name(*self.descriptor));
}

constexpr Attribute descriptor_attributes[] = {
    { .name = "__name__", .get = get_name },
    { .name = "__objclass__", .get = get_owner },
    { .name = "__doc__", .get = get_doc },
    { .name = "__qualname__", .get = get_qualname },
    { .name = "__text_signature__", .get = get_text_signature },
};
constexpr Attribute wrapper_attributes[] = {
    { .name = "__name__", .get = get_name },
    { .name = "__objclass__", .get = get_owner },
    { .name = "__doc__", .get = get_doc },
    { .name = "__qualname__", .get = get_qualname },
    { .name = "__text_signature__", .get = get_text_signature },
    { .name = "__self__", .get = get_self },
};
constexpr Method descriptor_methods[] = {
    { .name = "__reduce__",
        .call = native<WrapperDescriptor, descriptor_reduce>,
        .doc = "Helper for pickle." },
};
constexpr Method wrapper_methods[] = {
    { .name = "__reduce__",
        .call = native<MethodWrapper, wrapper_reduce>,
        .doc = "Helper for pickle." },
};

} // namespace

constexpr TypeSpec wrapper_descriptor_spec = {
    .name = "wrapper_descriptor",
    .basic_size = sizeof(WrapperDescriptor),
    .flags = TypeIsMethodDescriptor,
    .slots = {
        .destroy = descriptor_destroy,
        .traverse = descriptor_traverse,
        .repr = unary<WrapperDescriptor, descriptor_repr>,
        .call = descriptor_call,
        .get_attribute = generic_get_attribute,
        .descriptor_get = descriptor_get,
    },
    .methods = descriptor_methods,
    .attributes = descriptor_attributes,
};

constexpr TypeSpec method_wrapper_spec = {
    .name = "method-wrapper",
    .basic_size = sizeof(MethodWrapper),
    .slots = {
        .destroy = wrapper_destroy,
        .traverse = wrapper_traverse,
        .repr = unary<MethodWrapper, wrapper_repr>,
        .hash = wrapper_hash,
        .call = wrapper_call,
        .get_attribute = generic_get_attribute,
        .compare = wrapper_compare,
    },
    .methods = wrapper_methods,
    .attributes = wrapper_attributes,
};

} // namespace fw
