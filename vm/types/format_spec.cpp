// Reads a format specification and lays numbers and strings out by it. How the digits of a float
// come about is vm/object/float.cpp.
// CPython: Python/formatter_unicode.c

#include "vm/types/format_spec.h"

#include "vm/base/float_text.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/unicode.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fw {

namespace {

struct FormatSpec {
    char32_t fill = U' ';
    char32_t align = U'>';
    char32_t sign = 0;
    bool alternate = false;
    std::int64_t width = -1;
    char grouping = 0; // ',' or '_'
    int group_size = 3;
    std::int64_t precision = -1;
    char32_t type = 0;
};

bool is_align(char32_t c)
{
    return c == U'<' || c == U'>' || c == U'=' || c == U'^';
}

// A character as messages show it: itself when it is visible ASCII.
std::string shown(char32_t c)
{
    return c > 32 && c < 128 ? std::string(1, static_cast<char>(c))
                             : fmt::format("\\x{:x}", static_cast<std::uint32_t>(c));
}

// Reads a number; -1 when there is none.
Result<std::int64_t> read_number(Thread& thread, const Str& spec, std::int64_t& position)
{
    std::int64_t value = -1;
    for (; position < spec.length; ++position) {
        const int digit = unicode::decimal_value(spec.at(position));
        if (digit < 0) {
            break;
        }
        value = std::max<std::int64_t>(value, 0);
        if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
            return raise(thread, TypeId::ValueError, "Too many decimal digits in format string");
        }
        value = value * 10 + digit;
    }
    return value;
}

Result<FormatSpec> parse(
    Thread& thread, const Str& spec, char32_t default_type, char32_t default_align)
{
    FormatSpec format;
    format.type = default_type;
    format.align = default_align;
    std::int64_t at = 0;
    const auto peek = [&](std::int64_t offset = 0) -> char32_t {
        return at + offset < spec.length ? spec.at(at + offset) : 0;
    };
    bool has_fill = false;
    bool has_align = false;
    if (spec.length >= 2 && is_align(peek(1))) {
        format.fill = peek();
        format.align = peek(1);
        has_fill = true;
        has_align = true;
        at += 2;
    } else if (is_align(peek())) {
        format.align = peek();
        has_align = true;
        ++at;
    }
    if (peek() == U'+' || peek() == U'-' || peek() == U' ') {
        format.sign = peek();
        ++at;
    }
    if (peek() == U'#') {
        format.alternate = true;
        ++at;
    }
    if (!has_fill && peek() == U'0') {
        format.fill = U'0';
        if (!has_align) {
            format.align = U'=';
        }
        ++at;
    }
    TRY_SET(format.width, read_number(thread, spec, at));
    if (peek() == U',') {
        format.grouping = ',';
        ++at;
    }
    if (peek() == U'_') {
        if (format.grouping) {
            return raise(thread, TypeId::ValueError, "Cannot specify both ',' and '_'.");
        }
        format.grouping = '_';
        ++at;
    }
    if (peek() == U',' && format.grouping == '_') {
        return raise(thread, TypeId::ValueError, "Cannot specify both ',' and '_'.");
    }
    if (peek() == U'.') {
        ++at;
        TRY_SET(format.precision, read_number(thread, spec, at));
        if (format.precision < 0) {
            return raise(thread, TypeId::ValueError, "Format specifier missing precision");
        }
    }
    if (spec.length - at > 1) {
        return raise(thread, TypeId::ValueError, "Invalid format specifier");
    }
    if (spec.length - at == 1) {
        format.type = peek();
    }
    if (format.grouping) {
        switch (format.type) {
        case U'd':
        case U'e':
        case U'f':
        case U'g':
        case U'E':
        case U'G':
        case U'%':
        case U'F':
        case 0:
            break;
        case U'b':
        case U'o':
        case U'x':
        case U'X':
            if (format.grouping == '_') {
                format.group_size = 4;
                break;
            }
            [[fallthrough]];
        default:
            return raise(thread, TypeId::ValueError, "Cannot specify '{}' with '{}'.",
                format.grouping, shown(format.type));
        }
    }
    return format;
}

