// Folding of constant expressions in the tree, before symbols and code.
// CPython: Python/ast_opt.c
#pragma once

#include "vm/compile/options.h"
#include "vm/syntax/ast.h"

namespace fw::compile {

// Replaces constant expressions by their values, in place. A folded node keeps the id and the range
// of the expression that it replaces. `keep_annotations` says that annotations become strings and
// stay as they are written. Throws Failure.
void fold_tree(syntax::Tree& tree, const Options& options, bool keep_annotations);

// The docstring that a body begins with, or null.
const syntax::ConstantExpr* docstring_of(const syntax::Sequence<syntax::Statement*>& body);

} // namespace fw::compile
