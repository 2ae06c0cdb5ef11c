// Assignment: plain, augmented, annotated, unpacking.
// CPython: compiler_augassign(), compiler_annassign(), assignment_helper() in Python/compile.c
#include "vm/compile/emitter.h"
#include "vm/compile/failure.h"

#include "vm/base/assert.h"

#include <climits>

namespace fw::compile {

using namespace syntax;

void Emitter::assign(Assign& node)
{
    visit(*node.value);
    for (std::size_t i = 0; i < node.targets.size(); ++i) {
        if (i + 1 < node.targets.size()) {
            op_at(origin_of(*node.value), Op::DUP_TOP);
        }
        visit(*node.targets[i]);
    }
}

namespace {

Op inplace_op(Operator op)
{
    switch (op) {
    case Operator::Add:
        return Op::INPLACE_ADD;
    case Operator::Sub:
        return Op::INPLACE_SUBTRACT;
    case Operator::Mult:
        return Op::INPLACE_MULTIPLY;
    case Operator::MatMult:
        return Op::INPLACE_MATRIX_MULTIPLY;
    case Operator::Div:
        return Op::INPLACE_TRUE_DIVIDE;
    case Operator::Mod:
        return Op::INPLACE_MODULO;
    case Operator::Pow:
        return Op::INPLACE_POWER;
    case Operator::LShift:
        return Op::INPLACE_LSHIFT;
    case Operator::RShift:
        return Op::INPLACE_RSHIFT;
    case Operator::BitOr:
        return Op::INPLACE_OR;
    case Operator::BitXor:
        return Op::INPLACE_XOR;
    case Operator::BitAnd:
        return Op::INPLACE_AND;
    case Operator::FloorDiv:
        return Op::INPLACE_FLOOR_DIVIDE;
    }
    FW_UNREACHABLE();
}

} // namespace

namespace {

// The parser lets none of these through. The number is CPython's of the node's kind.
[[noreturn]] void fail_on_target(const Expression& target, const std::string& what)
{
    const int number = static_cast<int>(target.kind) - static_cast<int>(NodeKind::BoolOp) + 1;
    fail_on_tree("invalid node type (" + std::to_string(number) + ") for " + what + " assignment");
}

} // namespace

void Emitter::augmented_assign(AugAssign& node)
{
    Expression& target = *node.target;
    const Location statement_location = unit().location;
    set_location(target);
    switch (target.kind) {
    case NodeKind::Attribute: {
        auto& place = node_cast<Attribute>(target);
        visit(*place.value);
        op_at(origin_of(*place.value), Op::DUP_TOP);
        name_op(Op::LOAD_ATTR, place.attr);
        break;
    }
    case NodeKind::Subscript: {
        auto& place = node_cast<Subscript>(target);
        visit(*place.value);
        visit(*place.slice);
        op(Op::DUP_TOP_TWO);
        op(Op::BINARY_SUBSCR);
        break;
    }
    case NodeKind::Name:
        variable(node_cast<Name>(target).name, ExprContext::Load);
        break;
    default:
        fail_on_target(target, "augmented");
    }

    unit().location = statement_location;
    visit(*node.value);
    op(inplace_op(node.op));

    set_location(target);
    switch (target.kind) {
    case NodeKind::Attribute:
        op(Op::ROT_TWO);
        name_op(Op::STORE_ATTR, node_cast<Attribute>(target).attr);
        break;
    case NodeKind::Subscript:
        op(Op::ROT_THREE);
        op(Op::STORE_SUBSCR);
        break;
    default:
        variable(node_cast<Name>(target).name, ExprContext::Store);
        break;
    }
}

void Emitter::check_annotation_expression(Expression& node)
{
    visit(node);
    op_at(origin_of(node), Op::POP_TOP);
}

void Emitter::check_annotation_subscript(Expression& node)
{
    if (node.kind == NodeKind::Slice) {
        auto& bounds = node_cast<Slice>(node);
        for (Expression* bound : { bounds.lower, bounds.upper, bounds.step }) {
            if (bound != nullptr) {
                check_annotation_expression(*bound);
            }
        }
        return;
    }
    if (node.kind == NodeKind::Tuple) {
        for (Expression* element : node_cast<Display>(node).elts) {
            check_annotation_subscript(*element);
        }
        return;
    }
    check_annotation_expression(node);
}

void Emitter::annotated_assign(AnnAssign& node)
{
    Expression& target = *node.target;
    const bool keeps_annotations
        = unit().kind == UnitKind::Module || unit().kind == UnitKind::Class;
    if (node.value != nullptr) {
        visit(*node.value);
        visit(target);
    }
    switch (target.kind) {
    case NodeKind::Name: {
        Identifier name = node_cast<Name>(target).name;
        forbid_debug(name, ExprContext::Store);
        if (node.simple && keeps_annotations) {
            if ((m_future.flags & code::FutureAnnotations) != 0) {
                annotation_text(*node.annotation);
            } else {
                visit(*node.annotation);
            }
            // `name: annotation` is what __annotations__['name'] = annotation is written for.
            const Origin place = { spanning(target.range, node.annotation->range), node.id };
            set_origin(place);
            name_op(Op::LOAD_NAME, id("__annotations__"));
            set_origin(target);
            load_string(*mangled(name));
            set_origin(place);
            op(Op::STORE_SUBSCR);
        }
        break;
    }
    case NodeKind::Attribute: {
        auto& place = node_cast<Attribute>(target);
        forbid_debug(place.attr, ExprContext::Store);
        if (node.value == nullptr) {
            check_annotation_expression(*place.value);
        }
        break;
    }
    case NodeKind::Subscript:
        if (node.value == nullptr) {
            auto& place = node_cast<Subscript>(target);
            check_annotation_expression(*place.value);
            check_annotation_subscript(*place.slice);
        }
        break;
    default:
        fail_on_target(target, "annotated");
    }
    // An annotation that is not stored is still evaluated, last.
    if (!node.simple && keeps_annotations) {
        check_annotation_expression(*node.annotation);
    }
}

void Emitter::unpack(const Elements& elements)
{
    const std::size_t count = elements.size();
    bool seen_star = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (elements[i]->kind != NodeKind::Starred) {
            continue;
        }
        if (seen_star) {
            error("multiple starred expressions in assignment");
        }
        const std::size_t after = count - i - 1;
        if (i >= 256 || after >= (INT_MAX >> 8)) {
            error("too many expressions in star-unpacking assignment");
        }
        op(Op::UNPACK_EX, static_cast<std::uint32_t>(i + (after << 8)));
        seen_star = true;
    }
    if (!seen_star) {
        op(Op::UNPACK_SEQUENCE, static_cast<std::uint32_t>(count));
    }
    for (Expression* element : elements) {
        visit(element->kind == NodeKind::Starred ? *node_cast<Starred>(*element).value : *element);
    }
}

} // namespace fw::compile
