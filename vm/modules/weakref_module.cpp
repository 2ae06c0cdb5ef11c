// The module _weakref. The types are built in (vm/types/weakref_type.cpp).
// CPython: Modules/_weakref.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/list.h"
#include "vm/object/weakref.h"

namespace fw {

namespace {

WeakRef* first_of(Object* object)
{
    WeakRef** place = weakrefs_place(object);
    return place ? *place : nullptr;
}

Result<Ref> weakref_count(Thread&, Object*, Args args)
{
    std::int64_t count = 0;
    for (const WeakRef* reference = first_of(args[0]); reference; reference = reference->next) {
        ++count;
    }
    return make_int(count);
}

Result<Ref> weakref_list(Thread&, Object*, Args args)
{
    RefTo<List> list = make_list();
    for (WeakRef* reference = first_of(args[0]); reference; reference = reference->next) {
        list_append(*list, share<Object>(reference));
    }
    return Ref(std::move(list));
}

Result<Ref> weakref_proxy(Thread& thread, Object*, Args args)
{
    Object* callback = args[1] == none() ? nullptr : args[1];
    return make_weakref(thread, weakproxy_type(), args[0], callback);
}

// Takes a key out of a dict if its value is a dead weak reference.
Result<Ref> remove_dead(Thread& thread, Object*, Args args)
{
    if (!is_dict(args[0])) {
        return raise(thread, TypeId::TypeError,
            "_remove_dead_weakref() argument 1 must be dict, not {}", type_name(args[0]));
    }
    auto& dict = *as<Dict>(args[0]);
    TRY_LET(Object * value, dict_get(thread, dict, args[1]));
    if (value && is_instance_of(value, weakref_type()) && !as<WeakRef>(value)->referent) {
        TRY(dict_delete(thread, dict, args[1]));
    }
    return make_none();
}

constexpr Method functions[] = {
    { .name = "getweakrefcount",
        .signature = "object, /",
        .call = weakref_count,
        .doc = "How many weak references an object has." },
    { .name = "getweakrefs",
        .signature = "object, /",
        .call = weakref_list,
        .doc = "The weak references of an object." },
    { .name = "proxy",
        .signature = "object, callback=None, /",
        .call = weakref_proxy,
        .doc = "An object that stands for another without keeping it alive." },
    { .name = "_remove_dead_weakref",
        .signature = "dct, key, /",
        .call = remove_dead,
        .doc = "Take a key out if its value is a dead weak reference." },
};

} // namespace

Result<RefTo<Module>> make_weakref_module(Thread&)
{
    RefTo<Module> module = make_native_module("_weakref", functions, "Weak references.");
    add_to_module(*module, "ref", weakref_type());
    add_to_module(*module, "ReferenceType", weakref_type());
    add_to_module(*module, "ProxyType", weakproxy_type());
    add_to_module(*module, "CallableProxyType", weakproxy_type());
    return module;
}

} // namespace fw
