// The items of array.array: by type code, from Python values and back.
// CPython: the getitem and setitem functions of Modules/arraymodule.c

#pragma once

#include "vm/object/bytes.h"
#include "vm/object/raise.h"

namespace fw {

// Bytes of an item; 0: no such code.
std::int64_t array_item_size(char code);
Result<Ref> array_load(Thread& thread, const char* place, char code);
Result<void> array_store(Thread& thread, char* place, char code, Object* value);

} // namespace fw
