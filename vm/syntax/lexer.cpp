// The loop over the text: names, operators, line ends. Indentation, numbers and strings have files
// of their own.
// CPython: tok_get() in Parser/tokenizer.c
#include "vm/syntax/lexer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

#include "vm/base/utf8.h"
#include "vm/syntax/characters.h"
#include "vm/syntax/source_text.h"

namespace fw::syntax {

Lexer::Lexer(std::string_view text, Comments comments)
    : m_text(text)
    , m_at(text.data())
    , m_end(text.data() + text.size())
    , m_line_start(text.data())
    , m_buffer_start(text.data())
    , m_line(text.empty() ? 0 : 1)
    , m_comments(comments)
{
    m_tokens.reserve(text.size() / 4 + 16);
    m_indents.push_back({});
}

std::vector<Token> Lexer::run()
{
    while (!m_finished && next()) { }
    return std::move(m_tokens);
}

void Lexer::emit(TokenKind kind, const char* start, const char* end)
{
    m_tokens.push_back({ kind, static_cast<std::uint32_t>(start - m_text.data()),
        static_cast<std::uint32_t>(end - m_text.data()),
        { m_line, column(start), m_line, column(end) } });
    if (m_tokens.size() == m_watched) {
        m_watched_buffer = buffer();
    }
}

// Tokens without text stand where the lexer stands. CPython counts their column from the start of
// what it holds in its buffer.
void Lexer::emit_at_place(TokenKind kind)
{
    emit(kind, m_at, m_at);
    m_tokens.back().range.column = static_cast<std::int32_t>(m_at - m_buffer_start);
}

LexerBuffer Lexer::buffer_at(std::size_t token)
{
    m_watched = token + 1;
    while (m_tokens.size() < m_watched && !m_finished && next()) { }
    return m_tokens.size() < m_watched ? buffer() : m_watched_buffer;
}

LexerBuffer Lexer::buffer() const
{
    const char* end = m_at;
    if (end == m_buffer_start || end[-1] != '\n') {
        const void* newline = std::memchr(end, '\n', static_cast<std::size_t>(m_end - end));
        end = newline == nullptr ? m_end : static_cast<const char*>(newline) + 1;
    }
    return { { m_buffer_start, static_cast<std::size_t>(end - m_buffer_start) },
        static_cast<int>(m_at - m_buffer_start), has_met_end(m_tokens.back()) };
}

// Whether the lexer of CPython, which reads a character to see that a token has ended, has been
// told that there is none.
bool Lexer::has_met_end(const Token& token) const
{
    const std::string_view left(m_at, static_cast<std::size_t>(m_end - m_at));
    switch (token.kind) {
    case TokenKind::Error:
        return m_error.is_at_end;
    case TokenKind::String: {
        const std::string_view text = m_text.substr(token.start, token.end - token.start);
        const bool is_empty = text.find_first_of("'\"") + 2 == text.size();
        return is_empty && left.empty(); // It might have been the first of three quotes.
    }
    case TokenKind::Newline:
    case TokenKind::Ellipsis:
    case TokenKind::LeftShiftEqual:
    case TokenKind::RightShiftEqual:
    case TokenKind::DoubleStarEqual:
    case TokenKind::DoubleSlashEqual:
        return false;
    case TokenKind::Dot:
        return left.empty() || left == ".";
    case TokenKind::Number:
        return left.empty() || left == "e" || left == "E";
    default:
        return left.empty();
    }
}

// Called behind each '\n'. At the end of the text the last line stays the current one, so that
// errors there point into it.
void Lexer::start_line(bool is_joined)
{
    if (!is_at_end()) {
        ++m_line;
        m_line_start = m_at;
        if (!is_joined) {
            m_buffer_start = m_at;
        }
    }
}

bool Lexer::next()
{
    bool is_blank = false;
    if (m_is_line_start) {
        m_is_line_start = false;
        if (!at_line_start(is_blank)) {
            return false;
        }
    }
    const char* comment = nullptr;
    for (;;) {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\f')) {
            ++m_at;
        }
        if (is_at_end()) {
            emit_at_place(TokenKind::EndMarker);
            m_finished = true;
            return true;
        }
        const char c = *m_at;
        if (has_class(c, NameStart)) {
            return lex_identifier();
        }
        if (is_digit(c)) {
            return lex_number();
        }
        switch (c) {
        case '#':
            comment = m_at;
            skip_comment();
            if (m_comments == Comments::Types && lex_type_comment(comment, is_blank)) {
                return true;
            }
            continue;
        case '\n':
            ++m_at;
            if (is_blank || !m_brackets.empty()) {
                start_line();
                if (m_brackets.empty()) {
                    m_is_line_start = true;
                    return true;
                }
                comment = nullptr;
                continue;
            }
            // A comment is part of the line end.
            emit(TokenKind::Newline, comment == nullptr ? m_at - 1 : comment, m_at);
            start_line();
            m_is_line_start = true;
            return true;
        case '.':
            if (m_at + 1 != m_end && is_digit(m_at[1])) {
                return lex_number();
            }
            return lex_operator();
        case '\'':
        case '"':
            return lex_string(m_at);
        case '\\':
            if (!lex_continuation()) {
                return false;
            }
            continue;
        default:
            return lex_operator();
        }
    }
}

