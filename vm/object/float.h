// Floats as text and as hashes; complex numbers. make_float is in protocol.h.
// CPython: Python/pystrtod.c, Python/pyhash.c

#pragma once

#include "vm/object/object.h"

#include <cstdint>
#include <string>

namespace fw {

Ref make_complex(double real, double imag);

std::int64_t double_hash(double value); // the same number as an int has the same hash

// Flags of format_double.
enum : unsigned {
    FormatSign = 1, // "+" in front of positive numbers
    FormatDotZero = 2, // ".0" behind whole numbers
    FormatAlternate = 4, // "#": always a point, trailing zeros stay
};
// code: 'e', 'f', 'g' (or upper case) with `precision`, or 'r' for the shortest digits that give
// the number back. CPython: PyOS_double_to_string.
std::string format_double(double value, char code, int precision, unsigned flags);
std::string double_repr(double value);
std::string complex_repr(double real, double imag);

} // namespace fw
