// Strings: from the quote to its counterpart. What they mean is string_literal.h's matter.
// CPython: the label letter_quote of tok_get() in Parser/tokenizer.c
#include "vm/syntax/lexer.h"

namespace fw::syntax {

// `start` is the prefix or the quote, m_at the quote.
bool Lexer::lex_string(const char* start)
{
    const int first_line = m_line;
    const std::int32_t first_column = column(start);
    const char quote = *m_at++;
    const bool triple = m_end - m_at >= 2 && m_at[0] == quote && m_at[1] == quote;
    if (triple) {
        m_at += 2;
    }
    for (;;) {
        if (is_at_end()) {
            m_error.is_at_end = true;
            return fail_behind_line(SyntaxErrorKind::SyntaxError,
                triple ? "EOF while scanning triple-quoted string literal"
                       : "EOL while scanning string literal");
        }
        const char c = *m_at++;
        if (c == quote) {
            if (!triple) {
                break;
            }
            if (m_end - m_at >= 2 && m_at[0] == quote && m_at[1] == quote) {
                m_at += 2;
                break;
            }
        } else if (c == '\\') {
            if (!is_at_end() && *m_at++ == '\n') {
                start_line(true);
            }
        } else if (c == '\n') {
            if (!triple) {
                return fail_behind_line(
                    SyntaxErrorKind::SyntaxError, "EOL while scanning string literal");
            }
            start_line(true);
        }
    }
    emit(TokenKind::String, start, m_at);
    Token& token = m_tokens.back();
    token.range.line = first_line;
    token.range.column = first_column;
    return true;
}

} // namespace fw::syntax
