// What a string token means: its prefix, its body, its escapes. F-strings: fstring.cpp.
// CPython: Parser/pegen/parse_string.c, _PyUnicode_DecodeUnicodeEscape(), _PyBytes_DecodeEscape()
#pragma once

#include <string>
#include <string_view>

namespace fw::syntax {

struct StringParts {
    std::string_view body;
    bool is_bytes = false;
    bool is_raw = false;
    bool is_format = false;
    bool has_u_prefix = false; // A small u: kind='u'.
};

StringParts split_string(std::string_view token);

// What became of a literal with escapes.
struct Decoded {
    std::string error; // As CPython's exception words it; empty when all went well.
    char invalid_escape = 0; // The character behind the first backslash that means nothing.
};

// Both append the decoded text.
Decoded decode_escapes(std::string_view body, std::string& result);
Decoded decode_bytes_escapes(std::string_view body, std::string& result);

} // namespace fw::syntax
