// An expression as source text again: what `from __future__ import annotations` stores.
// CPython: Python/ast_unparse.c
#pragma once

#include "vm/syntax/ast.h"

#include <string>

namespace fw::compile {

std::string unparse(const syntax::Expression& node);

} // namespace fw::compile
