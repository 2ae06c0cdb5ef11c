// Instances of classes written in Python: their slots, __dict__ and weak references behind what the
// native base keeps.
//
//     | native base | __slots__ of a class | __slots__ of its subclass | __dict__ | __weakref__ |
//
// CPython: Objects/typeobject.c (subtype_dealloc, subtype_traverse, subtype_clear)

#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/type_internal.h"

namespace fw {

namespace {

// The class' own __slots__ start where its base's instances end.
template <class Function> void for_each_slot(Object* object, const Type* type, Function function)
{
    if (!type->slot_names) {
        return;
    }
    auto** slot
        = reinterpret_cast<Object**>(reinterpret_cast<char*>(object) + type->base->basic_size);
    for (std::int64_t i = 0; i < type->slot_names->length; ++i) {
        function(slot[i]);
    }
}

void drop(Object*& member)
{
    Object* old = member;
    member = nullptr;
    xdecref(old);
}

bool has_own_dict(const Type* type, const Type* base)
{
    return type->dict_offset && !base->dict_offset;
}

void drop_dict(Object* object)
{
    if (Dict** place = dict_place(object)) {
        Dict* old = *place;
        *place = nullptr;
        xdecref(old);
    }
}

} // namespace

void heap_destroy(Object* object)
{
    const Type* type = object->type;
    if (has_flag(type, TypeHasGc)) {
        gc_untrack(object);
    }
    const Type* base = type;
    for (; base->slots.destroy == &heap_destroy; base = base->base) {
        for_each_slot(object, base, drop);
    }
    if (has_own_dict(type, base)) {
        drop_dict(object);
    }
    if (base->slots.destroy) {
        base->slots.destroy(object);
    } else {
        free_object(object);
    }
}

void heap_traverse(Object* object, VisitFn visit, void* context)
{
    const Type* type = object->type;
    const Type* base = type;
    for (; base->slots.traverse == &heap_traverse; base = base->base) {
        for_each_slot(object, base, [&](Object* member) {
            if (member) {
                visit(member, context);
            }
        });
    }
    if (has_own_dict(type, base)) {
        if (Dict** place = dict_place(object); place && *place) {
            visit(*place, context);
        }
    }
    visit(object->type, context);
    if (base->slots.traverse) {
        base->slots.traverse(object, visit, context);
    }
}

void heap_clear(Object* object)
{
    const Type* type = object->type;
    const Type* base = type;
    for (; base->slots.clear == &heap_clear; base = base->base) {
        for_each_slot(object, base, drop);
    }
    if (has_own_dict(type, base)) {
        drop_dict(object);
    }
    if (base->slots.clear) {
        base->slots.clear(object);
    }
}

} // namespace fw
