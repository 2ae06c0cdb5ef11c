// What is wrong and where: CPython's messages and the tokens that it points to.
// CPython: _PyPegen_run_parser(), _PyPegen_get_invalid_target(), _PyPegen_get_expr_name() in
// Parser/pegen/pegen.c
#include "vm/syntax/parser.h"
#include "vm/syntax/source_text.h"

namespace fw::syntax {

// Tokens without text count from the start of the line, others from behind their first byte.
int Parser::error_column(const Token& token) const
{
    const bool is_ours = m_context.has_added_newline && token.start + 1 >= m_text.size();
    if (token.kind == TokenKind::EndMarker) {
        return token.range.column - (is_ours ? 1 : 0);
    }
    const bool is_layout = token.kind == TokenKind::Indent || token.kind == TokenKind::Dedent
        || (token.kind == TokenKind::Newline && is_ours);
    return token.range.column + (is_layout ? 0 : 1);
}

// Whether CPython's tokenizer has met the end of the text when it has read the token.
bool Parser::is_at_end(const Token& token) const
{
    return token.after_end || (m_context.has_added_newline && token.end + 1 >= m_text.size());
}

// There is no rule for what comes: CPython points to the last token that it has looked at.
void Parser::fail()
{
    has_seen(m_at);
    const Token& token = m_tokens[m_furthest];
    try {
        if (is_at_end(token) && token.kind != TokenKind::Error) {
            fail_at_current("unexpected EOF while parsing");
        }
        if (token.kind == TokenKind::Indent) {
            fail_at_current("unexpected indent", SyntaxErrorKind::IndentationError);
        }
        if (token.kind == TokenKind::Dedent) {
            fail_at_current("unexpected unindent", SyntaxErrorKind::IndentationError);
        }
        fail_at_current("invalid syntax");
    } catch (ParseFailure& failure) {
        failure.is_generic = token.kind != TokenKind::Error;
        throw;
    }
}

void Parser::fail_too_deep()
{
    SyntaxErrorInfo error;
    error.kind = SyntaxErrorKind::MemoryError;
    throw ParseFailure{ std::move(error) };
}

void Parser::fail_at_current(const std::string& message, SyntaxErrorKind error_kind)
{
    has_seen(m_at);
    const Token& token = m_tokens[m_furthest];
    if (token.kind == TokenKind::Error) {
        SyntaxErrorInfo error = m_lexer_error;
        if (m_context.is_fstring) {
            error.line += m_context.first_line;
        }
        throw ParseFailure{ std::move(error) };
    }
    fail_at_place(error_kind, message, token.range.line, error_column(token));
}

void Parser::fail_at_node(const Node& node, const std::string& message)
{
    if (at(TokenKind::Error)) {
        fail();
    }
    fail_at_place(SyntaxErrorKind::SyntaxError, message, node.range.line, node.range.column + 1);
}

void Parser::fail_at_place(
    SyntaxErrorKind error_kind, const std::string& message, int line, int column)
{
    SyntaxErrorInfo error;
    error.kind = error_kind;
    error.message = message;
    error.line = line;
    error.has_text = true;
    if (m_context.is_fstring) {
        error.message = "f-string: " + error.message;
        error.text = m_text;
        column -= m_context.first_column;
    } else {
        error.text = line_of(m_text, line);
    }
    error.offset = count_characters(error.text, static_cast<std::size_t>(std::max(column, 0)));
    throw ParseFailure{ std::move(error) };
}

void Parser::fail_on_target(Expression* target, TargetKind target_kind)
{
    if (const Expression* bad = invalid_target(target, target_kind)) {
        fail_at_node(*bad,
            (target_kind == TargetKind::Del ? "cannot delete " : "cannot assign to ")
                + std::string(expression_name(*bad)));
    }
    fail();
}

// The first part of what should be a target that can never be one, or null.
Expression* Parser::invalid_target(Expression* target, TargetKind target_kind)
{
    switch (target->kind) {
    case NodeKind::List:
    case NodeKind::Tuple:
        for (Expression* element : node_cast<Display>(*target).elts) {
            if (Expression* bad = invalid_target(element, target_kind)) {
                return bad;
            }
        }
        return nullptr;
    case NodeKind::Starred:
        return target_kind == TargetKind::Del
            ? target
            : invalid_target(node_cast<Starred>(*target).value, target_kind);
    case NodeKind::Compare: {
        // `for a in b` reads as a comparison; its left side is the target.
        auto& compare = node_cast<Compare>(*target);
        if (target_kind == TargetKind::For) {
            return compare.ops[0] == CompareOperator::In ? invalid_target(compare.left, target_kind)
                                                         : nullptr;
        }
        return target;
    }
    case NodeKind::Name:
    case NodeKind::Subscript:
    case NodeKind::Attribute:
        return nullptr;
    default:
        return target;
    }
}

std::string_view Parser::expression_name(const Expression& expression)
{
    switch (expression.kind) {
    case NodeKind::Attribute:
        return "attribute";
    case NodeKind::Subscript:
        return "subscript";
    case NodeKind::Starred:
        return "starred";
    case NodeKind::Name:
        return "name";
    case NodeKind::List:
        return "list";
    case NodeKind::Tuple:
        return "tuple";
    case NodeKind::Lambda:
        return "lambda";
    case NodeKind::Call:
        return "function call";
    case NodeKind::BoolOp:
    case NodeKind::BinOp:
    case NodeKind::UnaryOp:
        return "operator";
    case NodeKind::GeneratorExp:
        return "generator expression";
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
        return "yield expression";
    case NodeKind::Await:
        return "await expression";
    case NodeKind::ListComp:
        return "list comprehension";
    case NodeKind::SetComp:
        return "set comprehension";
    case NodeKind::DictComp:
        return "dict comprehension";
    case NodeKind::Dict:
        return "dict display";
    case NodeKind::Set:
        return "set display";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
        return "f-string expression";
    case NodeKind::Constant: {
        const fw::Constant& value = *node_cast<ConstantExpr>(expression).value;
        if (value.is_none()) {
            return "None";
        }
        if (const bool* truth = value.as<bool>()) {
            return *truth ? "True" : "False";
        }
        return value.is<EllipsisConstant>() ? "Ellipsis" : "literal";
    }
    case NodeKind::Compare:
        return "comparison";
    case NodeKind::IfExp:
        return "conditional expression";
    case NodeKind::NamedExpr:
        return "named expression";
    default:
        return "expression";
    }
}

} // namespace fw::syntax
