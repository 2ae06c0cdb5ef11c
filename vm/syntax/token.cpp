// Token names and the keyword table.
#include "vm/syntax/token.h"

#include <array>

namespace fw::syntax {

namespace {

struct Keyword {
    std::string_view text;
    TokenKind kind = TokenKind::Name;
};

// Keywords sorted into buckets by length and first letter; every bucket holds a few at most.
constexpr std::size_t bucket_of(std::string_view name)
{
    return (name.size() * 7 + static_cast<unsigned char>(name[0]) * 3
               + static_cast<unsigned char>(name[1]) * 5)
        & 127;
}

struct KeywordTable {
    std::array<std::array<Keyword, 3>, 128> buckets{};
};

constexpr KeywordTable make_table()
{
    KeywordTable table;
    constexpr Keyword keywords[] = {
#define KEYWORD(name, text) { text, TokenKind::Kw##name },
#include "vm/syntax/token.def"
    };
    for (const Keyword& keyword : keywords) {
        auto& bucket = table.buckets[bucket_of(keyword.text)];
        std::size_t place = 0;
        while (!bucket[place].text.empty()) { // Past the end does not compile.
            ++place;
        }
        bucket[place] = keyword;
    }
    return table;
}

constexpr KeywordTable keyword_table = make_table();

} // namespace

std::string_view token_text(TokenKind kind)
{
    static constexpr std::string_view texts[] = {
#define TOKEN(name, text) text,
#define OPERATOR(name, text) text,
#define KEYWORD(name, text) text,
#include "vm/syntax/token.def"
    };
    return texts[static_cast<std::size_t>(kind)];
}

TokenKind keyword_or_name(std::string_view name)
{
    if (name.size() < 2 || name.size() > 14) {
        return TokenKind::Name;
    }
    for (const Keyword& keyword : keyword_table.buckets[bucket_of(name)]) {
        if (keyword.text == name) {
            return keyword.kind;
        }
    }
    return TokenKind::Name;
}

} // namespace fw::syntax
