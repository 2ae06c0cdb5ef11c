// int("...") and float("..."): signs, prefixes, underscores and the digits of all scripts.
// CPython: Objects/longobject.c, Objects/floatobject.c, Python/pystrtod.c

#include "vm/object/number_text.h"

#include "vm/base/float_text.h"
#include "vm/object/bytes.h"
#include "vm/object/mpz.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/unicode.h"

namespace fw {

namespace {

bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void strip(std::string_view& text)
{
    while (!text.empty() && is_ascii_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_ascii_space(text.back())) {
        text.remove_suffix(1);
    }
}

int digit_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

enum class Parsed { Good, Malformed, TooLong };

// The whole text must be one literal.
Parsed parse_int(std::string_view text, int& base, Ref& result, std::int64_t& digit_count)
{
    strip(text);
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    bool zeros_only = false; // "00" is a decimal literal, "01" is not.
    const auto prefix_base = [&] {
        const char letter = static_cast<char>(text[1] | 0x20);
        return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    };
    if (base == 0) {
        if (text.empty() || text[0] != '0') {
            base = 10;
        } else if (text.size() > 1 && prefix_base() != 0) {
            base = prefix_base();
        } else {
            base = 10;
            zeros_only = true;
        }
    }
    if (text.size() > 1 && text[0] == '0' && prefix_base() == base && base != 0) {
        text.remove_prefix(2);
        if (!text.empty() && text.front() == '_') {
            text.remove_prefix(1);
        }
    }
    if (text.empty() || text.front() == '_' || text.back() == '_') {
        return Parsed::Malformed;
    }
    std::string digits;
    digits.reserve(text.size());
    char previous = '\0';
    for (const char c : text) {
        if (c == '_') {
            if (previous == '_') {
                return Parsed::Malformed;
            }
        } else {
            if (digit_of(c) >= base || (zeros_only && c != '0')) {
                return Parsed::Malformed;
            }
            digits.push_back(c);
        }
        previous = c;
    }
    const bool is_power_of_two = (base & (base - 1)) == 0;
    digit_count = static_cast<std::int64_t>(digits.size());
    if (!is_power_of_two && int_text_limit() > 0 && digit_count > int_text_limit()) {
        return Parsed::TooLong;
    }
    std::uint64_t small = 0;
    if (digits.size() <= 12) { // 36 ** 12 fits
        for (const char c : digits) {
            small = small * static_cast<unsigned>(base) + static_cast<unsigned>(digit_of(c));
        }
        const auto value = static_cast<std::int64_t>(small);
        result = make_int(negative ? -value : value);
        return Parsed::Good;
    }
    Mpz number;
    mpz_set_str(number, digits.c_str(), base);
    if (negative) {
        mpz_neg(number, number);
    }
    result = make_int(number.get());
    return Parsed::Good;
}

Result<Ref> int_from_ascii(Thread& thread, Object* source, std::string_view text, int base)
{
    const int asked = base;
    Ref result;
    std::int64_t digits = 0;
    switch (parse_int(text, base, result, digits)) {
    case Parsed::Good:
        return result;
    case Parsed::TooLong:
        return raise_int_too_long_to_read(thread, digits);
    case Parsed::Malformed:
        break;
    }
    TRY_LET(RefTo<Str> shown, repr(thread, source));
    RefTo<Str> part = str_substring(*shown, 0, shown->length < 200 ? shown->length : 200);
    return raise(thread, TypeId::ValueError, "invalid literal for int() with base {}: {}",
        asked == 0 ? base == 10 ? 0 : asked : asked, to_utf8(*part));
}

} // namespace

std::int64_t int_text_limit()
{
    return runtime().int_text_limit;
}

Raised raise_int_too_long_to_read(Thread& thread, std::int64_t digits)
{
    return raise(thread, TypeId::ValueError,
        "Exceeds the limit ({}) for integer string conversion: value has {} digits; use "
        "sys.set_int_max_str_digits() to increase the limit",
        int_text_limit(), digits);
}

Raised raise_int_too_long_to_show(Thread& thread)
{
    return raise(thread, TypeId::ValueError,
        "Exceeds the limit ({}) for integer string conversion; use "
        "sys.set_int_max_str_digits() to increase the limit",
        int_text_limit());
}

Result<std::string> int_to_decimal_checked(Thread& thread, const Int& value)
{
    if (value.is_small()) {
        return int_to_decimal(value);
    }
    const std::int64_t limit = int_text_limit();
    if (limit > 0) {
        // The cheap test first: more bits than any number within the limit has.
        const auto bits = static_cast<std::int64_t>(int_bit_length(value));
        if (bits / 10 > limit / 3 + 2) {
            return raise_int_too_long_to_show(thread);
        }
    }
    std::string text = int_to_decimal(value);
    const auto digits = static_cast<std::int64_t>(text.size()) - (value.value < 0 ? 1 : 0);
    if (limit > 0 && digits > limit) {
        return raise_int_too_long_to_show(thread);
    }
    return text;
}

std::string ascii_number_text(const Str& str)
{
    std::string out;
    out.reserve(static_cast<std::size_t>(str.length));
    for (std::int64_t i = 0; i < str.length; ++i) {
        const char32_t c = str.at(i);
        if (c < 0x80) {
            // The separators that str.strip() knows beside C's.
            out.push_back(unicode::is_space(c) ? ' ' : static_cast<char>(c));
        } else if (unicode::is_space(c)) {
            out.push_back(' ');
        } else {
            const int digit = unicode::decimal_value(c);
            out.push_back(digit < 0 ? '?' : static_cast<char>('0' + digit));
        }
    }
    return out;
}

Result<Ref> int_from_str(Thread& thread, Object* str, int base)
{
    const auto& text = *static_cast<Str*>(str);
    if (text.is_ascii && text.length > 0 && text.data1()[text.length - 1] > 0x20
        && text.data1()[0] > 0x20) {
        return int_from_ascii(thread, str, text.ascii(), base);
    }
    return int_from_ascii(thread, str, ascii_number_text(text), base);
}

Result<Ref> int_from_bytes_text(Thread& thread, Object* bytes, std::string_view text, int base)
{
    if (is_bytes(bytes)) {
        return int_from_ascii(thread, bytes, text, base);
    }
    RefTo<Bytes> copy = make_bytes(text);
    return int_from_ascii(thread, copy.get(), text, base);
}

bool scan_double(std::string_view& text, double& value)
{
    const auto parsed = parse_double_prefix(text);
    if (!parsed) {
        return false;
    }
    value = parsed->value;
    text.remove_prefix(parsed->length);
    return true;
}

bool remove_underscores(std::string_view text, std::string& out)
{
    char previous = '\0';
    for (const char c : text) {
        if (c == '_') {
            if (!is_digit(previous)) {
                return false;
            }
        } else {
            if (previous == '_' && !is_digit(c)) {
                return false;
            }
            out.push_back(c);
        }
        previous = c;
    }
    return previous != '_';
}

Result<Ref> float_from_text(Thread& thread, Object* object)
{
    std::string text;
    std::string_view bytes;
    if (is_str(object)) {
        text = ascii_number_text(*static_cast<Str*>(object));
    } else if (bytes_view(object, bytes)) {
        text = bytes;
    } else {
        return raise(thread, TypeId::TypeError,
            "float() argument must be a string or a number, not '{}'", type_name(object));
    }
    std::string_view stripped = text;
    strip(stripped);
    double value;
    std::string plain;
    if (stripped.find('_') != std::string_view::npos) {
        if (!remove_underscores(stripped, plain)) {
            plain = "?";
        }
        stripped = plain;
    }
    if (scan_double(stripped, value) && stripped.empty()) {
        return make_float(value);
    }
    TRY_LET(RefTo<Str> shown, repr(thread, object));
    return raise(
        thread, TypeId::ValueError, "could not convert string to float: {}", to_utf8(*shown));
}

} // namespace fw
