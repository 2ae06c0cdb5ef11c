// property: an attribute computed by functions.
// CPython: Objects/descrobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

namespace fw {

namespace {

Result<Ref> property_get(Thread& thread, Object* self, Object* instance, Type*)
{
    if (!instance || instance == none()) {
        return share(self);
    }
    const Ref getter = Ref::share(static_cast<Property*>(self)->getter);
    if (!getter) {
        return raise(thread, TypeId::AttributeError, "unreadable attribute");
    }
    return call(thread, getter.get(), { instance });
}

Result<void> property_set(Thread& thread, Object* self, Object* instance, Object* value)
{
    auto* property = static_cast<Property*>(self);
    const Ref function = Ref::share(value ? property->setter : property->deleter);
    if (!function) {
        return raise_message(thread, TypeId::AttributeError,
            value ? "can't set attribute" : "can't delete attribute");
    }
    if (value) {
        TRY(call(thread, function.get(), { instance, value }));
    } else {
        TRY(call(thread, function.get(), { instance }));
    }
    return {};
}

Object* given_or_null(Object* value)
{
    return value && value != none() ? value : nullptr;
}

template <class T> void replace(T*& member, T* value)
{
    T* old = member;
    xincref(value);
    member = value;
    xdecref(old);
}

Result<void> property_init(Thread& thread, Object* self, Args args)
{
    constexpr SignatureShape shape("fget=None, fset=None, fdel=None, doc=None");
    Object* values[4];
    TRY(bind_arguments(thread, "property", shape, args, values));
    auto* property = static_cast<Property*>(self);
    replace(property->getter, given_or_null(values[0]));
    replace(property->setter, given_or_null(values[1]));
    replace(property->deleter, given_or_null(values[2]));
    replace(property->doc, given_or_null(values[3]));
    property->doc_from_getter = false;
    if (property->doc || !property->getter) {
        return {};
    }
    Ref doc;
    TRY_LET(bool found, find_attribute(thread, property->getter, names().doc, doc));
    if (found) {
        if (property->type == property_type()) {
            replace(property->doc, doc.get());
        } else {
            // A subclass has a __doc__ of its own, which would hide the member.
            TRY(set_attribute(thread, property, names().doc, doc.get()));
        }
        property->doc_from_getter = true;
    }
    return {};
}

Result<Ref> property_create(Thread&, Type& type, Args)
{
    const RefTo<Property> property = allocate<Property>(&type);
    gc_track(property.get());
    return Ref(property);
}

// A copy with one function replaced, of the same class. CPython: property_copy.
Result<Ref> copy_with(
    Thread& thread, Property& self, Object* getter, Object* setter, Object* deleter)
{
    const auto or_none = [](Object* value) { return value ? value : none(); };
    Object* doc = self.doc_from_getter && (getter || self.getter) ? nullptr : self.doc;
    return call(thread, self.type,
        { or_none(getter ? getter : self.getter), or_none(setter ? setter : self.setter),
            or_none(deleter ? deleter : self.deleter), or_none(doc) });
}

Result<Ref> property_getter(Thread& thread, Property& self, Args args)
{
    return copy_with(thread, self, args[0], nullptr, nullptr);
}

Result<Ref> property_setter(Thread& thread, Property& self, Args args)
{
    return copy_with(thread, self, nullptr, args[0], nullptr);
}

Result<Ref> property_deleter(Thread& thread, Property& self, Args args)
{
    return copy_with(thread, self, nullptr, nullptr, args[0]);
}

Result<Ref> get_is_abstract(Thread& thread, Object* self)
{
    const auto* property = static_cast<Property*>(self);
    for (Object* function : { property->getter, property->setter, property->deleter }) {
        Ref mark;
        if (!function) {
            continue;
        }
        TRY_LET(bool found, find_attribute(thread, function, names().isabstractmethod, mark));
        if (found) {
            TRY_LET(bool abstract, is_true(thread, mark.get()));
            if (abstract) {
                return make_bool(true);
            }
        }
    }
    return make_bool(false);
}

void property_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* property = static_cast<Property*>(self);
    visit_members(
        visit, context, { property->getter, property->setter, property->deleter, property->doc });
}

void property_clear(Object* self)
{
    auto* property = static_cast<Property*>(self);
    drop_member(property->getter);
    drop_member(property->setter);
    drop_member(property->deleter);
    drop_member(property->doc);
}

void property_destroy(Object* self)
{
    gc_untrack(self);
    property_clear(self);
    free_object(self);
}

constexpr Member members[] = {
    { .name = "fget", .kind = MemberKind::Object, .offset = offsetof(Property, getter) },
    { .name = "fset", .kind = MemberKind::Object, .offset = offsetof(Property, setter) },
    { .name = "fdel", .kind = MemberKind::Object, .offset = offsetof(Property, deleter) },
    { .name = "__doc__",
        .kind = MemberKind::Object,
        .offset = offsetof(Property, doc),
        .read_only = false },
};

constexpr Attribute attributes[] = {
    { .name = "__isabstractmethod__", .get = get_is_abstract },
};

constexpr Method methods[] = {
    { .name = "getter",
        .signature = "function, /",
        .call = native<Property, property_getter>,
        .doc = "Descriptor to obtain a copy of the property with a different getter." },
    { .name = "setter",
        .signature = "function, /",
        .call = native<Property, property_setter>,
        .doc = "Descriptor to obtain a copy of the property with a different setter." },
    { .name = "deleter",
        .signature = "function, /",
        .call = native<Property, property_deleter>,
        .doc = "Descriptor to obtain a copy of the property with a different deleter." },
};

} // namespace

constexpr TypeSpec property_spec = {
    .name = "property",
    .doc = nullptr,
    .basic_size = sizeof(Property),
    .flags = TypeIsBase,
    .slots = {
        .destroy = property_destroy,
        .traverse = property_traverse,
        .clear = property_clear,
        .get_attribute = generic_get_attribute,
        .descriptor_get = property_get,
        .descriptor_set = property_set,
        .init = property_init,
        .create = property_create,
    },
    .methods = methods,
    .attributes = attributes,
    .members = members,
};

} // namespace fw
