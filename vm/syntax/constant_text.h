// Constants as Python's repr() writes them.
// CPython: Objects/unicodeobject.c, Objects/bytesobject.c, Objects/complexobject.c
#pragma once

#include <string>
#include <string_view>

#include "vm/base/constant.h"

namespace fw::syntax {

std::string repr(const fw::Constant& constant);
std::string string_repr(std::string_view utf8);

} // namespace fw::syntax
