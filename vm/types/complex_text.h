// Complex numbers out of text, as complex("1+2j") takes it.
// CPython: complex_subtype_from_string in Objects/complexobject.c

#pragma once

#include <string_view>

namespace fw {

// The whole text, ASCII, with spaces and parentheses around it allowed; false: malformed.
bool complex_from_text(std::string_view text, double& real, double& imag);

} // namespace fw
