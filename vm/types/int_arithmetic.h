// Operators on ints of any size: 64-bit arithmetic while it does not overflow, GMP beyond. They
// take what int's slots take and answer NotImplemented for other types. CPython:
// Objects/longobject.c

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

Result<Ref> int_add(Thread& thread, Object* left, Object* right);
Result<Ref> int_subtract(Thread& thread, Object* left, Object* right);
Result<Ref> int_multiply(Thread& thread, Object* left, Object* right);
Result<Ref> int_true_divide(Thread& thread, Object* left, Object* right);
Result<Ref> int_floor_divide(Thread& thread, Object* left, Object* right);
Result<Ref> int_remainder(Thread& thread, Object* left, Object* right);
Result<Ref> int_divmod(Thread& thread, Object* left, Object* right);
Result<Ref> int_power(Thread& thread, Object* left, Object* right, Object* modulus);
Result<Ref> int_shift_left(Thread& thread, Object* left, Object* right);
Result<Ref> int_shift_right(Thread& thread, Object* left, Object* right);
Result<Ref> int_and(Thread& thread, Object* left, Object* right);
Result<Ref> int_xor(Thread& thread, Object* left, Object* right);
Result<Ref> int_or(Thread& thread, Object* left, Object* right);
Result<Ref> int_negative(Thread& thread, Object* object);
Result<Ref> int_positive(Thread& thread, Object* object);
Result<Ref> int_absolute(Thread& thread, Object* object);
Result<Ref> int_invert(Thread& thread, Object* object);

// float ** float with Python's errors; float_type.cpp.
Result<Ref> float_power_values(Thread& thread, double base, double exponent);

} // namespace fw
