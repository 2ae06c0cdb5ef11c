// The door to the front end: source bytes in, syntax tree or error out. Needs no Python objects.
// CPython: PyPegen_ASTFromStringObject() in Parser/pegen/peg_api.c
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

namespace fw::syntax {

enum class Mode : std::uint8_t { Exec, Eval, Single, FunctionType };

// Where the bytes come from: a file or a bytes object, both of which may declare an encoding and
// whose errors are worded differently, or a str, which is UTF-8 and in which cookies are comments.
enum class SourceEncoding : std::uint8_t { File, Bytes, Utf8 };

// What compile() can turn on and off in the grammar.
struct GrammarFeatures {
    bool type_comments = false; // They become parts of nodes; misplaced ones are errors.
    bool implies_dedent = true; // In Single mode the end of the text may end a block.
    bool barry_as_flufl = false; // `<>` and not `!=`.
    std::int64_t int_digit_limit
        = 4300; // Of decimal literals, sys.set_int_max_str_digits(); 0: none.
    int version = 9; // The 3.x whose grammar may be used, as far as CPython can tell.
};

struct ParseOutcome {
    std::optional<Tree> tree;
    SyntaxErrorInfo error; // Of interest when there is no tree.
    std::vector<SyntaxWarningInfo> warnings; // In CPython's order, which comes before the error.

    explicit operator bool() const { return tree.has_value(); }
};

struct SourceText;

ParseOutcome parse(std::string_view source, std::string_view filename, Mode mode = Mode::Exec,
    SourceEncoding encoding = SourceEncoding::File, const GrammarFeatures& features = {});
ParseOutcome parse(const SourceText& decoded, Mode mode = Mode::Exec,
    SourceEncoding encoding = SourceEncoding::File, const GrammarFeatures& features = {});

} // namespace fw::syntax
