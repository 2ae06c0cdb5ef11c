// Tuples: the struct and what every layer needs of it. The Python-visible type is in
// vm/types/tuple_type.cpp. CPython: Objects/tupleobject.c

#pragma once

#include "vm/object/object.h"

#include <initializer_list>

namespace fw {

struct Tuple : Object {
    std::int64_t length;

    // The items stand right behind the struct; owned, never null once the tuple can be seen.
    Object** items() { return reinterpret_cast<Object**>(this + 1); }
    Object* const* items() const { return reinterpret_cast<Object* const*>(this + 1); }
    Object* operator[](std::int64_t index) const { return items()[index]; }
    Object* const* begin() const { return items(); }
    Object* const* end() const { return items() + length; }
};

// With null items, to be filled at once; tracked by the collector. The empty tuple is one shared
// object.
RefTo<Tuple> make_tuple(std::int64_t length);
RefTo<Tuple> make_tuple(std::initializer_list<Object*> items); // shares them
RefTo<Tuple> make_tuple_from(Object* const* items, std::int64_t length); // shares them

} // namespace fw
