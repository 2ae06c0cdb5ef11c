// What compile() can turn on and off in the grammar: type comments, signatures as such comments
// write them, and the grammars of earlier versions as far as CPython tells them apart.
// CPython: func_type, TYPE_COMMENT and CHECK_VERSION in Grammar/python.gram, async_hacks in
// Parser/tokenizer.c
#include <algorithm>

#include "vm/syntax/lexer.h"
#include "vm/syntax/parser.h"

namespace fw::syntax {

// The whole text is `(types) -> type`.
Module* Parser::parse_function_type()
{
    auto* module = m_tree.create<Module>(NodeKind::FunctionType, {});
    const Token& start = expect(TokenKind::LeftParenthesis);
    List<Expression> types(*this);
    bool may_go_on = !at(TokenKind::RightParenthesis);
    while (may_go_on) {
        const bool is_last = accept(TokenKind::DoubleStar);
        const bool is_star = !is_last && accept(TokenKind::Star);
        types.push(expression());
        may_go_on = !is_last && accept(TokenKind::Comma);
        if (may_go_on && is_star && !at(TokenKind::DoubleStar)) {
            fail();
        }
    }
    expect(TokenKind::RightParenthesis);
    expect(TokenKind::Arrow);
    module->expression = expression();
    module->argtypes = types.take();
    module->range = range_from(start);
    while (accept(TokenKind::Newline)) { }
    if (!at(TokenKind::EndMarker)) {
        fail();
    }
    return module;
}

void Parser::add_type_ignores(const Lexer& lexer)
{
    std::vector<TypeIgnore*> ignores;
    for (const Lexer::TypeIgnoreComment& comment : lexer.type_ignores()) {
        auto* node = m_tree.create<TypeIgnore>(NodeKind::TypeIgnore, {});
        node->line = comment.line;
        node->tag = m_tree.intern(comment.tag);
        ignores.push_back(node);
    }
    m_type_ignores = m_tree.sequence(ignores);
}

// The text behind `# type: ` when there is one here, or null.
Identifier Parser::type_comment()
{
    return at(TokenKind::TypeComment) ? m_tree.intern(text_of(advance())) : nullptr;
}

// That of a function stands behind the colon or on the first line of its block.
Identifier Parser::function_type_comment()
{
    const auto comes = [this](std::size_t distance) {
        return kind_ahead(distance) == TokenKind::TypeComment
            && kind_ahead(distance + 1) == TokenKind::Newline
            && kind_ahead(distance + 2) == TokenKind::Indent;
    };
    if (at(TokenKind::Newline) && comes(1)) {
        advance();
    } else if (at(TokenKind::TypeComment) && kind_ahead(1) == TokenKind::Newline && comes(2)) {
        fail();
    }
    return type_comment();
}

// Behind the comma, or behind the last parameter. Lambdas have none.
Identifier Parser::parameter_type_comment(TokenKind closing)
{
    return closing == TokenKind::RightParenthesis ? type_comment() : nullptr;
}

void Parser::require_version(int version, const char* what)
{
    if (m_context.features.version < version) {
        m_furthest = m_at;
        fail_at_current(std::string(what) + " only supported in Python 3." + std::to_string(version)
            + " and greater");
    }
}

// Decimal literals may not be longer than what int() takes; the error has the line and no column.
void Parser::check_digits(const Token& token)
{
    constexpr std::int64_t never_limited = 640;
    const std::string_view text = text_of(token);
    const auto digits
        = static_cast<std::int64_t>(text.size()) - std::count(text.begin(), text.end(), '_');
    const std::int64_t limit = m_context.features.int_digit_limit;
    if (digits <= never_limited || digits <= limit || limit == 0
        || text.find_first_not_of("0123456789_") != std::string_view::npos) {
        return;
    }
    m_furthest = m_at;
    fail_at_place(SyntaxErrorKind::SyntaxError,
        "Exceeds the limit (" + std::to_string(limit)
            + ") for integer string conversion: value has " + std::to_string(digits)
            + " digits; use sys.set_int_max_str_digits() to increase the limit - Consider"
              " hexadecimal for huge integer literals to avoid decimal conversion limits.",
        token.range.line, 1);
}

// Before 3.7 `async` and `await` are names outside of functions that begin with `async def`.
void Parser::make_names_of_async_and_await()
{
    bool in_function = false;
    bool is_past_signature = false;
    int depth = 0;
    int function_depth = 0;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        Token& token = m_tokens[i];
        depth += token.kind == TokenKind::Indent ? 1 : token.kind == TokenKind::Dedent ? -1 : 0;
        if (in_function && is_past_signature && function_depth >= depth
            && token.kind != TokenKind::TypeComment && token.kind != TokenKind::Newline) {
            in_function = false;
        }
        if (token.kind == TokenKind::Newline) {
            is_past_signature = in_function;
        } else if (token.kind == TokenKind::KwAsync && !in_function
            && m_tokens[i + 1].kind == TokenKind::KwDef) {
            in_function = true;
            is_past_signature = false;
            function_depth = depth;
        } else if (!in_function
            && (token.kind == TokenKind::KwAsync || token.kind == TokenKind::KwAwait)) {
            token.kind = TokenKind::Name;
        }
    }
}

} // namespace fw::syntax