Raised unknown_type(Thread& thread, char32_t type, const Object* object)
{
    return raise(thread, TypeId::ValueError, "Unknown format code '{}' for object of type '{}'",
        shown(type), type_name(object));
}

// --- numbers

// The pieces of a number as text.
struct NumberParts {
    bool negative = false;
    std::string prefix; // "0x"
    std::string digits; // grouped, zero-filled
    std::string rest; // the point and what follows, or all of "inf", or the character of 'c'
    char32_t character = 0; // of 'c'
};

// Digits from the right in groups, with zeros in front until they take `minimum` places. CPython:
// _PyUnicode_InsertThousandsGrouping.
std::string group_digits(
    std::string_view digits, char separator, int group_size, std::int64_t minimum)
{
    std::string reversed;
    auto left = static_cast<std::int64_t>(digits.size());
    const auto take = [&](std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) {
            reversed.push_back(left > 0 ? digits[static_cast<std::size_t>(--left)] : '0');
        }
    };
    if (!separator) {
        take(std::max<std::int64_t>({ left, minimum, 1 }));
    } else {
        while (true) {
            const std::int64_t count
                = std::min<std::int64_t>(group_size, std::max<std::int64_t>({ left, minimum, 1 }));
            take(count);
            minimum -= count;
            if (left <= 0 && minimum <= 0) {
                break;
            }
            reversed.push_back(separator);
            minimum -= 1;
        }
    }
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

// The layout: padding, sign, prefix, padding, digits, rest, padding.
struct NumberLayout {
    std::int64_t left = 0;
    std::int64_t inner = 0;
    std::int64_t right = 0;
    char sign = 0;
    std::string digits;
    std::int64_t total = 0;
};

NumberLayout lay_out(const FormatSpec& format, const NumberParts& parts)
{
    NumberLayout layout;
    if (parts.negative) {
        layout.sign = '-';
    } else if (format.sign == U'+' || format.sign == U' ') {
        layout.sign = static_cast<char>(format.sign);
    }
    const auto others
        = static_cast<std::int64_t>((layout.sign ? 1 : 0) + parts.prefix.size() + parts.rest.size())
        + (parts.character || format.type == U'c' ? 1 : 0);
    if (format.width > (std::int64_t{ 1 } << 40)) {
        throw std::bad_alloc();
    }
    const std::int64_t minimum
        = format.fill == U'0' && format.align == U'=' ? format.width - others : 0;
    if (!parts.digits.empty()) {
        layout.digits = group_digits(parts.digits, format.grouping, format.group_size, minimum);
    }
    const std::int64_t used = others + static_cast<std::int64_t>(layout.digits.size());
    const std::int64_t padding = std::max<std::int64_t>(format.width - used, 0);
    switch (format.align) {
    case U'<':
        layout.right = padding;
        break;
    case U'^':
        layout.left = padding / 2;
        layout.right = padding - layout.left;
        break;
    case U'=':
        layout.inner = padding;
        break;
    default:
        layout.left = padding;
    }
    layout.total = used + padding;
    return layout;
}

void write_number(
    StrBuilder& out, const FormatSpec& format, const NumberParts& parts, const NumberLayout& layout)
{
    out.append_repeated(format.fill, layout.left);
    if (layout.sign) {
        out.append(static_cast<char32_t>(layout.sign));
    }
    out.append(parts.prefix);
    out.append_repeated(format.fill, layout.inner);
    out.append(layout.digits);
    out.append(parts.rest);
    if (format.type == U'c') {
        out.append(parts.character);
    }
    out.append_repeated(format.fill, layout.right);
}

Ref number_text(const FormatSpec& format, const NumberParts& parts)
{
    StrBuilder out;
    write_number(out, format, parts, lay_out(format, parts));
    return out.finish();
}

// Splits the text of a float into its parts.
NumberParts split_float(std::string_view text)
{
    NumberParts parts;
    if (!text.empty() && text.front() == '-') {
        parts.negative = true;
        text.remove_prefix(1);
    }
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
        ++count;
    }
    parts.digits = text.substr(0, count);
    parts.rest = text.substr(count);
    return parts;
}

