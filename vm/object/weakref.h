// Weak references: what the memory manager must tell them.
// CPython: Objects/weakrefobject.c

#pragma once

#include "vm/object/object.h"

namespace fw {

// The object is about to go: its weak references become dead and their callbacks run. The pending
// exception is kept.
void clear_weakrefs(Object* object);

} // namespace fw
