// CPython: parsenumber_raw() in Parser/pegen/pegen.c
#include "vm/syntax/number_literal.h"

#include <gmp.h>

#include <charconv>
#include <cstdlib>
#include <limits>
#include <string>

namespace fw::syntax {

namespace {

fw::Constant parse_integer(std::string_view digits, int base)
{
    std::int64_t value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (result.ec == std::errc()) {
        return value;
    }
    mpz_t big;
    mpz_init_set_str(big, std::string(digits).c_str(), base);
    std::string hex(mpz_sizeinbase(big, 16) + 2, '\0');
    mpz_get_str(hex.data(), 16, big);
    hex.resize(hex.find('\0'));
    mpz_clear(big);
    return BigIntConstant{ std::move(hex) };
}

double parse_float(const std::string& text)
{
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        return std::strtod(text.c_str(), nullptr); // Infinity or zero, as the size says.
    }
    return value;
}

} // namespace

fw::Constant parse_number(std::string_view text)
{
    std::string clean;
    if (text.find('_') != std::string_view::npos) {
        for (const char c : text) {
            if (c != '_') {
                clean += c;
            }
        }
        text = clean;
    }
    if (text.size() > 2 && text[0] == '0') {
        switch (text[1] | 0x20) {
        case 'x':
            return parse_integer(text.substr(2), 16);
        case 'o':
            return parse_integer(text.substr(2), 8);
        case 'b':
            return parse_integer(text.substr(2), 2);
        default:
            break;
        }
    }
    if ((text.back() | 0x20) == 'j') {
        return ComplexConstant{ 0.0, parse_float(std::string(text.substr(0, text.size() - 1))) };
    }
    if (text.find_first_of(".eE") != std::string_view::npos) {
        return parse_float(std::string(text));
    }
    return parse_integer(text, 10);
}

} // namespace fw::syntax
