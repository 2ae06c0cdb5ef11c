// Arithmetic on constants with Python's meaning, for folding at compile time. What would raise, or
// would make a constant too large, gives nothing: the expression is then left for run time.
// CPython: Python/ast_opt.c, Objects/longobject.c, Objects/floatobject.c, Objects/complexobject.c
#pragma once

#include "vm/base/constant.h"
#include "vm/syntax/ast_node.h"

#include <optional>
#include <vector>

namespace fw::compile {

std::optional<Constant> fold_binary(
    syntax::Operator op, const Constant& left, const Constant& right);
std::optional<Constant> fold_unary(syntax::UnaryOperator op, const Constant& operand);
std::optional<Constant> fold_subscript(const Constant& container, const Constant& index);

bool is_true(const Constant& constant);

// Python's ==, across the kinds of number.
bool is_equal(const Constant& left, const Constant& right);

// A frozenset of the items, in the order in which it gets them; of equal ones the first stays.
Constant make_frozen_set(const std::vector<Constant>& items);

// The part of the arithmetic that is not on ints alone: constant_float.cpp.
std::optional<Constant> fold_float(syntax::Operator op, double left, double right);
std::optional<Constant> fold_complex(
    syntax::Operator op, const ComplexConstant& left, const ComplexConstant& right);

} // namespace fw::compile
