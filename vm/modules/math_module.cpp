// The module math: functions of floats. Those of many numbers and of ints are in their own files.
// CPython: Modules/mathmodule.c

#include "vm/modules/math_module.h"

#include "vm/modules/module_support.h"
#include "vm/object/arguments.h"
#include "vm/object/int.h"
#include "vm/object/mpz.h"

#include <cerrno>
#include <cmath>
#include <limits>
#include <numbers>

namespace fw {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = std::numbers::pi;

enum class Infinite : std::uint8_t { DomainError, RangeError };

// A function of one float: a NaN or an infinity that the argument does not explain is an error.
template <double (*function)(double), Infinite infinite>
Result<Ref> one_float(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    const double result = function(x);
    if (std::isnan(result) && !std::isnan(x)) {
        return raise_math_domain(thread);
    }
    if (std::isinf(result) && std::isfinite(x)) {
        if (infinite == Infinite::RangeError) {
            return raise_math_range(thread);
        }
        return raise_math_domain(thread);
    }
    return make_float(result);
}

Result<Ref> checked(Thread& thread, double result)
{
    if (errno == EDOM) {
        return raise_math_domain(thread);
    }
    // Underflow to zero is no error.
    if (errno == ERANGE && std::fabs(result) >= 1.5) {
        return raise_math_range(thread);
    }
    return make_float(result);
}

// The same for functions that tell of errors through errno.
template <double (*function)(double)>
Result<Ref> one_float_errno(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    errno = 0;
    const double result = function(x);
    return checked(thread, result);
}

template <double (*function)(double, double)>
Result<Ref> two_floats(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    TRY_LET(const double y, to_double(thread, args[1]));
    const double result = function(x, y);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) {
        return raise_math_domain(thread);
    }
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) {
        return raise_math_range(thread);
    }
    return make_float(result);
}

Result<Ref> math_nextafter(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    TRY_LET(const double y, to_double(thread, args[1]));
    return make_float(std::nextafter(x, y));
}

Result<Ref> math_fmod(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    TRY_LET(const double y, to_double(thread, args[1]));
    if (std::isinf(y) && std::isfinite(x)) {
        return make_float(x);
    }
    const double result = std::fmod(x, y);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) {
        return raise_math_domain(thread);
    }
    return make_float(result);
}

Result<Ref> math_pow(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    TRY_LET(const double y, to_double(thread, args[1]));
    const double result = std::pow(x, y);
    if (!std::isfinite(x) || !std::isfinite(y)) {
        if (x == 0.0 && std::isinf(y) && y < 0) {
            return raise_math_domain(thread);
        }
        return make_float(result);
    }
    if (std::isnan(result) || (std::isinf(result) && x == 0.0)) {
        return raise_math_domain(thread);
    }
    if (std::isinf(result)) {
        return raise_math_range(thread);
    }
    return make_float(result);
}

Result<Ref> math_ldexp(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    if (!is_int(args[1])) {
        return raise(thread, TypeId::TypeError, "Expected an int as second argument to ldexp.");
    }
    const Int& exponent = *as<Int>(args[1]);
    if (x == 0.0 || !std::isfinite(x)) {
        return make_float(x);
    }
    constexpr std::int64_t limit = std::numeric_limits<int>::max();
    if (int_sign(exponent) > 0 && (!exponent.is_small() || exponent.value > limit)) {
        return raise_math_range(thread);
    }
    if (int_sign(exponent) < 0 && (!exponent.is_small() || exponent.value < -limit)) {
        return make_float(std::copysign(0.0, x));
    }
    const double result = std::ldexp(x, static_cast<int>(exponent.value));
    if (std::isinf(result)) {
        return raise_math_range(thread);
    }
    return make_float(result);
}

Result<Ref> math_frexp(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    int exponent = 0;
    const double mantissa = std::isfinite(x) ? std::frexp(x, &exponent) : x;
    return make_tuple({ make_float(mantissa).get(), make_int(exponent).get() });
}

Result<Ref> math_modf(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    double whole = x;
    double fraction = x;
    if (std::isinf(x)) {
        fraction = std::copysign(0.0, x);
    } else if (!std::isnan(x)) {
        fraction = std::modf(x, &whole);
    }
    return make_tuple({ make_float(fraction).get(), make_float(whole).get() });
}

