// What every node of the syntax tree has: its kind, a number and the text that it covers.
// Nodes live in the tree's arena and may be changed in place; they own nothing.
// CPython: Parser/Python.asdl
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/base/constant.h"
#include "vm/base/source_range.h"
#include "vm/syntax/arena.h"

namespace fw::syntax {

enum class NodeKind : std::uint8_t {
#define MODULE(kind) kind,
#define STATEMENT(kind, type) kind,
#define EXPRESSION(kind, type) kind,
#define PART(kind, type) kind,
#include "vm/syntax/node_kind.def"
};

std::string_view node_kind_name(NodeKind kind);

constexpr bool is_statement(NodeKind kind)
{
    return kind >= NodeKind::FunctionDef && kind <= NodeKind::Continue;
}

constexpr bool is_expression(NodeKind kind)
{
    return kind >= NodeKind::BoolOp && kind <= NodeKind::Slice;
}

using NodeId = std::uint32_t;

// A name of the program, interned in its tree: equal names are the same pointer. Null where the
// grammar lets it be absent. Normalised to NFKC as CPython does.
using Identifier = const std::string*;

enum class ExprContext : std::uint8_t { Load, Store, Del };
enum class BoolOperator : std::uint8_t { And, Or };
enum class Operator : std::uint8_t {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class CompareOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

struct Node {
    NodeKind kind;
    NodeId id = 0; // From 1, in the order of creation; 0 is no node.
    SourceRange
        range; // Of arguments, alias, withitem and comprehension too, which CPython leaves out.
};

struct Expression : Node { };
struct Statement : Node { };

// node_cast<Name>(expression) when the kind is already known; asserts nothing.
template <typename T> T& node_cast(Node& node)
{
    return static_cast<T&>(node);
}
template <typename T> const T& node_cast(const Node& node)
{
    return static_cast<const T&>(node);
}

} // namespace fw::syntax
