// Constants of the compiler as Python objects.
// CPython: a constant is an object there.
#pragma once

#include "vm/base/constant.h"
#include "vm/object/object.h"

namespace fw {

Ref make_constant_object(const Constant& constant);

} // namespace fw
