// The methods of float: exact ratios, hexadecimal text, rounding.
// CPython: Objects/floatobject.c

#include "vm/types/float_methods.h"

#include "vm/base/float_text.h"
#include "vm/object/mpz.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/format_spec.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace fw {

Result<Ref> double_to_int(Thread& thread, double value)
{
    if (std::isinf(value)) {
        return raise(thread, TypeId::OverflowError, "cannot convert float infinity to integer");
    }
    if (std::isnan(value)) {
        return raise(thread, TypeId::ValueError, "cannot convert float NaN to integer");
    }
    return int_from_double(value);
}

Result<Ref> float_as_integer_ratio(Thread& thread, Float& self, Args)
{
    if (std::isinf(self.value)) {
        return raise(thread, TypeId::OverflowError, "cannot convert Infinity to integer ratio");
    }
    if (std::isnan(self.value)) {
        return raise(thread, TypeId::ValueError, "cannot convert NaN to integer ratio");
    }
    int exponent;
    double mantissa = std::frexp(self.value, &exponent);
    while (mantissa != std::floor(mantissa)) {
        mantissa *= 2;
        --exponent;
    }
    Mpz numerator;
    Mpz denominator(1);
    mpz_set_d(numerator, mantissa);
    const mpz_ptr scaled = exponent > 0 ? numerator.get() : denominator.get();
    mpz_mul_2exp(scaled, scaled, static_cast<mp_bitcnt_t>(std::abs(exponent)));
    Ref top = make_int(static_cast<mpz_srcptr>(numerator.get()));
    Ref bottom = make_int(static_cast<mpz_srcptr>(denominator.get()));
    return make_tuple({ top.get(), bottom.get() });
}

Result<Ref> float_conjugate(Thread&, Float& self, Args)
{
    return make_float(self.value);
}

Result<Ref> float_hex(Thread&, Float& self, Args)
{
    const double value = self.value;
    if (!std::isfinite(value)) {
        return make_str(float_repr(value));
    }
    const char* const sign = std::signbit(value) ? "-" : "";
    if (value == 0) {
        return make_str(fmt::format("{}0x0.0p+0", sign));
    }
    int exponent;
    double mantissa = std::frexp(std::fabs(value), &exponent);
    const int shift = 1 - std::max(-1021 - exponent, 0);
    mantissa = std::ldexp(mantissa, shift);
    exponent -= shift;
    std::string digits;
    for (int i = 0; i < 14; ++i) {
        const int digit = static_cast<int>(mantissa);
        digits.push_back("0123456789abcdef"[digit]);
        if (i == 0) {
            digits.push_back('.');
        }
        mantissa = (mantissa - digit) * 16;
    }
    return make_str(
        fmt::format("{}0x{}p{}{}", sign, digits, exponent < 0 ? '-' : '+', std::abs(exponent)));
}

