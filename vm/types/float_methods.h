// The methods of float. Their table is in float_type.cpp.
// CPython: Objects/floatobject.c

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

// int(float): OverflowError and ValueError for infinities and NaN.
Result<Ref> double_to_int(Thread& thread, double value);

Result<Ref> float_as_integer_ratio(Thread& thread, Float& self, Args args);
Result<Ref> float_conjugate(Thread& thread, Float& self, Args args);
Result<Ref> float_fromhex(Thread& thread, Object* type, Args args);
Result<Ref> float_hex(Thread& thread, Float& self, Args args);
Result<Ref> float_is_integer(Thread& thread, Float& self, Args args);
Result<Ref> float_trunc(Thread& thread, Float& self, Args args);
Result<Ref> float_floor(Thread& thread, Float& self, Args args);
Result<Ref> float_ceil(Thread& thread, Float& self, Args args);
Result<Ref> float_round(Thread& thread, Float& self, Args args);
Result<Ref> float_format(Thread& thread, Float& self, Args args);
Result<Ref> float_getnewargs(Thread& thread, Float& self, Args args);
Result<Ref> float_getformat(Thread& thread, Object* type, Args args);
Result<Ref> float_setformat(Thread& thread, Object* type, Args args);
Result<Ref> float_sizeof(Thread& thread, Float& self, Args args);

} // namespace fw
