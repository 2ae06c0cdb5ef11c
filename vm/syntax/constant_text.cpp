// CPython: unicode_repr(), PyBytes_Repr(), complex_repr()
#include "vm/syntax/constant_text.h"

#include <gmp.h>
#include <unicode/uchar.h>

#include <cmath>

#include "vm/base/float_text.h"
#include "vm/base/utf8.h"

namespace fw::syntax {

namespace {

// CPython 3.9 knows Unicode 13: later characters are not printable.
constexpr int unicode_version = 13;

bool is_printable(char32_t point)
{
    const auto character = static_cast<UChar32>(point);
    UVersionInfo age;
    u_charAge(character, age);
    if (age[0] == 0 || age[0] > unicode_version) {
        return false;
    }
    switch (u_charType(character)) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return false;
    default:
        return true;
    }
}

void append_hex(std::string& out, std::uint32_t value, int digits)
{
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[(value >> shift) & 15];
    }
}

// Single quotes, unless only those are in the text.
char choose_quote(std::string_view text)
{
    return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos
        ? '"'
        : '\'';
}

// The escapes that strings and bytes share. False: the character needs another look.
bool append_simple(std::string& out, char32_t point, char quote)
{
    switch (point) {
    case '\\':
        out += "\\\\";
        return true;
    case '\t':
        out += "\\t";
        return true;
    case '\n':
        out += "\\n";
        return true;
    case '\r':
        out += "\\r";
        return true;
    default:
        break;
    }
    if (point == static_cast<unsigned char>(quote)) {
        out += '\\';
        out += quote;
        return true;
    }
    if (point >= 0x20 && point < 0x7F) {
        out += static_cast<char>(point);
        return true;
    }
    return false;
}

std::string bytes_repr(std::string_view bytes)
{
    const char quote = choose_quote(bytes);
    std::string out = "b";
    out += quote;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!append_simple(out, byte, quote)) {
            out += "\\x";
            append_hex(out, byte, 2);
        }
    }
    out += quote;
    return out;
}

std::string complex_repr(const ComplexConstant& value)
{
    const auto part
        = [](double number, unsigned flags) { return format_double(number, 'r', 0, flags); };
    if (value.real == 0 && !std::signbit(value.real)) {
        return part(value.imaginary, FloatPlain) + "j";
    }
    return "(" + part(value.real, FloatPlain) + part(value.imaginary, FloatSign) + "j)";
}

std::string decimal(const BigIntConstant& value)
{
    mpz_t big;
    mpz_init_set_str(big, value.hex.c_str(), 16);
    std::string text(mpz_sizeinbase(big, 10) + 2, '\0');
    mpz_get_str(text.data(), 10, big);
    text.resize(text.find('\0'));
    mpz_clear(big);
    return text;
}

std::string join(const std::vector<fw::Constant>& items)
{
    std::string out;
    for (const fw::Constant& item : items) {
        out += (out.empty() ? "" : ", ") + repr(item);
    }
    return out;
}

struct Repr {
    std::string operator()(NoneConstant) const { return "None"; }
    std::string operator()(EllipsisConstant) const { return "Ellipsis"; }
    std::string operator()(bool value) const { return value ? "True" : "False"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const BigIntConstant& value) const { return decimal(value); }
    std::string operator()(double value) const { return float_repr(value); }
    std::string operator()(const ComplexConstant& value) const { return complex_repr(value); }
    std::string operator()(const StringConstant& value) const { return string_repr(value.utf8); }
    std::string operator()(const BytesConstant& value) const { return bytes_repr(value.bytes); }
    std::string operator()(const TupleConstant& value) const
    {
        return "(" + join(*value.items) + (value.items->size() == 1 ? ",)" : ")");
    }
    std::string operator()(const FrozenSetConstant& value) const
    {
        return value.items->empty() ? "frozenset()" : "frozenset({" + join(*value.items) + "})";
    }
};

} // namespace

std::string repr(const fw::Constant& constant)
{
    return std::visit(Repr{}, constant.value);
}

std::string string_repr(std::string_view utf8)
{
    const char quote = choose_quote(utf8);
    std::string out;
    out.reserve(utf8.size() + 2);
    out += quote;
    for (std::size_t i = 0; i < utf8.size();) {
        const char32_t point = next_code_point(utf8, i);
        if (append_simple(out, point, quote)) {
            continue;
        }
        if (point >= 0x80 && is_printable(point)) {
            append_utf8(out, point);
        } else if (point < 0x100) {
            out += "\\x";
            append_hex(out, point, 2);
        } else if (point < 0x10000) {
            out += "\\u";
            append_hex(out, point, 4);
        } else {
            out += "\\U";
            append_hex(out, point, 8);
        }
    }
    out += quote;
    return out;
}

} // namespace fw::syntax
