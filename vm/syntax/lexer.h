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

// What is wrong with the last token, an Error.
struct LexerError {
    // Line: in the text of the line itself. The others go by what CPython has in its buffer:
    // Buffer: where it stands, Column: at the column.
    enum class Place : std::uint8_t { Line, Buffer, Column };
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError;
    Place place = Place::Buffer;
    std::string message;
    int line = 0;
    int column = 0; // Line: characters, Column: bytes; both from 1.
    std::string text; // Line: without its newline.
    bool is_at_end = false; // There is not enough text.
};

// What CPython's tokenizer holds when it has read a token: the line or the lines that the token, a
// joined line or a long string has needed.
struct LexerBuffer {
    std::string_view text;
    int column = 0; // Where it stands in the text, in bytes.
    bool is_at_end = false; // It has asked for more than there is.
};

class Lexer {
public:
    // The text has no null bytes and outlives the lexer. It ends with '\n' or is followed by one in
    // memory.
    enum class Comments : std::uint8_t { Skipped, Types }; // Types: those for checkers are kept.
    explicit Lexer(std::string_view text, Comments comments = Comments::Skipped);

    std::vector<Token> run();

    // Of interest when the last token is an Error.
    const LexerError& error() const { return m_error; }

    // Reads up to the token with the index, and tells what is in the buffer then.
    LexerBuffer buffer_at(std::size_t token);

    // The comments `# type: ignore<tag>`, where such comments are kept.
    struct TypeIgnoreComment {
        int line = 0;
        std::string_view tag;
    };
    const std::vector<TypeIgnoreComment>& type_ignores() const { return m_type_ignores; }

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
    bool lex_type_comment(const char* start, bool is_blank);
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
    // An error that CPython's parser words: behind all that has been read, or at a column.
    bool fail_behind_line(SyntaxErrorKind kind, std::string message);
    bool fail_at(SyntaxErrorKind kind, std::string message, int column);
    bool finish_error(SyntaxErrorKind kind, LexerError::Place place, std::string message);
    std::string_view line_text() const;
    LexerBuffer buffer() const;
    bool has_met_end(const Token& token) const;

    std::string_view m_text;
    const char* m_at;
    const char* m_end;
    const char* m_line_start;
    const char* m_buffer_start; // The line on which the current token or joined line began.
    int m_line = 0;
    bool m_is_line_start = true;
    bool m_finished = false;
    Comments m_comments;
    std::vector<Token> m_tokens;
    std::vector<TypeIgnoreComment> m_type_ignores;
    std::vector<Bracket> m_brackets;
    std::vector<Indent> m_indents;
    LexerError m_error;
    std::size_t m_watched = static_cast<std::size_t>(-1); // The token that buffer_at() waits for.
    LexerBuffer m_watched_buffer;
};

} // namespace fw::syntax
