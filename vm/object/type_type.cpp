// The type `type`: calling a class, and the methods that every class has.
// CPython: Objects/typeobject.c (PyType_Type)

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/type_attributes.h"
#include "vm/object/type_internal.h"
#include "vm/object/type_slots.h"

namespace fw {

namespace {

// CPython calls these without counting a level of recursion.
bool has_vectorcall(const Type* type)
{
    return type == list_type() || type == tuple_type() || type == dict_type() || type == set_type()
        || type == frozenset_type() || type == range_type();
}

// CPython: type_call.
Result<Ref> type_call(Thread& thread, Object* callable, Args args)
{
    auto* type = static_cast<Type*>(callable);
    if (type == type_type()) {
        if (args.count == 1 && args.keyword_count() == 0) {
            return share<Object>(args[0]->type);
        }
        if (args.count != 3) {
            return raise(thread, TypeId::TypeError, "type() takes 1 or 3 arguments");
        }
    }
    if (!type->slots.create) {
        return raise(thread, TypeId::TypeError, "cannot create '{}' instances", type_name(type));
    }
    RecursionGuard guard(thread);
    if (!has_vectorcall(type)) {
        TRY(guard.enter(" while calling a Python object"));
    }
    TRY_LET(Ref made, type->slots.create(thread, *type, args));
    Type* actual = made->type;
    if (actual != type && !is_subtype(actual, type)) {
        return made;
    }
    // A subclass of a native type that the collector need not follow may have cycles all the same.
    if (has_flag(actual, TypeIsHeap) && has_flag(actual, TypeHasGc) && !gc_is_tracked(made.get())) {
        gc_track(made.get());
    }
    if (const InitFn init = actual->slots.init) {
        TRY(init(thread, made.get(), args));
    }
    return made;
}

Result<void> type_init(Thread& thread, Object*, Args args)
{
    if (args.count == 1 && args.keyword_count() > 0) {
        return raise(thread, TypeId::TypeError, "type.__init__() takes no keyword arguments");
    }
    if (args.count != 1 && args.count != 3) {
        return raise(thread, TypeId::TypeError, "type.__init__() takes 1 or 3 arguments");
    }
    return {};
}

Result<Ref> type_repr(Thread& thread, Object* self)
{
    auto* type = static_cast<Type*>(self);
    std::string module;
    auto found = type_module(thread, *type);
    if (found.failed()) {
        clear_exception(thread);
    } else if (is_str(found.value().get())) {
        module = to_utf8(*static_cast<Str*>(found.value().get()));
    }
    if (module.empty() || module == "builtins") {
        return Ref(make_str(fmt::format("<class '{}'>", type_name(type))));
    }
    return Ref(make_str(fmt::format("<class '{}.{}'>", module, to_utf8(*type->qualname))));
}

void type_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* type = static_cast<Type*>(self);
    for (Object* member : std::initializer_list<Object*>{
             type->base, type->bases, type->mro, type->dict, type->subclasses }) {
        if (member) {
            visit(member, context);
        }
    }
}

template <class T> void drop(T*& member)
{
    T* old = member;
    member = nullptr;
    xdecref(old);
}

void type_clear(Object* self)
{
    auto* type = static_cast<Type*>(self);
    type_modified(type);
    if (type->dict) {
        dict_clear(*type->dict);
    }
    // The MRO refers to the class itself: this is where the usual cycle is broken.
    drop(type->mro);
}

void type_destroy(Object* self)
{
    auto* type = static_cast<Type*>(self);
    gc_untrack(type);
    type_modified(type);
    if (type->bases) {
        for (Object* base : *type->bases) {
            remove_subclass(*static_cast<Type*>(base), *type);
        }
    }
    drop(type->name);
    drop(type->qualname);
    drop(type->base);
    drop(type->bases);
    drop(type->mro);
    drop(type->dict);
    drop(type->subclasses);
    drop(type->slot_names);
    if (type->utf8_name) {
        region_free(type->utf8_name);
        type->utf8_name = nullptr;
    }
    free_object(type);
}

Result<Ref> type_mro(Thread& thread, Type& self, Args)
{
    return compute_mro(thread, self);
}

Result<Ref> type_subclasses(Thread&, Type& self, Args)
{
    RefTo<List> result = make_list();
    for_each_subclass(
        self, [&](Type& subclass) { list_append(*result, share<Object>(&subclass)); });
    return Ref(result);
}

Result<Ref> type_prepare(Thread&, Type&, Args)
{
    return Ref(make_dict());
}

Result<Ref> type_instance_check(Thread& thread, Type& self, Args args)
{
    TRY_LET(bool answer, is_instance_default(thread, args[0], &self));
    return make_bool(answer);
}

Result<Ref> type_subclass_check(Thread& thread, Type& self, Args args)
{
    TRY_LET(bool answer, is_subclass_default(thread, args[0], &self));
    return make_bool(answer);
}

Result<Ref> type_dir(Thread& thread, Type& self, Args)
{
    const RefTo<Dict> names_found = make_dict();
    TRY(merge_class_dict(thread, *names_found, &self));
    return sequence_to_list(thread, names_found.get());
}

Result<Ref> type_size_of(Thread&, Type& self, Args)
{
    // What CPython says of its own structs, which programs print.
    return make_int(has_flag(&self, TypeIsHeap) ? 1064 - 16 : 408);
}

constexpr Method methods[] = {
    { .name = "mro",
        .call = native<Type, type_mro>,
        .doc = "Return a type's method resolution order." },
    { .name = "__subclasses__",
        .call = native<Type, type_subclasses>,
        .doc = "Return a list of immediate subclasses." },
    { .name = "__prepare__",
        .signature = "*",
        .call = native<Type, type_prepare>,
        .doc = "Make the namespace of a class body.",
        .kind = MethodKind::Class },
    { .name = "__instancecheck__",
        .signature = "instance, /",
        .call = native<Type, type_instance_check>,
        .doc = "Check if an object is an instance." },
    { .name = "__subclasscheck__",
        .signature = "subclass, /",
        .call = native<Type, type_subclass_check>,
        .doc = "Check if a class is a subclass." },
    { .name = "__dir__",
        .call = native<Type, type_dir>,
        .doc = "The attributes of the class and its bases." },
    { .name = "__sizeof__",
        .call = native<Type, type_size_of>,
        .doc = "Return memory consumption of the type object." },
};

} // namespace

constexpr TypeSpec type_spec = {
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .basic_size = sizeof(Type),
    .dict_offset = offsetof(Type, dict),
    .weakrefs_offset = offsetof(Type, weakrefs),
    .flags = TypeIsBase | TypeTypeSubclass,
    .slots = {
        .destroy = type_destroy,
        .traverse = type_traverse,
        .clear = type_clear,
        .repr = type_repr,
        .call = type_call,
        .get_attribute = type_get_attribute,
        .set_attribute = type_set_attribute,
        .init = type_init,
        .create = type_new,
    },
    .methods = methods,
    .attributes = type_attribute_rows,
};

} // namespace fw
