// How the parser reads tokens and makes nodes, and the start symbols of the grammar.
// CPython: Parser/pegen/pegen.c
#include "vm/syntax/character_name.h"
#include "vm/syntax/lexer.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/source_text.h"

namespace fw::syntax {

Parser::Parser(Tree& tree, const ParserContext& context)
    : m_tree(tree)
    , m_context(context)
    , m_text(context.text)
    , m_depth(context.depth)
{
    Lexer lexer(m_text);
    m_tokens = lexer.run();
    m_lexer_error = lexer.error();
    if (!context.is_fstring) {
        return;
    }
    for (Token& token : m_tokens) {
        // CPython moves the columns of a token that ends on the first line, and only of those.
        if (token.range.end_line == 1) {
            token.range.column += context.first_column;
            token.range.end_column += context.first_column;
        }
        token.range.line += context.first_line;
        token.range.end_line += context.first_line;
    }
}

TokenKind Parser::kind_ahead(std::size_t distance) const
{
    return m_at + distance < m_tokens.size() ? m_tokens[m_at + distance].kind
                                             : m_tokens.back().kind;
}

void Parser::go_back(std::size_t position)
{
    has_seen(m_at);
    m_at = position;
}

void Parser::has_seen(std::size_t position)
{
    m_furthest = std::max(m_furthest, std::min(position, m_tokens.size() - 1));
}

Identifier Parser::identifier(const Token& token)
{
    const std::string_view text = text_of(token);
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            return m_tree.intern(normalize_identifier(text));
        }
    }
    return m_tree.intern(text);
}

Identifier Parser::expect_name()
{
    return identifier(expect(TokenKind::Name));
}

// From the token to the last one read that is not only layout.
SourceRange Parser::range_from(const Token& start) const
{
    std::size_t last = m_at - 1;
    while (last > 0
        && (m_tokens[last].kind == TokenKind::Newline || m_tokens[last].kind == TokenKind::Indent
            || m_tokens[last].kind == TokenKind::Dedent)) {
        --last;
    }
    return spanning(start.range, m_tokens[last].range);
}

Name* Parser::make_name(const Token& token, ExprContext context)
{
    auto* node = m_tree.create<Name>(NodeKind::Name, token.range);
    node->name = identifier(token);
    node->ctx = context;
    return node;
}

Module* Parser::parse_module()
{
    auto* module = m_tree.create<Module>(NodeKind::Module, {});
    List<Statement> body(*this);
    while (!at(TokenKind::EndMarker)) {
        statement(body);
    }
    module->body = body.take();
    module->range = { 1, 0, m_tokens.back().range.end_line, m_tokens.back().range.end_column };
    return module;
}

Module* Parser::parse_eval()
{
    auto* module = m_tree.create<Module>(NodeKind::Expression, {});
    const Token& start = current();
    Expression* first = expression();
    if (at(TokenKind::Comma)) {
        List<Expression> items(*this);
        items.push(first);
        while (accept(TokenKind::Comma) && starts_expression()) {
            items.push(expression());
        }
        auto* tuple = make<Display>(NodeKind::Tuple, start);
        tuple->elts = items.take();
        first = tuple;
    }
    module->expression = first;
    module->range = first->range;
    while (accept(TokenKind::Newline)) { }
    if (!at(TokenKind::EndMarker)) {
        fail();
    }
    return module;
}

// One statement; a compound one is ended by a line of its own, which the end of the text may stand
// for.
Module* Parser::parse_single()
{
    auto* module = m_tree.create<Module>(NodeKind::Interactive, {});
    List<Statement> body(*this);
    if (at(TokenKind::EndMarker)) {
        fail();
    }
    if (at(TokenKind::Newline)) {
        const Token& newline = advance();
        body.push(m_tree.create<SimpleStatement>(NodeKind::Pass, newline.range));
        module->body = body.take();
        return module;
    }
    const bool is_compound = at_compound_statement();
    statement(body);
    module->body = body.take();
    if (is_compound) {
        const bool has_block = m_tokens[m_at - 1].kind == TokenKind::Dedent;
        if (!at(TokenKind::EndMarker) || (m_context.has_added_newline && !has_block)) {
            fail();
        }
    } else if (has_more_statements()) {
        m_furthest = --m_at;
        fail_at_current("multiple statements found while compiling a single statement");
    }
    return module;
}

// Whether anything but blank lines and comments follows the line end that has just been read. As in
// CPython a quote or a line join on the last line hides it.
// CPython: bad_single_statement() in Parser/pegen/pegen.c
bool Parser::has_more_statements() const
{
    const std::size_t line_end = m_tokens[m_at - 1].end - 1;
    std::size_t start = m_tokens[m_at - 2].start;
    while (start > 0 && m_text[start - 1] != '\n') {
        --start;
    }
    if (m_text.substr(start, line_end - start).find_first_of("'\"") != std::string_view::npos
        || (start > 1 && m_text[start - 2] == '\\')) {
        return false;
    }
    std::string_view rest = m_text.substr(line_end);
    for (;;) {
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\f"), rest.size()));
        if (rest.empty() || rest[0] != '#') {
            return !rest.empty();
        }
        rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
    }
}

Expression* Parser::parse_fstring_expression()
{
    return star_expressions();
}

ParseOutcome parse(
    std::string_view source, std::string_view filename, Mode mode, SourceEncoding encoding)
{
    ParseOutcome outcome;
    const SourceText decoded = decode_source(source, filename, encoding);
    if (!decoded.ok) {
        outcome.error = decoded.error;
        return outcome;
    }
    Tree tree;
    try {
        const bool has_added_newline = mode != Mode::Exec && !source.empty()
            && source.back() != '\n' && source.back() != '\r';
        Parser parser(tree, { .text = decoded.text, .has_added_newline = has_added_newline });
        tree.set_root(mode == Mode::Exec ? parser.parse_module()
                : mode == Mode::Eval     ? parser.parse_eval()
                                         : parser.parse_single());
    } catch (ParseFailure& failure) {
        outcome.error = std::move(failure.error);
        hint_at_print_statement(outcome.error);
        return outcome;
    }
    outcome.tree.emplace(std::move(tree));
    return outcome;
}

} // namespace fw::syntax
