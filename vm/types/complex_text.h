// Complex numbers out of text, as complex("1+2j") takes it.
// CPython: complex_subtype_from_string in Objects/complexobject.c

#pragma once

#include <string_view>

namespace fw {

enum class ComplexText { Good, Malformed, MisplacedUnderscore };

// The whole text, ASCII, with spaces and parentheses around it allowed.
ComplexText complex_from_text(std::string_view text, double& real, double& imag);

} // namespace fw
