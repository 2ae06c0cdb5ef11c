// A syntax tree as text, as ast.dump() of CPython 3.9 writes it.
// CPython: dump() in Lib/ast.py
#pragma once

#include <string>

#include "vm/syntax/ast.h"

namespace fw::syntax {

struct DumpOptions {
    bool include_attributes = false;
    int indent = 3; // Of `python -m ast`; negative: everything on one line.
};

// Without a newline at the end. Trees thousands of levels deep end in "...".
std::string dump(const Node& node, const DumpOptions& options = {});

} // namespace fw::syntax