void Lexer::skip_comment()
{
    const void* end = std::memchr(m_at, '\n', static_cast<std::size_t>(m_end - m_at));
    m_at = end == nullptr ? m_end : static_cast<const char*>(end);
}

// A backslash joins two lines; nothing may follow it on its own.
bool Lexer::lex_continuation()
{
    ++m_at;
    if (is_at_end() || *m_at != '\n') {
        return fail_at(SyntaxErrorKind::SyntaxError,
            "unexpected character after line continuation character",
            static_cast<int>(m_at - m_buffer_start) + (is_at_end() ? 0 : 1));
    }
    ++m_at;
    if (is_at_end()) {
        m_error.is_at_end = true;
        return fail_behind_line(SyntaxErrorKind::SyntaxError, "unexpected EOF while parsing");
    }
    start_line(true);
    return true;
}

// A name, a keyword or the prefix of a string.
bool Lexer::lex_identifier()
{
    const char* start = m_at;
    bool bytes = false;
    bool unicode = false;
    bool raw = false;
    bool format = false;
    for (const char* at = start; at - start < 3; ++at) {
        const char letter = static_cast<char>(*at | 0x20);
        if (*at == '"' || *at == '\'') {
            if (at == start) {
                break;
            }
            m_at = at;
            return lex_string(start);
        }
        if (letter == 'b' && !bytes && !unicode && !format) {
            bytes = true;
        } else if (letter == 'u' && !bytes && !unicode && !raw && !format) {
            unicode = true;
        } else if (letter == 'r' && !raw && !unicode) {
            raw = true;
        } else if (letter == 'f' && !format && !bytes && !unicode) {
            format = true;
        } else {
            break;
        }
    }
    unsigned char all = 0;
    while (m_at != m_end && has_class(*m_at, NamePart)) {
        all |= static_cast<unsigned char>(*m_at);
        ++m_at;
    }
    if (all >= 0x80) {
        if (!verify_identifier(start)) {
            return false;
        }
        emit(TokenKind::Name, start, m_at);
        return true;
    }
    emit(keyword_or_name({ start, static_cast<std::size_t>(m_at - start) }), start, m_at);
    return true;
}

// CPython: _PyUnicode_IsPrintable().
static bool is_printable(UChar32 c)
{
    constexpr std::uint32_t unprintable = U_GC_C_MASK | U_GC_Z_MASK;
    return c == ' ' || (U_GET_GC_MASK(c) & unprintable) == 0;
}

