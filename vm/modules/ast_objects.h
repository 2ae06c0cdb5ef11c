// Syntax trees as Python objects, both ways: what ast.parse() gives and what compile() takes.
// CPython: PyAST_mod2obj, PyAST_obj2mod and PyAST_Check in Python/Python-ast.c
#pragma once

#include "vm/object/core_objects.h"
#include "vm/syntax/ast.h"

namespace fw {

// Whether it is an instance of ast.AST.
Result<bool> is_ast_object(Thread& thread, Object* object);

// A new object for each node; operators and contexts are shared ones. RecursionError where the tree
// is too deep for the native stack. The collector may run Python code meanwhile: the tree must be
// part of the machine's state, that is be allocated in the region.
Result<Ref> objects_of_tree(Thread& thread, const syntax::Tree& tree);

// Fills an empty tree from an object, which must be of the class of the root kind, and validates
// it. TypeError, ValueError, RecursionError, and whatever attributes that are computed raise. Runs
// Python code, so the tree must be in the region.
Result<void> tree_of_object(
    Thread& thread, Object* object, syntax::NodeKind root, syntax::Tree& tree);

} // namespace fw
