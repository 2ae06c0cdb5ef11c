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

// Appends the decoded text. False: `error` is the message as CPython's exception words it.
bool decode_escapes(std::string_view body, std::string& result, std::string& error);
bool decode_bytes_escapes(std::string_view body, std::string& result, std::string& error);

} // namespace fw::syntax
