// The door to the compiler: a syntax tree in, a code unit or a syntax error out.
// CPython: PyAST_CompileObject() in Python/compile.c
#pragma once

#include "vm/code/code_unit.h"
#include "vm/compile/options.h"
#include "vm/compile/symbols.h"
#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

#include <optional>

namespace fw::compile {

struct Outcome {
    code::CodeRef code;
    syntax::SyntaxErrorInfo error; // Of interest when there is no code. Its text is not filled in.
    std::vector<syntax::SyntaxWarningInfo> warnings; // SyntaxWarnings, in the order of the source
    std::uint32_t flags
        = 0; // the options' flags and the __future__ features that the source turned on

    explicit operator bool() const { return code != nullptr; }
};

// Compiles a Module, an Interactive or an Expression, as the root node says. The tree is changed:
// constant expressions are folded in it. Parse again to show the tree as it was written.
Outcome compile_tree(syntax::Tree& tree, const std::string& filename, const Options& options = {});

// The symbol table alone, of the tree as written.
struct SymbolsOutcome {
    std::optional<SymbolTable> table;
    syntax::SyntaxErrorInfo error;
};
SymbolsOutcome symbols_of(syntax::Tree& tree, const Options& options = {});

} // namespace fw::compile
