// Statements on one line.
// CPython: simple_stmt and what it names in Grammar/python.gram
#include "vm/syntax/parser.h"

namespace fw::syntax {

namespace {

bool augmented_operator(TokenKind kind, Operator& op)
{
    switch (kind) {
    case TokenKind::PlusEqual:
        op = Operator::Add;
        return true;
    case TokenKind::MinusEqual:
        op = Operator::Sub;
        return true;
    case TokenKind::StarEqual:
        op = Operator::Mult;
        return true;
    case TokenKind::AtEqual:
        op = Operator::MatMult;
        return true;
    case TokenKind::SlashEqual:
        op = Operator::Div;
        return true;
    case TokenKind::PercentEqual:
        op = Operator::Mod;
        return true;
    case TokenKind::AmpersandEqual:
        op = Operator::BitAnd;
        return true;
    case TokenKind::VerticalBarEqual:
        op = Operator::BitOr;
        return true;
    case TokenKind::CircumflexEqual:
        op = Operator::BitXor;
        return true;
    case TokenKind::LeftShiftEqual:
        op = Operator::LShift;
        return true;
    case TokenKind::RightShiftEqual:
        op = Operator::RShift;
        return true;
    case TokenKind::DoubleStarEqual:
        op = Operator::Pow;
        return true;
    case TokenKind::DoubleSlashEqual:
        op = Operator::FloorDiv;
        return true;
    default:
        return false;
    }
}

bool is_single_target(const Expression& target)
{
    return target.kind == NodeKind::Name || target.kind == NodeKind::Attribute
        || target.kind == NodeKind::Subscript;
}

} // namespace

bool Parser::at_compound_statement() const
{
    switch (kind()) {
    case TokenKind::At:
    case TokenKind::KwAsync:
    case TokenKind::KwClass:
    case TokenKind::KwDef:
    case TokenKind::KwFor:
    case TokenKind::KwIf:
    case TokenKind::KwTry:
    case TokenKind::KwWhile:
    case TokenKind::KwWith:
        return true;
    default:
        return false;
    }
}

// A compound statement, or the simple statements of one line.
void Parser::statement(List<Statement>& out)
{
    if (at_compound_statement()) {
        out.push(compound_statement());
    } else {
        simple_statements(out);
    }
}

void Parser::simple_statements(List<Statement>& out)
{
    do {
        out.push(simple_statement());
        if (!accept(TokenKind::Semicolon)) {
            break;
        }
    } while (!at(TokenKind::Newline));
    expect(TokenKind::Newline);
}

Statement* Parser::simple_statement()
{
    const Token& start = current();
    switch (start.kind) {
    case TokenKind::KwReturn: {
        advance();
        Expression* value
            = starts_expression() || at(TokenKind::Star) ? star_expressions() : nullptr;
        auto* node = make<Return>(NodeKind::Return, start);
        node->value = value;
        return node;
    }
    case TokenKind::KwImport:
        return import_statement();
    case TokenKind::KwFrom:
        return import_from_statement();
    case TokenKind::KwRaise:
        return raise_statement();
    case TokenKind::KwPass:
        advance();
        return make<SimpleStatement>(NodeKind::Pass, start);
    case TokenKind::KwBreak:
        advance();
        return make<SimpleStatement>(NodeKind::Break, start);
    case TokenKind::KwContinue:
        advance();
        return make<SimpleStatement>(NodeKind::Continue, start);
    case TokenKind::KwDel:
        return delete_statement();
    case TokenKind::KwAssert:
        return assert_statement();
    case TokenKind::KwGlobal:
        return names_statement(NodeKind::Global);
    case TokenKind::KwNonlocal:
        return names_statement(NodeKind::Nonlocal);
    default:
        return expression_statement();
    }
}

// Whatever begins with an expression: assignments of all kinds and the expression alone.
Statement* Parser::expression_statement()
{
    const Token& start = current();
    Expression* first = nullptr;
    if (at(TokenKind::KwYield)) {
        first = yield_expression();
        if (at(TokenKind::Equal)) {
            fail();
        }
    } else {
        first = star_expressions();
        Operator op{};
        if (at(TokenKind::Equal)) {
            return assignment(start, first);
        }
        if (at(TokenKind::Colon) && first->kind != NodeKind::Starred) {
            return annotated_assignment(start, first, start.kind == TokenKind::Name);
        }
        if (augmented_operator(kind(), op)) {
            return augmented_assignment(start, first);
        }
    }
    auto* node = make<ExprStatement>(NodeKind::Expr, start);
    node->value = first;
    return node;
}

Expression* Parser::assigned_value()
{
    return at(TokenKind::KwYield) ? yield_expression() : star_expressions();
}

Statement* Parser::assignment(const Token& start, Expression* first)
{
    List<Expression> targets(*this);
    Expression* value = first;
    bool is_bare_yield = false;
    while (at(TokenKind::Equal)) {
        if (is_bare_yield || !is_target(*value, TargetKind::Assign)) {
            fail();
        }
        set_context(value, ExprContext::Store);
        targets.push(value);
        advance();
        is_bare_yield = at(TokenKind::KwYield);
        value = assigned_value();
    }
    Identifier comment = type_comment();
    auto* node = make<Assign>(NodeKind::Assign, start);
    node->targets = targets.take();
    node->value = value;
    node->type_comment = comment;
    return node;
}

Statement* Parser::annotated_assignment(const Token& start, Expression* target, bool is_bare_name)
{
    advance();
    Expression* annotation = expression();
    if (!is_single_target(*target)) {
        fail();
    }
    Expression* value = accept(TokenKind::Equal) ? assigned_value() : nullptr;
    set_context(target, ExprContext::Store);
    require_version(6, "Variable annotation syntax is");
    auto* node = make<AnnAssign>(NodeKind::AnnAssign, start);
    node->target = target;
    node->annotation = annotation;
    node->value = value;
    node->simple = is_bare_name && target->kind == NodeKind::Name;
    return node;
}

Statement* Parser::augmented_assignment(const Token& start, Expression* target)
{
    Operator op{};
    augmented_operator(kind(), op);
    if (op == Operator::MatMult) {
        require_version(5, "The '@' operator is");
    }
    advance();
    Expression* value = assigned_value();
    if (!is_single_target(*target)) {
        fail();
    }
    set_context(target, ExprContext::Store);
    auto* node = make<AugAssign>(NodeKind::AugAssign, start);
    node->target = target;
    node->op = op;
    node->value = value;
    return node;
}

Statement* Parser::delete_statement()
{
    const Token& start = advance();
    List<Expression> targets(*this);
    do {
        if (!starts_expression() && targets.size() > 0) {
            break;
        }
        Expression* target = expression();
        if (!is_target(*target, TargetKind::Del)) {
            fail();
        }
        targets.push(target);
    } while (accept(TokenKind::Comma));
    if (!at(TokenKind::Semicolon) && !at(TokenKind::Newline)) {
        fail();
    }
    auto* node = make<Delete>(NodeKind::Delete, start);
    node->targets = targets.take();
    for (Expression* target : node->targets) {
        set_context(target, ExprContext::Del);
    }
    return node;
}

Statement* Parser::raise_statement()
{
    const Token& start = advance();
    Expression* exception = nullptr;
    Expression* cause = nullptr;
    if (starts_expression()) {
        exception = expression();
        if (accept(TokenKind::KwFrom)) {
            cause = expression();
        }
    }
    auto* node = make<Raise>(NodeKind::Raise, start);
    node->exc = exception;
    node->cause = cause;
    return node;
}

Statement* Parser::assert_statement()
{
    const Token& start = advance();
    Expression* test = expression();
    Expression* message = accept(TokenKind::Comma) ? expression() : nullptr;
    auto* node = make<Assert>(NodeKind::Assert, start);
    node->test = test;
    node->msg = message;
    return node;
}

// a.b.c as one name.
Identifier Parser::dotted_name()
{
    const Token& first = expect(TokenKind::Name);
    if (!at(TokenKind::Dot)) {
        return identifier(first);
    }
    std::string joined = *identifier(first);
    while (accept(TokenKind::Dot)) {
        joined += '.';
        joined += *expect_name();
    }
    return m_tree.intern(joined);
}

// The rest of an alias whose name has just been read is `as name`.
Alias* Parser::import_alias()
{
    const Token& start = current();
    Identifier name = dotted_name();
    const SourceRange name_range = header_from(start);
    Identifier asname = accept(TokenKind::KwAs) ? expect_name() : nullptr;
    auto* alias = make<Alias>(NodeKind::alias, start);
    alias->name = name;
    alias->asname = asname;
    alias->name_range = name_range;
    alias->asname_range = last_range();
    return alias;
}

Statement* Parser::import_statement()
{
    const Token& start = advance();
    List<Alias> names(*this);
    do {
        names.push(import_alias());
    } while (accept(TokenKind::Comma));
    auto* node = make<Import>(NodeKind::Import, start);
    node->names = names.take();
    return node;
}

Statement* Parser::import_from_statement()
{
    const Token& start = advance();
    int level = 0;
    while (at(TokenKind::Dot) || at(TokenKind::Ellipsis)) {
        level += advance().kind == TokenKind::Dot ? 1 : 3;
    }
    Identifier module = nullptr;
    if (level == 0 || !at(TokenKind::KwImport)) {
        module = dotted_name();
    }
    expect(TokenKind::KwImport);
    List<Alias> names(*this);
    const auto one_name = [&] {
        const Token& name_token = expect(TokenKind::Name);
        Identifier asname = accept(TokenKind::KwAs) ? expect_name() : nullptr;
        auto* alias = make<Alias>(NodeKind::alias, name_token);
        alias->name = identifier(name_token);
        alias->asname = asname;
        alias->name_range = name_token.range;
        alias->asname_range = last_range();
        names.push(alias);
    };
    if (at(TokenKind::Star)) {
        const Token& star = advance();
        auto* alias = make<Alias>(NodeKind::alias, star);
        alias->name = m_tree.intern("*");
        alias->name_range = star.range;
        names.push(alias);
    } else if (accept(TokenKind::LeftParenthesis)) {
        do {
            one_name();
        } while (accept(TokenKind::Comma) && !at(TokenKind::RightParenthesis));
        expect(TokenKind::RightParenthesis);
    } else {
        one_name();
        while (accept(TokenKind::Comma)) {
            one_name();
        }
    }
    auto* node = make<ImportFrom>(NodeKind::ImportFrom, start);
    node->module = module;
    node->names = names.take();
    node->level = level;
    return node;
}

Statement* Parser::names_statement(NodeKind node_kind)
{
    const Token& start = advance();
    std::vector<Identifier> names;
    std::vector<SourceRange> ranges;
    do {
        names.push_back(expect_name());
        ranges.push_back(last_range());
    } while (accept(TokenKind::Comma));
    auto* node = make<NameList>(node_kind, start);
    node->names = m_tree.sequence(names);
    node->name_ranges = m_tree.sequence(ranges);
    return node;
}

} // namespace fw::syntax
