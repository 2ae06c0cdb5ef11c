// Why a source text is no program: what CPython 3.9 puts into the SyntaxError that it raises.
// CPython: Parser/pegen/pegen.c, _PyPegen_raise_error_known_location()
#pragma once

#include <cstdint>
#include <string>

namespace fw::syntax {

enum class SyntaxErrorKind : std::uint8_t {
    SyntaxError,
    IndentationError,
    TabError,
    MemoryError, // Nested deeper than the parser allows; has no place.
    ValueError, // Null bytes in the source; has no place.
    OverflowError,
    RecursionError, // Nested deeper than the compiler allows; has no place.
};

struct SyntaxErrorInfo {
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError;
    std::string message;
    int line = 0;
    int offset = 0; // In characters, from 1, as SyntaxError.offset; -1 with an encoding error.
    std::string text; // The line, with its newline; empty when has_text is false (None).
    bool has_text = false;
};

// Python 2's print and exec statements get a hint in place of whatever the message is, as in every
// SyntaxError of CPython that has its line.
void hint_at_print_statement(SyntaxErrorInfo& error);

} // namespace fw::syntax
