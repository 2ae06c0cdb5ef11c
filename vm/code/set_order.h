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

std::vector<Constant> in_set_order(const std::vector<Constant>& items);

} // namespace fw::code
