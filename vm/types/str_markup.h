// The markup of str.format: literal text and replacement fields {name!conversion:spec}, cut into
// pieces. str.format and the _string module use it.
// CPython: Objects/stringlib/unicode_format.h

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

struct TextRange {
    std::int64_t start = 0;
    std::int64_t end = 0;

    bool is_empty() const { return start >= end; }
};

// One piece: literal text, then a field or not.
struct MarkupPiece {
    TextRange literal;
    bool has_field = false;
    TextRange name;
    TextRange spec;
    bool spec_has_fields = false; // "{:{width}}"
    char32_t conversion = 0;
};

// The next piece at rest.start, which moves on; false: the end. ValueError for bad markup.
Result<bool> next_markup(Thread& thread, const Str& text, TextRange& rest, MarkupPiece& piece);

// "a.b[c]": the name up to the first "." or "[" (moved past); the number that it is, or -1.
Result<std::int64_t> split_field_name(
    Thread& thread, const Str& text, TextRange& name, TextRange& first);

// The next ".attribute" or "[item]" of a field name.
struct FieldStep {
    bool is_attribute = false;
    TextRange name;
    std::int64_t number = -1; // of an item; -1: not a number
};
Result<bool> next_field_step(Thread& thread, const Str& text, TextRange& rest, FieldStep& step);

} // namespace fw
