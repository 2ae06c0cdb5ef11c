// One pass over the lines. Each match_ function stands for one regular expression of tokenize.py
// and gives the length of its match, 0 for none. CPython: _tokenize() in Lib/tokenize.py
#include "vm/syntax/token_scan.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "vm/base/utf8.h"
#include "vm/syntax/characters.h"
#include "vm/syntax/constant_text.h"
#include "vm/syntax/source_text.h"

namespace fw::syntax {

namespace {

constexpr std::size_t tab_size = 8;

char at(std::string_view line, std::size_t position)
{
    return position < line.size() ? line[position] : '\0';
}

// [0-9](?:_?[0-9])* with the digits that `accepts` names.
template <typename Accepts>
std::size_t match_digits(std::string_view line, std::size_t start, Accepts accepts)
{
    std::size_t i = start;
    while (accepts(at(line, i)) || (i > start && at(line, i) == '_' && accepts(at(line, i + 1)))) {
        i += at(line, i) == '_' ? 2 : 1;
    }
    return i - start;
}

std::size_t match_decimal_digits(std::string_view line, std::size_t start)
{
    return match_digits(line, start, [](char c) { return is_digit(c); });
}

std::size_t match_exponent(std::string_view line, std::size_t start)
{
    if ((at(line, start) | 0x20) != 'e') {
        return 0;
    }
    const bool has_sign = at(line, start + 1) == '-' || at(line, start + 1) == '+';
    const std::size_t mark = has_sign ? 2 : 1;
    const std::size_t digits = match_decimal_digits(line, start + mark);
    return digits == 0 ? 0 : mark + digits;
}

std::size_t match_float(std::string_view line, std::size_t start)
{
    const std::size_t whole = match_decimal_digits(line, start);
    if (at(line, start + whole) == '.') {
        const std::size_t fraction = match_decimal_digits(line, start + whole + 1);
        if (whole + fraction > 0) {
            const std::size_t length = whole + 1 + fraction;
            return length + match_exponent(line, start + length);
        }
        return 0;
    }
    const std::size_t exponent = whole == 0 ? 0 : match_exponent(line, start + whole);
    return exponent == 0 ? 0 : whole + exponent;
}

std::size_t match_radix(std::string_view line, std::size_t start, char letter, int base)
{
    if (at(line, start) != '0' || (at(line, start + 1) | 0x20) != letter) {
        return 0;
    }
    const auto accepts = [base](char c) { return hex_value(c) >= 0 && hex_value(c) < base; };
    const std::size_t first = start + 2 + (at(line, start + 2) == '_' ? 1 : 0);
    const std::size_t digits = match_digits(line, first, accepts);
    return digits == 0 ? 0 : first + digits - start;
}

std::size_t match_number(std::string_view line, std::size_t start)
{
    const auto is_imaginary = [&](std::size_t length) {
        return length > 0 && (at(line, start + length) | 0x20) == 'j';
    };
    const std::size_t digits = match_decimal_digits(line, start);
    if (is_imaginary(digits)) {
        return digits + 1;
    }
    if (const std::size_t length = match_float(line, start); length > 0) {
        return length + (is_imaginary(length) ? 1 : 0);
    }
    for (const auto& [letter, base] :
        { std::pair('x', 16), std::pair('b', 2), std::pair('o', 8) }) {
        if (const std::size_t length = match_radix(line, start, letter, base); length > 0) {
            return length;
        }
    }
    if (at(line, start) == '0') {
        return match_digits(line, start, [](char c) { return c == '0'; });
    }
    return digits;
}

std::size_t match_operator(std::string_view line, std::size_t start)
{
    constexpr std::string_view three[] = { "**=", "//=", ">>=", "<<=", "..." };
    constexpr std::string_view two[] = { "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//",
        "/=", ":=", "<<", "<=", "==", ">=", ">>", "@=", "^=", "|=" };
    constexpr std::string_view one = "%&()*+,-./:;<=>@[]^{|}~";
    const std::string_view rest = line.substr(start);
    for (const std::string_view op : three) {
        if (rest.starts_with(op)) {
            return 3;
        }
    }
    for (const std::string_view op : two) {
        if (rest.starts_with(op)) {
            return 2;
        }
    }
    return !rest.empty() && one.find(rest[0]) != std::string_view::npos ? 1 : 0;
}

std::size_t match_line_end(std::string_view line, std::size_t start)
{
    if (at(line, start) == '\n') {
        return 1;
    }
    return at(line, start) == '\r' && at(line, start + 1) == '\n' ? 2 : 0;
}

// The letters before a quote; npos when no quote follows.
std::size_t match_string_prefix(std::string_view line, std::size_t start)
{
    for (std::size_t length = 0; length <= 2; ++length) {
        const char c = at(line, start + length);
        if (c != '"' && c != '\'') {
            continue;
        }
        std::string prefix;
        for (const char letter : line.substr(start, length)) {
            prefix += static_cast<char>(letter | 0x20);
        }
        constexpr std::string_view prefixes[] = { "", "b", "r", "u", "f", "br", "rb", "fr", "rf" };
        const bool known
            = std::find(std::begin(prefixes), std::end(prefixes), prefix) != std::end(prefixes);
        return known ? length : std::string_view::npos;
    }
    return std::string_view::npos;
}

// A string in single quotes up to its end or to the backslash that ends the line; from the prefix.
std::size_t match_line_string(std::string_view line, std::size_t start, std::size_t prefix)
{
    const char quote = line[start + prefix];
    for (std::size_t i = start + prefix + 1; i < line.size(); ++i) {
        if (line[i] == quote) {
            return i + 1 - start;
        }
        if (line[i] == '\n') {
            return 0;
        }
        if (line[i] == '\\') {
            if (const std::size_t line_end = match_line_end(line, i + 1); line_end > 0) {
                return i + 1 + line_end - start;
            }
            ++i;
        }
    }
    return 0;
}

bool is_word(char32_t point)
{
    const auto character = static_cast<UChar32>(point);
    return point == '_' || u_isalnum(character) || u_charType(character) == U_LETTER_NUMBER
        || u_charType(character) == U_OTHER_NUMBER
        || u_getNumericValue(character) != U_NO_NUMERIC_VALUE;
}

std::size_t match_word(std::string_view line, std::size_t start)
{
    std::size_t i = start;
    while (i < line.size()) {
        if (static_cast<unsigned char>(line[i]) < 0x80) {
            if (!has_class(line[i], NamePart)) {
                break;
            }
            ++i;
            continue;
        }
        std::size_t next = i;
        if (!is_word(next_code_point(line, next))) {
            break;
        }
        i = next;
    }
    return i - start;
}

bool starts_identifier(std::string_view word)
{
    if (static_cast<unsigned char>(word[0]) < 0x80) {
        return has_class(word[0], NameStart);
    }
    std::size_t position = 0;
    return u_hasBinaryProperty(
        static_cast<UChar32>(next_code_point(word, position)), UCHAR_XID_START);
}

class Scanner {
public:
    explicit Scanner(TokenScan& scan)
        : m_scan(scan)
    {
    }

