// Floats and complex numbers of constant folding.
// CPython: Objects/floatobject.c, Objects/complexobject.c
#include "vm/compile/constant_ops.h"

#include <cmath>

namespace fw::compile {

namespace {

using syntax::Operator;
using Complex = ComplexConstant;

Complex multiply(const Complex& a, const Complex& b)
{
    return { a.real * b.real - a.imaginary * b.imaginary,
        a.real * b.imaginary + a.imaginary * b.real };
}

std::optional<Complex> divide(const Complex& a, const Complex& b)
{
    if (std::fabs(b.real) >= std::fabs(b.imaginary)) {
        if (b.real == 0) {
            return std::nullopt;
        }
        const double ratio = b.imaginary / b.real;
        const double denominator = b.real + b.imaginary * ratio;
        return Complex{ (a.real + a.imaginary * ratio) / denominator,
            (a.imaginary - a.real * ratio) / denominator };
    }
    if (std::fabs(b.imaginary) >= std::fabs(b.real)) {
        const double ratio = b.real / b.imaginary;
        const double denominator = b.real * ratio + b.imaginary;
        return Complex{ (a.real * ratio + a.imaginary) / denominator,
            (a.imaginary * ratio - a.real) / denominator };
    }
    return Complex{ NAN, NAN };
}

std::optional<Complex> general_power(const Complex& base, const Complex& exponent)
{
    if (exponent.real == 0 && exponent.imaginary == 0) {
        return Complex{ 1, 0 };
    }
    if (base.real == 0 && base.imaginary == 0) {
        if (exponent.imaginary != 0 || exponent.real < 0) {
            return std::nullopt;
        }
        return Complex{};
    }
    const double magnitude = std::hypot(base.real, base.imaginary);
    double length = std::pow(magnitude, exponent.real);
    const double angle = std::atan2(base.imaginary, base.real);
    double phase = angle * exponent.real;
    if (exponent.imaginary != 0) {
        length /= std::exp(angle * exponent.imaginary);
        phase += exponent.imaginary * std::log(magnitude);
    }
    return Complex{ length * std::cos(phase), length * std::sin(phase) };
}

Complex small_power(Complex base, long exponent)
{
    Complex result{ 1, 0 };
    for (long mask = 1; mask > 0 && exponent >= mask; mask <<= 1) {
        if ((exponent & mask) != 0) {
            result = multiply(result, base);
        }
        base = multiply(base, base);
    }
    return result;
}

std::optional<Complex> power(const Complex& base, const Complex& exponent)
{
    std::optional<Complex> result;
    const bool whole = exponent.imaginary == 0 && std::fabs(exponent.real) <= 100
        && exponent.real == std::floor(exponent.real);
    if (!whole) {
        result = general_power(base, exponent);
    } else if (exponent.real > 0) {
        result = small_power(base, static_cast<long>(exponent.real));
    } else {
        result = divide({ 1, 0 }, small_power(base, -static_cast<long>(exponent.real)));
    }
    if (result && (std::isinf(result->real) || std::isinf(result->imaginary))) {
        return std::nullopt; // OverflowError
    }
    return result;
}

// Quotient and remainder with the sign of the divisor.
struct Division {
    double quotient;
    double remainder;
};

Division floor_divide(double left, double right)
{
    double remainder = std::fmod(left, right);
    double quotient = (left - remainder) / right;
    if (remainder != 0) {
        if ((right < 0) != (remainder < 0)) {
            remainder += right;
            quotient -= 1;
        }
    } else {
        remainder = std::copysign(0.0, right);
    }
    if (quotient == 0) {
        return { std::copysign(0.0, left / right), remainder };
    }
    double whole = std::floor(quotient);
    if (quotient - whole > 0.5) {
        whole += 1;
    }
    return { whole, remainder };
}

std::optional<Constant> power(double base, double exponent)
{
    if (exponent == 0 || base == 1) {
        return 1.0;
    }
    const bool finite = std::isfinite(base) && std::isfinite(exponent);
    if (base == 0 && exponent < 0) {
        return std::nullopt; // ZeroDivisionError
    }
    if (finite && base < 0 && exponent != std::floor(exponent)) {
        if (const auto result = power(Complex{ base, 0 }, Complex{ exponent, 0 })) {
            return *result;
        }
        return std::nullopt;
    }
    const double result = std::pow(base, exponent);
    if (finite && std::isinf(result)) {
        return std::nullopt; // OverflowError
    }
    return result;
}

} // namespace

std::optional<Constant> fold_float(Operator op, double left, double right)
{
    switch (op) {
    case Operator::Add:
        return left + right;
    case Operator::Sub:
        return left - right;
    case Operator::Mult:
        return left * right;
    case Operator::Div:
    case Operator::FloorDiv:
    case Operator::Mod:
        if (right == 0) {
            return std::nullopt;
        }
        if (op == Operator::Div) {
            return left / right;
        }
        return op == Operator::Mod ? floor_divide(left, right).remainder
                                   : floor_divide(left, right).quotient;
    case Operator::Pow:
        return power(left, right);
    default:
        return std::nullopt;
    }
}

std::optional<Constant> fold_complex(Operator op, const Complex& left, const Complex& right)
{
    std::optional<Complex> result;
    switch (op) {
    case Operator::Add:
        result = Complex{ left.real + right.real, left.imaginary + right.imaginary };
        break;
    case Operator::Sub:
        result = Complex{ left.real - right.real, left.imaginary - right.imaginary };
        break;
    case Operator::Mult:
        result = multiply(left, right);
        break;
    case Operator::Div:
        result = divide(left, right);
        break;
    case Operator::Pow:
        result = power(left, right);
        break;
    default:
        break;
    }
    if (!result) {
        return std::nullopt;
    }
    return *result;
}

} // namespace fw::compile