// A positive int as mantissa * 2**exponent, the mantissa in [0.5, 1), rounded half to even.
// CPython: _PyLong_Frexp
double big_mantissa(const Int& value, std::int64_t& exponent)
{
    MpzView view;
    view_int(value, view);
    constexpr std::uint64_t kept = 55; // two more than a double has, the last one sticky
    const std::uint64_t bits = mpz_sizeinbase(view.mpz, 2);
    Mpz top;
    mpz_tdiv_q_2exp(top, view.mpz, bits - kept);
    std::uint64_t digits = mpz_get_ui(top);
    if (mpz_scan1(view.mpz, 0) < bits - kept) {
        digits |= 1;
    }
    double mantissa = std::ldexp(static_cast<double>(digits), -static_cast<int>(kept));
    exponent = static_cast<std::int64_t>(bits);
    if (mantissa == 1.0) {
        mantissa = 0.5;
        ++exponent;
    }
    return mantissa;
}

// A logarithm of a float, or of an int that may be too large for one. CPython: loghelper
template <double (*function)(double)> Result<double> logarithm(Thread& thread, Object* object)
{
    if (is_int(object)) {
        const Int& value = *as<Int>(object);
        if (int_sign(value) <= 0) {
            return raise_math_domain(thread);
        }
        bool overflow = false;
        const double x = int_to_double_rounded(value, overflow);
        if (!overflow) {
            return function(x);
        }
        std::int64_t exponent = 0;
        const double mantissa = big_mantissa(value, exponent);
        return function(mantissa) + function(2.0) * static_cast<double>(exponent);
    }
    TRY_LET(const double x, to_double(thread, object));
    if (std::isnan(x) || (std::isinf(x) && x > 0)) {
        return x;
    }
    if (x <= 0.0) {
        return raise_math_domain(thread);
    }
    return function(x);
}

Result<Ref> math_log(Thread& thread, Object*, Args args)
{
    TRY(check_no_keywords(thread, "math.log", args));
    if (args.count < 1 || args.count > 2) {
        return raise(thread, TypeId::TypeError, "math.log requires 1 to 2 arguments");
    }
    TRY_LET(const double above, logarithm<std::log>(thread, args[0]));
    if (args.count == 1) {
        return make_float(above);
    }
    TRY_LET(const double below, logarithm<std::log>(thread, args[1]));
    if (below == 0.0) {
        return raise(thread, TypeId::ZeroDivisionError, "float division by zero");
    }
    return make_float(above / below);
}

Result<Ref> math_log2(Thread& thread, Object*, Args args)
{
    TRY_LET(const double result, logarithm<std::log2>(thread, args[0]));
    return make_float(result);
}

Result<Ref> math_log10(Thread& thread, Object*, Args args)
{
    TRY_LET(const double result, logarithm<std::log10>(thread, args[0]));
    return make_float(result);
}

double to_degrees(double x)
{
    return x * (180.0 / pi);
}

double to_radians(double x)
{
    return x * (pi / 180.0);
}

double unit_in_last_place(double x)
{
    if (std::isnan(x)) {
        return x;
    }
    x = std::fabs(x);
    if (std::isinf(x)) {
        return x;
    }
    const double above = std::nextafter(x, infinity);
    return std::isinf(above) ? x - std::nextafter(x, -infinity) : above - x;
}

// A function that cannot fail.
template <double (*function)(double)> Result<Ref> any_float(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    return make_float(function(x));
}

template <bool (*question)(double)> Result<Ref> ask_float(Thread& thread, Object*, Args args)
{
    TRY_LET(const double x, to_double(thread, args[0]));
    return make_bool(question(x));
}

Result<Ref> math_isclose(Thread& thread, Object*, Args args)
{
    TRY_LET(const double a, to_double(thread, args[0]));
    TRY_LET(const double b, to_double(thread, args[1]));
    double relative = 1e-9;
    double absolute = 0.0;
    if (args[2]) {
        TRY_SET(relative, to_double(thread, args[2]));
    }
    if (args[3]) {
        TRY_SET(absolute, to_double(thread, args[3]));
    }
    if (relative < 0.0 || absolute < 0.0) {
        return raise(thread, TypeId::ValueError, "tolerances must be non-negative");
    }
    if (a == b) {
        return make_bool(true);
    }
    if (std::isinf(a) || std::isinf(b)) {
        return make_bool(false);
    }
    const double difference = std::fabs(b - a);
    return make_bool(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a)
        || difference <= absolute);
}

constexpr Infinite domain = Infinite::DomainError;
constexpr Infinite range = Infinite::RangeError;

