// Making floats and complex numbers.
// CPython: Objects/floatobject.c, Objects/complexobject.c

#include "vm/object/float.h"

#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/runtime.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace fw {

Ref make_float(double value)
{
    auto* const object = static_cast<Float*>(region_allocate(sizeof(Float)));
    object->refcount = 1;
    object->type = float_type();
    object->value = value;
    return Ref::adopt(object);
}

Ref make_complex(double real, double imag)
{
    RefTo<Complex> object = allocate<Complex>(complex_type());
    object->real = real;
    object->imag = imag;
    return object;
}

std::int64_t double_hash(double value)
{
    constexpr int bits = 61;
    constexpr std::uint64_t modulus = (std::uint64_t{ 1 } << bits) - 1;
    if (!std::isfinite(value)) {
        return std::isinf(value) ? (value > 0 ? 314159 : -314159) : 0;
    }
    int exponent;
    double mantissa = std::frexp(value, &exponent);
    const bool negative = mantissa < 0;
    if (negative) {
        mantissa = -mantissa;
    }
    std::uint64_t hash = 0;
    while (mantissa != 0) {
        hash = ((hash << 28) & modulus) | hash >> (bits - 28);
        mantissa *= 268435456.0; // 2 ** 28
        exponent -= 28;
        const auto chunk = static_cast<std::uint64_t>(mantissa);
        mantissa -= static_cast<double>(chunk);
        hash += chunk;
        if (hash >= modulus) {
            hash -= modulus;
        }
    }
    exponent = exponent >= 0 ? exponent % bits : bits - 1 - ((-1 - exponent) % bits);
    hash = ((hash << exponent) & modulus) | hash >> (bits - exponent);
    auto result = static_cast<std::int64_t>(hash);
    if (negative) {
        result = -result;
    }
    return result == -1 ? -2 : result;
}

namespace {

// Digits and the place of the point: 0.d1d2d3... * 10 ** point.
struct Decimal {
    std::string digits;
    int point;
};

// Reads "d.ddde+xx".
Decimal from_scientific(std::string_view text)
{
    const std::size_t e = text.find('e');
    Decimal decimal;
    for (const char c : text.substr(0, e)) {
        if (c != '.') {
            decimal.digits.push_back(c);
        }
    }
    int exponent = 0;
    std::string_view tail = text.substr(e + 1);
    if (tail.front() == '+') {
        tail.remove_prefix(1);
    }
    std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    decimal.point = exponent + 1;
    return decimal;
}

std::string print_double(const char* format, int precision, double value)
{
    const int size = std::snprintf(nullptr, 0, format, precision, value);
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    std::snprintf(text.data(), text.size(), format, precision, value);
    text.pop_back();
    return text;
}

void append_exponent(std::string& out, int exponent, char letter)
{
    out.push_back(letter);
    out.push_back(exponent < 0 ? '-' : '+');
    const int magnitude = exponent < 0 ? -exponent : exponent;
    if (magnitude < 10) {
        out.push_back('0');
    }
    out.append(std::to_string(magnitude));
}

} // namespace

std::string format_double(double value, char code, int precision, unsigned flags)
{
    const bool upper = code == 'E' || code == 'F' || code == 'G';
    const char kind = upper ? static_cast<char>(code + 32) : code;
    std::string out;
    if (std::signbit(value) && !std::isnan(value)) {
        out.push_back('-');
    } else if (flags & FormatSign) {
        out.push_back('+');
    }
    if (!std::isfinite(value)) {
        out.append(std::isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"));
        return out;
    }
    const double magnitude = std::fabs(value);
    const bool alternate = (flags & FormatAlternate) != 0;
    if (kind == 'f') {
        out.append(print_double("%.*f", precision, magnitude));
        if (alternate && precision == 0) {
            out.push_back('.');
        }
        return out;
    }
    if (kind == 'e') {
        const std::string text = print_double("%.*e", precision, magnitude);
        const Decimal decimal = from_scientific(text);
        out.append(text, 0, text.find('e'));
        if (alternate && precision == 0) {
            out.push_back('.');
        }
        append_exponent(out, magnitude == 0 ? 0 : decimal.point - 1, upper ? 'E' : 'e');
        return out;
    }
    // 'r' (shortest) and 'g': digits first, then fixed or exponent notation.
    Decimal decimal;
    bool use_exponent;
    if (kind == 'r') {
        std::array<char, 40> buffer;
        const auto end = std::to_chars(
            buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific)
                             .ptr;
        decimal = from_scientific({ buffer.data(), static_cast<std::size_t>(end - buffer.data()) });
        use_exponent = decimal.point <= -4 || decimal.point > 16;
    } else {
        if (precision == 0) {
            precision = 1;
        }
        decimal = from_scientific(print_double("%.*e", precision - 1, magnitude));
        use_exponent = decimal.point <= -4 || decimal.point > precision;
        if (flags & FormatDotZero && decimal.point == precision && precision > 0) {
            use_exponent = true; // "1e+02" rather than "100.0" when no digit is left for the 0.
        }
        if (!alternate) {
            const std::size_t last = decimal.digits.find_last_not_of('0');
            decimal.digits.resize(last == std::string::npos ? 1 : last + 1);
        }
    }
    if (magnitude == 0) {
        use_exponent = false;
        decimal.point = 1;
    }
    const std::string& digits = decimal.digits;
    const int count = static_cast<int>(digits.size());
    if (use_exponent) {
        out.push_back(digits[0]);
        if (count > 1) {
            out.push_back('.');
            out.append(digits, 1);
        } else if (alternate) {
            out.push_back('.');
        }
        append_exponent(out, decimal.point - 1, upper ? 'E' : 'e');
        return out;
    }
    if (decimal.point <= 0) {
        out.append("0.");
        out.append(static_cast<std::size_t>(-decimal.point), '0');
        out.append(digits);
    } else if (decimal.point >= count) {
        out.append(digits);
        out.append(static_cast<std::size_t>(decimal.point - count), '0');
        if (flags & FormatDotZero) {
            out.append(".0");
        } else if (alternate) {
            out.push_back('.');
        }
    } else {
        out.append(digits, 0, static_cast<std::size_t>(decimal.point));
        out.push_back('.');
        out.append(digits, static_cast<std::size_t>(decimal.point));
    }
    return out;
}

std::string double_repr(double value)
{
    return format_double(value, 'r', 0, FormatDotZero);
}

std::string complex_repr(double real, double imag)
{
    // repr has no ".0" in its parts; a real part of +0 is left out, and so are the parentheses.
    const std::string imaginary = format_double(imag, 'r', 0, 0);
    if (real == 0 && !std::signbit(real)) {
        return imaginary + "j";
    }
    std::string out = "(";
    out += format_double(real, 'r', 0, 0);
    out += format_double(imag, 'r', 0, FormatSign);
    out += "j)";
    return out;
}

} // namespace fw
