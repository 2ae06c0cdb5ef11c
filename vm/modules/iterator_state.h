// Iterators of native modules: an object with some owned references, which are destroyed and
// traversed alike.

#pragma once

#include "vm/modules/module_types.h"
#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <array>

namespace fw {

template <std::size_t Count> struct IteratorState : Object {
    static constexpr std::size_t reference_count = Count;
    std::array<Object*, Count> references; // owned; null: none

    Object*& operator[](std::size_t index) { return references[index]; }
    void set(std::size_t index, Ref value)
    {
        Object* old = references[index];
        references[index] = value.release();
        xdecref(old);
    }
};

// Where a reference stands in an instance, for Members and the offset of a __dict__. The field
// behind the last one can be the list of weak references.
constexpr std::uint32_t reference_offset(std::size_t index)
{
    return static_cast<std::uint32_t>(sizeof(Object) + index * sizeof(Object*));
}

template <class T> void state_destroy(Object* self)
{
    gc_untrack(self);
    for (Object* reference : static_cast<T*>(self)->references) {
        xdecref(reference);
    }
    free_object(self);
}

template <class T> void state_traverse(Object* self, VisitFn visit, void* context)
{
    for (Object* reference : static_cast<T*>(self)->references) {
        if (reference) {
            visit(reference, context);
        }
    }
}

template <class T> void state_clear(Object* self)
{
    for (std::size_t i = 0; i < T::reference_count; ++i) {
        static_cast<T*>(self)->set(i, nullptr);
    }
}

inline Result<Ref> state_iterate(Thread&, Object* self)
{
    return share(self);
}

template <class T, NextItem next(Thread&, T&)> NextItem state_next(Thread& thread, Object* self)
{
    return next(thread, *static_cast<T*>(self));
}

// The slots that all of them have.
template <class T, NextItem next(Thread&, T&)> constexpr Slots state_slots(CreateFn create)
{
    Slots slots;
    slots.destroy = state_destroy<T>;
    slots.traverse = state_traverse<T>;
    slots.clear = state_clear<T>;
    slots.iterate = state_iterate;
    slots.next = state_next<T, next>;
    slots.create = create;
    return slots;
}

// A new instance with its first references, tracked.
template <class T> RefTo<T> make_state(Type& type, std::initializer_list<Ref> references)
{
    RefTo<T> state = allocate<T>(&type);
    std::size_t index = 0;
    for (const Ref& reference : references) {
        state->references[index++] = share(reference.get()).release();
    }
    gc_track(state.get());
    return state;
}

} // namespace fw
