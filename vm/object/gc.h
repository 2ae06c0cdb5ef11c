// Memory of objects, and the collector of reference cycles.
//
// Objects of types with a `traverse` slot carry a GcHead in front of them and, once tracked, are in
// one of three generations. A collection starts when more than 700 such objects were allocated than
// freed (then every 10th and 10th of that), as in CPython; it finds what is reachable only from
// itself by subtracting internal references. CPython: Modules/gcmodule.c

#pragma once

#include "vm/base/region.h"
#include "vm/object/object.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>

namespace fw {

struct Thread;

struct GcHead {
    GcHead* next; // Null: not tracked.
    GcHead* previous;
    std::intptr_t scratch; // The collector's count of references from outside.
    std::uintptr_t flags; // GcFinalized in the low bits; above them the step of its birth
};
static_assert(sizeof(GcHead) == 32);
inline constexpr std::uintptr_t GcFinalized = 1; // __del__ has run.
inline constexpr unsigned gc_birth_shift = 3;

struct GcGeneration {
    GcHead head;
    int count;
    int threshold;
};

struct GcState {
    std::array<GcGeneration, 3> generations;
    bool enabled;
    bool collecting;
    std::uint64_t collections; // since the start
    std::int64_t long_lived_total;
    std::int64_t long_lived_pending;
    int destroy_depth; // nested deallocations
    GcHead* trash; // those put off, linked through `previous`
};

// Empty generations with CPython's thresholds.
void gc_boot(GcState& gc);

inline GcHead* gc_head(Object* object)
{
    return reinterpret_cast<GcHead*>(object) - 1;
}
inline Object* gc_object(GcHead* head)
{
    return reinterpret_cast<Object*>(head + 1);
}

// Memory for an instance of `type` with `items` items; header set (count 1; a heap type is
// referenced), the rest zero. With a GcHead, untracked, when the type has one. May run a
// collection. Throws std::bad_alloc when the region is full, which becomes MemoryError where the
// native function was called.
Object* allocate_object(Type* type, std::size_t items = 0);
template <class T> RefTo<T> allocate(Type* type, std::size_t items = 0)
{
    return RefTo<T>::adopt(static_cast<T*>(allocate_object(type, items)));
}

// Gives the memory of an object back (its members are gone). Untracks. What a destroy slot ends
// with.
void free_object(Object* object);

void gc_track(Object* object); // From now on the collector follows it. Not yet tracked.
void gc_untrack(Object* object); // Does nothing when it is not tracked.
// The step at which an object of a type with TypeHasGc was made. Together with its address it names
// the object in all of history: see vm/timeline.
inline std::uint64_t gc_birth(const Object* object)
{
    return (reinterpret_cast<const GcHead*>(object) - 1)->flags >> gc_birth_shift;
}
inline bool gc_is_tracked(Object* object)
{
    return gc_head(object)->next != nullptr;
}

// Collects generation 0..2 and younger; the number of unreachable objects found. May run __del__
// and callbacks.
std::int64_t gc_collect(Thread& thread, int generation);

} // namespace fw
