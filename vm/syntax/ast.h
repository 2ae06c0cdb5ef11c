// The whole syntax tree of CPython 3.9. Include this, or the part that is needed.
// CPython: Parser/Python.asdl
#pragma once

#include "vm/syntax/ast_expression.h" // IWYU pragma: export
#include "vm/syntax/ast_statement.h" // IWYU pragma: export
#include "vm/syntax/tree.h" // IWYU pragma: export
