// Correctly rounded conversions from big integers to doubles.
// CPython: _PyLong_Frexp() and long_true_divide() in Objects/longobject.c
#include "vm/compile/big_int.h"

#include <cmath>

namespace fw::compile {

namespace {

// An integer of at most 63 bits, whose lowest bit also stands for everything cut off, times
// 2**exponent.
std::optional<double> rounded(std::uint64_t mantissa, long exponent, bool negative)
{
    // Below the normal range a double has fewer bits: cut those off here, so that ldexp does not
    // round again.
    long length = 0;
    while (length < 64 && (mantissa >> length) != 0) {
        ++length;
    }
    long keep = 53;
    if (length + exponent < -1021) {
        keep = 53 - (-1021 - (length + exponent));
    }
    const long cut = length - keep;
    if (cut > 63) {
        return negative ? -0.0 : 0.0;
    }
    if (cut > 0) {
        const std::uint64_t half = std::uint64_t{ 1 } << (cut - 1);
        const std::uint64_t rest = mantissa & ((half << 1) - 1);
        mantissa >>= cut;
        if (rest > half || (rest == half && (mantissa & 1) != 0)) {
            ++mantissa;
        }
        exponent += cut;
    }
    const double value = std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent));
    if (std::isinf(value)) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

} // namespace

std::optional<double> BigInt::to_double() const
{
    return true_quotient(*this, BigInt(1));
}

std::optional<double> true_quotient(const BigInt& left, const BigInt& right)
{
    if (left.sign() == 0) {
        return right.sign() < 0 ? -0.0 : 0.0;
    }
    const bool negative = (left.sign() < 0) != (right.sign() < 0);
    // Scale so that the quotient has about 60 bits.
    const long shift = 60 - (static_cast<long>(left.bits()) - static_cast<long>(right.bits()));
    if (shift < -1100) {
        return std::nullopt;
    }
    if (shift > 1300) {
        return negative ? -0.0 : 0.0;
    }
    BigInt numerator;
    BigInt denominator;
    BigInt quotient;
    BigInt remainder;
    mpz_abs(numerator.get(), left.get());
    mpz_abs(denominator.get(), right.get());
    if (shift >= 0) {
        mpz_mul_2exp(numerator.get(), numerator.get(), static_cast<mp_bitcnt_t>(shift));
    } else {
        mpz_mul_2exp(denominator.get(), denominator.get(), static_cast<mp_bitcnt_t>(-shift));
    }
    mpz_tdiv_qr(quotient.get(), remainder.get(), numerator.get(), denominator.get());
    std::uint64_t mantissa = mpz_get_ui(quotient.get());
    if (remainder.sign() != 0) {
        mantissa |= 1;
    }
    return rounded(mantissa, -shift, negative);
}

} // namespace fw::compile
