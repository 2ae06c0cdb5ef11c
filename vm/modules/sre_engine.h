// The engine of regular expressions: runs the code that the library's sre_compile makes, over units
// of 1, 2 or 4 bytes. It knows no Python objects. Backtracking uses a stack of its own, so that
// deep matches do not overflow the native one. CPython: Modules/_sre.c, Modules/sre_lib.h

#pragma once

#include <cstdint>
#include <vector>

namespace fw::sre {

using Code = std::uint32_t;

inline constexpr Code no_limit = 0xffffffff;

// Rows in the order of the library's sre_constants, so that the numbers are the same.
enum class Op : Code {
    Failure,
    Success,
    Any,
    AnyAll,
    Assert,
    AssertNot,
    At,
    Branch,
    Call,
    Category,
    Charset,
    BigCharset,
    GroupRef,
    GroupRefExists,
    In,
    Info,
    Jump,
    Literal,
    Mark,
    MaxUntil,
    MinUntil,
    NotLiteral,
    Negate,
    Range,
    Repeat,
    RepeatOne,
    Subpattern,
    MinRepeatOne,
    GroupRefIgnore,
    InIgnore,
    LiteralIgnore,
    NotLiteralIgnore,
    GroupRefLocIgnore,
    InLocIgnore,
    LiteralLocIgnore,
    NotLiteralLocIgnore,
    GroupRefUniIgnore,
    InUniIgnore,
    LiteralUniIgnore,
    NotLiteralUniIgnore,
    RangeUniIgnore,
};

// What is searched, and how far. Positions count units from the start of the text.
struct Subject {
    const void* units = nullptr;
    int width = 1;
    std::int64_t end = 0; // endpos
};

enum class Mode : std::uint8_t { Match, FullMatch, Search };

struct Found {
    bool found = false;
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::vector<std::int64_t> marks; // start and end of each group, -1: not set
    std::int64_t last_index = -1; // the group that closed last
};

// Tries the code from `start` on. must_advance: an empty match at `start` does not count.
Found run(const std::vector<Code>& code, std::int64_t groups, const Subject& subject,
    std::int64_t start, Mode mode, bool must_advance);

char32_t lower_ascii(char32_t character);
char32_t lower_unicode(char32_t character); // by one character, as str.lower() of most
char32_t upper_unicode(char32_t character);

// Whether a character is in the set that starts at `set` and ends with Failure.
bool in_charset(const Code* set, char32_t character);
bool in_category(Code category, char32_t character);

} // namespace fw::sre
