// The fields of every kind of node as tables of member pointers, in the order of the ASDL: one list
// for dumps, for Python's objects made from nodes and for nodes made from them.
//     visit_fields(node, [](const auto& field, auto& value) { ... });
// CPython: the _fields of the classes in Python/Python-ast.c
#pragma once

#include <tuple>
#include <type_traits>

#include "vm/syntax/ast.h"

namespace fw::syntax {

enum class FieldType : std::uint8_t {
    Required, // of the type that the member's C++ type says; lists are never absent
    Optional, // null (or 0) where it is absent
    String, // an optional text that is no identifier
    RequiredString,
};

template <typename Struct, typename Member> struct NodeField {
    const char* name;
    Member Struct::*member;
    FieldType type;
};

template <typename Struct, typename Member>
constexpr NodeField<Struct, Member> field(
    const char* name, Member Struct::*member, FieldType type = FieldType::Required)
{
    return { name, member, type };
}

template <typename Struct, typename Member>
constexpr NodeField<Struct, Member> optional_field(const char* name, Member Struct::*member)
{
    return { name, member, FieldType::Optional };
}

template <typename Struct>
constexpr NodeField<Struct, Identifier> string_field(const char* name, Identifier Struct::*member)
{
    return { name, member, FieldType::String };
}

// One table for each NodeKind.
template <NodeKind kind> inline constexpr auto field_table = std::tuple<>{};

template <>
inline constexpr auto field_table<NodeKind::Module> = std::tuple{ field("body", &Module::body),
    field("type_ignores", &Module::type_ignores) };
template <>
inline constexpr auto field_table<NodeKind::Interactive> = std::tuple{ field(
    "body", &Module::body) };
template <>
inline constexpr auto field_table<NodeKind::Expression> = std::tuple{ field(
    "body", &Module::expression) };
template <>
inline constexpr auto field_table<NodeKind::FunctionType> = std::tuple{
    field("argtypes", &Module::argtypes), field("returns", &Module::expression)
};

template <>
inline constexpr auto field_table<NodeKind::FunctionDef> = std::tuple{
    field("name", &FunctionDef::name), field("args", &FunctionDef::args),
    field("body", &FunctionDef::body), field("decorator_list", &FunctionDef::decorator_list),
    optional_field("returns", &FunctionDef::returns),
    string_field("type_comment", &FunctionDef::type_comment)
};
template <>
inline constexpr auto field_table<NodeKind::AsyncFunctionDef> = field_table<NodeKind::FunctionDef>;
template <>
inline constexpr auto field_table<NodeKind::ClassDef> = std::tuple{ field("name", &ClassDef::name),
    field("bases", &ClassDef::bases), field("keywords", &ClassDef::keywords),
    field("body", &ClassDef::body), field("decorator_list", &ClassDef::decorator_list) };
template <>
inline constexpr auto field_table<NodeKind::Return> = std::tuple{ optional_field(
    "value", &Return::value) };
template <>
inline constexpr auto field_table<NodeKind::Delete> = std::tuple{ field(
    "targets", &Delete::targets) };
template <>
inline constexpr auto field_table<NodeKind::Assign> = std::tuple{ field(
                                                                      "targets", &Assign::targets),
    field("value", &Assign::value), string_field("type_comment", &Assign::type_comment) };
template <>
inline constexpr auto field_table<NodeKind::AugAssign> = std::tuple{ field("target",
                                                                         &AugAssign::target),
    field("op", &AugAssign::op), field("value", &AugAssign::value) };
template <>
inline constexpr auto field_table<NodeKind::AnnAssign> = std::tuple{
    field("target", &AnnAssign::target), field("annotation", &AnnAssign::annotation),
    optional_field("value", &AnnAssign::value), field("simple", &AnnAssign::simple)
};
template <>
inline constexpr auto field_table<NodeKind::For> = std::tuple{ field("target", &For::target),
    field("iter", &For::iter), field("body", &For::body), field("orelse", &For::orelse),
    string_field("type_comment", &For::type_comment) };
template <> inline constexpr auto field_table<NodeKind::AsyncFor> = field_table<NodeKind::For>;
template <>
inline constexpr auto field_table<NodeKind::While> = std::tuple{ field("test", &While::test),
    field("body", &While::body), field("orelse", &While::orelse) };
template <>
inline constexpr auto field_table<NodeKind::If> = std::tuple{ field("test", &If::test),
    field("body", &If::body), field("orelse", &If::orelse) };
template <>
inline constexpr auto field_table<NodeKind::With> = std::tuple{ field("items", &With::items),
    field("body", &With::body), string_field("type_comment", &With::type_comment) };
template <> inline constexpr auto field_table<NodeKind::AsyncWith> = field_table<NodeKind::With>;
template <>
inline constexpr auto field_table<NodeKind::Raise> = std::tuple{ optional_field("exc", &Raise::exc),
    optional_field("cause", &Raise::cause) };
template <>
inline constexpr auto field_table<NodeKind::Try> = std::tuple{ field("body", &Try::body),
    field("handlers", &Try::handlers), field("orelse", &Try::orelse),
    field("finalbody", &Try::finalbody) };
template <>
inline constexpr auto field_table<NodeKind::Assert> = std::tuple{ field("test", &Assert::test),
    optional_field("msg", &Assert::msg) };
template <>
inline constexpr auto field_table<NodeKind::Import> = std::tuple{ field("names", &Import::names) };
template <>
inline constexpr auto field_table<NodeKind::ImportFrom> = std::tuple{ optional_field("module",
                                                                          &ImportFrom::module),
    field("names", &ImportFrom::names), optional_field("level", &ImportFrom::level) };
template <>
inline constexpr auto field_table<NodeKind::Global> = std::tuple{ field(
    "names", &NameList::names) };
template <> inline constexpr auto field_table<NodeKind::Nonlocal> = field_table<NodeKind::Global>;
template <>
inline constexpr auto field_table<NodeKind::Expr> = std::tuple{ field(
    "value", &ExprStatement::value) };

template <>
inline constexpr auto field_table<NodeKind::BoolOp> = std::tuple{ field("op", &BoolOp::op),
    field("values", &BoolOp::values) };
template <>
inline constexpr auto field_table<NodeKind::NamedExpr> = std::tuple{
    field("target", &NamedExpr::target), field("value", &NamedExpr::value)
};
template <>
inline constexpr auto field_table<NodeKind::BinOp> = std::tuple{ field("left", &BinOp::left),
    field("op", &BinOp::op), field("right", &BinOp::right) };
template <>
inline constexpr auto field_table<NodeKind::UnaryOp> = std::tuple{ field("op", &UnaryOp::op),
    field("operand", &UnaryOp::operand) };
template <>
inline constexpr auto field_table<NodeKind::Lambda> = std::tuple{ field("args", &Lambda::args),
    field("body", &Lambda::body) };
template <>
inline constexpr auto field_table<NodeKind::IfExp> = std::tuple{ field("test", &IfExp::test),
    field("body", &IfExp::body), field("orelse", &IfExp::orelse) };
template <>
inline constexpr auto field_table<NodeKind::Dict> = std::tuple{ field("keys", &Dict::keys),
    field("values", &Dict::values) };
template <>
inline constexpr auto field_table<NodeKind::Set> = std::tuple{ field("elts", &Set::elts) };
template <>
inline constexpr auto field_table<NodeKind::ListComp> = std::tuple{
    field("elt", &ElementComprehension::elt), field("generators", &ElementComprehension::generators)
};
template <> inline constexpr auto field_table<NodeKind::SetComp> = field_table<NodeKind::ListComp>;
template <>
inline constexpr auto field_table<NodeKind::GeneratorExp> = field_table<NodeKind::ListComp>;
template <>
inline constexpr auto field_table<NodeKind::DictComp> = std::tuple{ field("key", &DictComp::key),
    field("value", &DictComp::value), field("generators", &DictComp::generators) };
template <>
inline constexpr auto field_table<NodeKind::Await> = std::tuple{ field("value", &Await::value) };
template <>
inline constexpr auto field_table<NodeKind::Yield> = std::tuple{ optional_field(
    "value", &Yield::value) };
template <>
inline constexpr auto field_table<NodeKind::YieldFrom> = std::tuple{ field(
    "value", &YieldFrom::value) };
template <>
inline constexpr auto field_table<NodeKind::Compare> = std::tuple{ field("left", &Compare::left),
    field("ops", &Compare::ops), field("comparators", &Compare::comparators) };
template <>
inline constexpr auto field_table<NodeKind::Call> = std::tuple{ field("func", &Call::func),
    field("args", &Call::args), field("keywords", &Call::keywords) };
template <>
inline constexpr auto field_table<NodeKind::FormattedValue> = std::tuple{
    field("value", &FormattedValue::value),
    optional_field("conversion", &FormattedValue::conversion),
    optional_field("format_spec", &FormattedValue::format_spec)
};
template <>
inline constexpr auto field_table<NodeKind::JoinedStr> = std::tuple{ field(
    "values", &JoinedStr::values) };
template <>
inline constexpr auto field_table<NodeKind::Constant> = std::tuple{
    field("value", &ConstantExpr::value), string_field("kind", &ConstantExpr::prefix)
};
template <>
inline constexpr auto field_table<NodeKind::Attribute> = std::tuple{ field("value",
                                                                         &Attribute::value),
    field("attr", &Attribute::attr), field("ctx", &Attribute::ctx) };
template <>
inline constexpr auto field_table<NodeKind::Subscript> = std::tuple{ field("value",
                                                                         &Subscript::value),
    field("slice", &Subscript::slice), field("ctx", &Subscript::ctx) };
template <>
inline constexpr auto field_table<NodeKind::Starred> = std::tuple{ field("value", &Starred::value),
    field("ctx", &Starred::ctx) };
template <>
inline constexpr auto field_table<NodeKind::Name> = std::tuple{ field("id", &Name::name),
    field("ctx", &Name::ctx) };
template <>
inline constexpr auto field_table<NodeKind::List> = std::tuple{ field("elts", &Display::elts),
    field("ctx", &Display::ctx) };
template <> inline constexpr auto field_table<NodeKind::Tuple> = field_table<NodeKind::List>;
template <>
inline constexpr auto field_table<NodeKind::Slice> = std::tuple{ optional_field(
                                                                     "lower", &Slice::lower),
    optional_field("upper", &Slice::upper), optional_field("step", &Slice::step) };

template <>
inline constexpr auto field_table<NodeKind::comprehension> = std::tuple{
    field("target", &Comprehension::target), field("iter", &Comprehension::iter),
    field("ifs", &Comprehension::ifs), field("is_async", &Comprehension::is_async)
};
template <>
inline constexpr auto field_table<NodeKind::ExceptHandler> = std::tuple{ optional_field("type",
                                                                             &ExceptHandler::type),
    optional_field("name", &ExceptHandler::name), field("body", &ExceptHandler::body) };
template <>
inline constexpr auto field_table<NodeKind::arguments> = std::tuple{ field("posonlyargs",
                                                                         &Arguments::posonlyargs),
    field("args", &Arguments::args), optional_field("vararg", &Arguments::vararg),
    field("kwonlyargs", &Arguments::kwonlyargs), field("kw_defaults", &Arguments::kw_defaults),
    optional_field("kwarg", &Arguments::kwarg), field("defaults", &Arguments::defaults) };
template <>
inline constexpr auto field_table<NodeKind::arg> = std::tuple{ field("arg", &Argument::arg),
    optional_field("annotation", &Argument::annotation),
    string_field("type_comment", &Argument::type_comment) };
template <>
inline constexpr auto field_table<NodeKind::keyword> = std::tuple{
    optional_field("arg", &Keyword::arg), field("value", &Keyword::value)
};
template <>
inline constexpr auto field_table<NodeKind::alias> = std::tuple{ field("name", &Alias::name),
    optional_field("asname", &Alias::asname) };
template <>
inline constexpr auto field_table<NodeKind::withitem> = std::tuple{ field("context_expr",
                                                                        &WithItem::context_expr),
    optional_field("optional_vars", &WithItem::optional_vars) };
template <>
inline constexpr auto field_table<NodeKind::TypeIgnore> = std::tuple{
    field("lineno", &TypeIgnore::line), field("tag", &TypeIgnore::tag, FieldType::RequiredString)
};

// Calls the visitor for each field of a node whose kind is known, until it answers false.
template <NodeKind kind, typename Struct, typename Visitor>
bool visit_fields_of(Struct& node, Visitor&& visitor)
{
    return std::apply(
        [&](const auto&... field) { return (visitor(field, node.*(field.member)) && ...); },
        field_table<kind>);
}

// Calls the visitor with each field of the node and a reference to its value, until it answers
// false. The node may be const.
template <typename AnyNode, typename Visitor> bool visit_fields(AnyNode& node, Visitor&& visitor)
{
    constexpr bool is_const = std::is_const_v<AnyNode>;
    switch (node.kind) {
#define MODULE(name) PART(name, Module)
#define STATEMENT(name, type) PART(name, type)
#define EXPRESSION(name, type) PART(name, type)
#define PART(name, type)                                                                           \
    case NodeKind::name:                                                                           \
        return visit_fields_of<NodeKind::name>(                                                    \
            static_cast<std::conditional_t<is_const, const type, type>&>(node), visitor);
#include "vm/syntax/node_kind.def"
    }
    return true;
}

} // namespace fw::syntax
