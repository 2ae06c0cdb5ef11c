// math's functions whose results are ints: gcd, lcm, factorial, comb, perm, isqrt, and rounding.
// GMP does the work on big numbers. CPython: Modules/mathmodule.c

#include "vm/modules/math_module.h"

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/mpz.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fw {

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

Result<RefTo<Int>> as_int(Thread& thread, Object* object)
{
    TRY_LET(Ref index, number_index(thread, object));
    return as<Int>(std::move(index));
}

Result<Ref> math_gcd(Thread& thread, Object*, Args args)
{
    TRY(check_no_keywords(thread, "math.gcd", args));
    Mpz result(0);
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_LET(const RefTo<Int> value, as_int(thread, args[i]));
        MpzView view;
        view_int(*value, view);
        mpz_gcd(result, result, view.mpz);
    }
    return make_int(result.get());
}

Result<Ref> math_lcm(Thread& thread, Object*, Args args)
{
    TRY(check_no_keywords(thread, "math.lcm", args));
    Mpz result(1);
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_LET(const RefTo<Int> value, as_int(thread, args[i]));
        MpzView view;
        view_int(*value, view);
        check_int_bits(mpz_sizeinbase(result, 2) + mpz_sizeinbase(view.mpz, 2));
        mpz_lcm(result, result, view.mpz);
    }
    return make_int(result.get());
}

Result<Ref> factorial_of(Thread& thread, const Int& value)
{
    if (int_sign(value) < 0) {
        return raise(thread, TypeId::ValueError, "factorial() not defined for negative values");
    }
    if (!value.is_small()) {
        return raise(
            thread, TypeId::OverflowError, "factorial() argument should not exceed {}", largest);
    }
    const auto n = static_cast<std::uint64_t>(value.value);
    check_int_bits(static_cast<std::uint64_t>(std::lgamma(static_cast<double>(n) + 1) * 1.45) + 64);
    Mpz result;
    mpz_fac_ui(result, n);
    return make_int(result.get());
}

Result<Ref> math_factorial(Thread& thread, Object*, Args args)
{
    if (is_instance_of(args[0], float_type())) {
        const double value = as<Float>(args[0])->value;
        TRY(warn(
            thread, TypeId::DeprecationWarning, "Using factorial() with floats is deprecated"));
        if (!(std::isfinite(value) && value == std::floor(value))) {
            return raise(thread, TypeId::ValueError, "factorial() only accepts integral values");
        }
        const Ref whole = int_from_double(value);
        return factorial_of(thread, *as<Int>(whole.get()));
    }
    TRY_LET(const RefTo<Int> value, as_int(thread, args[0]));
    return factorial_of(thread, *value);
}

Result<Ref> math_perm(Thread& thread, Object* module, Args args)
{
    if (!args[1] || args[1] == none()) {
        return math_factorial(thread, module, args);
    }
    TRY_LET(const RefTo<Int> n, as_int(thread, args[0]));
    TRY_LET(const RefTo<Int> k, as_int(thread, args[1]));
    if (int_sign(*n) < 0) {
        return raise(thread, TypeId::ValueError, "n must be a non-negative integer");
    }
    if (int_sign(*k) < 0) {
        return raise(thread, TypeId::ValueError, "k must be a non-negative integer");
    }
    if (int_compare(*n, *k) < 0) {
        return make_int(0);
    }
    if (!k->is_small()) {
        return raise(thread, TypeId::OverflowError, "k must not exceed {}", largest);
    }
    check_int_bits(static_cast<std::uint64_t>(
        std::min(static_cast<double>(k->value) * static_cast<double>(int_bit_length(*n)), 1e18)));
    MpzView view;
    view_int(*n, view);
    Mpz factor;
    mpz_set(factor, view.mpz);
    Mpz result(1);
    for (std::int64_t i = 0; i < k->value; ++i) {
        mpz_mul(result, result, factor);
        mpz_sub_ui(factor, factor, 1);
    }
    return make_int(result.get());
}

