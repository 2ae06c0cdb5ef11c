// Each node as a list of named fields: for dumps, tree views and walks that treat all kinds alike.
// CPython: the _fields of the classes in Python/Python-ast.c
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/ast.h"

namespace fw::syntax {

struct Field {
    enum class Kind : std::uint8_t {
        Text, // A value in Python's writing.
        Node, // A node; null is None and printed nowhere.
        Nodes, // A list; an entry may be null, which is None.
        Texts, // A list of values.
    };

    std::string_view name;
    Kind kind = Kind::Text;
    std::string text;
    const Node* node = nullptr;
    std::vector<const Node*> nodes;
    std::vector<std::string> texts;
};

// The fields in the order of the ASDL, without those that are None.
std::vector<Field> fields_of(const Node& node);

// Whether CPython gives the node a position.
bool has_position(NodeKind kind);

// Names as ast.dump prints them, without the parentheses.
std::string_view operator_name(Operator op);
std::string_view operator_name(BoolOperator op);
std::string_view operator_name(UnaryOperator op);
std::string_view operator_name(CompareOperator op);
std::string_view context_name(ExprContext context);

} // namespace fw::syntax
