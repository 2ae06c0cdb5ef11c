// What the files of the set types share. CPython: Objects/setobject.c

#pragma once

#include "vm/object/type_spec.h"

namespace fw {

// set_methods.cpp
extern const Method set_methods[21];
extern const Method frozenset_methods[12];

// item in set; a set that is asked for is looked up as a frozenset.
Result<bool> set_contains_slot(Thread& thread, Object* self, Object* item);

} // namespace fw
