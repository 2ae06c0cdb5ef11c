// The order in which CPython walks over a set of constants: it follows from hashes and insertion
// order. With PYTHONHASHSEED=0, so that it is the same in every run. CPython: Objects/setobject.c
#pragma once

#include "vm/base/constant.h"

#include <cstdint>
#include <vector>

namespace fw::code {

// hash() of a constant. None and Ellipsis have no lasting hash in CPython; here it is a fixed
// number.
std::int64_t constant_hash(const Constant& constant);

// The items in the order in which a set shows them that got them in the given order.
std::vector<Constant> in_set_order(const std::vector<Constant>& items);

// The order in which a frozenset constant finally gets the items of a set display: CPython's
// compiler makes the set several times over from the one before: by folding, by merging equal
// constants, and by interning strings that look like names. The last one happens only if such a
// string was interned before; that depends on what ran before, so it is taken for granted.
// FrozenSetConstants of a code unit are in this order.
std::vector<Constant> in_compiled_order(const std::vector<Constant>& items);

} // namespace fw::code