// How PyOS_double_to_string is to be called for a specification.
struct FloatStyle {
    char code;
    int precision;
    unsigned flags;
    bool percent;
};

Result<FloatStyle> float_style(Thread& thread, const FormatSpec& format)
{
    if (format.precision > std::numeric_limits<int>::max()) {
        return raise(thread, TypeId::ValueError, "precision too big");
    }
    FloatStyle style{ 'g', 6, format.alternate ? FloatAlternate : 0u, false };
    switch (format.type) {
    case 0:
        style.code = 'r';
        style.precision = 0;
        style.flags |= FloatDotZero;
        break;
    case U'n':
        break;
    case U'%':
        style.code = 'f';
        style.percent = true;
        break;
    default:
        style.code = static_cast<char>(format.type);
    }
    if (format.precision >= 0) {
        style.precision = static_cast<int>(format.precision);
        if (style.code == 'r') {
            style.code = 'g';
        }
    }
    return style;
}

Result<Ref> format_double_by(Thread& thread, double value, const FormatSpec& format)
{
    TRY_LET(const FloatStyle style, float_style(thread, format));
    std::string text = format_double(
        style.percent ? value * 100 : value, style.code, style.precision, style.flags);
    if (style.percent) {
        text.push_back('%');
    }
    return number_text(format, split_float(text));
}

