// What can be assigned to or deleted: read as an expression, then checked and given its context.
// CPython: star_targets, t_primary, del_targets in Grammar/python.gram
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

bool Parser::is_target(Expression* expression, TargetKind target_kind) const
{
    return expression->kind != NodeKind::Compare
        && invalid_target(expression, target_kind) == nullptr;
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
    const std::size_t position = m_at;
    const Token& start = current();
    // Not a target: read it again as what it is, to name it.
    const auto fail_on_it = [&]() {
        go_back(position);
        fail_on_target(star_expressions(), TargetKind::For);
    };
    if (at(TokenKind::KwAsync) || !(starts_expression() || at(TokenKind::Star))) {
        fail();
    }
    if (at(TokenKind::KwNot) || at(TokenKind::Minus) || at(TokenKind::Plus) || at(TokenKind::Tilde)
        || at(TokenKind::KwLambda) || at(TokenKind::KwAwait)) {
        fail_on_it();
    }
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
    if (!is_target(target, TargetKind::For) || !at(TokenKind::KwIn)) {
        fail_on_it();
    }
    set_context(target, ExprContext::Store);
    return target;
}

// The target behind `as` in a with statement.
Expression* Parser::with_target()
{
    const std::size_t position = m_at;
    Expression* target = nullptr;
    if (at(TokenKind::Star) || starts_expression()) {
        if (at(TokenKind::KwNot) || at(TokenKind::Minus) || at(TokenKind::Plus)
            || at(TokenKind::Tilde) || at(TokenKind::KwLambda) || at(TokenKind::KwAwait)) {
            target = expression();
        } else {
            target = target_item();
        }
    } else {
        fail();
    }
    const bool ends
        = at(TokenKind::Comma) || at(TokenKind::RightParenthesis) || at(TokenKind::Colon);
    if (!ends || !is_target(target, TargetKind::Star)) {
        go_back(position);
        fail_on_target(expression(), TargetKind::Star);
    }
    set_context(target, ExprContext::Store);
    return target;
}

} // namespace fw::syntax
