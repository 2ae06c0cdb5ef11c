// Python objects as constants of the compiler: the other way round from make_constant_object() in
// vm/types. CPython: a constant is an object there; validate_constant() in Python/ast.c says which
// may be one
#pragma once

#include "vm/base/constant.h"
#include "vm/object/object.h"

#include <string>

namespace fw {

struct Thread;

// None with the name of the type in `invalid_type` where the object, or one inside it, is of a type
// that no constant has. Exact types only. RecursionError where tuples are nested too deeply.
Result<Constant> constant_of_object(Thread& thread, Object* object, std::string& invalid_type);

} // namespace fw
