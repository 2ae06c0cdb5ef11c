// What can be assigned to or deleted: read as an expression, then checked and given its context.
// CPython: star_targets, t_primary, del_targets in Grammar/python.gram
#include <algorithm>

#include "vm/syntax/parser.h"

namespace fw::syntax {

void Parser::set_context(Expression* expression, ExprContext context)
{
    switch (expression->kind) {
    case NodeKind::Name:
        node_cast<Name>(*expression).ctx = context;
        break;
    case NodeKind::Attribute:
        node_cast<Attribute>(*expression).ctx = context;
        break;
    case NodeKind::Subscript:
        node_cast<Subscript>(*expression).ctx = context;
        break;
    case NodeKind::Starred:
        node_cast<Starred>(*expression).ctx = context;
        set_context(node_cast<Starred>(*expression).value, context);
        break;
    case NodeKind::List:
    case NodeKind::Tuple:
        node_cast<Display>(*expression).ctx = context;
        for (Expression* element : node_cast<Display>(*expression).elts) {
            set_context(element, context);
        }
        break;
    default:
        break;
    }
}

bool Parser::is_target(const Expression& expression, TargetKind target_kind)
{
    switch (expression.kind) {
    case NodeKind::Name:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
        return true;
    case NodeKind::Starred:
        return target_kind == TargetKind::Assign
            && is_target(*node_cast<Starred>(expression).value, target_kind);
    case NodeKind::List:
    case NodeKind::Tuple: {
        const auto& elements = node_cast<Display>(expression).elts;
        return std::all_of(elements.begin(), elements.end(),
            [&](const Expression* element) { return is_target(*element, target_kind); });
    }
    default:
        return false;
    }
}

// A single target: no operators, so that `in` ends it.
Expression* Parser::target_item()
{
    const Token& start = current();
    if (accept(TokenKind::Star)) {
        Expression* value = primary();
        auto* starred = make<Starred>(NodeKind::Starred, start);
        starred->value = value;
        return starred;
    }
    return primary();
}

// The targets of `for`, before `in`.
Expression* Parser::for_targets()
{
    const Token& start = current();
    Expression* target = target_item();
    if (at(TokenKind::Comma)) {
        List<Expression> items(*this);
        items.push(target);
        while (accept(TokenKind::Comma) && (starts_expression() || at(TokenKind::Star))) {
            items.push(target_item());
        }
        auto* tuple = make<Display>(NodeKind::Tuple, start);
        tuple->elts = items.take();
        target = tuple;
    }
    if (!is_target(*target, TargetKind::Assign)) {
        fail();
    }
    set_context(target, ExprContext::Store);
    return target;
}

// The target behind `as` in a with statement.
Expression* Parser::with_target()
{
    Expression* target = target_item();
    const bool ends
        = at(TokenKind::Comma) || at(TokenKind::RightParenthesis) || at(TokenKind::Colon);
    if (!ends || !is_target(*target, TargetKind::Assign)) {
        fail();
    }
    set_context(target, ExprContext::Store);
    return target;
}

} // namespace fw::syntax
