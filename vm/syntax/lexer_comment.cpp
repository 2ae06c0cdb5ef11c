// Comments that say something to type checkers.
// CPython: the part of tok_get() in Parser/tokenizer.c that type_comments turns on
#include "vm/syntax/characters.h"
#include "vm/syntax/lexer.h"

namespace fw::syntax {

// The comment from `start` up to the current place: a TypeComment token, or an entry in the list of
// `# type: ignore`, which takes its line with it when that is blank. False: an ordinary comment.
bool Lexer::lex_type_comment(const char* start, bool is_blank)
{
    const char* at = start;
    for (const char wanted : std::string_view("# type: ")) {
        if (wanted == ' ') {
            while (at != m_at && (*at == ' ' || *at == '\t')) {
                ++at;
            }
        } else if (at != m_at && *at == wanted) {
            ++at;
        } else {
            return false;
        }
    }
    constexpr std::string_view ignore = "ignore";
    const std::string_view text(at, static_cast<std::size_t>(m_at - at));
    const bool is_ignore = text.starts_with(ignore)
        && (text.size() == ignore.size() || !has_class(text[ignore.size()], NamePart)
            || text[ignore.size()] == '_');
    if (!is_ignore) {
        emit(TokenKind::TypeComment, at, m_at);
        return true;
    }
    m_type_ignores.push_back({ m_line, text.substr(ignore.size()) });
    if (is_blank && !is_at_end()) {
        ++m_at;
        start_line();
        m_is_line_start = true;
    }
    return true;
}

} // namespace fw::syntax
