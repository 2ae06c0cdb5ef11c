// CPython: _PyPegen_parsestr() in Parser/pegen/parse_string.c and the decoders in Objects/.
#include "vm/syntax/string_literal.h"

#include <cstdint>

#include "vm/base/utf8.h"
#include "vm/syntax/character_name.h"
#include "vm/syntax/characters.h"

namespace fw::syntax {

namespace {

constexpr std::uint32_t last_code_point = 0x10FFFF;

// Reads escapes and keeps count of where CPython would be: it decodes a copy in which each
// non-ASCII character is spelled \UXXXXXXXX, and its messages count bytes of that copy.
class EscapeDecoder {
public:
    EscapeDecoder(std::string_view body, std::string& result)
        : m_body(body)
        , m_result(result)
    {
    }

    Decoded run()
    {
        while (m_at < m_body.size()) {
            const std::size_t escape = m_body.find('\\', m_at);
            const std::size_t end = escape == std::string_view::npos ? m_body.size() : escape;
            copy_plain(end);
            if (m_at < m_body.size() && !decode_one()) {
                break;
            }
        }
        return std::move(m_decoded);
    }

private:
    static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

    void copy_plain(std::size_t end)
    {
        for (std::size_t i = m_at; i < end; ++i) {
            m_position += static_cast<unsigned char>(m_body[i]) < 0x80 ? 1
                : is_continuation(m_body[i])                           ? 0
                                                                       : 10;
        }
        m_result.append(m_body.substr(m_at, end - m_at));
        m_at = end;
    }

    bool fail(std::size_t length, std::string_view reason)
    {
        m_decoded.error = "(unicode error) 'unicodeescape' codec can't decode bytes in position "
            + std::to_string(m_position) + "-" + std::to_string(m_position + length - 1) + ": "
            + std::string(reason);
        return false;
    }

    void accept(std::size_t length, std::uint32_t code_point)
    {
        append_utf8(m_result, code_point);
        m_at += length;
        m_position += length;
    }

    bool decode_one()
    {
        if (m_at + 1 >= m_body.size()) {
            m_result += '\\'; // Before the brace of an f-string's expression.
            ++m_at;
            return true;
        }
        const char c = m_body[m_at + 1];
        switch (c) {
        case '\n':
            m_at += 2;
            m_position += 2;
            return true;
        case '\\':
        case '\'':
        case '"':
            accept(2, static_cast<unsigned char>(c));
            return true;
        case 'a':
            accept(2, '\a');
            return true;
        case 'b':
            accept(2, '\b');
            return true;
        case 'f':
            accept(2, '\f');
            return true;
        case 'n':
            accept(2, '\n');
            return true;
        case 'r':
            accept(2, '\r');
            return true;
        case 't':
            accept(2, '\t');
            return true;
        case 'v':
            accept(2, '\v');
            return true;
        case 'x':
            return decode_hex(2, "truncated \\xXX escape");
        case 'u':
            return decode_hex(4, "truncated \\uXXXX escape");
        case 'U':
            return decode_hex(8, "truncated \\UXXXXXXXX escape");
        case 'N':
            return decode_name();
        default:
            break;
        }
        if (c >= '0' && c <= '7') {
            std::uint32_t value = 0;
            std::size_t length = 1;
            while (length < 4 && m_at + length < m_body.size() && m_body[m_at + length] >= '0'
                && m_body[m_at + length] <= '7') {
                value = value * 8 + static_cast<std::uint32_t>(m_body[m_at + length] - '0');
                ++length;
            }
            accept(length, value);
            return true;
        }
        // Not an escape: the backslash stays. Before a non-ASCII character CPython spells it out.
        m_result += '\\';
        m_position += static_cast<unsigned char>(c) >= 0x80 ? 6 : 1;
        ++m_at;
        if (static_cast<unsigned char>(c) < 0x80) {
            m_result += c;
            ++m_at;
            ++m_position;
            if (m_decoded.invalid_escape == 0) {
                m_decoded.invalid_escape = c;
            }
        }
        return true;
    }

