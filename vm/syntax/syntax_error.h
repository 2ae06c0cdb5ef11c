// Why a source text is no program: what CPython 3.9 puts into the SyntaxError that it raises.
// CPython: Parser/pegen/pegen.c, _PyPegen_raise_error_known_location()
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fw::syntax {

enum class SyntaxErrorKind : std::uint8_t {
    SyntaxError,
    IndentationError,
    TabError,
    MemoryError, // Nested deeper than the parser allows; has no place.
    ValueError, // Null bytes in the source; has no place.
    OverflowError,
    RecursionError, // Nested deeper than the compiler allows; has no place.
    SystemError, // A tree that a program has made and that means nothing; has no place.
};

struct SyntaxErrorInfo {
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError;
    std::string message;
    int line = 0;
    int offset = 0; // In characters, from 1, as SyntaxError.offset; -1 with an encoding error.
    std::string text; // The line, with its newline; empty when has_text is false (None).
    bool has_text = false;

    bool has_place = true; // Otherwise the message is all there is.

    // How the text and the offset were found, for those that can read the file itself: where
    // is_file_line is set, its line is the text and counts for the offset.
    bool is_file_line = false;
    bool counts_characters = false; // The offset is in characters of the text, else in bytes.
    int byte_column = 0;
};

// What the parser or the compiler warns of. `as_error` is the SyntaxError that it becomes where the
// filters of warnings make an error of it.
struct SyntaxWarningInfo {
    enum class Category : std::uint8_t { SyntaxWarning, DeprecationWarning };
    Category category = Category::SyntaxWarning;
    int line = 0;
    std::string message;
    SyntaxErrorInfo as_error;
};

// The error's offset if this is the text.
int offset_in(std::string_view text, const SyntaxErrorInfo& error);

// Python 2's print and exec statements get a hint in place of whatever the message is, as in every
// SyntaxError of CPython that has its line.
void hint_at_print_statement(SyntaxErrorInfo& error);

} // namespace fw::syntax
