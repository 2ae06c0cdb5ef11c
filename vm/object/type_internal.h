// What the files that make types share: type.cpp, type_create.cpp, mro.cpp, type_slots.cpp and the
// types `type` and `object`. Not for others. CPython: Objects/typeobject.c

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/type.h"
#include "vm/object/weakref.h"

namespace fw {

// --- type.cpp
void add_subclass(Type& base, Type& subclass);
void remove_subclass(Type& base, Type& subclass);
template <class Function> void for_each_subclass(Type& type, Function function)
{
    if (!type.subclasses) {
        return;
    }
    const RefTo<Dict> subclasses = share(type.subclasses);
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* reference = nullptr;
    while (dict_next(*subclasses, position, key, reference)) {
        if (Object* subclass = static_cast<WeakRef*>(reference)->referent) {
            const Ref keep = share(subclass);
            function(*static_cast<Type*>(subclass));
        }
    }
}
// Flags, slots and offsets that a type takes over from its bases. CPython: inherit_special,
// inherit_slots.
void inherit_from_bases(Type& type);

// --- mro.cpp
// Computes and sets type.mro from its bases; runs a metaclass' own mro(). False when that mro()
// changed the type's order itself: then its newer order stays. CPython: mro_internal.
Result<bool> update_mro(Thread& thread, Type& type);
// What `type.mro(type)` answers: a list. CPython: mro_implementation.
Result<Ref> compute_mro(Thread& thread, Type& type);

// --- type_create.cpp
Result<Type*> best_base(Thread& thread, const Tuple& bases);
Result<Type*> most_derived_metaclass(Thread& thread, Type* metaclass, const Tuple& bases);
Type* solid_base(Type* type);
bool same_layout(const Type* left, const Type* right);
Result<Ref> type_new(Thread& thread, Type& metaclass, Args args);

// --- heap_instance.cpp: instances of classes written in Python
void heap_destroy(Object* object);
void heap_traverse(Object* object, VisitFn visit, void* context);
void heap_clear(Object* object);

// --- object_type.cpp
Result<Ref> object_create(Thread& thread, Type& type, Args args);
Result<void> object_init(Thread& thread, Object* self, Args args);

// --- type_attributes.cpp: what attributes of `type` do
Result<Ref> type_get_attribute(Thread& thread, Object* self, Str* name);
Result<void> type_set_attribute(Thread& thread, Object* self, Str* name, Object* value);
Result<Ref> type_module(Thread& thread, Type& type);
Result<void> merge_class_dict(Thread& thread, Dict& into, Object* type);

} // namespace fw
