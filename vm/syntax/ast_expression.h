// The expression nodes, and the parts that belong to expressions (comprehension, arguments, ...).
// Field names and their order are those of CPython 3.9's ASDL; optional fields may be null.
// CPython: expr in Parser/Python.asdl
#pragma once

#include "vm/syntax/ast_node.h"

namespace fw::syntax {

struct Comprehension : Node {
    Expression* target = nullptr;
    Expression* iter = nullptr;
    Sequence<Expression*> ifs;
    bool is_async = false;
    SourceRange header; // Without the conditions; not in CPython's AST.
};

struct Argument : Node {
    Identifier arg = nullptr;
    Expression* annotation = nullptr;
    Identifier type_comment = nullptr;
};

struct Arguments : Node {
    Sequence<Argument*> posonlyargs;
    Sequence<Argument*> args;
    Argument* vararg = nullptr;
    Sequence<Argument*> kwonlyargs;
    Sequence<Expression*> kw_defaults; // As long as kwonlyargs; null where there is no default.
    Argument* kwarg = nullptr;
    Sequence<Expression*> defaults;
};

struct Keyword : Node {
    Identifier arg = nullptr; // Null for **value.
    Expression* value = nullptr;
};

struct BoolOp : Expression {
    BoolOperator op = BoolOperator::And;
    Sequence<Expression*> values;
};

struct NamedExpr : Expression {
    Expression* target = nullptr;
    Expression* value = nullptr;
};

struct BinOp : Expression {
    Expression* left = nullptr;
    Operator op = Operator::Add;
    Expression* right = nullptr;
};

struct UnaryOp : Expression {
    UnaryOperator op = UnaryOperator::Not;
    Expression* operand = nullptr;
};

struct Lambda : Expression {
    Arguments* args = nullptr;
    Expression* body = nullptr;
};

struct IfExp : Expression {
    Expression* test = nullptr;
    Expression* body = nullptr;
    Expression* orelse = nullptr;
};

struct Dict : Expression {
    Sequence<Expression*> keys; // Null for **value.
    Sequence<Expression*> values;
    Sequence<SourceRange> stars; // Of each ** in order, where there is text; not in CPython's AST.
};

struct Set : Expression {
    Sequence<Expression*> elts;
};

// ListComp, SetComp, GeneratorExp.
struct ElementComprehension : Expression {
    Expression* elt = nullptr;
    Sequence<Comprehension*> generators;
};

struct DictComp : Expression {
    Expression* key = nullptr;
    Expression* value = nullptr;
    Sequence<Comprehension*> generators;
};

struct Await : Expression {
    Expression* value = nullptr;
};

struct Yield : Expression {
    Expression* value = nullptr; // May be null.
};

struct YieldFrom : Expression {
    Expression* value = nullptr;
};

struct Compare : Expression {
    Expression* left = nullptr;
    Sequence<CompareOperator> ops;
    Sequence<Expression*> comparators;
    Sequence<SourceRange> pairs; // One an operator where there are several; not in CPython's AST.
};

struct Call : Expression {
    Expression* func = nullptr;
    Sequence<Expression*> args;
    Sequence<Keyword*> keywords;
};

struct FormattedValue : Expression {
    Expression* value = nullptr;
    int conversion = -1; // 's', 'r', 'a' or -1.
    Expression* format_spec = nullptr; // A JoinedStr, or null.
    SourceRange text_range; // From brace to brace; not in CPython's AST.
};

struct JoinedStr : Expression {
    Sequence<Expression*> values;
    SourceRange text_range; // Of a format specification; not in CPython's AST.
};

// The value lives in the tree (Tree::make_constant), never changes and may be shared.
struct ConstantExpr : Expression {
    const fw::Constant* value = nullptr;
    SourceRange text_range; // Of the text between braces in an f-string; not in CPython's AST.
    Identifier prefix = nullptr; // "u" or null: kind='u' in ast.dump.
};

struct Attribute : Expression {
    Expression* value = nullptr;
    Identifier attr = nullptr;
    SourceRange attr_range; // Of the name after the dot; not in CPython's AST.
    ExprContext ctx = ExprContext::Load;
};

struct Subscript : Expression {
    Expression* value = nullptr;
    Expression* slice = nullptr;
    ExprContext ctx = ExprContext::Load;
};

struct Starred : Expression {
    Expression* value = nullptr;
    ExprContext ctx = ExprContext::Load;
};

struct Name : Expression {
    Identifier name = nullptr; // The field `id` of CPython; `id` is the node number here.
    ExprContext ctx = ExprContext::Load;
};

// List and Tuple.
struct Display : Expression {
    Sequence<Expression*> elts;
    ExprContext ctx = ExprContext::Load;
};

struct Slice : Expression {
    Expression* lower = nullptr;
    Expression* upper = nullptr;
    Expression* step = nullptr;
};

} // namespace fw::syntax
