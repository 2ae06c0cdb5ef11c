// Tokens as the parser sees them: comments, blank lines and line joins are gone, keywords are kinds
// of their own. For the tokens as `python -m tokenize` prints them see token_dump.h.
// CPython: Grammar/Tokens
#pragma once

#include <cstdint>
#include <string_view>

#include "vm/base/source_range.h"

namespace fw::syntax {

enum class TokenKind : std::uint8_t {
#define TOKEN(name, text) name,
#define OPERATOR(name, text) name,
#define KEYWORD(name, text) Kw##name,
#include "vm/syntax/token.def"
};

struct Token {
    TokenKind kind = TokenKind::EndMarker;
    std::uint32_t start = 0; // Bytes in the text.
    std::uint32_t end = 0;
    SourceRange range;
};

std::string_view token_text(TokenKind kind);

// The keyword that the name is, or Name.
TokenKind keyword_or_name(std::string_view name);

} // namespace fw::syntax
