// list[int]: what container types' __class_getitem__ makes.
// CPython: Objects/genericaliasobject.c

#pragma once

#include "vm/object/tuple.h"
#include "vm/object/type_spec.h"

namespace fw {

struct GenericAlias : Object {
    Object* origin;
    Tuple* args;
    Tuple* parameters; // the TypeVars in args, each once
    Object* weakrefs;
};

Ref make_generic_alias(Object* origin, Object* item); // a tuple stands for several arguments

// The native of a row { .name = "__class_getitem__", .signature = "item, /", .kind = Class }.
Result<Ref> class_getitem(Thread& thread, Object* type, Args args);

} // namespace fw