    void run();

private:
    bool statement_start();
    void continue_string();
    bool scan_line();
    bool scan_token(std::size_t start);
    void scan_string(std::size_t start, std::size_t prefix);
    void finish();
    bool next_line();

    std::size_t find_string_end(std::size_t from) const;
    int column(std::size_t position);
    void emit(ScanKind kind, std::size_t start, std::size_t end);
    void emit_empty(ScanKind kind, int line, int column_number);
    void fail(std::string message, int line, int column_number);

    TokenScan& m_scan;
    std::string_view m_line;
    std::size_t m_line_offset = 0;
    std::size_t m_next_offset = 0;
    std::size_t m_at = 0;
    int m_line_number = 0;
    std::size_t m_counted = 0; // Bytes of the line whose characters are counted in m_column.
    int m_column = 0;
    int m_nesting = 0;
    bool m_continued = false;
    std::vector<std::size_t> m_indents{ 0 };

    bool m_in_string = false;
    bool m_string_needs_backslash = false;
    bool m_string_is_triple = false;
    char m_string_quote = 0;
    ScannedToken m_string;
};

bool Scanner::next_line()
{
    ++m_line_number;
    m_line_offset = m_next_offset;
    const std::string_view rest = std::string_view(m_scan.source).substr(m_line_offset);
    const std::size_t end = rest.find('\n');
    m_line = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
    m_next_offset = m_line_offset + m_line.size();
    m_at = 0;
    m_counted = 0;
    m_column = 0;
    return !m_line.empty();
}

// Positions are asked for in ascending order, mostly.
int Scanner::column(std::size_t position)
{
    if (position < m_counted) {
        m_counted = 0;
        m_column = 0;
    }
    for (; m_counted < position; ++m_counted) {
        m_column += (static_cast<unsigned char>(m_line[m_counted]) & 0xC0) != 0x80 ? 1 : 0;
    }
    return m_column;
}

void Scanner::emit(ScanKind kind, std::size_t start, std::size_t end)
{
    const int start_column = column(start);
    m_scan.tokens.push_back({ kind, m_line_offset + start, m_line_offset + end, m_line_number,
        start_column, m_line_number, column(end) });
}

void Scanner::emit_empty(ScanKind kind, int line, int column_number)
{
    m_scan.tokens.push_back(
        { kind, m_line_offset, m_line_offset, line, column_number, line, column_number });
}

void Scanner::fail(std::string message, int line, int column_number)
{
    m_scan.error = std::move(message);
    m_scan.error_line = line;
    m_scan.error_column = column_number;
}

void Scanner::run()
{
    for (;;) {
        const bool has_line = next_line();
        if (m_in_string) {
            if (!has_line) {
                fail("EOF in multi-line string", m_string.line, m_string.column);
                return;
            }
            continue_string();
            if (m_in_string || m_at == 0) {
                continue;
            }
        } else if (m_nesting == 0 && !m_continued) {
            if (!has_line) {
                break;
            }
            if (!statement_start()) {
                if (!m_scan.error.empty()) {
                    return;
                }
                if (m_at == m_line.size()
                    && m_line.find_first_of("#\r\n") == std::string_view::npos) {
                    break; // White space up to the end of the file.
                }
                continue;
            }
        } else {
            if (!has_line) {
                fail("EOF in multi-line statement", m_line_number, 0);
                return;
            }
            m_continued = false;
        }
        scan_line();
    }
    finish();
}

// Indentation and blank lines. True: a statement begins at m_at.
bool Scanner::statement_start()
{
    std::size_t width = 0;
    for (; m_at < m_line.size(); ++m_at) {
        if (m_line[m_at] == ' ') {
            ++width;
        } else if (m_line[m_at] == '\t') {
            width = (width / tab_size + 1) * tab_size;
        } else if (m_line[m_at] == '\f') {
            width = 0;
        } else {
            break;
        }
    }
    if (m_at == m_line.size()) {
        return false;
    }
    const char c = m_line[m_at];
    if (c == '#' || c == '\r' || c == '\n') {
        if (c == '#') {
            const std::size_t end = m_line.find_last_not_of("\r\n") + 1;
            emit(ScanKind::Comment, m_at, end);
            m_at = end;
        }
        emit(ScanKind::Nl, m_at, m_line.size());
        return false;
    }
    if (width > m_indents.back()) {
        m_indents.push_back(width);
        emit(ScanKind::Indent, 0, m_at);
    }
    while (width < m_indents.back()) {
        if (std::find(m_indents.begin(), m_indents.end(), width) == m_indents.end()) {
            fail(
                "unindent does not match any outer indentation level", m_line_number, column(m_at));
            return false;
        }
        m_indents.pop_back();
        emit(ScanKind::Dedent, m_at, m_at);
    }
    return true;
}

// The end of the open string in this line, or npos.
std::size_t Scanner::find_string_end(std::size_t from) const
{
    for (std::size_t i = from; i < m_line.size(); ++i) {
        const char c = m_line[i];
        if (c == '\\') {
            ++i;
        } else if (c == m_string_quote) {
            if (!m_string_is_triple) {
                return i + 1;
            }
            if (at(m_line, i + 1) == c && at(m_line, i + 2) == c) {
                return i + 3;
            }
        }
    }
    return std::string_view::npos;
}

void Scanner::continue_string()
{
    const std::size_t end = find_string_end(0);
    const auto finish_at = [&](std::size_t position, ScanKind kind) {
        m_string.kind = kind;
        m_string.end = m_line_offset + position;
        m_string.end_line = m_line_number;
        m_string.end_column = column(position);
        m_scan.tokens.push_back(m_string);
        m_in_string = false;
    };
    if (end != std::string_view::npos) {
        finish_at(end, ScanKind::String);
        m_at = end;
        return;
    }
    const bool goes_on = m_line.ends_with("\\\n") || m_line.ends_with("\\\r\n");
    if (m_string_needs_backslash && !goes_on) {
        finish_at(m_line.size(), ScanKind::ErrorToken);
    }
}

bool Scanner::scan_line()
{
    while (m_at < m_line.size()) {
        std::size_t start = m_at;
        while (at(m_line, start) == ' ' || at(m_line, start) == '\t' || at(m_line, start) == '\f') {
            ++start;
        }
        if (start == m_line.size()) {
            break;
        }
        if (!scan_token(start)) {
            std::size_t end = m_at;
            next_code_point(m_line, end);
            emit(ScanKind::ErrorToken, m_at, end);
            m_at = end;
        }
    }
    return true;
}

bool Scanner::scan_token(std::size_t start)
{
    const auto take = [&](ScanKind kind, std::size_t length) {
        emit(kind, start, start + length);
        m_at = start + length;
        return true;
    };
    const char c = m_line[start];
    if (c == '\\') {
        if (const std::size_t line_end = match_line_end(m_line, start + 1); line_end > 0) {
            m_continued = true;
            m_at = start + 1 + line_end;
            return true;
        }
        return false;
    }
    if (c == '#') {
        const std::size_t end = std::min(m_line.find_first_of("\r\n", start), m_line.size());
        return take(ScanKind::Comment, end - start);
    }
    const std::size_t prefix = match_string_prefix(m_line, start);
    if (prefix != std::string_view::npos) {
        const std::size_t quote = start + prefix;
        m_string_quote = m_line[quote];
        m_string_is_triple
            = at(m_line, quote + 1) == m_string_quote && at(m_line, quote + 2) == m_string_quote;
        if (m_string_is_triple || match_line_string(m_line, start, prefix) > 0) {
            scan_string(start, prefix);
            return true;
        }
    }
    if (const std::size_t length = match_number(m_line, start); length > 0) {
        return take(ScanKind::Number, length);
    }
    if (const std::size_t length = match_line_end(m_line, start); length > 0) {
        return take(m_nesting > 0 ? ScanKind::Nl : ScanKind::Newline, length);
    }
    if (const std::size_t length = match_operator(m_line, start); length > 0) {
        if (c == '(' || c == '[' || c == '{') {
            ++m_nesting;
        } else if (c == ')' || c == ']' || c == '}') {
            --m_nesting;
        }
        return take(ScanKind::Operator, length);
    }
    if (const std::size_t length = match_word(m_line, start); length > 0) {
        return take(
            starts_identifier(m_line.substr(start)) ? ScanKind::Name : ScanKind::Operator, length);
    }
    return false;
}

void Scanner::scan_string(std::size_t start, std::size_t prefix)
{
    std::size_t end = 0;
    if (m_string_is_triple) {
        end = find_string_end(start + prefix + 3);
    } else {
        end = start + match_line_string(m_line, start, prefix);
        m_string_needs_backslash = m_line[end - 1] == '\n';
    }
    if (m_string_is_triple ? end != std::string_view::npos : !m_string_needs_backslash) {
        emit(ScanKind::String, start, end);
        m_at = end;
        return;
    }
    m_string_needs_backslash = !m_string_is_triple;
    m_in_string = true;
    m_string.start = m_line_offset + start;
    m_string.line = m_line_number;
    m_string.column = column(start);
    m_at = m_line.size();
}

void Scanner::finish()
{
    // m_line may hold trailing white space; the newline belongs behind the last line with text.
    const std::string_view source = m_scan.source;
    if (!source.empty() && m_line_number > 1 && source.back() != '\n' && source.back() != '\r') {
        const std::size_t last_start = source.find_last_of('\n', source.size() - 1);
        const std::string_view last
            = source.substr(last_start == std::string_view::npos ? 0 : last_start + 1);
        const std::size_t first = last.find_first_not_of(" \t\r\n\f\v");
        if (m_line.empty() && (first == std::string_view::npos || last[first] != '#')) {
            const int width = count_characters(last, last.size());
            emit_empty(ScanKind::Newline, m_line_number - 1, width);
            m_scan.tokens.back().end_column = width + 1;
        }
    }
    for (std::size_t i = 1; i < m_indents.size(); ++i) {
        emit_empty(ScanKind::Dedent, m_line_number, 0);
    }
    emit_empty(ScanKind::EndMarker, m_line_number, 0);
}

void append_padded(std::string& out, std::string_view text, std::size_t width)
{
    const auto length = static_cast<std::size_t>(count_characters(text, text.size()));
    out += text;
    if (length < width) {
        out.append(width - length, ' ');
    }
}

} // namespace

std::string_view scan_kind_name(ScanKind kind)
{
    static constexpr std::string_view names[] = { "ENCODING", "NAME", "NUMBER", "STRING", "OP",
        "COMMENT", "NEWLINE", "NL", "INDENT", "DEDENT", "ERRORTOKEN", "ENDMARKER" };
    return names[static_cast<std::size_t>(kind)];
}

std::string_view TokenScan::text(const ScannedToken& token) const
{
    if (token.kind == ScanKind::Encoding) {
        return encoding;
    }
    return std::string_view(source).substr(token.start, token.end - token.start);
}

TokenScan scan_tokens(std::string_view bytes)
{
    TokenScan scan;
    SourceText decoded = decode_source(bytes, {}, SourceEncoding::Bytes, LineEnds::Kept);
    if (!decoded.ok) {
        scan.error = std::move(decoded.error.message);
        scan.has_error_place = false;
        return scan;
    }
    if (!decoded.is_good_utf8) { // Names are looked at by characters: nothing can be said of it.
        scan.error = "invalid or missing encoding declaration";
        scan.has_error_place = false;
        return scan;
    }
    scan.source = std::move(decoded.text);
    scan.encoding = std::move(decoded.encoding);
    scan.tokens.push_back({ .kind = ScanKind::Encoding });
    Scanner(scan).run();
    return scan;
}

std::string dump(const TokenScan& scan)
{
    std::string out;
    for (const ScannedToken& token : scan.tokens) {
        append_padded(out,
            std::to_string(token.line) + "," + std::to_string(token.column) + "-"
                + std::to_string(token.end_line) + "," + std::to_string(token.end_column) + ":",
            20);
        append_padded(out, scan_kind_name(token.kind), 15);
        append_padded(out, string_repr(scan.text(token)), 15);
        out += '\n';
    }
    return out;
}

} // namespace fw::syntax
