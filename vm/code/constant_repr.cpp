// repr() of constants, as Python prints them.
// CPython: Objects/unicodeobject.c unicode_repr(), Objects/floatobject.c float_repr(),
// Objects/complexobject.c
#include "vm/code/disassemble.h"

#include "vm/base/float_text.h"
#include "vm/base/utf8.h"
#include "vm/code/set_order.h"

#include <gmp.h>
#include <unicode/uchar.h>

#include <cmath>

namespace fw::code {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

// CPython 3.9 knows Unicode 13; what came later is not printable for it.
bool is_printable(char32_t point)
{
    if (point < 0x7f) {
        return point >= 0x20;
    }
    UVersionInfo age;
    u_charAge(static_cast<UChar32>(point), age);
    if (age[0] == 0 || age[0] > 13) {
        return false;
    }
    switch (u_charType(static_cast<UChar32>(point))) {
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

void append_hex(std::string& out, char letter, char32_t value, int digits)
{
    out += '\\';
    out += letter;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += hex_digits[(value >> shift) & 0xf];
    }
}

std::string items_repr(const std::vector<Constant>& items)
{
    std::string out;
    for (const Constant& item : items) {
        out += out.empty() ? "" : ", ";
        out += constant_repr(item);
    }
    return out;
}

struct Repr {
    std::string operator()(const NoneConstant&) const { return "None"; }
    std::string operator()(const EllipsisConstant&) const { return "Ellipsis"; }
    std::string operator()(bool value) const { return value ? "True" : "False"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const BigIntConstant& value) const { return decimal(value); }
    std::string operator()(double value) const { return fw::float_repr(value); }
    std::string operator()(const ComplexConstant& value) const
    {
        const std::string imaginary = format_double(value.imaginary, 'r', 0);
        if (value.real == 0 && !std::signbit(value.real)) {
            return imaginary + 'j';
        }
        std::string out = '(' + format_double(value.real, 'r', 0);
        if (imaginary[0] != '-') {
            out += '+';
        }
        return out + imaginary + "j)";
    }
    std::string operator()(const StringConstant& value) const { return string_repr(value.utf8); }
    std::string operator()(const BytesConstant& value) const { return bytes_repr(value.bytes); }
    std::string operator()(const TupleConstant& value) const
    {
        return '(' + items_repr(*value.items) + (value.items->size() == 1 ? ",)" : ")");
    }
    std::string operator()(const FrozenSetConstant& value) const
    {
        if (value.items->empty()) {
            return "frozenset()";
        }
        return "frozenset({" + items_repr(in_set_order(*value.items)) + "})";
    }
};

} // namespace

std::string decimal(const BigIntConstant& value)
{
    mpz_t number;
    mpz_init_set_str(number, value.hex.c_str(), 16);
    std::string text(mpz_sizeinbase(number, 10) + 2, '\0');
    mpz_get_str(text.data(), 10, number);
    mpz_clear(number);
    text.resize(std::char_traits<char>::length(text.c_str()));
    return text;
}

std::string string_repr(std::string_view utf8)
{
    const bool has_single = utf8.find('\'') != std::string_view::npos;
    const bool has_double = utf8.find('"') != std::string_view::npos;
    const char quote = has_single && !has_double ? '"' : '\'';
    std::string out(1, quote);
    for (std::size_t i = 0; i < utf8.size();) {
        const std::size_t start = i;
        const char32_t point = next_code_point(utf8, i);
        if (point == static_cast<char32_t>(quote) || point == '\\') {
            out += '\\';
            out += static_cast<char>(point);
        } else if (point == '\t') {
            out += "\\t";
        } else if (point == '\n') {
            out += "\\n";
        } else if (point == '\r') {
            out += "\\r";
        } else if (is_printable(point)) {
            out += utf8.substr(start, i - start);
        } else if (point <= 0xff) {
            append_hex(out, 'x', point, 2);
        } else if (point <= 0xffff) {
            append_hex(out, 'u', point, 4);
        } else {
            append_hex(out, 'U', point, 8);
        }
    }
    return out + quote;
}

std::string bytes_repr(std::string_view bytes)
{
    const bool has_single = bytes.find('\'') != std::string_view::npos;
    const bool has_double = bytes.find('"') != std::string_view::npos;
    const char quote = has_single && !has_double ? '"' : '\'';
    std::string out = std::string("b") + quote;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (byte < 0x20 || byte >= 0x7f) {
            append_hex(out, 'x', byte, 2);
        } else {
            out += c;
        }
    }
    return out + quote;
}

std::string constant_repr(const Constant& constant)
{
    return std::visit(Repr{}, constant.value);
}

} // namespace fw::code