Result<Ref> format_integer_by(Thread& thread, const Int& value, const FormatSpec& format)
{
    if (format.precision != -1) {
        return raise(
            thread, TypeId::ValueError, "Precision not allowed in integer format specifier");
    }
    NumberParts parts;
    if (format.type == U'c') {
        if (format.sign) {
            return raise(
                thread, TypeId::ValueError, "Sign not allowed with integer format specifier 'c'");
        }
        if (format.alternate) {
            return raise(thread, TypeId::ValueError,
                "Alternate form (#) not allowed with integer format specifier 'c'");
        }
        if (!value.is_small()) {
            return raise(
                thread, TypeId::OverflowError, "Python int too large to convert to C long");
        }
        if (value.value < 0 || value.value > 0x10ffff) {
            return raise(thread, TypeId::OverflowError, "%c arg not in range(0x110000)");
        }
        parts.character = static_cast<char32_t>(value.value);
        return number_text(format, parts);
    }
    std::string text;
    switch (format.type) {
    case U'b':
        text = int_to_text(value, 2);
        parts.prefix = "0b";
        break;
    case U'o':
        text = int_to_text(value, 8);
        parts.prefix = "0o";
        break;
    case U'x':
    case U'X':
        text = int_to_text(value, 16);
        parts.prefix = format.type == U'x' ? "0x" : "0X";
        break;
    default: {
        TRY_SET(text, int_to_decimal_checked(thread, value));
    }
    }
    if (!format.alternate) {
        parts.prefix.clear();
    }
    if (text.front() == '-') {
        parts.negative = true;
        text.erase(0, 1);
    }
    if (format.type == U'X') {
        std::transform(text.begin(), text.end(), text.begin(),
            [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    }
    parts.digits = std::move(text);
    return number_text(format, parts);
}

bool is_float_type(char32_t type)
{
    switch (type) {
    case U'e':
    case U'E':
    case U'f':
    case U'F':
    case U'g':
    case U'G':
    case U'%':
        return true;
    default:
        return false;
    }
}

} // namespace

Result<Ref> format_str_value(Thread& thread, Object* self, const Str& spec)
{
    if (spec.length == 0) {
        return str(thread, self);
    }
    TRY_LET(const FormatSpec format, parse(thread, spec, U's', U'<'));
    if (format.type != U's') {
        return unknown_type(thread, format.type, self);
    }
    if (format.sign) {
        return raise(thread, TypeId::ValueError, "Sign not allowed in string format specifier");
    }
    if (format.alternate) {
        return raise(thread, TypeId::ValueError,
            "Alternate form (#) not allowed in string format specifier");
    }
    if (format.align == U'=') {
        return raise(
            thread, TypeId::ValueError, "'=' alignment not allowed in string format specifier");
    }
    const auto& text = *static_cast<Str*>(self);
    std::int64_t length = text.length;
    if (format.precision >= 0 && format.precision < length) {
        length = format.precision;
    }
    if (format.width <= length) {
        return str_substring(text, 0, length);
    }
    const std::int64_t padding = format.width - length;
    const std::int64_t left = format.align == U'>' ? padding
        : format.align == U'^'                     ? padding / 2
                                                   : 0;
    StrBuilder out;
    out.append_repeated(format.fill, left);
    out.append(text, 0, length);
    out.append_repeated(format.fill, padding - left);
    return out.finish();
}

Result<Ref> format_int_value(Thread& thread, Object* self, const Str& spec)
{
    if (spec.length == 0) {
        return str(thread, self);
    }
    TRY_LET(const FormatSpec format, parse(thread, spec, U'd', U'>'));
    if (is_float_type(format.type)) {
        TRY_LET(Ref number, number_float(thread, self));
        return format_double_by(thread, static_cast<Float*>(number.get())->value, format);
    }
    switch (format.type) {
    case U'b':
    case U'c':
    case U'd':
    case U'o':
    case U'x':
    case U'X':
    case U'n':
        return format_integer_by(thread, *static_cast<Int*>(self), format);
    default:
        return unknown_type(thread, format.type, self);
    }
}

Result<Ref> format_float_value(Thread& thread, Object* self, const Str& spec)
{
    if (spec.length == 0) {
        return str(thread, self);
    }
    TRY_LET(const FormatSpec format, parse(thread, spec, 0, U'>'));
    if (format.type != 0 && format.type != U'n' && !is_float_type(format.type)) {
        return unknown_type(thread, format.type, self);
    }
    return format_double_by(thread, static_cast<Float*>(self)->value, format);
}

Result<Ref> format_complex_value(Thread& thread, Object* self, const Str& spec)
{
    if (spec.length == 0) {
        return str(thread, self);
    }
    TRY_LET(const FormatSpec format, parse(thread, spec, 0, U'>'));
    if (format.type != 0 && format.type != U'n'
        && (!is_float_type(format.type) || format.type == U'%')) {
        return unknown_type(thread, format.type, self);
    }
    if (format.fill == U'0') {
        return raise(
            thread, TypeId::ValueError, "Zero padding is not allowed in complex format specifier");
    }
    if (format.align == U'=') {
        return raise(thread, TypeId::ValueError,
            "'=' alignment flag is not allowed in complex format specifier");
    }
    TRY_LET(FloatStyle style, float_style(thread, format));
    style.flags &= ~static_cast<unsigned>(FloatDotZero);
    const double real = static_cast<Complex*>(self)->real;
    const double imag = static_cast<Complex*>(self)->imag;
    const bool skip_real = format.type == 0 && real == 0 && !std::signbit(real);
    const bool parentheses = format.type == 0 && !skip_real;

    FormatSpec part_format = format;
    part_format.width = -1;
    part_format.align = U'<';
    const NumberParts real_parts
        = split_float(format_double(real, style.code, style.precision, style.flags));
    const NumberParts imag_parts
        = split_float(format_double(imag, style.code, style.precision, style.flags));
    const NumberLayout real_layout = lay_out(part_format, real_parts);
    if (!skip_real) {
        part_format.sign = U'+';
    }
    const NumberLayout imag_layout = lay_out(part_format, imag_parts);
    const std::int64_t length
        = (skip_real ? 0 : real_layout.total) + imag_layout.total + 1 + (parentheses ? 2 : 0);
    const std::int64_t padding = std::max<std::int64_t>(format.width - length, 0);
    const std::int64_t left = format.align == U'>' ? padding
        : format.align == U'^'                     ? padding / 2
                                                   : 0;
    StrBuilder out;
    out.append_repeated(format.fill, left);
    if (parentheses) {
        out.append(U'(');
    }
    if (!skip_real) {
        write_number(out, part_format, real_parts, real_layout);
    }
    write_number(out, part_format, imag_parts, imag_layout);
    out.append(U'j');
    if (parentheses) {
        out.append(U')');
    }
    out.append_repeated(format.fill, padding - left);
    return out.finish();
}

} // namespace fw
