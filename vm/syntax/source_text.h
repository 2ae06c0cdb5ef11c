// Source bytes made ready for the lexer: UTF-8 without byte order mark, '\n' as the only line end,
// a '\n' at the end.
// CPython: decode_str() and translate_newlines() in Parser/tokenizer.c
#pragma once

#include <string>
#include <string_view>

#include "vm/syntax/parse.h"

namespace fw::syntax {

struct SourceText {
    std::string text;
    std::string encoding; // As the cookie names it, normalised; "utf-8" without one.
    bool is_declared = false; // The encoding is named by a cookie or a byte order mark.
    bool is_good_utf8 = true; // Bad bytes are an error where they are in a name or a string.
    bool is_cut = false; // Behind the text there is a line with bad bytes, and that is `error`.
    bool ends_with_newline = false; // Before one was put there.
    bool ok = false;
    SyntaxErrorInfo error;
};

enum class LineEnds : std::uint8_t { Translated, Kept };

SourceText decode_source(std::string_view bytes, std::string_view filename, SourceEncoding encoding,
    LineEnds line_ends = LineEnds::Translated);

// The encoding that the first two lines of a file declare; empty when they do not.
std::string find_coding_cookie(std::string_view bytes);

// The first lines of a file, up to the one that declares its encoding: they are read before there
// is one. Empty when nothing is declared.
std::string_view lines_of_coding_cookie(std::string_view bytes);

// Whether what stands before the line that declares the encoding is UTF-8, which it has to be.
bool is_utf8_before_cookie(std::string_view bytes);

// A file that somebody else has decoded, to UTF-8 with its line ends as they were.
SourceText decoded_file(std::string_view text, std::string encoding);

// '\r\n' and '\r' to '\n'; a '\n' at the end.
void translate_newlines(std::string& text);

// The line with the number (from 1), with its newline.
std::string_view line_of(std::string_view text, int line);

// The text with U+FFFD for each bad sequence of bytes.
std::string with_replacements(std::string_view text);

// What CPython's exception says of the first bad bytes of the text, which are not UTF-8.
std::string utf8_error_message(std::string_view text);

// How many characters the first `bytes` bytes of the line make, a cut one counted as one.
int count_characters(std::string_view line, std::size_t bytes);

} // namespace fw::syntax
