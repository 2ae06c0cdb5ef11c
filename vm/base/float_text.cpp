// Digits come from the standard library's to_chars, shortest or to a precision; laying them out is
// Python's own.

#include "vm/base/float_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace fw {

namespace {

// The value is 0.DIGITS * 10**point; no trailing zeros, "0" with point 1 for zero.
struct Digits {
    std::string text;
    int point = 1;
};

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

// From "d.ddde[+-]xx".
Digits from_scientific(std::string_view text)
{
    const std::size_t mark = text.find('e');
    Digits digits;
    digits.text.push_back(text[0]);
    if (mark > 2) {
        digits.text.append(text.substr(2, mark - 2));
    }
    const char* exponent = text.data() + mark + 1;
    exponent += *exponent == '+' ? 1 : 0;
    std::from_chars(exponent, text.data() + text.size(), digits.point);
    ++digits.point;
    return digits;
}

void strip_zeros(Digits& digits)
{
    const std::size_t last = digits.text.find_last_not_of('0');
    if (last == std::string::npos) {
        digits = { "0", 1 };
    } else {
        digits.text.resize(last + 1);
    }
}

Digits shortest_digits(double magnitude)
{
    std::array<char, 64> buffer;
    const auto end = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific);
    Digits digits
        = from_scientific({ buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()) });
    strip_zeros(digits);
    return digits;
}

// A double has at most 767 significant digits and 1074 after the point; more are zeros, which
// layout adds.
Digits significant_digits(double magnitude, int count)
{
    std::array<char, 1200> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
        std::chars_format::scientific, std::min(count, 800) - 1);
    Digits digits
        = from_scientific({ buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()) });
    strip_zeros(digits);
    return digits;
}

Digits fixed_digits(double magnitude, int after_point)
{
    std::array<char, 1600> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
        std::chars_format::fixed, std::min(after_point, 1100));
    std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
    Digits digits;
    const std::size_t point = std::min(text.find('.'), text.size());
    digits.text.append(text.substr(0, point));
    if (point < text.size()) {
        digits.text.append(text.substr(point + 1));
    }
    digits.point = static_cast<int>(point);
    const std::size_t first = digits.text.find_first_not_of('0');
    if (first == std::string::npos) {
        // Zero to this precision: no digits at all where CPython's mode 3 gives none, unless the
        // value is zero.
        return magnitude == 0 ? Digits{ "0", 1 } : Digits{ "", -after_point };
    }
    digits.text.erase(0, first);
    digits.point -= static_cast<int>(first);
    strip_zeros(digits);
    return digits;
}

std::string zeros(int count)
{
    return std::string(static_cast<std::size_t>(std::max(count, 0)), '0');
}

std::string lay_out(const Digits& digits, char code, int precision, unsigned flags)
{
    const int length = static_cast<int>(digits.text.size());
    int point = digits.point;
    const bool dot_zero = flags & FloatDotZero;
    bool use_exponent = false;
    int end = length; // of the digits to be shown, counted from the first
    switch (code) {
    case 'e':
        use_exponent = true;
        end = precision;
        break;
    case 'f':
        end = point + precision;
        break;
    case 'g':
        use_exponent = point <= -4 || point > precision - (dot_zero ? 1 : 0);
        if (flags & FloatAlternate) {
            end = precision;
        }
        break;
    default: // r
        use_exponent = point <= -4 || point > 16;
    }
    const int exponent = point - 1;
    if (use_exponent) {
        point = 1;
    }
    const int start = point <= 0 ? point - 1 : 0;
    end = std::max(end, !use_exponent && dot_zero ? point + 1 : point);

    std::string text;
    if (point <= 0) {
        text = zeros(point - start) + "." + zeros(-point) + digits.text;
    } else {
        text = zeros(-start);
        text += digits.text.substr(0, static_cast<std::size_t>(std::min(point, length)));
        if (point <= length) {
            text += "." + digits.text.substr(static_cast<std::size_t>(point));
        }
    }
    if (length < point) {
        text += zeros(point - length) + "." + zeros(end - point);
    } else {
        text += zeros(end - length);
    }
    if (text.back() == '.' && !(flags & FloatAlternate)) {
        text.pop_back();
    }
    if (use_exponent) {
        text += exponent < 0 ? "e-" : "e+";
        const std::string number = std::to_string(std::abs(exponent));
        text += number.size() < 2 ? "0" + number : number;
    }
    return text;
}

