// object[key], object[key] = value, del object[key].
// CPython: PyObject_GetItem, PyObject_SetItem and PyObject_DelItem in Objects/abstract.c

#include "vm/object/core_objects.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

Result<Ref> get_item(Thread& thread, Object* object, Object* key)
{
    const Slots& slots = object->type->slots;
    if (slots.subscript) {
        return slots.subscript(thread, object, key);
    }
    if (slots.item) {
        if (!key->type->slots.to_index) {
            return raise(thread, TypeId::TypeError, "sequence index must be integer, not '{}'",
                type_name(key));
        }
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return get_index(thread, object, index);
    }
    if (is_type(object)) {
        if (object == type_type()) {
            return call(thread, generic_alias_type(), { object, key }); // type[int]
        }
        Ref method;
        TRY_LET(const bool found, find_attribute(thread, object, names().class_getitem, method));
        if (found) {
            return call(thread, method.get(), { key });
        }
    }
    return raise(thread, TypeId::TypeError, "'{}' object is not subscriptable", type_name(object));
}

Result<void> set_item(Thread& thread, Object* object, Object* key, Object* value)
{
    const Slots& slots = object->type->slots;
    if (slots.set_subscript) {
        return slots.set_subscript(thread, object, key, value);
    }
    if (slots.set_item) {
        if (!key->type->slots.to_index) {
            return raise(thread, TypeId::TypeError, "sequence index must be integer, not '{}'",
                type_name(key));
        }
        TRY_LET(std::int64_t index, to_index(thread, key));
        if (index < 0 && slots.length) {
            TRY_LET(const std::int64_t count, slots.length(thread, object));
            index += count;
        }
        return slots.set_item(thread, object, index, value);
    }
    // A sequence that is asked to delete by position answers in other words than other objects.
    const bool is_sequence = has_flag(object->type, TypeIsHeap) || slots.item || slots.length
        || slots.concat || slots.repeat || slots.contains;
    if (!value && is_sequence && (is_int(key) || key->type->slots.to_index)) {
        return raise(thread, TypeId::TypeError, "'{}' object doesn't support item deletion",
            type_name(object));
    }
    return raise(thread, TypeId::TypeError, "'{}' object does not support item {}",
        type_name(object), value ? "assignment" : "deletion");
}

} // namespace fw
