// Names, literals, displays and comprehensions.
// CPython: atom and what it names in Grammar/python.gram
#include "vm/syntax/number_literal.h"
#include "vm/syntax/parser.h"

#include <algorithm>
#include <vector>

namespace fw::syntax {

Expression* Parser::atom()
{
    const Token& token = current();
    switch (token.kind) {
    case TokenKind::Name:
        advance();
        return make_name(token, ExprContext::Load);
    case TokenKind::Number:
        if (text_of(token).find('_') != std::string_view::npos) {
            require_version(6, "Underscores in numeric literals are");
        }
        check_digits(token);
        advance();
        return m_tree.create_constant(parse_number(text_of(token)), token.range);
    case TokenKind::String:
        return strings();
    case TokenKind::LeftParenthesis:
        return parenthesized();
    case TokenKind::LeftBracket:
        return list_display();
    case TokenKind::LeftBrace:
        return brace_display();
    case TokenKind::Ellipsis:
        advance();
        return m_tree.create_constant(EllipsisConstant{}, token.range);
    case TokenKind::KwNone:
        advance();
        return m_tree.create_constant(NoneConstant{}, token.range);
    case TokenKind::KwTrue:
        advance();
        return m_tree.create_constant(true, token.range);
    case TokenKind::KwFalse:
        advance();
        return m_tree.create_constant(false, token.range);
    default:
        fail();
    }
}

bool Parser::at_comprehension()
{
    if (at(TokenKind::KwAsync)) {
        return kind_ahead(1) == TokenKind::KwFor;
    }
    return at(TokenKind::KwFor);
}

Comprehension* Parser::comprehension_clause()
{
    const Token& start = current();
    const bool is_async = accept(TokenKind::KwAsync);
    expect(TokenKind::KwFor);
    Expression* target = for_targets();
    expect(TokenKind::KwIn);
    Expression* iter = disjunction();
    const SourceRange header = header_from(start);
    List<Expression> conditions(*this);
    while (accept(TokenKind::KwIf)) {
        conditions.push(disjunction());
    }
    if (is_async) {
        require_version(6, "Async comprehensions are");
    }
    auto* clause = make<Comprehension>(NodeKind::comprehension, start);
    clause->target = target;
    clause->iter = iter;
    clause->ifs = conditions.take();
    clause->is_async = is_async;
    clause->header = header;
    return clause;
}

Sequence<Comprehension*> Parser::comprehension_clauses()
{
    List<Comprehension> clauses(*this);
    while (at_comprehension()) {
        clauses.push(comprehension_clause());
    }
    return clauses.take();
}

// The element has been read and `for` comes.
Expression* Parser::comprehension_of(NodeKind node_kind, const Token& start, Expression* element)
{
    const Sequence<Comprehension*> generators = comprehension_clauses();
    if (element->kind == NodeKind::Starred) {
        fail();
    }
    expect(node_kind == NodeKind::GeneratorExp ? TokenKind::RightParenthesis
            : node_kind == NodeKind::ListComp  ? TokenKind::RightBracket
                                               : TokenKind::RightBrace);
    auto* node = make<ElementComprehension>(node_kind, start);
    node->elt = element;
    node->generators = generators;
    return node;
}

// A group, a tuple or a generator expression. A group is what is in it, with its own range.
Expression* Parser::parenthesized()
{
    const Token& start = advance();
    if (at(TokenKind::KwYield)) {
        Expression* result = yield_expression();
        expect(TokenKind::RightParenthesis);
        return result;
    }
    List<Expression> items(*this);
    if (!at(TokenKind::RightParenthesis)) {
        Expression* first = star_named_expression();
        if (at_comprehension()) {
            return comprehension_of(NodeKind::GeneratorExp, start, first);
        }
        if (at(TokenKind::RightParenthesis)) {
            if (first->kind == NodeKind::Starred) {
                fail();
            }
            advance();
            return first;
        }
        if (!at(TokenKind::Comma)) {
            fail();
        }
        items.push(first);
        while (accept(TokenKind::Comma) && !at(TokenKind::RightParenthesis)) {
            items.push(star_named_expression());
        }
    }
    expect(TokenKind::RightParenthesis);
    auto* tuple = make<Display>(NodeKind::Tuple, start);
    tuple->elts = items.take();
    return tuple;
}

Expression* Parser::list_display()
{
    const Token& start = advance();
    List<Expression> items(*this);
    if (!at(TokenKind::RightBracket)) {
        items.push(star_named_expression());
        if (at_comprehension()) {
            return comprehension_of(NodeKind::ListComp, start, items.back());
        }
        while (accept(TokenKind::Comma) && !at(TokenKind::RightBracket)) {
            items.push(star_named_expression());
        }
    }
    expect(TokenKind::RightBracket);
    auto* list = make<Display>(NodeKind::List, start);
    list->elts = items.take();
    return list;
}

// A dict or a set: the first element tells.
Expression* Parser::brace_display()
{
    const Token& start = advance();
    if (at(TokenKind::RightBrace) || at(TokenKind::DoubleStar)) {
        return dict_display(start, nullptr);
    }
    const bool is_key = !at(TokenKind::Star) && kind_ahead(1) != TokenKind::ColonEqual;
    Expression* first = star_named_expression();
    if (at(TokenKind::Colon) && is_key) {
        return dict_display(start, first);
    }
    if (at_comprehension()) {
        return comprehension_of(NodeKind::SetComp, start, first);
    }
    List<Expression> items(*this);
    items.push(first);
    while (accept(TokenKind::Comma) && !at(TokenKind::RightBrace)) {
        items.push(star_named_expression());
    }
    expect(TokenKind::RightBrace);
    auto* set = make<Set>(NodeKind::Set, start);
    set->elts = items.take();
    return set;
}

// Keys and values alternate on the scratch stack; the key of **mapping is null.
Expression* Parser::dict_display(const Token& start, Expression* first_key)
{
    List<Expression> items(*this);
    Expression* key = first_key;
    std::vector<SourceRange> stars;
    while (key != nullptr || !at(TokenKind::RightBrace)) {
        Expression* value = nullptr;
        if (key == nullptr && at(TokenKind::DoubleStar)) {
            stars.push_back(advance().range);
            value = bitwise_or();
        } else {
            if (key == nullptr) {
                key = expression();
            }
            expect(TokenKind::Colon);
            value = expression();
            if (items.size() == 0 && at_comprehension()) {
                const Sequence<Comprehension*> generators = comprehension_clauses();
                expect(TokenKind::RightBrace);
                auto* node = make<DictComp>(NodeKind::DictComp, start);
                node->key = key;
                node->value = value;
                node->generators = generators;
                return node;
            }
        }
        items.push(key);
        items.push(value);
        key = nullptr;
        if (!accept(TokenKind::Comma)) {
            break;
        }
    }
    expect(TokenKind::RightBrace);
    const std::size_t count = items.size() / 2;
    const Sequence<Expression*> all = items.take();
    auto* keys = m_tree.arena().create_array<Expression*>(count);
    auto* values = m_tree.arena().create_array<Expression*>(count);
    for (std::size_t i = 0; i < count; ++i) {
        keys[i] = all[2 * i];
        values[i] = all[2 * i + 1];
    }
    auto* dict = make<Dict>(NodeKind::Dict, start);
    dict->keys = { keys, count };
    dict->values = { values, count };
    auto* places = m_tree.arena().create_array<SourceRange>(stars.size());
    std::copy(stars.begin(), stars.end(), places);
    dict->stars = { places, stars.size() };
    return dict;
}

} // namespace fw::syntax
