// The door to the front end: source bytes in, syntax tree or error out. Needs no Python objects.
// CPython: PyPegen_ASTFromStringObject() in Parser/pegen/peg_api.c
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

namespace fw::syntax {

enum class Mode : std::uint8_t { Exec, Eval, Single };

// Whether the bytes may carry a byte order mark and a coding cookie (a file), or are UTF-8 already
// and cookies are only comments (compile() of a str).
enum class SourceEncoding : std::uint8_t { Declared, Utf8 };

struct ParseOutcome {
    std::optional<Tree> tree;
    SyntaxErrorInfo error; // Of interest when there is no tree.

    explicit operator bool() const { return tree.has_value(); }
};

ParseOutcome parse(std::string_view source, std::string_view filename, Mode mode = Mode::Exec,
    SourceEncoding encoding = SourceEncoding::Declared);

} // namespace fw::syntax
