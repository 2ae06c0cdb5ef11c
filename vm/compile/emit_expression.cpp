// Operators, comparisons, conditions, attributes, subscripts.
// CPython: compiler_visit_expr1(), compiler_jump_if(), compiler_compare() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/base/assert.h"

namespace fw::compile {

using namespace syntax;

namespace {

Op binary_op(Operator op)
{
    switch (op) {
    case Operator::Add:
        return Op::BINARY_ADD;
    case Operator::Sub:
        return Op::BINARY_SUBTRACT;
    case Operator::Mult:
        return Op::BINARY_MULTIPLY;
    case Operator::MatMult:
        return Op::BINARY_MATRIX_MULTIPLY;
    case Operator::Div:
        return Op::BINARY_TRUE_DIVIDE;
    case Operator::Mod:
        return Op::BINARY_MODULO;
    case Operator::Pow:
        return Op::BINARY_POWER;
    case Operator::LShift:
        return Op::BINARY_LSHIFT;
    case Operator::RShift:
        return Op::BINARY_RSHIFT;
    case Operator::BitOr:
        return Op::BINARY_OR;
    case Operator::BitXor:
        return Op::BINARY_XOR;
    case Operator::BitAnd:
        return Op::BINARY_AND;
    case Operator::FloorDiv:
        return Op::BINARY_FLOOR_DIVIDE;
    }
    FW_UNREACHABLE();
}

Op unary_op(UnaryOperator op)
{
    switch (op) {
    case UnaryOperator::Invert:
        return Op::UNARY_INVERT;
    case UnaryOperator::Not:
        return Op::UNARY_NOT;
    case UnaryOperator::UAdd:
        return Op::UNARY_POSITIVE;
    case UnaryOperator::USub:
        return Op::UNARY_NEGATIVE;
    }
    FW_UNREACHABLE();
}

// For `is`: comparing with such a constant is a mistake.
bool is_plain_literal(const Expression& node)
{
    if (node.kind != NodeKind::Constant) {
        return false;
    }
    const Constant& value = *node_cast<ConstantExpr>(node).value;
    return !value.is_none() && !value.is<bool>() && !value.is<EllipsisConstant>();
}

} // namespace

void Emitter::visit_all(const Elements& nodes)
{
    for (Expression* node : nodes) {
        visit(*node);
    }
}

// Every expression has its own place; behind it the place is the one of what it is part of.
void Emitter::visit(Expression& node)
{
    const Location around = unit().location;
    set_location(node);
    expression(node);
    unit().location = around;
}

void Emitter::expression(Expression& node)
{
    switch (node.kind) {
    case NodeKind::NamedExpr: {
        auto& named = node_cast<NamedExpr>(node);
        visit(*named.value);
        op(Op::DUP_TOP);
        visit(*named.target);
        break;
    }
    case NodeKind::BoolOp:
        bool_operation(node_cast<BoolOp>(node));
        break;
    case NodeKind::BinOp: {
        auto& binary = node_cast<BinOp>(node);
        visit(*binary.left);
        visit(*binary.right);
        op(binary_op(binary.op));
        break;
    }
    case NodeKind::UnaryOp: {
        auto& unary = node_cast<UnaryOp>(node);
        visit(*unary.operand);
        op(unary_op(unary.op));
        break;
    }
    case NodeKind::Lambda:
        lambda(node_cast<Lambda>(node));
        break;
    case NodeKind::IfExp:
        conditional(node_cast<IfExp>(node));
        break;
    case NodeKind::Dict:
        dict(node_cast<Dict>(node));
        break;
    case NodeKind::Set:
        display(node_cast<Set>(node).elts, DisplayKind::Set, 0);
        break;
    case NodeKind::GeneratorExp:
    case NodeKind::ListComp:
    case NodeKind::SetComp: {
        auto& parts = node_cast<ElementComprehension>(node);
        const char* name = node.kind == NodeKind::GeneratorExp ? "<genexpr>"
            : node.kind == NodeKind::ListComp                  ? "<listcomp>"
                                                               : "<setcomp>";
        comprehension(node, name, { node.kind, parts.generators, parts.elt, nullptr });
        break;
    }
    case NodeKind::DictComp: {
        auto& parts = node_cast<DictComp>(node);
        comprehension(node, "<dictcomp>", { node.kind, parts.generators, parts.key, parts.value });
        break;
    }
    case NodeKind::Yield:
        yield_value(node_cast<Yield>(node));
        break;
    case NodeKind::YieldFrom:
        yield_from(node_cast<YieldFrom>(node));
        break;
    case NodeKind::Await:
        await(node_cast<Await>(node));
        break;
    case NodeKind::Compare:
        compare(node_cast<Compare>(node));
        break;
    case NodeKind::Call:
        call(node_cast<Call>(node));
        break;
    case NodeKind::Constant:
        load_const(*node_cast<ConstantExpr>(node).value);
        break;
    case NodeKind::JoinedStr:
        joined_string(node_cast<JoinedStr>(node));
        break;
    case NodeKind::FormattedValue:
        formatted_value(node_cast<FormattedValue>(node));
        break;
    case NodeKind::Attribute:
        attribute(node_cast<Attribute>(node));
        break;
    case NodeKind::Subscript:
        subscript(node_cast<Subscript>(node));
        break;
    case NodeKind::Starred:
        error(node_cast<Starred>(node).ctx == ExprContext::Store
                ? "starred assignment target must be in a list or tuple"
                : "can't use starred expression here");
    case NodeKind::Slice:
        slice(node_cast<Slice>(node));
        break;
    case NodeKind::Name: {
        auto& name = node_cast<Name>(node);
        variable(name.name, name.ctx);
        break;
    }
    case NodeKind::List:
    case NodeKind::Tuple:
        list_or_tuple(node_cast<Display>(node));
        break;
    default:
        FW_UNREACHABLE();
    }
}

void Emitter::bool_operation(BoolOp& node)
{
    const Op opcode
        = node.op == BoolOperator::And ? Op::JUMP_IF_FALSE_OR_POP : Op::JUMP_IF_TRUE_OR_POP;
    Block* end = new_block();
    for (std::size_t i = 0; i + 1 < node.values.size(); ++i) {
        visit(*node.values[i]);
        jump_at(origin_of(*node.values[i]), opcode, end);
        use_new_block();
    }
    visit(*node.values.back());
    use(end);
}

void Emitter::compare_op(CompareOperator compare_operator)
{
    switch (compare_operator) {
    case CompareOperator::Lt:
        op(Op::COMPARE_OP, 0);
        break;
    case CompareOperator::LtE:
        op(Op::COMPARE_OP, 1);
        break;
    case CompareOperator::Eq:
        op(Op::COMPARE_OP, 2);
        break;
    case CompareOperator::NotEq:
        op(Op::COMPARE_OP, 3);
        break;
    case CompareOperator::Gt:
        op(Op::COMPARE_OP, 4);
        break;
    case CompareOperator::GtE:
        op(Op::COMPARE_OP, 5);
        break;
    case CompareOperator::Is:
        op(Op::IS_OP, 0);
        break;
    case CompareOperator::IsNot:
        op(Op::IS_OP, 1);
        break;
    case CompareOperator::In:
        op(Op::CONTAINS_OP, 0);
        break;
    case CompareOperator::NotIn:
        op(Op::CONTAINS_OP, 1);
        break;
    }
}

void Emitter::check_compare(Compare& node)
{
    bool left_literal = is_plain_literal(*node.left);
    for (std::size_t i = 0; i < node.ops.size(); ++i) {
        const bool right_literal = is_plain_literal(*node.comparators[i]);
        const CompareOperator compare_operator = node.ops[i];
        if ((left_literal || right_literal)
            && (compare_operator == CompareOperator::Is
                || compare_operator == CompareOperator::IsNot)) {
            warn(compare_operator == CompareOperator::Is
                    ? "\"is\" with a literal. Did you mean \"==\"?"
                    : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left_literal = right_literal;
    }
}

// The right operand of one comparison of a chain, and the comparison with what is left of it. All
// but the last keep the operand for the next one.
void Emitter::compare_pair(Compare& node, std::size_t index)
{
    visit(*node.comparators[index]);
    if (index + 1 < node.ops.size()) {
        const Origin operand = origin_of(*node.comparators[index]);
        op_at(operand, Op::DUP_TOP);
        op_at(operand, Op::ROT_THREE);
    }
    const Origin around = unit().location.origin;
    set_origin(part_of(node, node.pairs[index]));
    compare_op(node.ops[index]);
    set_origin(around);
}

// a < b < c: b is kept for the second comparison while the first one is decided.
void Emitter::compare(Compare& node)
{
    check_compare(node);
    visit(*node.left);
    const std::size_t last = node.ops.size() - 1;
    if (last == 0) {
        visit(*node.comparators.front());
        compare_op(node.ops.front());
        return;
    }
    Block* cleanup = new_block();
    for (std::size_t i = 0; i < last; ++i) {
        compare_pair(node, i);
        jump_at(part_of(node, node.pairs[i]), Op::JUMP_IF_FALSE_OR_POP, cleanup);
        use_new_block();
    }
    compare_pair(node, last);
    Block* end = new_block();
    jump(Op::JUMP_FORWARD, end);
    use(cleanup);
    op(Op::ROT_TWO);
    op(Op::POP_TOP);
    use(end);
}

void Emitter::conditional(IfExp& node)
{
    Block* end = new_block();
    Block* next = new_block();
    jump_if(*node.test, next, false);
    visit(*node.body);
    jump(Op::JUMP_FORWARD, end);
    use(next);
    visit(*node.orelse);
    use(end);
}

// Jumps when the condition is `when`, without making a bool of `and`, `or`, `not` and chains on the
// way.
void Emitter::jump_if(Expression& condition, Block* target, bool when)
{
    switch (condition.kind) {
    case NodeKind::UnaryOp: {
        auto& node = node_cast<UnaryOp>(condition);
        if (node.op == UnaryOperator::Not) {
            jump_if(*node.operand, target, !when);
            return;
        }
        break;
    }
    case NodeKind::BoolOp: {
        auto& node = node_cast<BoolOp>(condition);
        const bool decides
            = node.op == BoolOperator::Or; // the value that ends the evaluation early
        Block* early = decides == when ? target : new_block();
        for (std::size_t i = 0; i + 1 < node.values.size(); ++i) {
            jump_if(*node.values[i], early, decides);
        }
        jump_if(*node.values.back(), target, when);
        if (early != target) {
            use(early);
        }
        return;
    }
    case NodeKind::IfExp: {
        auto& node = node_cast<IfExp>(condition);
        Block* end = new_block();
        Block* next = new_block();
        jump_if(*node.test, next, false);
        jump_if(*node.body, target, when);
        jump_at(origin_of(node), Op::JUMP_FORWARD, end);
        use(next);
        jump_if(*node.orelse, target, when);
        use(end);
        return;
    }
    case NodeKind::Compare: {
        auto& node = node_cast<Compare>(condition);
        if (node.ops.size() > 1) {
            jump_if_chain(node, target, when);
            return;
        }
        break;
    }
    default:
        break;
    }
    visit(condition);
    jump_at(origin_of(condition), when ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE, target);
}

void Emitter::jump_if_chain(Compare& node, Block* target, bool when)
{
    check_compare(node);
    const Location around = unit().location;
    set_origin(node);
    Block* cleanup = new_block();
    const std::size_t last = node.ops.size() - 1;
    visit(*node.left);
    for (std::size_t i = 0; i < last; ++i) {
        compare_pair(node, i);
        jump_at(part_of(node, node.pairs[i]), Op::POP_JUMP_IF_FALSE, cleanup);
        use_new_block();
    }
    compare_pair(node, last);
    jump_at(part_of(node, node.pairs[last]), when ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE,
        target);
    Block* end = new_block();
    jump(Op::JUMP_FORWARD, end);
    use(cleanup);
    op(Op::POP_TOP);
    if (!when) {
        jump(Op::JUMP_FORWARD, target);
    }
    use(end);
    unit().location = around;
}

void Emitter::attribute(Attribute& node)
{
    visit(*node.value);
    switch (node.ctx) {
    case ExprContext::Load:
        name_op(Op::LOAD_ATTR, node.attr);
        break;
    case ExprContext::Store:
        forbid_debug(node.attr, node.ctx);
        name_op(Op::STORE_ATTR, node.attr);
        break;
    case ExprContext::Del:
        name_op(Op::DELETE_ATTR, node.attr);
        break;
    }
}

void Emitter::subscript(Subscript& node)
{
    if (node.ctx == ExprContext::Load) {
        check_subscript(node);
    }
    visit(*node.value);
    visit(*node.slice);
    switch (node.ctx) {
    case ExprContext::Load:
        op(Op::BINARY_SUBSCR);
        break;
    case ExprContext::Store:
        op(Op::STORE_SUBSCR);
        break;
    case ExprContext::Del:
        op(Op::DELETE_SUBSCR);
        break;
    }
}

void Emitter::slice(Slice& node)
{
    for (Expression* bound : { node.lower, node.upper }) {
        if (bound != nullptr) {
            visit(*bound);
        } else {
            load_none();
        }
    }
    if (node.step != nullptr) {
        visit(*node.step);
    }
    op(Op::BUILD_SLICE, node.step != nullptr ? 3 : 2);
}

void Emitter::yield_value(Yield& node)
{
    if (scope().kind != ScopeKind::Function) {
        error("'yield' outside function");
    }
    if (node.value != nullptr) {
        visit(*node.value);
    } else {
        load_none();
    }
    op(Op::YIELD_VALUE);
}

void Emitter::yield_from(YieldFrom& node)
{
    if (scope().kind != ScopeKind::Function) {
        error("'yield' outside function");
    }
    if (unit().kind == UnitKind::AsyncFunction) {
        error("'yield from' inside async function");
    }
    visit(*node.value);
    op(Op::GET_YIELD_FROM_ITER);
    load_none();
    op(Op::YIELD_FROM);
}

} // namespace fw::compile
