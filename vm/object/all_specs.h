// The TypeSpec of every built-in type, by the identifiers of types.def: int_spec, str_spec, ...
// Each is `constexpr TypeSpec int_spec = {...}` in its type's file, which includes this header.

#pragma once

#include "vm/object/type_spec.h"

namespace fw {

#define FW_TYPE(identifier, name) extern const TypeSpec identifier##_spec;
#include "vm/object/types.def"
#undef FW_TYPE

} // namespace fw
