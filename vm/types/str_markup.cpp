// Cuts the markup of str.format into pieces.
// CPython: Objects/stringlib/unicode_format.h

#include "vm/types/str_markup.h"

#include "vm/object/raise.h"
#include "vm/object/unicode.h"

#include <limits>

namespace fw {

namespace {

// The decimal number that the range is; -1: it is none.
Result<std::int64_t> whole_number(Thread& thread, const Str& text, TextRange range)
{
    if (range.is_empty()) {
        return -1;
    }
    std::int64_t value = 0;
    for (std::int64_t i = range.start; i < range.end; ++i) {
        const int digit = unicode::decimal_value(text.at(i));
        if (digit < 0) {
            return -1;
        }
        if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
            return raise(thread, TypeId::ValueError, "Too many decimal digits in format string");
        }
        value = value * 10 + digit;
    }
    return value;
}

Raised bad_markup(Thread& thread, const char* message)
{
    return raise_message(thread, TypeId::ValueError, message);
}

// Behind the "{" of a field.
Result<void> parse_field(Thread& thread, const Str& text, TextRange& rest, MarkupPiece& piece)
{
    piece.has_field = true;
    piece.name.start = rest.start;
    char32_t c = 0;
    for (bool more = true; more && rest.start < rest.end;) {
        c = text.at(rest.start++);
        switch (c) {
        case U'{':
            return bad_markup(thread, "unexpected '{' in field name");
        case U'[':
            while (rest.start < rest.end && text.at(rest.start) != U']') {
                ++rest.start;
            }
            break;
        case U'}':
        case U':':
        case U'!':
            more = false;
            break;
        default:
            break;
        }
    }
    piece.name.end = rest.start - 1;
    if (c != U'!' && c != U':') {
        if (c != U'}') {
            return bad_markup(thread, "expected '}' before end of string");
        }
        return {};
    }
    if (c == U'!') {
        if (rest.start >= rest.end) {
            return bad_markup(thread, "end of string while looking for conversion specifier");
        }
        piece.conversion = text.at(rest.start++);
        if (rest.start < rest.end) {
            c = text.at(rest.start++);
            if (c == U'}') {
                return {};
            }
            if (c != U':') {
                return bad_markup(thread, "expected ':' after conversion specifier");
            }
        }
    }
    piece.spec.start = rest.start;
    int depth = 1;
    while (rest.start < rest.end) {
        c = text.at(rest.start++);
        if (c == U'{') {
            piece.spec_has_fields = true;
            ++depth;
        } else if (c == U'}' && --depth == 0) {
            piece.spec.end = rest.start - 1;
            return {};
        }
    }
    return bad_markup(thread, "unmatched '{' in format spec");
}

} // namespace

Result<bool> next_markup(Thread& thread, const Str& text, TextRange& rest, MarkupPiece& piece)
{
    piece = {};
    if (rest.start >= rest.end) {
        return false;
    }
    const std::int64_t start = rest.start;
    char32_t c = 0;
    bool is_markup = false;
    while (rest.start < rest.end && !is_markup) {
        c = text.at(rest.start++);
        is_markup = c == U'{' || c == U'}';
    }
    const bool at_end = rest.start >= rest.end;
    std::int64_t length = rest.start - start;
    if (is_markup) {
        const bool is_doubled = !at_end && text.at(rest.start) == c;
        if (c == U'}' && !is_doubled) {
            return bad_markup(thread, "Single '}' encountered in format string");
        }
        if (at_end) {
            return bad_markup(thread, "Single '{' encountered in format string");
        }
        if (is_doubled) {
            ++rest.start; // One brace stays as text.
            is_markup = false;
        } else {
            --length;
        }
    }
    piece.literal = { start, start + length };
    if (is_markup) {
        TRY(parse_field(thread, text, rest, piece));
    }
    return true;
}

Result<std::int64_t> split_field_name(
    Thread& thread, const Str& text, TextRange& name, TextRange& first)
{
    first = { name.start, name.start };
    while (first.end < name.end && text.at(first.end) != U'[' && text.at(first.end) != U'.') {
        ++first.end;
    }
    name.start = first.end;
    return whole_number(thread, text, first);
}

Result<bool> next_field_step(Thread& thread, const Str& text, TextRange& rest, FieldStep& step)
{
    step = {};
    if (rest.start >= rest.end) {
        return false;
    }
    const char32_t opening = text.at(rest.start++);
    step.name = { rest.start, rest.start };
    if (opening == U'.') {
        step.is_attribute = true;
        while (
            rest.start < rest.end && text.at(rest.start) != U'.' && text.at(rest.start) != U'[') {
            ++rest.start;
        }
        step.name.end = rest.start;
    } else if (opening == U'[') {
        while (rest.start < rest.end && text.at(rest.start) != U']') {
            ++rest.start;
        }
        if (rest.start >= rest.end) {
            return bad_markup(thread, "Missing ']' in format string");
        }
        step.name.end = rest.start++;
        TRY_SET(step.number, whole_number(thread, text, step.name));
    } else {
        return bad_markup(thread, "Only '.' or '[' may follow ']' in format field specifier");
    }
    if (step.name.is_empty()) {
        return bad_markup(thread, "Empty attribute in format string");
    }
    return true;
}

} // namespace fw
