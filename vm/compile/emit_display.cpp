// Displays: tuples, lists, sets and dicts written out.
// CPython: starunpack_helper(), compiler_dict() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/compile/constant_ops.h"

#include <algorithm>

namespace fw::compile {

using namespace syntax;

namespace {

bool is_constant(const Expression* node)
{
    return node != nullptr && node->kind == NodeKind::Constant;
}

std::vector<Constant> constants_of(const Sequence<Expression*>& nodes)
{
    std::vector<Constant> out;
    out.reserve(nodes.size());
    for (const Expression* node : nodes) {
        out.push_back(*node_cast<ConstantExpr>(*node).value);
    }
    return out;
}

} // namespace

// Tuples are built as lists when they have starred parts. `already_pushed` items lie on the stack
// and become the first ones.
void Emitter::display(const Elements& elements, DisplayKind kind, std::uint32_t already_pushed)
{
    const Op build = kind == DisplayKind::Set ? Op::BUILD_SET : Op::BUILD_LIST;
    const Op add = kind == DisplayKind::Set ? Op::SET_ADD : Op::LIST_APPEND;
    const Op extend = kind == DisplayKind::Set ? Op::SET_UPDATE : Op::LIST_EXTEND;
    const auto count = static_cast<std::uint32_t>(elements.size());

    if (count > 2 && std::all_of(elements.begin(), elements.end(), is_constant)) {
        std::vector<Constant> items = constants_of(elements);
        if (kind == DisplayKind::Tuple) {
            load_const(make_tuple_constant(std::move(items)));
            return;
        }
        op(build, already_pushed);
        load_const(kind == DisplayKind::Set ? make_frozen_set(items)
                                            : make_tuple_constant(std::move(items)));
        op(extend, 1);
        return;
    }
    const bool starred = std::any_of(elements.begin(), elements.end(),
        [](const Expression* node) { return node->kind == NodeKind::Starred; });
    if (!starred) {
        visit_all(elements);
        op(kind == DisplayKind::Tuple ? Op::BUILD_TUPLE : build, count + already_pushed);
        return;
    }
    bool seen_star = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        Expression& element = *elements[i];
        if (element.kind == NodeKind::Starred) {
            if (!seen_star) {
                op(build, i + already_pushed);
                seen_star = true;
            }
            visit(*node_cast<Starred>(element).value);
            op_at(origin_of(element), extend, 1);
        } else {
            visit(element);
            if (seen_star) {
                op_at(origin_of(element), add, 1);
            }
        }
    }
    if (kind == DisplayKind::Tuple) {
        op(Op::LIST_TO_TUPLE);
    }
}

void Emitter::list_or_tuple(Display& node)
{
    switch (node.ctx) {
    case ExprContext::Store:
        unpack(node.elts);
        break;
    case ExprContext::Load:
        display(
            node.elts, node.kind == NodeKind::Tuple ? DisplayKind::Tuple : DisplayKind::List, 0);
        break;
    case ExprContext::Del:
        visit_all(node.elts);
        break;
    }
}

void Emitter::dict_part(Dict& node, std::size_t begin, std::size_t end)
{
    const auto count = static_cast<std::uint32_t>(end - begin);
    Expression** keys = node.keys.begin();
    const Origin around = unit().location.origin;
    const bool is_whole = count == node.keys.size();
    const Origin part = is_whole
        ? around
        : Origin{ spanning(origin_of(*keys[begin]).range, origin_of(*node.values[end - 1]).range),
              node.id };
    if (count > 1 && std::all_of(keys + begin, keys + end, is_constant)) {
        std::vector<Constant> constants;
        for (std::size_t i = begin; i < end; ++i) {
            visit(*node.values[i]);
            constants.push_back(*node_cast<ConstantExpr>(*node.keys[i]).value);
        }
        set_origin(part);
        load_const(make_tuple_constant(std::move(constants)));
        op(Op::BUILD_CONST_KEY_MAP, count);
        set_origin(around);
        return;
    }
    for (std::size_t i = begin; i < end; ++i) {
        visit(*node.keys[i]);
        visit(*node.values[i]);
    }
    op_at(part, Op::BUILD_MAP, count);
}

void Emitter::dict(Dict& node)
{
    constexpr std::size_t most_in_one_part = 0x10000;
    bool have_dict = false;
    std::size_t stars = 0; // of the ** before this place
    std::size_t waiting = 0; // pairs before this one that are not emitted yet
    const auto flush = [&](std::size_t end) {
        if (waiting == 0) {
            return;
        }
        dict_part(node, end - waiting, end);
        if (have_dict) {
            op(Op::DICT_UPDATE, 1);
        }
        have_dict = true;
        waiting = 0;
    };
    for (std::size_t i = 0; i < node.values.size(); ++i) {
        if (node.keys[i] == nullptr) {
            flush(i);
            if (!have_dict) {
                op(Op::BUILD_MAP, 0);
                have_dict = true;
            }
            visit(*node.values[i]);
            Origin with_stars = origin_of(*node.values[i]);
            if (stars < node.stars.size()) {
                with_stars.range
                    = spanning(part_of(node, node.stars[stars++]).range, with_stars.range);
            }
            op_at(with_stars, Op::DICT_UPDATE, 1);
        } else if (++waiting == most_in_one_part) {
            flush(i + 1);
        }
    }
    flush(node.values.size());
    if (!have_dict) {
        op(Op::BUILD_MAP, 0);
    }
}

} // namespace fw::compile
