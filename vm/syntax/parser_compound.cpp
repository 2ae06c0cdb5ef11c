// Statements that hold statements.
// CPython: compound_stmt and what it names in Grammar/python.gram
#include "vm/syntax/parser.h"

namespace fw::syntax {

Statement* Parser::compound_statement()
{
    switch (kind()) {
    case TokenKind::KwIf:
        return if_statement();
    case TokenKind::KwWhile:
        return while_statement();
    case TokenKind::KwFor:
        return for_statement(current(), NodeKind::For);
    case TokenKind::KwTry:
        return try_statement();
    case TokenKind::KwWith:
        return with_statement(current(), NodeKind::With);
    case TokenKind::KwDef:
        return function_definition(current(), NodeKind::FunctionDef, {});
    case TokenKind::KwClass:
        return class_definition({});
    case TokenKind::At:
        return decorated();
    default:
        return async_statement({});
    }
}

// What follows a colon: indented statements, or simple ones on the same line.
Sequence<Statement*> Parser::block()
{
    List<Statement> body(*this);
    if (!accept(TokenKind::Newline)) {
        simple_statements(body);
        return body.take();
    }
    expect(TokenKind::Indent);
    do {
        statement(body);
    } while (!at(TokenKind::Dedent) && !at(TokenKind::EndMarker));
    expect(TokenKind::Dedent);
    return body.take();
}

Sequence<Statement*> Parser::else_block()
{
    if (!accept(TokenKind::KwElse)) {
        return {};
    }
    expect(TokenKind::Colon);
    return block();
}

// A chain of elif is a chain of If nodes, each the only statement of the one before.
Statement* Parser::if_statement()
{
    struct Branch {
        const Token* start;
        If* node;
    };
    std::vector<Branch> branches;
    Sequence<Statement*> rest;
    do {
        const Token& start = advance();
        Expression* test = named_expression();
        auto* node = m_tree.create<If>(NodeKind::If, start.range);
        node->header = header_from(start);
        expect(TokenKind::Colon);
        node->test = test;
        node->body = block();
        branches.push_back({ &start, node });
        m_deepest = std::max(m_deepest, m_depth + static_cast<int>(branches.size()));
    } while (at(TokenKind::KwElif));
    rest = else_block();
    while (!branches.empty()) {
        const auto [start, node] = branches.back();
        branches.pop_back();
        node->orelse = rest;
        node->range = range_from(*start);
        Statement* inner = node;
        rest = m_tree.sequence(&inner, 1);
    }
    return rest[0];
}

Statement* Parser::while_statement()
{
    const Token& start = advance();
    Expression* test = named_expression();
    const SourceRange header = header_from(start);
    expect(TokenKind::Colon);
    const Sequence<Statement*> body = block();
    const Sequence<Statement*> orelse = else_block();
    auto* node = make<While>(NodeKind::While, start);
    node->header = header;
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return node;
}

Statement* Parser::for_statement(const Token& start, NodeKind node_kind)
{
    advance();
    Expression* target = for_targets();
    expect(TokenKind::KwIn);
    Expression* iter = star_expressions();
    const SourceRange header = header_from(start);
    expect(TokenKind::Colon);
    Identifier comment = type_comment();
    const Sequence<Statement*> body = block();
    const Sequence<Statement*> orelse = else_block();
    if (node_kind == NodeKind::AsyncFor) {
        require_version(5, "Async for loops are");
    }
    auto* node = make<For>(node_kind, start);
    node->header = header;
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    node->type_comment = comment;
    return node;
}

ExceptHandler* Parser::except_handler()
{
    const Token& start = advance();
    Expression* type = nullptr;
    Identifier name = nullptr;
    SourceRange name_range;
    if (!at(TokenKind::Colon)) {
        type = expression();
        if (accept(TokenKind::KwAs)) {
            name = expect_name();
            name_range = last_range();
        }
    }
    const SourceRange header = header_from(start);
    expect(TokenKind::Colon);
    const Sequence<Statement*> body = block();
    auto* handler = make<ExceptHandler>(NodeKind::ExceptHandler, start);
    handler->header = header;
    handler->name_range = name_range;
    handler->type = type;
    handler->name = name;
    handler->body = body;
    return handler;
}

Statement* Parser::try_statement()
{
    const Token& start = advance();
    expect(TokenKind::Colon);
    const Sequence<Statement*> body = block();
    if (!at(TokenKind::KwExcept) && !at(TokenKind::KwFinally)) {
        fail();
    }
    List<ExceptHandler> handlers(*this);
    while (at(TokenKind::KwExcept)) {
        handlers.push(except_handler());
    }
    Sequence<Statement*> orelse;
    if (handlers.size() > 0) {
        orelse = else_block();
    }
    Sequence<Statement*> finalbody;
    SourceRange finally_range;
    if (accept(TokenKind::KwFinally)) {
        finally_range = last_range();
        expect(TokenKind::Colon);
        finalbody = block();
    }
    auto* node = make<Try>(NodeKind::Try, start);
    node->header = start.range;
    node->finally_range = finally_range;
    node->body = body;
    node->handlers = handlers.take();
    node->orelse = orelse;
    node->finalbody = finalbody;
    return node;
}

WithItem* Parser::with_item()
{
    const Token& start = current();
    Expression* context = expression();
    Expression* target = accept(TokenKind::KwAs) ? with_target() : nullptr;
    auto* item = make<WithItem>(NodeKind::withitem, start);
    item->context_expr = context;
    item->optional_vars = target;
    return item;
}

// `with (a as b, c):` The parenthesis may as well open an expression: then nothing is read.
bool Parser::parenthesized_with_items(List<WithItem>& items)
{
    const std::size_t position = m_at;
    try {
        advance();
        do {
            items.push(with_item());
        } while (accept(TokenKind::Comma) && !at(TokenKind::RightParenthesis));
        if (accept(TokenKind::RightParenthesis) && at(TokenKind::Colon)) {
            return true;
        }
    } catch (const ParseFailure&) {
        // An expression, or wrong; reading it again tells.
    }
    m_at = position;
    return false;
}

Statement* Parser::with_statement(const Token& start, NodeKind node_kind)
{
    advance();
    Sequence<WithItem*> items;
    bool has_comment = false; // Behind items in parentheses there is none.
    if (at(TokenKind::LeftParenthesis)) {
        List<WithItem> list(*this);
        if (parenthesized_with_items(list)) {
            items = list.take();
        }
    }
    if (items.empty()) {
        List<WithItem> list(*this);
        do {
            list.push(with_item());
        } while (accept(TokenKind::Comma));
        items = list.take();
        has_comment = true;
    }
    const SourceRange header = header_from(start);
    expect(TokenKind::Colon);
    Identifier comment = has_comment ? type_comment() : nullptr;
    const Sequence<Statement*> body = block();
    if (node_kind == NodeKind::AsyncWith) {
        require_version(5, "Async with statements are");
    }
    auto* node = make<With>(node_kind, start);
    node->header = header;
    node->items = items;
    node->body = body;
    node->type_comment = comment;
    return node;
}

Statement* Parser::decorated()
{
    List<Expression> list(*this);
    while (accept(TokenKind::At)) {
        list.push(named_expression());
        expect(TokenKind::Newline);
    }
    const Sequence<Expression*> decorators = list.take();
    switch (kind()) {
    case TokenKind::KwDef:
        return function_definition(current(), NodeKind::FunctionDef, decorators);
    case TokenKind::KwClass:
        return class_definition(decorators);
    case TokenKind::KwAsync:
        if (kind_ahead(1) == TokenKind::KwDef) {
            return async_statement(decorators);
        }
        fail();
    default:
        fail();
    }
}

Statement* Parser::async_statement(Sequence<Expression*> decorators)
{
    const Token& start = advance();
    switch (kind()) {
    case TokenKind::KwDef:
        return function_definition(start, NodeKind::AsyncFunctionDef, decorators);
    case TokenKind::KwFor:
        return for_statement(start, NodeKind::AsyncFor);
    case TokenKind::KwWith:
        return with_statement(start, NodeKind::AsyncWith);
    default:
        fail();
    }
}

// The current token is `def`.
Statement* Parser::function_definition(
    const Token& start, NodeKind node_kind, Sequence<Expression*> decorators)
{
    advance();
    Identifier name = expect_name();
    const SourceRange name_range = last_range();
    expect(TokenKind::LeftParenthesis);
    Arguments* args = parameters(TokenKind::RightParenthesis);
    expect(TokenKind::RightParenthesis);
    Expression* returns = accept(TokenKind::Arrow) ? expression() : nullptr;
    const SourceRange header = header_from(start);
    expect(TokenKind::Colon);
    Identifier comment = function_type_comment();
    const Sequence<Statement*> body = block();
    if (node_kind == NodeKind::AsyncFunctionDef) {
        require_version(5, "Async functions are");
    }
    auto* node = make<FunctionDef>(node_kind, start);
    node->header = header;
    node->name_range = name_range;
    node->name = name;
    node->args = args;
    node->body = body;
    node->decorator_list = decorators;
    node->returns = returns;
    node->type_comment = comment;
    return node;
}

Statement* Parser::class_definition(Sequence<Expression*> decorators)
{
    const Token& start = advance();
    Identifier name = expect_name();
    const SourceRange name_range = last_range();
    Sequence<Expression*> bases;
    Sequence<Keyword*> keywords;
    if (accept(TokenKind::LeftParenthesis)) {
        arguments(nullptr, bases, keywords);
    }
    const SourceRange header = header_from(start);
    expect(TokenKind::Colon);
    const Sequence<Statement*> body = block();
    auto* node = make<ClassDef>(NodeKind::ClassDef, start);
    node->header = header;
    node->name_range = name_range;
    node->name = name;
    node->bases = bases;
    node->keywords = keywords;
    node->body = body;
    node->decorator_list = decorators;
    return node;
}

} // namespace fw::syntax
