// The parts of an f-string: text and the expressions in braces, each parsed by a parser of its own.
// Used by one chain of adjacent literals, and again by each format specification in it.
// CPython: FstringParser in Parser/pegen/parse_string.h
#pragma once

#include <string>
#include <string_view>

#include "vm/syntax/parser.h"

namespace fw::syntax {

class FStringParser {
public:
    // What CPython gives to the nodes: the place and the 'u' of the parts, and of the whole with
    // its last text. They differ in format specifications.
    struct Place {
        SourceRange range;
        bool has_u_prefix = false;
    };

    FStringParser(Parser& parser, const Place& parts, const Place& whole)
        : m_parser(parser)
        , m_parts(parts)
        , m_whole(whole)
        , m_items(parser)
    {
    }

    // A literal that is no f-string.
    void add_plain_literal(const Token& token, std::string_view body, bool is_raw)
    {
        m_token = &token;
        note_text({ token.range.line, token.range.column - token_displacement() },
            { token.range.end_line, token.range.end_column - end_displacement() });
        add_literal(token, body, is_raw);
    }

    // The body of an f-string, from `at` on: to its end, or at depth 1 and 2 to the '}' that ends
    // the format specification.
    void add_format(
        const Token& token, std::string_view body, std::size_t& at, bool is_raw, int depth);

    Expression* finish();

private:
    void add_literal(const Token& token, std::string_view body, bool is_raw);
    Expression* text_node(const Place& place);
    void flush();
    bool read_literal(std::size_t& at);
    void read_expression(std::size_t& at);
    void find_expression_end(std::size_t& at);
    Expression* parse_expression(std::size_t start, std::size_t end);
    SourcePosition place_of(std::size_t at) const;
    void note_text(std::size_t start, std::size_t end)
    {
        note_text(place_of(start), place_of(end));
    }
    void note_text(const SourcePosition& first, const SourcePosition& last);
    int token_displacement() const;
    int end_displacement() const;
    int read_conversion(std::size_t& at);
    void check_not_at_end(std::size_t at);

    Parser& m_parser;
    Place m_parts;
    Place m_whole;
    Parser::List<Expression> m_items;
    std::string m_text;
    SourceRange m_text_range; // of m_text, with the quotes of literals that it goes over
    bool m_is_format = false;
    const Token* m_token = nullptr;
    std::string_view m_body;
    bool m_is_raw = false;
    int m_depth = 0;
};

} // namespace fw::syntax
