// What the files of module math share. CPython: Modules/mathmodule.c

#pragma once

#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/type_spec.h"

#include <span>

namespace fw {

inline Raised raise_math_domain(Thread& thread)
{
    return raise(thread, TypeId::ValueError, "math domain error");
}
inline Raised raise_math_range(Thread& thread)
{
    return raise(thread, TypeId::OverflowError, "math range error");
}

std::span<const Method> math_integer_functions(); // math_integers.cpp: gcd, comb, floor, ...
std::span<const Method> math_sum_functions(); // math_sums.cpp: fsum, prod, hypot, dist

// math_gamma.cpp. They set errno as the functions of libm do.
double math_gamma(double x);
double math_log_gamma(double x);

} // namespace fw
