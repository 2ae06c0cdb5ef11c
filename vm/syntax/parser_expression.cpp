// Expressions from the loosest operator to the tightest. A node starts at the first token of its
// rule, parentheses included, which is why each level keeps its start token.
// CPython: star_expressions ... power in Grammar/python.gram
#include "vm/syntax/parser.h"

namespace fw::syntax {

// Whether an expression can begin here (a star cannot).
bool Parser::starts_expression() const
{
    switch (kind()) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Minus:
    case TokenKind::Plus:
    case TokenKind::Tilde:
    case TokenKind::Ellipsis:
    case TokenKind::KwNot:
    case TokenKind::KwLambda:
    case TokenKind::KwAwait:
    case TokenKind::KwNone:
    case TokenKind::KwTrue:
    case TokenKind::KwFalse:
    case TokenKind::KwPegParser:
        return true;
    default:
        return false;
    }
}

Expression* Parser::star_expressions()
{
    const Token& start = current();
    Expression* first = star_expression();
    if (!at(TokenKind::Comma)) {
        return first;
    }
    List<Expression> items(*this);
    items.push(first);
    while (accept(TokenKind::Comma) && (starts_expression() || at(TokenKind::Star))) {
        items.push(star_expression());
    }
    auto* tuple = make<Display>(NodeKind::Tuple, start);
    tuple->elts = items.take();
    return tuple;
}

Expression* Parser::star_expression()
{
    if (!at(TokenKind::Star)) {
        return expression();
    }
    const Token& start = advance();
    Expression* value = bitwise_or();
    auto* starred = make<Starred>(NodeKind::Starred, start);
    starred->value = value;
    return starred;
}

Expression* Parser::star_named_expression()
{
    return at(TokenKind::Star) ? star_expression() : named_expression();
}

Expression* Parser::named_expression()
{
    const Token& start = current();
    if (start.kind == TokenKind::Name && kind_ahead(1) == TokenKind::ColonEqual) {
        Name* target = make_name(advance(), ExprContext::Store);
        advance();
        Expression* value = expression();
        auto* node = make<NamedExpr>(NodeKind::NamedExpr, start);
        node->target = target;
        node->value = value;
        return node;
    }
    Expression* result = expression();
    if (at(TokenKind::ColonEqual)) {
        fail();
    }
    return result;
}

Expression* Parser::expression()
{
    const Nesting nesting(*this, 1);
    if (at(TokenKind::KwLambda)) {
        return lambda();
    }
    const Token& start = current();
    Expression* body = disjunction();
    if (!accept(TokenKind::KwIf)) {
        return body;
    }
    Expression* test = disjunction();
    expect(TokenKind::KwElse);
    Expression* orelse = expression();
    auto* node = make<IfExp>(NodeKind::IfExp, start);
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return node;
}

Expression* Parser::lambda()
{
    const Token& start = advance();
    Arguments* args = parameters(TokenKind::Colon);
    expect(TokenKind::Colon);
    Expression* body = expression();
    auto* node = make<Lambda>(NodeKind::Lambda, start);
    node->args = args;
    node->body = body;
    return node;
}

Expression* Parser::disjunction()
{
    const Token& start = current();
    Expression* first = conjunction();
    if (!at(TokenKind::KwOr)) {
        return first;
    }
    List<Expression> values(*this);
    values.push(first);
    while (accept(TokenKind::KwOr)) {
        values.push(conjunction());
    }
    auto* node = make<BoolOp>(NodeKind::BoolOp, start);
    node->op = BoolOperator::Or;
    node->values = values.take();
    return node;
}

Expression* Parser::conjunction()
{
    const Token& start = current();
    Expression* first = inversion();
    if (!at(TokenKind::KwAnd)) {
        return first;
    }
    List<Expression> values(*this);
    values.push(first);
    while (accept(TokenKind::KwAnd)) {
        values.push(inversion());
    }
    auto* node = make<BoolOp>(NodeKind::BoolOp, start);
    node->op = BoolOperator::And;
    node->values = values.take();
    return node;
}

// `not not not x` without recursion.
Expression* Parser::inversion()
{
    const std::size_t first = m_at;
    while (at(TokenKind::KwNot)) {
        advance();
    }
    const std::size_t count = m_at - first;
    const Nesting nesting(*this, static_cast<int>(count));
    Expression* result = comparison();
    for (std::size_t i = count; i-- > 0;) {
        auto* node = make<UnaryOp>(NodeKind::UnaryOp, m_tokens[first + i]);
        node->op = UnaryOperator::Not;
        node->operand = result;
        result = node;
    }
    return result;
}

// Reads a comparison operator if there is one.
bool Parser::comparison_operator(CompareOperator& op)
{
    switch (kind()) {
    case TokenKind::EqualEqual:
        op = CompareOperator::Eq;
        break;
    case TokenKind::NotEqual:
        if (m_context.features.barry_as_flufl) {
            m_furthest = m_at;
            fail_at_current("with Barry as BDFL, use '<>' instead of '!='");
        }
        op = CompareOperator::NotEq;
        break;
    case TokenKind::LessGreater:
        if (!m_context.features.barry_as_flufl) {
            return false;
        }
        op = CompareOperator::NotEq;
        break;
    case TokenKind::LessEqual:
        op = CompareOperator::LtE;
        break;
    case TokenKind::Less:
        op = CompareOperator::Lt;
        break;
    case TokenKind::GreaterEqual:
        op = CompareOperator::GtE;
        break;
    case TokenKind::Greater:
        op = CompareOperator::Gt;
        break;
    case TokenKind::KwIn:
        op = CompareOperator::In;
        break;
    case TokenKind::KwNot:
        if (kind_ahead(1) != TokenKind::KwIn) {
            return false;
        }
        advance();
        op = CompareOperator::NotIn;
        break;
    case TokenKind::KwIs:
        op = CompareOperator::Is;
        if (kind_ahead(1) == TokenKind::KwNot) {
            advance();
            op = CompareOperator::IsNot;
        }
        break;
    default:
        return false;
    }
    advance();
    return true;
}