char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A'))
                                                : character;
}

bool starts_with_word(std::string_view text, std::string_view word)
{
    return text.size() >= word.size()
        && std::equal(word.begin(), word.end(), text.begin(),
            [](char expected, char character) { return expected == lower(character); });
}

// from_chars tells only that the value does not fit: the sign of the decimal exponent tells on
// which side.
bool is_huge(std::string_view digits, int exponent)
{
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.find_first_not_of("0.");
    if (first == std::string_view::npos) {
        return false;
    }
    const auto leading = static_cast<std::int64_t>(first < point ? point - first : 0)
        - static_cast<std::int64_t>(first > point ? first - point : 0);
    return leading + exponent > 0;
}

} // namespace

std::string format_double(double value, char code, int precision, unsigned flags)
{
    const bool upper = code == 'E' || code == 'F' || code == 'G';
    const char kind = lower(code);
    std::string text;
    if (std::isnan(value)) {
        text = flags & FloatSign ? "+nan" : "nan";
    } else {
        text = std::signbit(value) ? "-" : flags & FloatSign ? "+" : "";
        const double magnitude = std::fabs(value);
        if (std::isinf(value)) {
            text += "inf";
        } else if (kind == 'e') {
            text += lay_out(
                significant_digits(magnitude, precision + 1), kind, precision + 1, flags);
        } else if (kind == 'f') {
            text += lay_out(fixed_digits(magnitude, precision), kind, precision, flags);
        } else if (kind == 'g') {
            const int count = std::max(precision, 1);
            text += lay_out(significant_digits(magnitude, count), kind, count, flags);
        } else {
            text += lay_out(shortest_digits(magnitude), 'r', 0, flags);
        }
    }
    if (upper) {
        for (char& character : text) {
            character = character >= 'a' && character <= 'z'
                ? static_cast<char>(character - ('a' - 'A'))
                : character;
        }
    }
    return text;
}

std::optional<ParsedDouble> parse_double_prefix(std::string_view text)
{
    std::size_t position = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        ++position;
    }
    const auto signed_value = [&](double value) { return negative ? -value : value; };
    const std::string_view rest = text.substr(position);
    if (starts_with_word(rest, "inf")) {
        const std::size_t length = starts_with_word(rest, "infinity") ? 8 : 3;
        return ParsedDouble{ signed_value(std::numeric_limits<double>::infinity()),
            position + length };
    }
    if (starts_with_word(rest, "nan")) {
        return ParsedDouble{ signed_value(std::numeric_limits<double>::quiet_NaN()), position + 3 };
    }
    // Find the number's extent, so that from_chars sees nothing that Python does not call a number.
    std::size_t end = 0;
    bool any_digit = false;
    const auto skip_digits = [&] {
        for (; end < rest.size() && is_digit(rest[end]); ++end) {
            any_digit = true;
        }
    };
    skip_digits();
    if (end < rest.size() && rest[end] == '.') {
        ++end;
        skip_digits();
    }
    if (!any_digit) {
        return std::nullopt;
    }
    const std::string_view digits = rest.substr(0, end);
    int exponent = 0;
    if (end < rest.size() && lower(rest[end]) == 'e') {
        std::size_t mark = end + 1;
        const bool down = mark < rest.size() && rest[mark] == '-';
        if (mark < rest.size() && (rest[mark] == '-' || rest[mark] == '+')) {
            ++mark;
        }
        if (mark < rest.size() && is_digit(rest[mark])) {
            for (end = mark; end < rest.size() && is_digit(rest[end]); ++end) {
                exponent = std::min(exponent * 10 + (rest[end] - '0'), 100000000);
            }
            exponent = down ? -exponent : exponent;
        }
    }
    double value = 0;
    const auto result = std::from_chars(rest.data(), rest.data() + end, value);
    if (result.ec == std::errc::result_out_of_range) {
        value = is_huge(digits, exponent) ? std::numeric_limits<double>::infinity() : 0.0;
    }
    return ParsedDouble{ signed_value(value), position + end };
}

std::optional<double> parse_double(std::string_view text)
{
    const auto parsed = parse_double_prefix(text);
    if (!parsed || parsed->length != text.size()) {
        return std::nullopt;
    }
    return parsed->value;
}

} // namespace fw