// CPython: verify_identifier(), PyUnicode_IsIdentifier().
bool Lexer::verify_identifier(const char* start)
{
    const std::string_view name(start, static_cast<std::size_t>(m_at - start));
    if (!measure_utf8(name).good()) {
        return finish_error(
            SyntaxErrorKind::SyntaxError, LexerError::Place::Buffer, utf8_error_message(name));
    }
    const auto length = static_cast<std::int32_t>(m_at - start);
    std::int32_t i = 0;
    bool is_first = true;
    while (i < length) {
        UChar32 c = 0;
        U8_NEXT(start, i, length, c);
        const bool good
            = c == '_' || u_hasBinaryProperty(c, is_first ? UCHAR_XID_START : UCHAR_XID_CONTINUE);
        if (!good) {
            m_at = start + i;
            std::int32_t first = i;
            U8_BACK_1(reinterpret_cast<const std::uint8_t*>(start), 0, first);
            constexpr std::string_view digits = "0123456789ABCDEF";
            std::string code;
            for (int shift = c > 0xFFFFF ? 20 : c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) {
                code += digits[static_cast<std::size_t>((c >> shift) & 15)];
            }
            if (!is_printable(c)) {
                return fail("invalid non-printable character U+" + code);
            }
            return fail("invalid character '" + std::string(start + first, start + i) + "' (U+"
                + code + ")");
        }
        is_first = false;
    }
    return true;
}

namespace {

struct OperatorMatch {
    TokenKind kind = TokenKind::Unknown;
    int length = 1;
};

OperatorMatch match_operator(char a, char b, char c)
{
    using enum TokenKind;
    const bool equal = b == '=';
    switch (a) {
    case ':':
        return equal ? OperatorMatch{ ColonEqual, 2 } : OperatorMatch{ Colon, 1 };
    case ',':
        return { Comma, 1 };
    case ';':
        return { Semicolon, 1 };
    case '+':
        return equal ? OperatorMatch{ PlusEqual, 2 } : OperatorMatch{ Plus, 1 };
    case '-':
        return b == '>' ? OperatorMatch{ Arrow, 2 }
            : equal     ? OperatorMatch{ MinusEqual, 2 }
                        : OperatorMatch{ Minus, 1 };
    case '*':
        if (b == '*') {
            return c == '=' ? OperatorMatch{ DoubleStarEqual, 3 } : OperatorMatch{ DoubleStar, 2 };
        }
        return equal ? OperatorMatch{ StarEqual, 2 } : OperatorMatch{ Star, 1 };
    case '/':
        if (b == '/') {
            return c == '=' ? OperatorMatch{ DoubleSlashEqual, 3 }
                            : OperatorMatch{ DoubleSlash, 2 };
        }
        return equal ? OperatorMatch{ SlashEqual, 2 } : OperatorMatch{ Slash, 1 };
    case '|':
        return equal ? OperatorMatch{ VerticalBarEqual, 2 } : OperatorMatch{ VerticalBar, 1 };
    case '&':
        return equal ? OperatorMatch{ AmpersandEqual, 2 } : OperatorMatch{ Ampersand, 1 };
    case '<':
        if (b == '<') {
            return c == '=' ? OperatorMatch{ LeftShiftEqual, 3 } : OperatorMatch{ LeftShift, 2 };
        }
        return b == '>' ? OperatorMatch{ LessGreater, 2 }
            : equal     ? OperatorMatch{ LessEqual, 2 }
                        : OperatorMatch{ Less, 1 };
    case '>':
        if (b == '>') {
            return c == '=' ? OperatorMatch{ RightShiftEqual, 3 } : OperatorMatch{ RightShift, 2 };
        }
        return equal ? OperatorMatch{ GreaterEqual, 2 } : OperatorMatch{ Greater, 1 };
    case '=':
        return equal ? OperatorMatch{ EqualEqual, 2 } : OperatorMatch{ Equal, 1 };
    case '!':
        return equal ? OperatorMatch{ NotEqual, 2 } : OperatorMatch{};
    case '.':
        return b == '.' && c == '.' ? OperatorMatch{ Ellipsis, 3 } : OperatorMatch{ Dot, 1 };
    case '%':
        return equal ? OperatorMatch{ PercentEqual, 2 } : OperatorMatch{ Percent, 1 };
    case '~':
        return { Tilde, 1 };
    case '^':
        return equal ? OperatorMatch{ CircumflexEqual, 2 } : OperatorMatch{ Circumflex, 1 };
    case '@':
        return equal ? OperatorMatch{ AtEqual, 2 } : OperatorMatch{ At, 1 };
    case '(':
        return { LeftParenthesis, 1 };
    case ')':
        return { RightParenthesis, 1 };
    case '[':
        return { LeftBracket, 1 };
    case ']':
        return { RightBracket, 1 };
    case '{':
        return { LeftBrace, 1 };
    case '}':
        return { RightBrace, 1 };
    default:
        return {};
    }
}

} // namespace

