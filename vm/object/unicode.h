// What characters are: the questions that str's methods ask, answered as by CPython 3.9 (Unicode
// 13). ICU has the tables; characters that a later Unicode added are unassigned here.
// CPython: Objects/unicodectype.c

#pragma once

namespace fw::unicode {

bool is_known(char32_t character); // false: no character of Unicode 13
bool is_alpha(char32_t character);
bool is_decimal(char32_t character);
bool is_digit(char32_t character);
bool is_numeric(char32_t character);
bool is_alnum(char32_t character);
bool is_wide_space(char32_t character); // beyond ASCII
inline bool is_space(char32_t character)
{
    if (character < 0x80) {
        return character == 0x20 || (character >= 0x09 && character <= 0x0d)
            || (character >= 0x1c && character <= 0x1f);
    }
    return is_wide_space(character);
}
bool is_line_break(char32_t character); // splitlines
bool is_lower(char32_t character);
bool is_upper(char32_t character);
bool is_title(char32_t character);
bool is_cased(char32_t character);
bool is_case_ignorable(char32_t character);
bool is_identifier_start(char32_t character); // with _
bool is_identifier_part(char32_t character);
int decimal_value(char32_t character); // 0..9, -1: not a decimal digit
int digit_value(char32_t character); // 0..9, -1

// Full case mappings: write 1 to 3 characters, tell how many. The final sigma is the caller's.
int to_lower(char32_t character, char32_t (&out)[3]);
int to_upper(char32_t character, char32_t (&out)[3]);
int to_title(char32_t character, char32_t (&out)[3]);
int to_folded(char32_t character, char32_t (&out)[3]);

} // namespace fw::unicode
