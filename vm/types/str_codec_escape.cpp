// CPython: Objects/unicodeobject.c
#include "vm/types/str_codec_escape.h"

#include "vm/object/raise.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace fw {

namespace {

constexpr char32_t largest_character = 0x10ffff;

void append_wide_escape(std::string& out, char32_t c)
{
    const auto code = static_cast<std::uint32_t>(c);
    out += c < 0x10000 ? fmt::format("\\u{:04x}", code) : fmt::format("\\U{:08x}", code);
}

int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

// So many hexadecimal digits from `at` on; false, behind those that there are, when they are fewer.
bool read_hex(std::string_view data, std::size_t& at, int count, char32_t& value)
{
    value = 0;
    for (; count > 0; --count) {
        const int digit = at < data.size() ? hex_digit(data[at]) : -1;
        if (digit < 0) {
            return false;
        }
        value = (value << 4) | static_cast<char32_t>(digit);
        ++at;
    }
    return true;
}

// {NAME} from `at` on.
bool read_name(std::string_view data, std::size_t& at, char32_t& value, const char*& message)
{
    message = "malformed \\N character escape";
    if (at >= data.size() || data[at] != '{') {
        return false;
    }
    const std::size_t start = ++at;
    at = std::min(data.find('}', at), data.size());
    if (at == data.size() || at == start) {
        return false;
    }
    const std::string name(data.substr(start, at - start));
    ++at;
    message = "unknown Unicode character name";
    for (const UCharNameChoice choice : { U_UNICODE_CHAR_NAME, U_CHAR_NAME_ALIAS }) {
        UErrorCode error = U_ZERO_ERROR;
        const UChar32 found = u_charFromName(choice, name.c_str(), &error);
        if (U_SUCCESS(error)) {
            value = static_cast<char32_t>(found);
            return true;
        }
    }
    return false;
}

// The escapes of one letter; 0 where the letter is none of them.
char32_t simple_escape(char letter)
{
    switch (letter) {
    case '\\':
    case '\'':
    case '"':
        return static_cast<char32_t>(letter);
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 'v':
        return '\v';
    case 'a':
        return '\a';
    default:
        return 0;
    }
}

char32_t as_character(char byte)
{
    return static_cast<unsigned char>(byte);
}

} // namespace

std::string encode_unicode_escape(const Str& text)
{
    std::string out;
    for (std::int64_t i = 0; i < text.length; ++i) {
        const char32_t c = text.at(i);
        if (c == '\\') {
            out += "\\\\";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c >= 0x20 && c < 0x7f) {
            out.push_back(static_cast<char>(c));
        } else if (c < 0x100) {
            out += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(c));
        } else {
            append_wide_escape(out, c);
        }
    }
    return out;
}

std::string encode_raw_unicode_escape(const Str& text)
{
    std::string out;
    for (std::int64_t i = 0; i < text.length; ++i) {
        const char32_t c = text.at(i);
        if (c < 0x100) {
            out.push_back(static_cast<char>(c));
        } else {
            append_wide_escape(out, c);
        }
    }
    return out;
}

Result<void> decode_unicode_escape(
    Thread& thread, std::string_view data, const DecodeErrors& errors, StrBuilder& out)
{
    bool has_warned = false;
    for (std::size_t at = 0; at < data.size();) {
        const std::size_t start = at;
        if (data[at] != '\\') {
            out.append(as_character(data[at++]));
            continue;
        }
        if (++at == data.size()) {
            TRY_SET(at, errors.handle(start, at, "\\ at end of string", out));
            continue;
        }
        const char letter = data[at++];
        if (letter == '\n') {
            continue;
        }
        char32_t value = simple_escape(letter);
        const char* message = nullptr;
        if (letter >= '0' && letter <= '7') {
            value = static_cast<char32_t>(letter - '0');
            for (int i = 0; i < 2 && at < data.size() && data[at] >= '0' && data[at] <= '7'; ++i) {
                value = value * 8 + static_cast<char32_t>(data[at++] - '0');
            }
        } else if (letter == 'x') {
            message = read_hex(data, at, 2, value) ? nullptr : "truncated \\xXX escape";
        } else if (letter == 'u') {
            message = read_hex(data, at, 4, value) ? nullptr : "truncated \\uXXXX escape";
        } else if (letter == 'U') {
            message = !read_hex(data, at, 8, value) ? "truncated \\UXXXXXXXX escape"
                : value > largest_character         ? "illegal Unicode character"
                                                    : nullptr;
        } else if (letter == 'N') {
            const char* fault = nullptr;
            message = read_name(data, at, value, fault) ? nullptr : fault;
        } else if (value == 0) {
            out.append(U'\\');
            value = as_character(letter);
            if (!has_warned) {
                has_warned = true;
                const RefTo<Str> shown = make_str_from_char(value);
                TRY(warn(thread, TypeId::DeprecationWarning,
                    fmt::format("invalid escape sequence '\\{}'", to_utf8(*shown))));
            }
        }
        if (message) {
            TRY_SET(at, errors.handle(start, at, message, out));
        } else {
            out.append(value);
        }
    }
    return {};
}

Result<void> decode_raw_unicode_escape(
    std::string_view data, const DecodeErrors& errors, StrBuilder& out)
{
    for (std::size_t at = 0; at < data.size();) {
        const std::size_t start = at;
        const char c = data[at++];
        if (c != '\\' || at == data.size()) {
            out.append(as_character(c));
            continue;
        }
        const char letter = data[at++];
        if (letter != 'u' && letter != 'U') {
            out.append(U'\\');
            out.append(as_character(letter));
            continue;
        }
        const bool is_long = letter == 'U';
        char32_t value = 0;
        const char* message = nullptr;
        if (!read_hex(data, at, is_long ? 8 : 4, value)) {
            message = is_long ? "truncated \\UXXXXXXXX escape" : "truncated \\uXXXX escape";
        } else if (value > largest_character) {
            message = "\\Uxxxxxxxx out of range";
        }
        if (message) {
            TRY_SET(at, errors.handle(start, at, message, out));
        } else {
            out.append(value);
        }
    }
    return {};
}

} // namespace fw