// The text ends with '\n', so looking at two characters more is safe behind any operator.
bool Lexer::lex_operator()
{
    const char* start = m_at;
    const char second = m_at + 1 < m_end ? m_at[1] : '\0';
    const char third = m_at + 2 < m_end ? m_at[2] : '\0';
    const OperatorMatch match = match_operator(*start, second, third);
    m_at += match.length;
    switch (match.kind) {
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
        if (!open_bracket(*start)) {
            return false;
        }
        break;
    case TokenKind::RightParenthesis:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
        if (!close_bracket(*start)) {
            return false;
        }
        break;
    default:
        break;
    }
    emit(match.kind, start, m_at);
    return true;
}

bool Lexer::open_bracket(char character)
{
    if (m_brackets.size() >= max_nesting) {
        return fail("too many nested parentheses");
    }
    m_brackets.push_back({ character, m_line });
    return true;
}

bool Lexer::close_bracket(char character)
{
    if (m_brackets.empty()) {
        return fail(std::string("unmatched '") + character + "'");
    }
    const Bracket opening = m_brackets.back();
    m_brackets.pop_back();
    const char expected = opening.character == '(' ? ')' : opening.character == '[' ? ']' : '}';
    if (character != expected) {
        std::string message = std::string("closing parenthesis '") + character
            + "' does not match opening parenthesis '" + opening.character + "'";
        if (opening.line != m_line) {
            message += " on line " + std::to_string(opening.line);
        }
        return fail(std::move(message));
    }
    return true;
}

std::string_view Lexer::line_text() const
{
    return line_of({ m_line_start, static_cast<std::size_t>(m_end - m_line_start) }, 1);
}

bool Lexer::fail(std::string message)
{
    std::string_view line = line_text();
    m_error.column = count_characters(line, static_cast<std::size_t>(m_at - m_line_start));
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
    }
    m_error.text = with_replacements(line);
    return finish_error(SyntaxErrorKind::SyntaxError, LexerError::Place::Line, std::move(message));
}

bool Lexer::fail_at(SyntaxErrorKind kind, std::string message, int column)
{
    m_error.column = column;
    return finish_error(kind, LexerError::Place::Column, std::move(message));
}

bool Lexer::fail_behind_line(SyntaxErrorKind kind, std::string message)
{
    m_at = std::max(m_at, m_line_start + line_text().size());
    return finish_error(kind, LexerError::Place::Buffer, std::move(message));
}

bool Lexer::finish_error(SyntaxErrorKind kind, LexerError::Place place, std::string message)
{
    m_error.kind = kind;
    m_error.place = place;
    m_error.message = std::move(message);
    m_error.line = m_line;
    emit_at_place(TokenKind::Error);
    m_finished = true;
    return false;
}

} // namespace fw::syntax
