// object.__reduce__ and __reduce_ex__: how copy and pickle take an object apart.
// CPython: Objects/typeobject.c (reduce_newobj)

#pragma once

#include "vm/object/args.h"

namespace fw {

struct Thread;

Result<Ref> object_reduce(Thread& thread, Object& self, Args args);
Result<Ref> object_reduce_ex(Thread& thread, Object& self, Args args);

} // namespace fw
