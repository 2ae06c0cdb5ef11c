// Characters as regular expressions see them: categories, sets, case.
// CPython: Modules/_sre.c, SRE(charset) in Modules/sre_lib.h

#include "vm/modules/sre_engine.h"

#include "vm/object/unicode.h"

namespace fw::sre {

namespace {

bool is_ascii_digit(char32_t c)
{
    return c >= '0' && c <= '9';
}

bool is_ascii_space(char32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_ascii_word(char32_t c)
{
    return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_unicode_word(char32_t c)
{
    return c < 128 ? is_ascii_word(c) : unicode::is_alnum(c);
}

} // namespace

char32_t lower_ascii(char32_t character)
{
    return character >= 'A' && character <= 'Z' ? character + 32 : character;
}

char32_t lower_unicode(char32_t character)
{
    if (character < 128) {
        return lower_ascii(character);
    }
    char32_t out[3];
    unicode::to_lower(character, out);
    return out[0];
}

// Of several characters ("SS" for a sharp s) the first. CPython: _PyUnicode_ToUppercase
char32_t upper_unicode(char32_t character)
{
    char32_t out[3];
    unicode::to_upper(character, out);
    return out[0];
}

bool in_category(Code category, char32_t c)
{
    // Each category is followed by its opposite.
    const bool wanted = category % 2 == 0;
    switch (category / 2) {
    case 0:
        return is_ascii_digit(c) == wanted;
    case 1:
        return is_ascii_space(c) == wanted;
    case 2:
    case 4: // by the locale, which is C's
        return is_ascii_word(c) == wanted;
    case 3:
        return (c == '\n') == wanted;
    case 5:
        return unicode::is_decimal(c) == wanted;
    case 6:
        return unicode::is_space(c) == wanted;
    case 7:
        return is_unicode_word(c) == wanted;
    case 8:
        return unicode::is_line_break(c) == wanted;
    default:
        return false;
    }
}

bool in_charset(const Code* set, char32_t c)
{
    constexpr Code bitmap_words = 256 / 32;
    bool answer = true;
    while (true) {
        switch (static_cast<Op>(*set++)) {
        case Op::Failure:
            return !answer;
        case Op::Literal:
            if (c == set[0]) {
                return answer;
            }
            ++set;
            break;
        case Op::Category:
            if (in_category(set[0], c)) {
                return answer;
            }
            ++set;
            break;
        case Op::Charset:
            if (c < 256 && (set[c >> 5] & (1u << (c & 31)))) {
                return answer;
            }
            set += bitmap_words;
            break;
        case Op::Range:
            if (set[0] <= c && c <= set[1]) {
                return answer;
            }
            set += 2;
            break;
        case Op::RangeUniIgnore: {
            if (set[0] <= c && c <= set[1]) {
                return answer;
            }
            const char32_t upper = upper_unicode(c);
            if (set[0] <= upper && upper <= set[1]) {
                return answer;
            }
            set += 2;
            break;
        }
        case Op::Negate:
            answer = !answer;
            break;
        case Op::BigCharset: {
            // The number of blocks, 256 bytes that tell each high byte's block, the blocks.
            const Code count = *set++;
            if (c < 0x10000) {
                const auto* block_of = reinterpret_cast<const std::uint8_t*>(set);
                const std::uint32_t bit = block_of[c >> 8] * 256u + (c & 255);
                if (set[64 + bit / 32] & (1u << (bit & 31))) {
                    return answer;
                }
            }
            set += 64 + count * bitmap_words;
            break;
        }
        default:
            return false;
        }
    }
}

} // namespace fw::sre
