// Indentation: how far a line is in, and the Indent and Dedent tokens that follow from it.
// CPython: the first part of tok_get() in Parser/tokenizer.c
#include "vm/syntax/lexer.h"

namespace fw::syntax {

namespace {

constexpr int tab_size = 8;

}

// Measures the line; a line of white space, comments or a line join changes nothing.
bool Lexer::at_line_start(bool& is_blank)
{
    int column = 0;
    int alternative = 0;
    for (; m_at != m_end; ++m_at) {
        if (*m_at == ' ') {
            ++column;
            ++alternative;
        } else if (*m_at == '\t') {
            column = (column / tab_size + 1) * tab_size;
            ++alternative;
        } else if (*m_at == '\f') {
            column = 0;
            alternative = 0;
        } else {
            break;
        }
    }
    if (!is_at_end() && (*m_at == '#' || *m_at == '\n' || *m_at == '\\')) {
        is_blank = true;
        return true;
    }
    return change_indentation(column, alternative);
}

bool Lexer::change_indentation(int column, int alternative)
{
    constexpr std::string_view tab_message = "inconsistent use of tabs and spaces in indentation";
    const auto inconsistent
        = [&] { return fail_at(SyntaxErrorKind::TabError, std::string(tab_message), 1); };
    const Indent top = m_indents.back();
    if (column == top.column) {
        return alternative == top.alternative || inconsistent();
    }
    if (column > top.column) {
        if (m_indents.size() >= max_indents) {
            return fail_at(SyntaxErrorKind::IndentationError, "too many levels of indentation", 1);
        }
        if (alternative <= top.alternative) {
            return inconsistent();
        }
        m_indents.push_back({ column, alternative });
        emit_at_place(TokenKind::Indent);
        return true;
    }
    std::size_t count = 0;
    while (m_indents.size() > 1 && column < m_indents.back().column) {
        m_indents.pop_back();
        ++count;
    }
    if (column != m_indents.back().column) {
        return fail_behind_line(SyntaxErrorKind::IndentationError,
            "unindent does not match any outer indentation level");
    }
    if (alternative != m_indents.back().alternative) {
        return inconsistent();
    }
    while (count-- > 0) {
        emit_at_place(TokenKind::Dedent);
    }
    return true;
}

} // namespace fw::syntax
