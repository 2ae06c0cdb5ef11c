// Where errors are: CPython's place, line and text of what the recogniser and the literals complain
// of. CPython: _PyPegen_raise_error(), _PyPegen_raise_error_known_location(), tokenizer_error() in
// Parser/pegen/pegen.c
#include <algorithm>

#include "vm/syntax/parser.h"
#include "vm/syntax/recognizer.h"
#include "vm/syntax/source_text.h"

namespace fw::syntax {

// The parser does not know why; explain() does.
void Parser::fail()
{
    throw ParseFailure{};
}

void Parser::fail_too_deep()
{
    ParseFailure failure;
    failure.error.kind = SyntaxErrorKind::MemoryError;
    throw failure;
}

// Throws what is wrong with the program. Returns when it is only deeper than the parser likes.
void Parser::explain(grammar::RuleName start)
{
    Recognizer(*this).run(start);
}

LexerBuffer Parser::buffer() const
{
    return buffer_at(m_furthest);
}

// At the last token that CPython has looked at.
void Parser::fail_at_current(const std::string& message, SyntaxErrorKind error_kind)
{
    const Token& token = m_tokens[m_furthest];
    if (token.kind == TokenKind::Error) {
        fail_on_lexer_error();
    }
    const bool has_text = token.start != token.end;
    int column = has_text ? token.range.column : -1;
    if (!has_text && m_context.is_fstring && token.range.line == m_context.first_line + 1) {
        column += m_context.first_column;
    }
    fail_at_place(error_kind, message, token.range.line + lines_behind_end(token),
        column == -1 ? buffer().column : column + 1);
}

// CPython: tok_nextc() in Parser/tokenizer.c
int Parser::lines_behind_end(const Token& token) const
{
    if (!m_context.is_file || token.start != token.end || !buffer().is_at_end) {
        return 0;
    }
    return token.kind == TokenKind::Error && m_context.ends_with_newline ? 2 : 1;
}

void Parser::fail_on_lexer_error()
{
    const int first_line = m_context.is_fstring ? m_context.first_line : 0;
    if (m_lexer_error.place != LexerError::Place::Line) {
        const bool is_buffer = m_lexer_error.place == LexerError::Place::Buffer;
        fail_at_place(m_lexer_error.kind, m_lexer_error.message,
            m_lexer_error.line + first_line + lines_behind_end(m_tokens[m_furthest]),
            is_buffer ? buffer().column : m_lexer_error.column);
    }
    SyntaxErrorInfo error;
    error.kind = m_lexer_error.kind;
    error.message = m_lexer_error.message;
    error.line = m_lexer_error.line;
    error.offset = m_lexer_error.column;
    error.text = m_lexer_error.text;
    error.has_text = true;
    throw ParseFailure{ std::move(error), false };
}

// The text is what the tokenizer holds, whatever the line. `column` counts bytes from 1.
void Parser::fail_at_place(
    SyntaxErrorKind error_kind, const std::string& message, int line, int column)
{
    const LexerBuffer held = buffer();
    SyntaxErrorInfo error = error_at_place(message, line, column, held.text);
    error.kind = error_kind;
    if (m_context.is_file && held.is_at_end && !error.text.empty()
        && m_tokens[m_furthest].kind != TokenKind::Error) {
        error.text[0] = '\0'; // What reading beyond the end leaves in CPython's buffer.
    }
    throw ParseFailure{ std::move(error), held.is_at_end };
}

SyntaxErrorInfo Parser::error_at_place(
    const std::string& message, int line, int column, std::string_view text) const
{
    SyntaxErrorInfo error;
    error.message = message;
    error.line = line;
    error.has_text = true;
    error.text = m_context.is_good_utf8 ? std::string(text) : with_replacements(text);
    if (m_context.is_fstring) {
        error.message = "f-string: " + error.message;
        column -= m_context.first_column;
    } else {
        error.is_file_line = m_context.mode == Mode::Exec;
    }
    error.byte_column = std::max(column, 0);
    error.counts_characters = m_context.counts_characters;
    error.offset = offset_in(error.text, error);
    return error;
}

} // namespace fw::syntax