    bool decode_hex(std::size_t digits, std::string_view reason)
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const std::size_t place = m_at + 2 + i;
            const int digit = place < m_body.size() ? hex_value(m_body[place]) : -1;
            if (digit < 0) {
                return fail(2 + i, reason);
            }
            value = value * 16 + static_cast<std::uint32_t>(digit);
        }
        if (value > last_code_point) {
            return fail(2 + digits, "illegal Unicode character");
        }
        accept(2 + digits, value);
        return true;
    }

    bool decode_name()
    {
        const std::size_t open = m_at + 2;
        if (open >= m_body.size() || m_body[open] != '{') {
            return fail(2, "malformed \\N character escape");
        }
        const std::size_t close = m_body.find('}', open);
        if (close == std::string_view::npos) {
            return fail(m_body.size() - m_at, "malformed \\N character escape");
        }
        if (close == open + 1) {
            return fail(3, "malformed \\N character escape");
        }
        const auto code_point = find_character(m_body.substr(open + 1, close - open - 1));
        const std::size_t length = close + 1 - m_at;
        if (!code_point) {
            return fail(length, "unknown Unicode character name");
        }
        accept(length, *code_point);
        return true;
    }

    std::string_view m_body;
    std::string& m_result;
    Decoded m_decoded;
    std::size_t m_at = 0;
    std::size_t m_position = 0;
};

} // namespace

StringParts split_string(std::string_view token)
{
    StringParts parts;
    std::size_t quote = 0;
    for (; token[quote] != '"' && token[quote] != '\''; ++quote) {
        switch (token[quote] | 0x20) {
        case 'b':
            parts.is_bytes = true;
            break;
        case 'r':
            parts.is_raw = true;
            break;
        case 'f':
            parts.is_format = true;
            break;
        default:
            break;
        }
    }
    parts.has_u_prefix = token[0] == 'u';
    token.remove_prefix(quote);
    const bool triple = token.size() >= 6 && token[1] == token[0] && token[2] == token[0];
    const std::size_t width = triple ? 3 : 1;
    parts.body = token.substr(width, token.size() - 2 * width);
    return parts;
}

Decoded decode_escapes(std::string_view body, std::string& result)
{
    return EscapeDecoder(body, result).run();
}

Decoded decode_bytes_escapes(std::string_view body, std::string& result)
{
    Decoded decoded;
    constexpr std::string_view plain = "\\'\"abfnrtv";
    constexpr std::string_view meaning = "\\'\"\a\b\f\n\r\t\v";
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] != '\\') {
            result += body[i];
            continue;
        }
        const std::size_t start = i++;
        if (i == body.size()) {
            decoded.error = "(value error) Trailing \\ in string";
            return decoded;
        }
        const char c = body[i];
        if (c == '\n') {
            continue;
        }
        if (const std::size_t known = plain.find(c); known != std::string_view::npos) {
            result += meaning[known];
        } else if (c >= '0' && c <= '7') {
            int value = 0;
            std::size_t end = i;
            while (end < i + 3 && end < body.size() && body[end] >= '0' && body[end] <= '7') {
                value = value * 8 + (body[end++] - '0');
            }
            result += static_cast<char>(value & 0xFF);
            i = end - 1;
        } else if (c == 'x') {
            const int high = i + 1 < body.size() ? hex_value(body[i + 1]) : -1;
            const int low = i + 2 < body.size() ? hex_value(body[i + 2]) : -1;
            if (high < 0 || low < 0) {
                decoded.error
                    = "(value error) invalid \\x escape at position " + std::to_string(start);
                return decoded;
            }
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += '\\';
            result += c;
            if (decoded.invalid_escape == 0) {
                decoded.invalid_escape = c;
            }
        }
    }
    return decoded;
}

} // namespace fw::syntax
