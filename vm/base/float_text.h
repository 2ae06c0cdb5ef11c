// Floats as text and back, rounded correctly and independent of the locale. What Python's repr, the
// % operator and format() are made of; grouping and padding are theirs. CPython: Python/pystrtod.c

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fw {

enum FloatFlags : unsigned {
    FloatPlain = 0,
    FloatSign = 1, // "+" in front of what is not negative
    FloatDotZero = 2, // at least ".0" after a whole number, for code 'r' and 'g'
    FloatAlternate = 4, // "#": a point always, trailing zeros kept with 'g'
};

// code: e E f F g G, or r for the shortest text that reads back as the same value (precision is not
// looked at). precision is not negative. CPython: PyOS_double_to_string.
std::string format_double(double value, char code, int precision, unsigned flags = FloatPlain);

// repr(value)
inline std::string float_repr(double value)
{
    return format_double(value, 'r', 0, FloatDotZero);
}

struct ParsedDouble {
    double value; // infinite when the text is too large
    std::size_t length; // of the text that was read
};
// Reads the longest number at the start of the text: an optional sign, then digits with an optional
// point and exponent, or inf, infinity, nan in any case. No blanks, no underscores, no hexadecimal.
// CPython: _Py_dg_strtod, _Py_parse_inf_or_nan.
std::optional<ParsedDouble> parse_double_prefix(std::string_view text);

// The same for the whole text; nothing when something else is in it.
std::optional<double> parse_double(std::string_view text);

} // namespace fw