namespace {

bool is_hex_digit(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

// A binary number of any length as it is read digit by digit: its first 64 bits, and whether
// anything other than zeros came after them.
class HexNumber {
public:
    void add_digit(int digit)
    {
        if (m_bits >> 60 == 0) {
            m_bits = m_bits * 16 + static_cast<std::uint64_t>(digit);
        } else {
            m_has_rest = m_has_rest || digit != 0;
            m_exponent += 4;
        }
    }
    void point_is_left_of_digit() { m_exponent -= 4; }
    void scale(std::int64_t exponent) { m_exponent += exponent; } // by a power of two

    // Rounded half to even, also where doubles have fewer bits: the C library's strtod does not.
    double value() const
    {
        if (m_bits == 0) {
            return 0;
        }
        const int leading_zeros = std::countl_zero(m_bits);
        const std::uint64_t bits = m_bits << leading_zeros;
        const std::int64_t lowest = m_exponent - leading_zeros; // the weight of bit 0
        constexpr std::int64_t least_normal = -1022;
        const std::int64_t highest = lowest + 63;
        const std::int64_t kept = 53 - std::max<std::int64_t>(least_normal - highest, 0);
        if (highest > 1023) {
            return std::numeric_limits<double>::infinity();
        }
        if (kept < 0) {
            return 0;
        }
        const std::int64_t dropped = 64 - kept;
        const std::uint64_t whole = kept == 0 ? 0 : bits >> dropped;
        const std::uint64_t rest = kept == 0 ? bits : bits << kept;
        constexpr std::uint64_t half = 1ULL << 63;
        const bool up = rest > half || (rest == half && (m_has_rest || whole % 2 == 1));
        return std::ldexp(
            static_cast<double>(whole + (up ? 1 : 0)), static_cast<int>(lowest + dropped));
    }

private:
    std::uint64_t m_bits = 0;
    std::int64_t m_exponent = 0;
    bool m_has_rest = false;
};

// The decimal exponent behind a "p"; clamped, so that sums of it do not overflow.
std::int64_t parse_exponent(std::string_view digits)
{
    std::int64_t exponent = 0;
    for (const char c : digits) {
        exponent = std::min<std::int64_t>(exponent * 10 + (c - '0'), INT64_MAX / 100);
    }
    return exponent;
}

// false: malformed.
bool parse_hex(std::string_view text, double& value)
{
    while (
        !text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r'))) {
        text.remove_suffix(1);
    }
    std::size_t at = 0;
    const auto peek = [&](std::size_t index) { return index < text.size() ? text[index] : '\0'; };
    const bool is_negative = peek(0) == '-';
    if (peek(0) == '+' || peek(0) == '-') {
        ++at;
    }
    if ((peek(at) | 0x20) == 'i' || (peek(at) | 0x20) == 'n') {
        return scan_double(text, value) && text.empty();
    }
    if (peek(at) == '0' && (peek(at + 1) | 0x20) == 'x') {
        at += 2;
    }
    HexNumber number;
    std::size_t digits = 0;
    const auto digit_value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    for (; is_hex_digit(peek(at)); ++at, ++digits) {
        number.add_digit(digit_value(text[at]));
    }
    if (peek(at) == '.') {
        ++at;
        for (; is_hex_digit(peek(at)); ++at, ++digits) {
            number.add_digit(digit_value(text[at]));
            number.point_is_left_of_digit();
        }
    }
    if (digits == 0) {
        return false;
    }
    if ((peek(at) | 0x20) == 'p') {
        ++at;
        const bool goes_down = peek(at) == '-';
        if (peek(at) == '+' || peek(at) == '-') {
            ++at;
        }
        const std::size_t start = at;
        while (peek(at) >= '0' && peek(at) <= '9') {
            ++at;
        }
        if (at == start) {
            return false;
        }
        const std::int64_t exponent = parse_exponent(text.substr(start, at - start));
        number.scale(goes_down ? -exponent : exponent);
    }
    if (at != text.size()) {
        return false;
    }
    value = is_negative ? -number.value() : number.value();
    return true;
}

// value to a multiple of 10 ** places, places > 0, half to even.
double round_to_power(double value, int places)
{
    const double magnitude = std::fabs(value);
    const double whole = std::floor(magnitude);
    Mpz number;
    mpz_set_d(number, whole);
    Mpz unit;
    mpz_ui_pow_ui(unit, 10, static_cast<unsigned long>(places));
    Mpz quotient;
    Mpz rest;
    mpz_fdiv_qr(quotient, rest, number, unit);
    mpz_mul_2exp(rest, rest, 1);
    const int half = mpz_cmp(rest.get(), unit.get());
    if (half > 0 || (half == 0 && (magnitude != whole || mpz_odd_p(quotient.get())))) {
        mpz_add_ui(quotient, quotient, 1);
    }
    mpz_mul(quotient, quotient, unit);
    Ref rounded = make_int(static_cast<mpz_srcptr>(quotient.get()));
    bool overflow;
    return std::copysign(int_to_double_rounded(*static_cast<Int*>(rounded.get()), overflow), value);
}

} // namespace

Result<Ref> float_fromhex(Thread& thread, Object* type, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "bad argument type for built-in operation");
    }
    double value;
    if (!parse_hex(to_utf8(*static_cast<Str*>(args[0])), value)) {
        return raise(thread, TypeId::ValueError, "invalid hexadecimal floating-point string");
    }
    if (std::isinf(value)) {
        const std::string text = to_utf8(*static_cast<Str*>(args[0]));
        if (text.find_first_of("iI") == std::string::npos) {
            return raise(thread, TypeId::OverflowError,
                "hexadecimal value too large to represent as a float");
        }
    }
    Ref result = make_float(value);
    if (type == float_type()) {
        return result;
    }
    return call(thread, type, { result.get() });
}

