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

// Where the bytes come from: a file or a bytes object, both of which may declare an encoding and
// whose errors are worded differently, or a str, which is UTF-8 and in which cookies are comments.
enum class SourceEncoding : std::uint8_t { File, Bytes, Utf8 };

struct ParseOutcome {
    std::optional<Tree> tree;
    SyntaxErrorInfo error; // Of interest when there is no tree.

    explicit operator bool() const { return tree.has_value(); }
};

ParseOutcome parse(std::string_view source, std::string_view filename, Mode mode = Mode::Exec,
    SourceEncoding encoding = SourceEncoding::File);

} // namespace fw::syntax
