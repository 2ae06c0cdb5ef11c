// Numbers out of text that a program gives: int("..."), float("...").
// CPython: PyLong_FromString, PyFloat_FromString, _PyUnicode_TransformDecimalAndSpaceToASCII

#pragma once

#include "vm/object/int.h"
#include "vm/object/object.h"
#include "vm/object/str.h"

#include <string>
#include <string_view>

namespace fw {

Ref int_exact(Object* integer); // an int of the exact type with the value of any int

// Base 0 or 2..36. ValueError "invalid literal for int() with base ..."
Result<Ref> int_from_str(Thread& thread, Object* str, int base);
Result<Ref> int_from_bytes_text(Thread& thread, Object* bytes, std::string_view text, int base);

// A str or bytes-like object. ValueError "could not convert string to float: ..."; TypeError for
// others.
Result<Ref> float_from_text(Thread& thread, Object* object);

// The text with all decimal digits and spaces made ASCII and stripped; other characters that are
// not ASCII become "?".
std::string ascii_number_text(const Str& str);
// Reads a float with underscores at the start of `text`, moving past it; false when there is none.
// Knows inf and nan. CPython: PyOS_string_to_double.
bool scan_double(std::string_view& text, double& value);
// Takes out underscores that stand between digits; false when one stands elsewhere.
bool remove_underscores(std::string_view text, std::string& out);

// Longest decimal text that int() and str() convert; 0: no limit. CPython:
// sys.set_int_max_str_digits.
std::int64_t int_text_limit();
Raised raise_int_too_long_to_read(Thread& thread, std::int64_t digits);
Raised raise_int_too_long_to_show(Thread& thread);
// Decimal text, within the limit.
Result<std::string> int_to_decimal_checked(Thread& thread, const Int& value);

} // namespace fw
