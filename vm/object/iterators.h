// The iterators over plain sequences and over callables: made by iter(), shown in
// vm/types/iterator_type.cpp.
// CPython: Objects/iterobject.c

#pragma once

#include "vm/object/object.h"

#include <cstdint>

namespace fw {

struct SequenceIterator : Object {
    std::int64_t index;
    Object* sequence; // null: exhausted
};
Ref make_sequence_iterator(Object* sequence);

struct CallableIterator : Object {
    Object* callable; // null: exhausted
    Object* sentinel;
};
Ref make_callable_iterator(Object* callable, Object* sentinel);

} // namespace fw