Result<Ref> math_comb(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Int> n, as_int(thread, args[0]));
    TRY_LET(const RefTo<Int> k, as_int(thread, args[1]));
    if (int_sign(*n) < 0) {
        return raise(thread, TypeId::ValueError, "n must be a non-negative integer");
    }
    if (int_sign(*k) < 0) {
        return raise(thread, TypeId::ValueError, "k must be a non-negative integer");
    }
    TRY_LET(const Ref rest, number_subtract(thread, n.get(), k.get()));
    const Int& left = *as<Int>(rest.get());
    if (int_sign(left) < 0) {
        return make_int(0);
    }
    const Int& fewer = int_compare(left, *k) < 0 ? left : *k;
    if (!fewer.is_small()) {
        return raise(thread, TypeId::OverflowError, "min(n - k, k) must not exceed {}", largest);
    }
    check_int_bits(static_cast<std::uint64_t>(std::min(
        static_cast<double>(fewer.value) * static_cast<double>(int_bit_length(*n)), 1e18)));
    MpzView view;
    view_int(*n, view);
    Mpz result;
    mpz_bin_ui(result, view.mpz, static_cast<unsigned long>(fewer.value));
    return make_int(result.get());
}

Result<Ref> math_isqrt(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Int> value, as_int(thread, args[0]));
    if (int_sign(*value) < 0) {
        return raise(thread, TypeId::ValueError, "isqrt() argument must be nonnegative");
    }
    MpzView view;
    view_int(*value, view);
    Mpz root;
    mpz_sqrt(root, view.mpz);
    return make_int(root.get());
}

Result<Ref> whole_number(Thread& thread, double value)
{
    if (std::isinf(value)) {
        return raise(thread, TypeId::OverflowError, "cannot convert float infinity to integer");
    }
    if (std::isnan(value)) {
        return raise(thread, TypeId::ValueError, "cannot convert float NaN to integer");
    }
    return int_from_double(value);
}

Result<Ref> round_with(Thread& thread, Object* number, Str* special, double (*rounding)(double))
{
    if (number->type != float_type()) {
        Ref method;
        TRY_LET(const bool found, find_special(thread, number, special, method));
        if (found && method) {
            return call(thread, method.get(), {});
        }
    }
    TRY_LET(const double value, to_double(thread, number));
    return whole_number(thread, rounding(value));
}

Result<Ref> math_floor(Thread& thread, Object*, Args args)
{
    return round_with(thread, args[0], names().floor, std::floor);
}

Result<Ref> math_ceil(Thread& thread, Object*, Args args)
{
    return round_with(thread, args[0], names().ceil, std::ceil);
}

Result<Ref> math_trunc(Thread& thread, Object*, Args args)
{
    if (args[0]->type == float_type()) {
        return whole_number(thread, std::trunc(as<Float>(args[0])->value));
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, args[0], names().trunc, method));
    if (!found || !method) {
        return raise(thread, TypeId::TypeError, "type {} doesn't define __trunc__ method",
            type_name(args[0]));
    }
    return call(thread, method.get(), {});
}

constexpr Method functions[] = {
    { .name = "gcd", .signature = "*", .call = math_gcd, .doc = "Greatest common divisor." },
    { .name = "lcm", .signature = "*", .call = math_lcm, .doc = "Least common multiple." },
    { .name = "factorial", .signature = "x, /", .call = math_factorial, .doc = "x!" },
    { .name = "perm",
        .signature = "n, k=None, /",
        .call = math_perm,
        .doc = "How many ways there are to choose k of n items, in order." },
    { .name = "comb",
        .signature = "n, k, /",
        .call = math_comb,
        .doc = "How many ways there are to choose k of n items, without order." },
    { .name = "isqrt",
        .signature = "n, /",
        .call = math_isqrt,
        .doc = "The integer part of the square root." },
    { .name = "floor", .signature = "x, /", .call = math_floor, .doc = "The largest int <= x." },
    { .name = "ceil", .signature = "x, /", .call = math_ceil, .doc = "The smallest int >= x." },
    { .name = "trunc",
        .signature = "x, /",
        .call = math_trunc,
        .doc = "x without its fraction, by x.__trunc__()." },
};

} // namespace

std::span<const Method> math_integer_functions()
{
    return functions;
}

} // namespace fw
