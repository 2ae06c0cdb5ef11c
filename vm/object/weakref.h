// Weak references: the struct, and what the memory manager and the types tell them.
// CPython: Objects/weakrefobject.c, Include/weakrefobject.h

#pragma once

#include "vm/object/object.h"

#include <cstdint>

namespace fw {

struct Thread;
struct Type;

// weakref.ref, and weakref.proxy of which the type is another. All those of one object are a
// doubly-linked list that hangs in the object; those without a callback stand first and are shared.
struct WeakRef : Object {
    Object* referent; // borrowed; null: the object is gone
    Object* callback; // or null
    std::int64_t hash; // -1: not computed yet
    WeakRef* previous;
    WeakRef* next;
};

// The place of an object's list, or null when it cannot be weakly referenced.
WeakRef** weakrefs_place(Object* object);
// `type` is weakref_type(), weakproxy_type() or a subclass; callback may be null. TypeError when
// the object has no place for it.
Result<Ref> make_weakref(Thread& thread, Type* type, Object* object, Object* callback);

// Takes a reference out of its object's list: it is dead then.
void unlink_weakref(WeakRef& reference);

// The object is about to go: its weak references become dead and their callbacks run. The pending
// exception is kept.
void clear_weakrefs(Object* object);

} // namespace fw
