// Items of a memoryview as Python values, by their format character of the struct module.
// CPython: unpack_single and pack_single in Objects/memoryobject.c

#pragma once

#include "vm/object/bytes.h"

namespace fw {

// The size of an item; 0: no such format.
std::int64_t memory_item_size(char format);
Result<Ref> memory_unpack(Thread& thread, const char* place, char format);
Result<void> memory_pack(Thread& thread, char* place, char format, Object* value);

} // namespace fw
