// Special methods and slots: the two directions. A native slot becomes visible as a method (a slot
// wrapper: int.__add__), and a special method written in Python fills the slot of its class with a
// function that calls it. One row of slots.def is one pair.
// CPython: Objects/typeobject.c (slotdefs)

#pragma once

#include "vm/object/runtime.h"
#include "vm/object/type.h"

#include <cstddef>
#include <cstring>
#include <span>

namespace fw {

using SlotFunction = void (*)(); // A slot's value, whatever its type.
// Calls the slot's native with arguments from Python.
using WrapperFn = Result<Ref> (*)(Thread&, Object* self, Args, SlotFunction wrapped);

struct SlotRow {
    Str* Names::*name;
    std::size_t offset; // in Slots
    SlotFunction function; // what the slot of a class that defines the method holds; may be null
    WrapperFn wrapper; // null: the native slot is not visible under this name
    const char* doc;
    bool takes_keywords;
};

// Rows of one slot stand together.
std::span<const SlotRow> slot_rows();

inline SlotFunction read_slot(const Slots& slots, std::size_t offset)
{
    SlotFunction function;
    std::memcpy(&function, reinterpret_cast<const char*>(&slots) + offset, sizeof function);
    return function;
}
inline void write_slot(Slots& slots, std::size_t offset, SlotFunction function)
{
    std::memcpy(reinterpret_cast<char*>(&slots) + offset, &function, sizeof function);
}

// The slot of unhashable types. CPython: PyObject_HashNotImplemented.
Result<std::int64_t> hash_not_implemented(Thread& thread, Object* object);

// The slots of classes that Python code defines.
Result<Ref> slot_create(Thread& thread, Type& type, Args args);
Result<Ref> slot_get_attribute(Thread& thread, Object* self, Str* name); // with __getattr__

// A new type's own native slots as methods in its dict. CPython: add_operators.
void add_slot_wrappers(Type& type);
// The slots that a heap type's attributes and bases ask for. CPython: fixup_slot_dispatchers.
void update_all_slots(Type& type);
// After a class attribute with a special name changed: the class and its subclasses. CPython:
// update_slot.
void update_slots(Type& type, Str* name);

// A special method looked up on the type: `unbound` when self is to be passed first. False: absent.
// CPython: lookup_maybe_method.
Result<bool> find_special_method(
    Thread& thread, Object* self, Str* name, Ref& function, bool& unbound);
// type(self).name(self, arguments...). AttributeError when absent. CPython: vectorcall_method.
Result<Ref> call_special(
    Thread& thread, Object* self, Str* name, std::initializer_list<Object*> arguments = {});

} // namespace fw