Expression* Parser::comparison()
{
    const Token& start = current();
    Expression* left = bitwise_or();
    CompareOperator op{};
    if (!comparison_operator(op)) {
        return left;
    }
    List<Expression> comparators(*this);
    std::size_t operand = m_at;
    Expression* first = bitwise_or();
    comparators.push(first);
    const SourceRange first_pair = header_from(start);
    CompareOperator next{};
    if (!comparison_operator(next)) {
        auto* node = make<Compare>(NodeKind::Compare, start);
        node->left = left;
        node->ops = m_tree.sequence(&op, 1);
        node->comparators = comparators.take();
        return node;
    }
    std::vector<CompareOperator> ops{ op };
    std::vector<SourceRange> pairs{ first_pair };
    do {
        ops.push_back(next);
        const Token& left_operand = m_tokens[operand];
        operand = m_at;
        comparators.push(bitwise_or());
        pairs.push_back(header_from(left_operand));
    } while (comparison_operator(next));
    auto* node = make<Compare>(NodeKind::Compare, start);
    node->left = left;
    node->ops = m_tree.sequence(ops);
    node->pairs = m_tree.sequence(pairs);
    node->comparators = comparators.take();
    return node;
}

namespace {

struct BinaryOperator {
    int precedence = 0; // 0 is no binary operator.
    Operator op = Operator::Add;
};

BinaryOperator binary_operator(TokenKind kind)
{
    switch (kind) {
    case TokenKind::VerticalBar:
        return { 1, Operator::BitOr };
    case TokenKind::Circumflex:
        return { 2, Operator::BitXor };
    case TokenKind::Ampersand:
        return { 3, Operator::BitAnd };
    case TokenKind::LeftShift:
        return { 4, Operator::LShift };
    case TokenKind::RightShift:
        return { 4, Operator::RShift };
    case TokenKind::Plus:
        return { 5, Operator::Add };
    case TokenKind::Minus:
        return { 5, Operator::Sub };
    case TokenKind::Star:
        return { 6, Operator::Mult };
    case TokenKind::Slash:
        return { 6, Operator::Div };
    case TokenKind::DoubleSlash:
        return { 6, Operator::FloorDiv };
    case TokenKind::Percent:
        return { 6, Operator::Mod };
    case TokenKind::At:
        return { 6, Operator::MatMult };
    default:
        return {};
    }
}

} // namespace

// All binary operators that bind at least so tightly; they group to the left.
Expression* Parser::binary(int least_precedence)
{
    const Token& start = current();
    Expression* left = factor();
    for (;;) {
        const BinaryOperator next = binary_operator(kind());
        if (next.precedence < least_precedence || next.precedence == 0) {
            return left;
        }
        advance();
        Expression* right = binary(next.precedence + 1);
        if (next.op == Operator::MatMult) {
            require_version(5, "The '@' operator is");
        }
        auto* node = make<BinOp>(NodeKind::BinOp, start);
        node->left = left;
        node->op = next.op;
        node->right = right;
        left = node;
    }
}

// Signs without recursion.
Expression* Parser::factor()
{
    const std::size_t first = m_at;
    while (at(TokenKind::Minus) || at(TokenKind::Plus) || at(TokenKind::Tilde)) {
        advance();
    }
    const std::size_t count = m_at - first;
    if (count == 0) {
        return power();
    }
    const Nesting nesting(*this, static_cast<int>(count));
    Expression* result = power();
    for (std::size_t i = count; i-- > 0;) {
        const Token& sign = m_tokens[first + i];
        auto* node = make<UnaryOp>(NodeKind::UnaryOp, sign);
        node->op = sign.kind == TokenKind::Minus ? UnaryOperator::USub
            : sign.kind == TokenKind::Plus       ? UnaryOperator::UAdd
                                                 : UnaryOperator::Invert;
        node->operand = result;
        result = node;
    }
    return result;
}

Expression* Parser::power()
{
    const Token& start = current();
    Expression* left = await_primary();
    if (!accept(TokenKind::DoubleStar)) {
        return left;
    }
    const Nesting nesting(*this, 2);
    Expression* right = factor();
    auto* node = make<BinOp>(NodeKind::BinOp, start);
    node->left = left;
    node->op = Operator::Pow;
    node->right = right;
    return node;
}

Expression* Parser::yield_expression()
{
    const Token& start = expect(TokenKind::KwYield);
    if (accept(TokenKind::KwFrom)) {
        Expression* value = expression();
        auto* node = make<YieldFrom>(NodeKind::YieldFrom, start);
        node->value = value;
        return node;
    }
    Expression* value = starts_expression() || at(TokenKind::Star) ? star_expressions() : nullptr;
    auto* node = make<Yield>(NodeKind::Yield, start);
    node->value = value;
    return node;
}

} // namespace fw::syntax
