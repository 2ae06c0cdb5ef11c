// mappingproxy: a read-only view of a mapping; what a class' __dict__ is.
// CPython: Objects/descrobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"
#include "vm/types/generic_alias.h"

namespace fw {

namespace {

Object* mapping_of(Object* self)
{
    return static_cast<MappingProxy*>(self)->mapping;
}

Object* unwrapped(Object* object)
{
    return object->type == mapping_proxy_type() ? mapping_of(object) : object;
}

Result<Ref> proxy_create(Thread& thread, Type&, Args args)
{
    constexpr SignatureShape shape("mapping");
    Object* values[1];
    TRY(bind_arguments(thread, "mappingproxy", shape, args, values));
    Object* mapping = values[0];
    if (!mapping->type->slots.subscript || is_list(mapping) || is_tuple(mapping)) {
        return raise(thread, TypeId::TypeError, "mappingproxy() argument must be a mapping, not {}",
            type_name(mapping));
    }
    return make_mapping_proxy(mapping);
}

Result<std::int64_t> proxy_length(Thread& thread, Object* self)
{
    return length(thread, mapping_of(self));
}

Result<Ref> proxy_subscript(Thread& thread, Object* self, Object* key)
{
    return get_item(thread, mapping_of(self), key);
}

Result<bool> proxy_contains(Thread& thread, Object* self, Object* key)
{
    return contains(thread, mapping_of(self), key);
}

Result<Ref> proxy_iterate(Thread& thread, Object* self)
{
    return get_iterator(thread, mapping_of(self));
}

Result<Ref> proxy_repr(Thread& thread, MappingProxy& self)
{
    TRY_LET(RefTo<Str> text, repr(thread, self.mapping));
    return Ref(make_str("mappingproxy(" + to_utf8(*text) + ")"));
}

Result<Ref> proxy_str(Thread& thread, MappingProxy& self)
{
    return str(thread, self.mapping);
}

Result<Ref> proxy_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    return compare(thread, mapping_of(left), right, op);
}

Result<Ref> proxy_or(Thread& thread, Object* left, Object* right)
{
    return number_or(thread, unwrapped(left), unwrapped(right));
}

Result<Ref> proxy_inplace_or(Thread& thread, Object* self, Object*)
{
    return raise(
        thread, TypeId::TypeError, "'|=' is not supported by {}; use '|' instead", type_name(self));
}

void proxy_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { mapping_of(self) });
}

void proxy_destroy(Object* self)
{
    gc_untrack(self);
    drop_member(static_cast<MappingProxy*>(self)->mapping);
    free_object(self);
}

Result<Ref> call_named(Thread& thread, MappingProxy& self, const char* name)
{
    const RefTo<Str> key = intern(name);
    return call_method(thread, self.mapping, key.get());
}

Result<Ref> proxy_get(Thread& thread, MappingProxy& self, Args args)
{
    const RefTo<Str> key = intern("get");
    return call_method(thread, self.mapping, key.get(), { args[0], args[1] ? args[1] : none() });
}

Result<Ref> proxy_keys(Thread& thread, MappingProxy& self, Args)
{
    return call_named(thread, self, "keys");
}

Result<Ref> proxy_values(Thread& thread, MappingProxy& self, Args)
{
    return call_named(thread, self, "values");
}

Result<Ref> proxy_items(Thread& thread, MappingProxy& self, Args)
{
    return call_named(thread, self, "items");
}

Result<Ref> proxy_copy(Thread& thread, MappingProxy& self, Args)
{
    return call_named(thread, self, "copy");
}

Result<Ref> proxy_reversed(Thread& thread, MappingProxy& self, Args)
{
    return call_named(thread, self, "__reversed__");
}

constexpr Method methods[] = {
    { .name = "get",
        .signature = "key, default=None, /",
        .call = native<MappingProxy, proxy_get>,
        .doc = "Return the value for key if key is in the mapping, else default." },
    { .name = "keys",
        .call = native<MappingProxy, proxy_keys>,
        .doc = "A set-like object providing a view on the keys." },
    { .name = "values",
        .call = native<MappingProxy, proxy_values>,
        .doc = "An object providing a view on the values." },
    { .name = "items",
        .call = native<MappingProxy, proxy_items>,
        .doc = "A set-like object providing a view on the items." },
    { .name = "copy",
        .call = native<MappingProxy, proxy_copy>,
        .doc = "A shallow copy of the mapping." },
    { .name = "__reversed__",
        .call = native<MappingProxy, proxy_reversed>,
        .doc = "A reverse iterator over the keys." },
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = class_getitem,
        .doc = "See PEP 585",
        .kind = MethodKind::Class },
};

} // namespace

constexpr TypeSpec mapping_proxy_spec = {
    .name = "mappingproxy",
    .basic_size = sizeof(MappingProxy),
    .slots = {
        .destroy = proxy_destroy,
        .traverse = proxy_traverse,
        .repr = unary<MappingProxy, proxy_repr>,
        .str = unary<MappingProxy, proxy_str>,
        .get_attribute = generic_get_attribute,
        .compare = proxy_compare,
        .iterate = proxy_iterate,
        .create = proxy_create,
        .bit_or = proxy_or,
        .inplace_bit_or = proxy_inplace_or,
        .contains = proxy_contains,
        .mapping_length = proxy_length,
        .subscript = proxy_subscript,
    },
    .methods = methods,
};

} // namespace fw
