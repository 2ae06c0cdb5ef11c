// The format mini-language of format(), f-strings and str.format: [[fill]align][sign][#][0][width]
// [grouping][.precision][type], for str, int, float and complex.
// CPython: Python/formatter_unicode.c

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

Result<Ref> format_str_value(Thread& thread, Object* self, const Str& spec);
Result<Ref> format_int_value(Thread& thread, Object* self, const Str& spec);
Result<Ref> format_float_value(Thread& thread, Object* self, const Str& spec);
Result<Ref> format_complex_value(Thread& thread, Object* self, const Str& spec);

} // namespace fw
