// Text to tokens: the whole text at once, until its end or the first error. An error is an Error
// token at the end, because the parser may find a mistake before it.
// CPython: Parser/tokenizer.c
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/syntax_error.h"
#include "vm/syntax/token.h"

namespace fw::syntax {

class Lexer {
public:
    // The text ends with '\n' (or is empty), has no null bytes and outlives the lexer.
    explicit Lexer(std::string_view text);

    std::vector<Token> run();

    // Of interest when the last token is an Error.
    const SyntaxErrorInfo& error() const { return m_error; }

    // The line of the current position; the last one at the end of the text.
    int line() const { return m_line; }

private:
    static constexpr int max_nesting = 200;
    static constexpr int max_indents = 100;

    struct Bracket {
        char character = 0;
        int line = 0;
    };

    struct Indent {
        int column = 0;
        int alternative = 0; // With tabs as wide as one space, to find mixtures.
    };

    bool next();
    bool at_line_start(bool& is_blank);
    bool change_indentation(int column, int alternative);
    bool lex_identifier();
    bool verify_identifier(const char* start);
    bool lex_number();
    bool lex_radix(int bits, std::string_view name);
    bool lex_fraction_and_exponent();
    bool decimal_tail();
    bool lex_string(const char* start);
    bool lex_operator();
    bool open_bracket(char character);
    bool close_bracket(char character);
    bool lex_continuation();
    void skip_comment();
    void start_line(bool is_joined = false);

    bool is_at_end() const { return m_at == m_end; }
    std::int32_t column(const char* position) const
    {
        return static_cast<std::int32_t>(position - m_line_start);
    }

    void emit(TokenKind kind, const char* start, const char* end);
    void emit_at_place(TokenKind kind);

    // An error with the position of the last character read, as CPython's syntaxerror().
    bool fail(std::string message);
    // An error at a place that the parser would choose: behind the text read since `buffer_start`.
    bool fail_at(SyntaxErrorKind kind, std::string message, int offset);
    bool fail_behind_line(SyntaxErrorKind kind, std::string message);

    std::string_view m_text;
    const char* m_at;
    const char* m_end;
    const char* m_line_start;
    const char* m_buffer_start; // The line on which the current token or joined line began.
    int m_line = 0;
    bool m_is_line_start = true;
    bool m_finished = false;
    std::vector<Token> m_tokens;
    std::vector<Bracket> m_brackets;
    std::vector<Indent> m_indents;
    SyntaxErrorInfo m_error;
};

} // namespace fw::syntax
