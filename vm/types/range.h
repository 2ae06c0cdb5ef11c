// Ranges and their iterators. Bounds are ints of any size; iterating uses 64 bits where they do.
// CPython: Objects/rangeobject.c

#pragma once

#include "vm/object/object.h"

#include <cstdint>

namespace fw {

struct Thread;

struct Range : Object {
    Object* start; // exact ints
    Object* stop;
    Object* step;
    Object* length;
};

struct RangeIterator : Object {
    std::int64_t index;
    std::int64_t start;
    std::int64_t step;
    std::int64_t length;
};

struct LongRangeIterator : Object {
    Object* index;
    Object* start;
    Object* step;
    Object* length;
};

// Takes exact ints; the step is not zero.
Result<Ref> make_range(Thread& thread, Object* start, Object* stop, Object* step);
Result<Ref> range_iterate(Thread& thread, Object* self); // range_iterators.cpp
Result<Ref> range_reversed(Thread& thread, Object* self);

} // namespace fw
