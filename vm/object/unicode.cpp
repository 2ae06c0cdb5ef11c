// Character properties and case mappings from ICU, cut back to Unicode 13.
// CPython: Objects/unicodectype.c, Tools/unicode/makeunicodedata.py

#include "vm/object/unicode.h"

#include "vm/object/str.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

namespace fw {

namespace unicode {

namespace {

UChar32 code(char32_t character)
{
    return static_cast<UChar32>(character);
}

} // namespace

// CPython 3.9 knows Unicode 13.0.
bool is_known(char32_t character)
{
    if (character < 0x61d) { // Nothing below was added since.
        return true;
    }
    UVersionInfo age;
    u_charAge(code(character), age);
    return age[0] <= 13;
}

namespace {

int category(char32_t character)
{
    const int type = u_charType(code(character));
    if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || is_known(character)) {
        return type;
    }
    return U_UNASSIGNED;
}

bool in_mask(char32_t character, std::uint32_t mask)
{
    return ((1u << static_cast<unsigned>(category(character))) & mask) != 0;
}

bool has_property(char32_t character, UProperty property)
{
    return u_hasBinaryProperty(code(character), property) && is_known(character);
}

using Mapping = std::int32_t (*)(
    UChar* to, std::int32_t capacity, const UChar* from, std::int32_t length, UErrorCode* error);

int map(char32_t character, char32_t (&out)[3], Mapping mapping)
{
    if ((character >= 0xd800 && character < 0xe000) || !is_known(character)) {
        out[0] = character;
        return 1;
    }
    UChar from[2];
    std::int32_t from_length = 0;
    U16_APPEND_UNSAFE(from, from_length, code(character));
    UChar to[8];
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t to_length = mapping(to, 8, from, from_length, &error);
    int count = 0;
    for (std::int32_t i = 0; i < to_length && count < 3;) {
        UChar32 mapped;
        U16_NEXT(to, i, to_length, mapped);
        out[count++] = static_cast<char32_t>(mapped);
    }
    // A case pair that a later Unicode made of a known character.
    if (count == 1 && !is_known(out[0])) {
        out[0] = character;
    }
    return count;
}

} // namespace

bool is_alpha(char32_t character)
{
    return in_mask(character, U_GC_L_MASK);
}

int decimal_value(char32_t character)
{
    if (character < 0x80) {
        return character >= U'0' && character <= U'9' ? static_cast<int>(character - U'0') : -1;
    }
    return category(character) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(code(character)) : -1;
}

bool is_decimal(char32_t character)
{
    return decimal_value(character) >= 0;
}

int digit_value(char32_t character)
{
    const int type = u_getIntPropertyValue(code(character), UCHAR_NUMERIC_TYPE);
    if ((type != U_NT_DECIMAL && type != U_NT_DIGIT) || !is_known(character)) {
        return -1;
    }
    return static_cast<int>(u_getNumericValue(code(character)));
}

bool is_digit(char32_t character)
{
    return digit_value(character) >= 0;
}

bool is_numeric(char32_t character)
{
    return u_getIntPropertyValue(code(character), UCHAR_NUMERIC_TYPE) != U_NT_NONE
        && is_known(character);
}

bool is_alnum(char32_t character)
{
    if (character < 0x80) {
        return (character >= U'0' && character <= U'9')
            || ((character | 0x20) >= U'a' && (character | 0x20) <= U'z');
    }
    return is_alpha(character) || is_decimal(character) || is_digit(character)
        || is_numeric(character);
}

bool is_wide_space(char32_t character)
{
    // Bidirectional class WS, B or S, or category Zs: the characters of White_Space.
    return character == 0x85 || character == 0xa0 || character == 0x1680
        || (character >= 0x2000 && character <= 0x200a) || character == 0x2028
        || character == 0x2029 || character == 0x202f || character == 0x205f || character == 0x3000;
}

bool is_line_break(char32_t character)
{
    return (character >= 0x0a && character <= 0x0d) || (character >= 0x1c && character <= 0x1e)
        || character == 0x85 || character == 0x2028 || character == 0x2029;
}

bool is_lower(char32_t character)
{
    // Two modifier letters became lower case later.
    return has_property(character, UCHAR_LOWERCASE) && character != 0x10fc && character != 0xab69;
}

bool is_upper(char32_t character)
{
    return has_property(character, UCHAR_UPPERCASE);
}

bool is_title(char32_t character)
{
    return category(character) == U_TITLECASE_LETTER;
}

bool is_cased(char32_t character)
{
    return is_lower(character) || is_upper(character) || is_title(character);
}

bool is_case_ignorable(char32_t character)
{
    constexpr char32_t hanunoo_pamudpod = 0x1734; // a mark that takes space since Unicode 14
    return has_property(character, UCHAR_CASE_IGNORABLE) || character == hanunoo_pamudpod;
}

bool is_identifier_start(char32_t character)
{
    return character == U'_' || has_property(character, UCHAR_XID_START);
}

bool is_identifier_part(char32_t character)
{
    return has_property(character, UCHAR_XID_CONTINUE);
}

int to_lower(char32_t character, char32_t (&out)[3])
{
    if (character < 0x80) {
        out[0] = character >= U'A' && character <= U'Z' ? character + 32 : character;
        return 1;
    }
    if (character == 0x3a3) {
        out[0] = 0x3c3; // Alone, ICU cannot see whether it ends a word.
        return 1;
    }
    return map(character, out,
        [](UChar* to, std::int32_t capacity, const UChar* from, std::int32_t length,
            UErrorCode* error) { return u_strToLower(to, capacity, from, length, "", error); });
}

int to_upper(char32_t character, char32_t (&out)[3])
{
    if (character < 0x80) {
        out[0] = character >= U'a' && character <= U'z' ? character - 32 : character;
        return 1;
    }
    return map(character, out,
        [](UChar* to, std::int32_t capacity, const UChar* from, std::int32_t length,
            UErrorCode* error) { return u_strToUpper(to, capacity, from, length, "", error); });
}

int to_title(char32_t character, char32_t (&out)[3])
{
    if (character < 0x80) {
        return to_upper(character, out);
    }
    // ICU has no call for one character's full title case but the one with a break iterator; it is
    // the simple mapping unless that changes nothing and the upper case is longer than one
    // character.
    char32_t upper[3];
    const int count = to_upper(character, upper);
    const auto simple = static_cast<char32_t>(u_totitle(code(character)));
    if (count == 1 || simple != character || is_title(character)) {
        out[0] = is_known(simple) ? simple : character;
        return 1;
    }
    // SpecialCasing.txt: the first character in upper case, the rest in lower case; but a Greek
    // iota becomes the combining one, and the letter behind an apostrophe is the first one.
    constexpr char32_t n_with_apostrophe = 0x149;
    for (int i = 0; i < count; ++i) {
        out[i] = upper[i];
        char32_t lower[3];
        if (i == 0 || character == n_with_apostrophe) {
            continue;
        }
        if (upper[i] == 0x399) {
            out[i] = 0x345;
        } else if (to_lower(upper[i], lower) == 1) {
            out[i] = lower[0];
        }
    }
    return count;
}

int to_folded(char32_t character, char32_t (&out)[3])
{
    return map(character, out,
        [](UChar* to, std::int32_t capacity, const UChar* from, std::int32_t length,
            UErrorCode* error) {
            return u_strFoldCase(to, capacity, from, length, U_FOLD_CASE_DEFAULT, error);
        });
}

} // namespace unicode

bool is_printable(char32_t character)
{
    if (character < 0x7f) {
        return character >= 0x20;
    }
    constexpr std::uint32_t hidden
        = U_GC_C_MASK | U_GC_Z_MASK; // Cc Cf Cs Co Cn and Zl Zp Zs; the space was above.
    return !unicode::in_mask(character, hidden);
}

} // namespace fw
