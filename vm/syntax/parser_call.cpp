// What follows an atom: attributes, subscripts and calls with their arguments.
// CPython: await_primary, primary, slices, arguments in Grammar/python.gram
#include "vm/syntax/parser.h"

namespace fw::syntax {

Expression* Parser::await_primary()
{
    if (!at(TokenKind::KwAwait)) {
        return primary();
    }
    const Token& start = advance();
    Expression* value = primary();
    require_version(5, "Await expressions are");
    auto* node = make<Await>(NodeKind::Await, start);
    node->value = value;
    return node;
}

Expression* Parser::primary()
{
    const Token& start = current();
    Expression* result = atom();
    for (;;) {
        switch (kind()) {
        case TokenKind::Dot: {
            advance();
            const Token& name = expect(TokenKind::Name);
            auto* node = make<Attribute>(NodeKind::Attribute, start);
            node->value = result;
            node->attr = identifier(name);
            node->attr_range = name.range;
            result = node;
            break;
        }
        case TokenKind::LeftParenthesis:
            result = call(start, result);
            break;
        case TokenKind::LeftBracket:
            result = subscript(start, result);
            break;
        default:
            return result;
        }
    }
}

Expression* Parser::call(const Token& start, Expression* function)
{
    const Token& open = advance();
    Sequence<Expression*> args;
    Sequence<Keyword*> keywords;
    arguments(&open, args, keywords);
    auto* node = make<Call>(NodeKind::Call, start);
    node->func = function;
    node->args = args;
    node->keywords = keywords;
    return node;
}

Keyword* Parser::keyword_argument()
{
    const Token& start = advance();
    Identifier name = nullptr;
    if (start.kind == TokenKind::Name) {
        name = identifier(start);
        advance(); // =
    }
    Expression* value = expression();
    auto* keyword = make<Keyword>(NodeKind::keyword, start);
    keyword->arg = name;
    keyword->value = value;
    return keyword;
}

// Everything up to and with the closing parenthesis. A generator expression may stand alone in a
// call (`open` is the call's parenthesis), not in a class statement (`open` is null).
void Parser::arguments(
    const Token* open, Sequence<Expression*>& positional, Sequence<Keyword*>& keywords)
{
    List<Node> all(*this);
    std::size_t keyword_count = 0;
    bool has_unpacking = false;
    while (!at(TokenKind::RightParenthesis)) {
        if (at(TokenKind::DoubleStar)
            || (at(TokenKind::Name) && kind_ahead(1) == TokenKind::Equal)) {
            has_unpacking = has_unpacking || at(TokenKind::DoubleStar);
            all.push(keyword_argument());
            ++keyword_count;
        } else {
            if (at(TokenKind::Star) ? has_unpacking : keyword_count > 0) {
                fail();
            }
            Expression* argument = at(TokenKind::Star) ? starred_argument() : named_expression();
            if (at_comprehension()) {
                argument = lone_generator(open, argument, all.size() == 0);
                positional = m_tree.sequence(&argument, 1);
                return;
            }
            all.push(argument);
        }
        if (!accept(TokenKind::Comma)) {
            break;
        }
    }
    expect(TokenKind::RightParenthesis);
    const Sequence<Node*> items = all.take();
    auto* keyword_items = m_tree.arena().create_array<Keyword*>(keyword_count);
    auto* other_items = m_tree.arena().create_array<Expression*>(items.size() - keyword_count);
    keywords = { keyword_items, keyword_count };
    positional = { other_items, items.size() - keyword_count };
    for (Node* item : items) {
        if (item->kind == NodeKind::keyword) {
            *keyword_items++ = static_cast<Keyword*>(item);
        } else {
            *other_items++ = static_cast<Expression*>(item);
        }
    }
}

// *iterable
Expression* Parser::starred_argument()
{
    const Token& start = advance();
    Expression* value = expression();
    auto* starred = make<Starred>(NodeKind::Starred, start);
    starred->value = value;
    return starred;
}

// The only argument is a generator expression: its range is that of the parentheses.
Expression* Parser::lone_generator(const Token* open, Expression* element, bool is_first)
{
    const Sequence<Comprehension*> generators = comprehension_clauses();
    const bool is_alone = is_first && at(TokenKind::RightParenthesis);
    if (open == nullptr || !is_alone || element->kind == NodeKind::Starred) {
        fail();
    }
    advance();
    auto* generator = make<ElementComprehension>(NodeKind::GeneratorExp, *open);
    generator->elt = element;
    generator->generators = generators;
    return generator;
}

Expression* Parser::subscript(const Token& start, Expression* value)
{
    advance();
    const Token& first = current();
    Expression* index = slice();
    if (at(TokenKind::Comma)) {
        List<Expression> items(*this);
        items.push(index);
        while (accept(TokenKind::Comma) && !at(TokenKind::RightBracket)) {
            items.push(slice());
        }
        auto* tuple = make<Display>(NodeKind::Tuple, first);
        tuple->elts = items.take();
        index = tuple;
    }
    expect(TokenKind::RightBracket);
    auto* node = make<Subscript>(NodeKind::Subscript, start);
    node->value = value;
    node->slice = index;
    return node;
}

// An index, or lower:upper:step with any of them left out.
Expression* Parser::slice()
{
    const Token& start = current();
    Expression* lower = at(TokenKind::Colon) ? nullptr : expression();
    if (!accept(TokenKind::Colon)) {
        return lower;
    }
    Expression* upper = starts_expression() ? expression() : nullptr;
    Expression* step = nullptr;
    if (accept(TokenKind::Colon) && starts_expression()) {
        step = expression();
    }
    auto* node = make<Slice>(NodeKind::Slice, start);
    node->lower = lower;
    node->upper = upper;
    node->step = step;
    return node;
}

} // namespace fw::syntax
