// The gamma function and its logarithm by Lanczos' approximation, so that their last bits are
// CPython's and do not depend on libm. CPython: m_tgamma and m_lgamma in Modules/mathmodule.c

#include "vm/modules/math_module.h"

#include <cerrno>
#include <cmath>
#include <limits>
#include <numbers>

namespace fw {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double log_pi = 1.144729885849400174143427351353058711647;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

constexpr double lanczos_g = 6.024680040776729583740234375;
constexpr double lanczos_g_minus_half = 5.524680040776729583740234375;
constexpr int lanczos_terms = 13;

// The coefficients of the rational function that approximates the Lanczos sum.
constexpr double numerator[lanczos_terms] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
constexpr double denominator[lanczos_terms] = { 0.0, 39916800.0, 120543840.0, 150917976.0,
    105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0, 1925.0, 66.0, 1.0 };

double lanczos_sum(double x)
{
    double above = 0.0;
    double below = 0.0;
    if (x < 5.0) {
        for (int i = lanczos_terms; --i >= 0;) {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }
    } else {
        for (int i = 0; i < lanczos_terms; ++i) {
            above = above / x + numerator[i];
            below = below / x + denominator[i];
        }
    }
    return above / below;
}

// sin(pi * x), exact at multiples of a half.
double sine_of_pi_times(double x)
{
    const double y = std::fmod(std::fabs(x), 2.0);
    double result = 0;
    switch (static_cast<int>(std::round(2.0 * y))) {
    case 0:
        result = std::sin(pi * y);
        break;
    case 1:
        result = std::cos(pi * (y - 0.5));
        break;
    case 2:
        result = std::sin(pi * (1.0 - y));
        break;
    case 3:
        result = -std::cos(pi * (y - 1.5));
        break;
    default:
        result = std::sin(pi * (y - 2.0));
    }
    return std::copysign(1.0, x) * result;
}

// gamma(n) for the integers whose factorial is exact.
double integral_gamma(int n)
{
    double product = 1.0;
    for (int i = 2; i < n; ++i) {
        product *= i;
    }
    return product;
}

} // namespace

double math_gamma(double x)
{
    if (!std::isfinite(x)) {
        if (std::isnan(x) || x > 0.0) {
            return x;
        }
        errno = EDOM;
        return not_a_number;
    }
    if (x == 0.0) {
        errno = EDOM;
        return std::copysign(infinity, x);
    }
    if (x == std::floor(x)) {
        if (x < 0.0) {
            errno = EDOM;
            return not_a_number;
        }
        if (x <= 23) {
            return integral_gamma(static_cast<int>(x));
        }
    }
    const double size = std::fabs(x);
    if (size < 1e-20) {
        const double result = 1.0 / x;
        if (std::isinf(result)) {
            errno = ERANGE;
        }
        return result;
    }
    if (size > 200.0) {
        if (x < 0.0) {
            return 0.0 / sine_of_pi_times(x);
        }
        errno = ERANGE;
        return HUGE_VAL;
    }
    // z is the error of y = size + g - 1/2.
    const double y = size + lanczos_g_minus_half;
    double z = 0;
    if (size > lanczos_g_minus_half) {
        const volatile double q = y - size;
        z = q - lanczos_g_minus_half;
    } else {
        const volatile double q = y - lanczos_g_minus_half;
        z = q - size;
    }
    z = z * lanczos_g / y;
    double result = 0;
    if (x < 0.0) {
        result = -pi / sine_of_pi_times(size) / size * std::exp(y) / lanczos_sum(size);
        result -= z * result;
        if (size < 140.0) {
            result /= std::pow(y, size - 0.5);
        } else {
            const double root = std::pow(y, size / 2.0 - 0.25);
            result /= root;
            result /= root;
        }
    } else {
        result = lanczos_sum(size) / std::exp(y);
        result += z * result;
        if (size < 140.0) {
            result *= std::pow(y, size - 0.5);
        } else {
            const double root = std::pow(y, size / 2.0 - 0.25);
            result *= root;
            result *= root;
        }
    }
    if (std::isinf(result)) {
        errno = ERANGE;
    }
    return result;
}

double math_log_gamma(double x)
{
    if (!std::isfinite(x)) {
        return std::isnan(x) ? x : infinity;
    }
    if (x == std::floor(x) && x <= 2.0) {
        if (x <= 0.0) {
            errno = EDOM;
            return infinity;
        }
        return 0.0;
    }
    const double size = std::fabs(x);
    if (size < 1e-20) {
        return -std::log(size);
    }
    double result = std::log(lanczos_sum(size)) - lanczos_g;
    result += (size - 0.5) * (std::log(size + lanczos_g - 0.5) - 1);
    if (x < 0.0) {
        result = log_pi - std::log(std::fabs(sine_of_pi_times(size))) - std::log(size) - result;
    }
    if (std::isinf(result)) {
        errno = ERANGE;
    }
    return result;
}

} // namespace fw