Result<Ref> float_is_integer(Thread&, Float& self, Args)
{
    return make_bool(std::isfinite(self.value) && std::floor(self.value) == self.value);
}

Result<Ref> float_trunc(Thread& thread, Float& self, Args)
{
    return double_to_int(thread, self.value);
}

Result<Ref> float_floor(Thread& thread, Float& self, Args)
{
    return double_to_int(thread, std::floor(self.value));
}

Result<Ref> float_ceil(Thread& thread, Float& self, Args)
{
    return double_to_int(thread, std::ceil(self.value));
}

Result<Ref> float_round(Thread& thread, Float& self, Args args)
{
    const double value = self.value;
    if (!args[0] || args[0] == none()) {
        double rounded = std::round(value);
        if (std::fabs(value - rounded) == 0.5) {
            rounded = 2.0 * std::round(value / 2.0);
        }
        return double_to_int(thread, rounded);
    }
    TRY_LET(const std::int64_t digits, to_index(thread, args[0], clip_to_index));
    if (!std::isfinite(value) || value == 0 || digits > 323) {
        return make_float(value);
    }
    if (digits < -308) {
        return make_float(0.0 * value);
    }
    double rounded;
    if (digits < 0) {
        rounded = round_to_power(value, static_cast<int>(-digits));
    } else {
        // The C library prints the exact decimal expansion, rounded half to even.
        std::string text(static_cast<std::size_t>(digits) + 330, '\0');
        std::snprintf(text.data(), text.size(), "%.*f", static_cast<int>(digits), value);
        rounded = std::strtod(text.c_str(), nullptr);
    }
    if (std::isinf(rounded)) {
        return raise(thread, TypeId::OverflowError, "rounded value too large to represent");
    }
    return make_float(rounded);
}

Result<Ref> float_format(Thread& thread, Float& self, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "__format__() argument must be str, not {}",
            type_name(args[0]));
    }
    return format_float_value(thread, &self, *static_cast<Str*>(args[0]));
}

Result<Ref> float_getnewargs(Thread&, Float& self, Args)
{
    Ref exact = make_float(self.value);
    return make_tuple({ exact.get() });
}

namespace {

Result<bool> is_double_name(Thread& thread, Object* name, const char* method)
{
    if (!is_str(name)) {
        return raise(thread, TypeId::TypeError, "{}() argument must be str, not {}", method,
            type_name(name));
    }
    const auto& text = *static_cast<Str*>(name);
    if (!str_equal(text, "double") && !str_equal(text, "float")) {
        return raise(
            thread, TypeId::ValueError, "{}() argument 1 must be 'double' or 'float'", method);
    }
    return true;
}

} // namespace

Result<Ref> float_getformat(Thread& thread, Object*, Args args)
{
    TRY(is_double_name(thread, args[0], "__getformat__"));
    return make_str("IEEE, little-endian");
}

Result<Ref> float_setformat(Thread& thread, Object*, Args args)
{
    TRY(is_double_name(thread, args[0], "__setformat__"));
    TRY_LET(const std::string format, to_text(thread, args[1], "__setformat__() argument 2"));
    if (format != "unknown" && format != "IEEE, little-endian") {
        return raise(thread, TypeId::ValueError,
            "can only set double format to 'unknown' or the detected platform value");
    }
    return make_none();
}

Result<Ref> float_sizeof(Thread&, Float&, Args)
{
    return make_int(24);
}

} // namespace fw
