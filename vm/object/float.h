// Making complex numbers, and their text. make_float is in protocol.h; floats as text are
// vm/base/float_text.h. CPython: Objects/complexobject.c

#pragma once

#include "vm/object/object.h"

#include <string>

namespace fw {

Ref make_complex(double real, double imag);
std::string complex_repr(double real, double imag);

} // namespace fw
