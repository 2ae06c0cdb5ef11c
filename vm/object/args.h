// The arguments of a call: positional values followed by keyword values, and the keywords' names.
// There is one calling convention in the whole machine. CPython: vectorcall (PEP 590).

#pragma once

#include "vm/object/object.h"

#include <cstddef>

namespace fw {

struct Tuple;

// Borrowed: the caller keeps the values alive during the call (they are on a value stack or in a
// local array).
struct Args {
    Object* const* values = nullptr;
    std::size_t count = 0; // positional ones
    Tuple* names = nullptr; // Of the keyword values, which stand at values[count...]; null: none.

    // For natives with a signature, an optional argument that was not given is null.
    Object* operator[](std::size_t index) const { return values[index]; }
    std::size_t keyword_count() const;
};

} // namespace fw