constexpr Method functions[] = {
    { "acos", "x, /", one_float<std::acos, domain>, "Arc cosine, in radians." },
    { "acosh", "x, /", one_float<std::acosh, domain>, "Inverse hyperbolic cosine." },
    { "asin", "x, /", one_float<std::asin, domain>, "Arc sine, in radians." },
    { "asinh", "x, /", one_float<std::asinh, domain>, "Inverse hyperbolic sine." },
    { "atan", "x, /", one_float<std::atan, domain>, "Arc tangent, in radians." },
    { "atan2", "y, x, /", two_floats<std::atan2>, "Arc tangent of y/x in the right quadrant." },
    { "atanh", "x, /", one_float<std::atanh, domain>, "Inverse hyperbolic tangent." },
    { "copysign", "x, y, /", two_floats<std::copysign>, "The size of x with the sign of y." },
    { "cos", "x, /", one_float<std::cos, domain>, "Cosine of x radians." },
    { "cosh", "x, /", one_float<std::cosh, range>, "Hyperbolic cosine." },
    { "degrees", "x, /", any_float<to_degrees>, "Radians as degrees." },
    { "erf", "x, /", one_float_errno<std::erf>, "Error function." },
    { "erfc", "x, /", one_float_errno<std::erfc>, "1 - erf(x)." },
    { "exp", "x, /", one_float<std::exp, range>, "e to the power of x." },
    { "expm1", "x, /", one_float<std::expm1, range>, "exp(x) - 1, exact near 0." },
    { "fabs", "x, /", one_float<std::fabs, domain>, "The size of x, a float." },
    { "fmod", "x, y, /", math_fmod, "The remainder of C, with the sign of x." },
    { "frexp", "x, /", math_frexp, "(m, e) with x == m * 2**e and 0.5 <= abs(m) < 1." },
    { "gamma", "x, /", one_float_errno<math_gamma>, "The gamma function." },
    { "isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", math_isclose, "Whether a is near b." },
    { "isfinite", "x, /", ask_float<std::isfinite>, "Neither an infinity nor a NaN." },
    { "isinf", "x, /", ask_float<std::isinf>, "An infinity." },
    { "isnan", "x, /", ask_float<std::isnan>, "Not a number." },
    { "ldexp", "x, i, /", math_ldexp, "x * 2**i" },
    { "lgamma", "x, /", one_float_errno<math_log_gamma>, "Logarithm of abs(gamma(x))." },
    { "log", "*", math_log, "log(x[, base]): natural, or to the base." },
    { "log10", "x, /", math_log10, "Logarithm to base 10." },
    { "log1p", "x, /", one_float<std::log1p, domain>, "log(1 + x), exact near 0." },
    { "log2", "x, /", math_log2, "Logarithm to base 2." },
    { "modf", "x, /", math_modf, "(fraction, whole part), both floats." },
    { "nextafter", "x, y, /", math_nextafter, "The next float after x towards y." },
    { "pow", "x, y, /", math_pow, "x to the power of y, as floats." },
    { "radians", "x, /", any_float<to_radians>, "Degrees as radians." },
    { "remainder", "x, y, /", two_floats<std::remainder>, "x - n*y, n the int nearest to x/y." },
    { "sin", "x, /", one_float<std::sin, domain>, "Sine of x radians." },
    { "sinh", "x, /", one_float<std::sinh, range>, "Hyperbolic sine." },
    { "sqrt", "x, /", one_float<std::sqrt, domain>, "Square root." },
    { "tan", "x, /", one_float<std::tan, domain>, "Tangent of x radians." },
    { "tanh", "x, /", one_float<std::tanh, domain>, "Hyperbolic tangent." },
    { "ulp", "x, /", any_float<unit_in_last_place>, "The value of x's last bit." },
};

} // namespace

Result<RefTo<Module>> make_math_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("math", functions, "The mathematical functions of the C standard.");
    add_functions(*module, "math", math_integer_functions());
    add_functions(*module, "math", math_sum_functions());
    add_to_module(*module, "pi", make_float(pi).get());
    add_to_module(*module, "e", make_float(std::numbers::e).get());
    add_to_module(*module, "tau", make_float(2 * pi).get());
    add_to_module(*module, "inf", make_float(infinity).get());
    add_to_module(*module, "nan", make_float(std::numeric_limits<double>::quiet_NaN()).get());
    return module;
}

} // namespace fw
