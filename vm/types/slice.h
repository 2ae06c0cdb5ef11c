// The bounds of a slice as ints of any size. CPython: _PySlice_GetLongIndices

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

struct LongSliceBounds {
    Ref start;
    Ref stop;
    Ref step;
};
Result<LongSliceBounds> slice_long_bounds(Thread& thread, const Slice& slice, Object* length);

} // namespace fw
