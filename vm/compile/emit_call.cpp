// Calls, and the warnings about calling or indexing what can not be.
// CPython: compiler_call(), compiler_call_helper(), check_caller() in Python/compile.c
#include "vm/compile/emitter.h"

#include <algorithm>
#include <unordered_set>

namespace fw::compile {

using namespace syntax;

namespace {

bool is_starred(const Expression* node)
{
    return node->kind == NodeKind::Starred;
}

// The name of the type that the expression surely has; "" if it may be anything.
std::string_view certain_type(const Expression& node)
{
    switch (node.kind) {
    case NodeKind::Tuple:
        return "tuple";
    case NodeKind::List:
    case NodeKind::ListComp:
        return "list";
    case NodeKind::Dict:
    case NodeKind::DictComp:
        return "dict";
    case NodeKind::Set:
    case NodeKind::SetComp:
        return "set";
    case NodeKind::GeneratorExp:
        return "generator";
    case NodeKind::Lambda:
        return "function";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
        return "str";
    case NodeKind::Constant:
        break;
    default:
        return "";
    }
    struct TypeName {
        std::string_view operator()(const NoneConstant&) const { return "NoneType"; }
        std::string_view operator()(const EllipsisConstant&) const { return "ellipsis"; }
        std::string_view operator()(bool) const { return "bool"; }
        std::string_view operator()(std::int64_t) const { return "int"; }
        std::string_view operator()(const BigIntConstant&) const { return "int"; }
        std::string_view operator()(double) const { return "float"; }
        std::string_view operator()(const ComplexConstant&) const { return "complex"; }
        std::string_view operator()(const StringConstant&) const { return "str"; }
        std::string_view operator()(const BytesConstant&) const { return "bytes"; }
        std::string_view operator()(const TupleConstant&) const { return "tuple"; }
        std::string_view operator()(const FrozenSetConstant&) const { return "frozenset"; }
    };
    return std::visit(TypeName{}, node_cast<ConstantExpr>(node).value->value);
}

} // namespace

void Emitter::check_callable(const Expression& node)
{
    const std::string_view type = certain_type(node);
    if (!type.empty() && type != "function") {
        warn("'" + std::string(type) + "' object is not callable; perhaps you missed a comma?");
    }
}

void Emitter::check_subscript(const Subscript& node)
{
    const std::string_view type = certain_type(*node.value);
    if (type.empty()) {
        return;
    }
    const bool has_items
        = type == "str" || type == "bytes" || type == "tuple" || type == "list" || type == "dict";
    if (!has_items) {
        if (type != "bool" || node.value->kind == NodeKind::Constant) {
            warn("'" + std::string(type)
                + "' object is not subscriptable; perhaps you missed a comma?");
        }
        return;
    }
    const std::string_view index = certain_type(*node.slice);
    if (type != "dict" && !index.empty() && index != "int" && index != "bool") {
        warn(std::string(type) + " indices must be integers or slices, not " + std::string(index)
            + "; perhaps you missed a comma?");
    }
}

void Emitter::check_keywords(const Sequence<Keyword*>& keywords)
{
    std::unordered_set<Identifier> seen;
    for (const Keyword* keyword : keywords) {
        if (keyword->arg == nullptr) {
            continue;
        }
        forbid_debug(keyword->arg, ExprContext::Store);
        if (!seen.insert(keyword->arg).second) {
            unit().location.column = keyword->range.column;
            error("keyword argument repeated: " + *keyword->arg);
        }
    }
}

// object.method(...) with positional arguments needs no bound method.
bool Emitter::method_call(Call& node)
{
    if (node.func->kind != NodeKind::Attribute || !node.keywords.empty()
        || std::any_of(node.args.begin(), node.args.end(), is_starred)) {
        return false;
    }
    auto& method = node_cast<Attribute>(*node.func);
    if (method.ctx != ExprContext::Load) {
        return false;
    }
    visit(*method.value);
    set_origin(method);
    name_op(Op::LOAD_METHOD, method.attr);
    set_origin(node);
    visit_all(node.args);
    op(Op::CALL_METHOD, static_cast<std::uint32_t>(node.args.size()));
    return true;
}

void Emitter::call(Call& node)
{
    if (method_call(node)) {
        return;
    }
    check_callable(*node.func);
    visit(*node.func);
    call_arguments(0, node.args, node.keywords);
}

void Emitter::keyword_part(const Sequence<Keyword*>& keywords, std::size_t begin, std::size_t end)
{
    const Origin around = unit().location.origin;
    const Origin part
        = { spanning(origin_of(*keywords[begin]).range, origin_of(*keywords[end - 1]).range),
              around.node };
    if (end - begin == 1) {
        set_origin(part);
        load_string(*keywords[begin]->arg);
        visit(*keywords[begin]->value);
        op(Op::BUILD_MAP, 1);
        set_origin(around);
        return;
    }
    std::vector<Constant> names;
    for (std::size_t i = begin; i < end; ++i) {
        visit(*keywords[i]->value);
        names.push_back(StringConstant{ *keywords[i]->arg });
    }
    const auto count = static_cast<std::uint32_t>(names.size());
    set_origin(part);
    load_const(make_tuple_constant(std::move(names)));
    op(Op::BUILD_CONST_KEY_MAP, count);
    set_origin(around);
}

// Shared by calls and class statements, which push the body and the name first.
void Emitter::call_arguments(
    std::uint32_t already_pushed, const Elements& arguments, const Sequence<Keyword*>& keywords)
{
    check_keywords(keywords);
    const bool unpacks = std::any_of(arguments.begin(), arguments.end(), is_starred)
        || std::any_of(keywords.begin(), keywords.end(),
            [](const Keyword* keyword) { return keyword->arg == nullptr; });
    const auto positional = static_cast<std::uint32_t>(arguments.size());
    if (!unpacks) {
        visit_all(arguments);
        if (keywords.empty()) {
            op(Op::CALL_FUNCTION, already_pushed + positional);
            return;
        }
        std::vector<Constant> names;
        for (const Keyword* keyword : keywords) {
            visit(*keyword->value);
            names.push_back(StringConstant{ *keyword->arg });
        }
        const auto named = static_cast<std::uint32_t>(names.size());
        const Origin around = unit().location.origin;
        set_origin(
            { spanning(origin_of(*keywords.front()).range, origin_of(*keywords.back()).range),
                around.node });
        load_const(make_tuple_constant(std::move(names)));
        set_origin(around);
        op(Op::CALL_FUNCTION_KW, already_pushed + positional + named);
        return;
    }

    if (already_pushed == 0 && positional == 1 && is_starred(arguments.front())) {
        visit(*node_cast<Starred>(*arguments.front()).value);
    } else {
        display(arguments, DisplayKind::Tuple, already_pushed);
    }
    bool have_dict = false;
    std::size_t waiting = 0;
    const auto flush = [&](std::size_t end) {
        if (waiting == 0) {
            return;
        }
        keyword_part(keywords, end - waiting, end);
        if (have_dict) {
            op(Op::DICT_MERGE, 1);
        }
        have_dict = true;
        waiting = 0;
    };
    for (std::size_t i = 0; i < keywords.size(); ++i) {
        if (keywords[i]->arg != nullptr) {
            ++waiting;
            continue;
        }
        flush(i);
        if (!have_dict) {
            op(Op::BUILD_MAP, 0);
            have_dict = true;
        }
        visit(*keywords[i]->value);
        op_at(origin_of(*keywords[i]), Op::DICT_MERGE, 1);
    }
    flush(keywords.size());
    op(Op::CALL_FUNCTION_EX, keywords.empty() ? 0 : 1);
}

} // namespace fw::compile
