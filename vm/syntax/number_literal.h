// The value of a number as it is written.
// CPython: parsenumber() in Parser/pegen/pegen.c
#pragma once

#include <string_view>

#include "vm/base/constant.h"

namespace fw::syntax {

// The text is a number that the lexer has accepted.
fw::Constant parse_number(std::string_view text);

} // namespace fw::syntax
