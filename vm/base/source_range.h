// A place in source text, as CPython's AST counts it: lines from 1, columns in UTF-8 bytes from 0.
// The end is exclusive. Shared by the front end, the code unit's side table and the pictures.
// CPython: lineno, col_offset, end_lineno, end_col_offset of every AST node.
#pragma once

#include <cstdint>

namespace fw {

struct SourcePosition {
    std::int32_t line = 0;
    std::int32_t column = 0;

    bool operator==(const SourcePosition&) const = default;
};

struct SourceRange {
    std::int32_t line = 0;
    std::int32_t column = 0;
    std::int32_t end_line = 0;
    std::int32_t end_column = 0;

    constexpr SourcePosition start() const { return { line, column }; }
    constexpr SourcePosition end() const { return { end_line, end_column }; }
    constexpr bool is_known() const { return line != 0; }

    bool operator==(const SourceRange&) const = default;
};

// From the start of one to the end of the other.
constexpr SourceRange spanning(const SourceRange& first, const SourceRange& last)
{
    return { first.line, first.column, last.end_line, last.end_column };
}

} // namespace fw
