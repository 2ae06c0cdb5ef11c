// The statement nodes and their parts. Field names and their order are those of CPython 3.9's ASDL;
// optional fields may be null.
// Not in CPython's AST are the ranges beside Node::range: `header` is a compound statement without
// its colon and what follows, the others are those of single words.
// CPython: stmt in Parser/Python.asdl
#pragma once

#include "vm/syntax/ast_expression.h"

namespace fw::syntax {

struct ExceptHandler : Node {
    Expression* type = nullptr;
    Identifier name = nullptr;
    Sequence<Statement*> body;
    SourceRange header;
    SourceRange name_range;
};

struct Alias : Node {
    Identifier name = nullptr; // Dotted, or "*".
    Identifier asname = nullptr;
    SourceRange name_range;
    SourceRange asname_range; // Of interest when there is an asname.
};

struct WithItem : Node {
    Expression* context_expr = nullptr;
    Expression* optional_vars = nullptr;
};

// A comment `# type: ignore<tag>`.
struct TypeIgnore : Node {
    int line = 0;
    Identifier tag = nullptr;
};

// FunctionDef, AsyncFunctionDef. The range starts at `def` (or `async`), after the decorators.
struct FunctionDef : Statement {
    Identifier name = nullptr;
    Arguments* args = nullptr;
    Sequence<Statement*> body;
    Sequence<Expression*> decorator_list;
    Expression* returns = nullptr;
    Identifier type_comment = nullptr;
    SourceRange header;
    SourceRange name_range;
};

struct ClassDef : Statement {
    Identifier name = nullptr;
    Sequence<Expression*> bases;
    Sequence<Keyword*> keywords;
    Sequence<Statement*> body;
    Sequence<Expression*> decorator_list;
    SourceRange header;
    SourceRange name_range;
};

struct Return : Statement {
    Expression* value = nullptr;
};

struct Delete : Statement {
    Sequence<Expression*> targets;
};

struct Assign : Statement {
    Sequence<Expression*> targets;
    Expression* value = nullptr;
    Identifier type_comment = nullptr;
};

struct AugAssign : Statement {
    Expression* target = nullptr;
    Operator op = Operator::Add;
    Expression* value = nullptr;
};

struct AnnAssign : Statement {
    Expression* target = nullptr;
    Expression* annotation = nullptr;
    Expression* value = nullptr;
    bool simple = false;
};

// For, AsyncFor.
struct For : Statement {
    Expression* target = nullptr;
    Expression* iter = nullptr;
    Sequence<Statement*> body;
    Sequence<Statement*> orelse;
    Identifier type_comment = nullptr;
    SourceRange header;
};

struct While : Statement {
    Expression* test = nullptr;
    Sequence<Statement*> body;
    Sequence<Statement*> orelse;
    SourceRange header;
};

struct If : Statement {
    Expression* test = nullptr;
    Sequence<Statement*> body;
    Sequence<Statement*> orelse;
    SourceRange header;
};

// With, AsyncWith.
struct With : Statement {
    Sequence<WithItem*> items;
    Sequence<Statement*> body;
    Identifier type_comment = nullptr;
    SourceRange header;
};

struct Raise : Statement {
    Expression* exc = nullptr;
    Expression* cause = nullptr;
};

struct Try : Statement {
    Sequence<Statement*> body;
    Sequence<ExceptHandler*> handlers;
    Sequence<Statement*> orelse;
    Sequence<Statement*> finalbody;
    SourceRange header; // `try`
    SourceRange finally_range; // `finally`
};

struct Assert : Statement {
    Expression* test = nullptr;
    Expression* msg = nullptr;
};

struct Import : Statement {
    Sequence<Alias*> names;
};

struct ImportFrom : Statement {
    Identifier module = nullptr; // Null in `from . import x`.
    Sequence<Alias*> names;
    int level = 0;
};

// Global, Nonlocal.
struct NameList : Statement {
    Sequence<Identifier> names;
    Sequence<SourceRange> name_ranges; // one a name
};

struct ExprStatement : Statement {
    Expression* value = nullptr;
};

// Pass, Break, Continue.
struct SimpleStatement : Statement { };

// The root: Module and Interactive have a body, Expression has an expression, FunctionType has the
// types of a signature comment.
struct Module : Node {
    Sequence<Statement*> body;
    Sequence<TypeIgnore*> type_ignores;
    Sequence<fw::syntax::Expression*> argtypes;
    fw::syntax::Expression* expression = nullptr; // The body or the type returned.
};

} // namespace fw::syntax
