// Tokens as Python's own tokenize module sees them: with comments, blank lines and the encoding,
// and lenient where the compiler's lexer is not. For `framewalk tokens` and the tokens panel.
// CPython: Lib/tokenize.py
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fw::syntax {

enum class ScanKind : std::uint8_t {
    Encoding,
    Name,
    Number,
    String,
    Operator,
    Comment,
    Newline, // Ends a statement.
    Nl, // Ends a line that ends no statement.
    Indent,
    Dedent,
    ErrorToken,
    EndMarker,
};

// As token.tok_name says it: ENCODING, NAME, ..., OP.
std::string_view scan_kind_name(ScanKind kind);

struct ScannedToken {
    ScanKind kind = ScanKind::EndMarker;
    std::size_t start = 0; // Bytes in TokenScan::source.
    std::size_t end = 0;
    int line = 0;
    int column = 0; // In characters.
    int end_line = 0;
    int end_column = 0;
};

struct TokenScan {
    std::string source; // UTF-8, line ends as they were.
    std::string encoding;
    std::vector<ScannedToken> tokens;
    std::string error; // Empty when all went well.
    bool has_error_place = true;
    int error_line = 0;
    int error_column = 0;

    std::string_view text(const ScannedToken& token) const;
};

TokenScan scan_tokens(std::string_view bytes);

// What `python -m tokenize FILE` prints, with a newline behind each token.
std::string dump(const TokenScan& scan);

} // namespace fw::syntax
