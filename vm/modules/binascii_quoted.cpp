// Quoted-printable text (MIME): the functions a2b_qp and b2a_qp of module binascii.
// CPython: Modules/binascii.c

#include "vm/modules/binascii.h"
#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_support.h"

#include <cctype>
#include <cstdlib>

namespace fw {

namespace {

constexpr std::size_t longest_line = 76;

Result<bool> truth_of(Thread& thread, Object* object, bool fallback)
{
    return object ? is_true(thread, object) : Result<bool>(fallback);
}

struct Encoding {
    bool quote_tabs;
    bool is_text;
    bool is_header;
};

// The encoder, a character at a time.
class QuotedText {
public:
    QuotedText(std::string_view bytes, Encoding encoding)
        : m_bytes(bytes)
        , m_encoding(encoding)
    {
        const std::size_t newline = bytes.find('\n');
        m_line_end = newline != std::string_view::npos && newline > 0 && bytes[newline - 1] == '\r'
            ? "\r\n"
            : "\n";
    }

    std::string encode()
    {
        while (m_at < m_bytes.size()) {
            if (must_be_quoted()) {
                if (m_column + 3 >= longest_line) {
                    break_line();
                }
                quote(m_bytes[m_at++]);
                m_column += 3;
            } else if (m_encoding.is_text && at_line_end()) {
                end_line();
            } else {
                copy_one();
            }
        }
        return std::move(m_text);
    }

private:
    // '\0' past the end.
    char next() const { return m_at + 1 < m_bytes.size() ? m_bytes[m_at + 1] : '\0'; }
    bool is_last() const { return m_at + 1 == m_bytes.size(); }

    bool must_be_quoted() const
    {
        const auto c = static_cast<unsigned char>(m_bytes[m_at]);
        const bool is_line_end = c == '\r' || c == '\n';
        const bool is_blank = c == ' ' || c == '\t';
        if (c > 126 || c == '=' || (m_encoding.is_header && c == '_')) {
            return true;
        }
        if (c == '.' && m_column == 0 && (next() == '\n' || next() == '\r' || next() == '\0')) {
            return true;
        }
        if (is_line_end) {
            return !m_encoding.is_text;
        }
        if (is_blank) {
            return is_last() || m_encoding.quote_tabs;
        }
        return c < 33;
    }

    bool at_line_end() const
    {
        return m_bytes[m_at] == '\n' || (m_bytes[m_at] == '\r' && next() == '\n');
    }

    void quote(char c) { m_text += fmt::format("={:02X}", static_cast<unsigned char>(c)); }

    void break_line()
    {
        m_text += '=';
        m_text += m_line_end;
        m_column = 0;
    }

    // A blank in front of it would be lost.
    void end_line()
    {
        m_column = 0;
        if (!m_text.empty() && (m_text.back() == ' ' || m_text.back() == '\t')) {
            const char blank = m_text.back();
            m_text.pop_back();
            quote(blank);
        }
        m_text += m_line_end;
        m_at += m_bytes[m_at] == '\r' ? 2 : 1;
    }

    void copy_one()
    {
        if (!is_last() && next() != '\n' && m_column + 1 >= longest_line) {
            break_line();
        }
        ++m_column;
        const char c = m_bytes[m_at++];
        m_text += m_encoding.is_header && c == ' ' ? '_' : c;
    }

    std::string_view m_bytes;
    Encoding m_encoding;
    std::string_view m_line_end;
    std::string m_text;
    std::size_t m_at = 0;
    std::size_t m_column = 0;
};

bool is_hex(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

} // namespace

Result<Ref> binascii_a2b_qp(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view text, ascii_argument(thread, args[0]));
    TRY_LET(const bool header, truth_of(thread, args[1], false));
    std::string bytes;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at++];
        if (c != '=') {
            bytes += header && c == '_' ? ' ' : c;
            continue;
        }
        if (at >= text.size()) {
            break;
        }
        if (text[at] == '\n' || text[at] == '\r') { // the line goes on
            const std::size_t newline = text.find('\n', at);
            at = newline == std::string_view::npos ? text.size() : newline + 1;
        } else if (text[at] == '=') {
            bytes += '=';
            ++at;
        } else if (at + 1 < text.size() && is_hex(text[at]) && is_hex(text[at + 1])) {
            const std::string digits(text.substr(at, 2));
            bytes += static_cast<char>(std::strtol(digits.c_str(), nullptr, 16));
            at += 2;
        } else {
            bytes += '=';
        }
    }
    return make_bytes(bytes);
}

Result<Ref> binascii_b2a_qp(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    TRY_LET(const bool quote_tabs, truth_of(thread, args[1], false));
    TRY_LET(const bool is_text, truth_of(thread, args[2], true));
    TRY_LET(const bool is_header, truth_of(thread, args[3], false));
    return make_bytes(QuotedText(bytes, { quote_tabs, is_text, is_header }).encode());
}

} // namespace fw
