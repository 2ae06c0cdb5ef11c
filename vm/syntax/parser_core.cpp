// How the parser reads tokens and makes nodes, and the start symbols of the grammar.
// CPython: Parser/pegen/pegen.c
#include "vm/syntax/character_name.h"
#include "vm/syntax/lexer.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/source_text.h"

namespace fw::syntax {

namespace {

Lexer::Comments comments_of(const GrammarFeatures& features)
{
    return features.type_comments ? Lexer::Comments::Types : Lexer::Comments::Skipped;
}

} // namespace

LexerBuffer Parser::buffer_at(std::size_t token) const
{
    return Lexer(m_text, comments_of(m_context.features)).buffer_at(token);
}

Parser::Parser(Tree& tree, const ParserContext& context)
    : m_tree(tree)
    , m_context(context)
    , m_text(context.text)
    , m_depth(context.depth)
    , m_first_warning(context.warnings->size())
{
    Lexer lexer(m_text, comments_of(context.features));
    m_tokens = lexer.run();
    m_lexer_error = lexer.error();
    if (context.features.version < 7) {
        make_names_of_async_and_await();
    }
    add_type_ignores(lexer);
    if (context.mode == Mode::Single && !context.is_fstring) {
        end_single_input();
    }
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

// The end of an interactive input is a line end, and the end of its blocks.
// CPython: _PyPegen_fill_token()
void Parser::end_single_input()
{
    if (m_tokens.size() < 2 || m_tokens.back().kind != TokenKind::EndMarker) {
        return;
    }
    const Token end = m_tokens.back();
    m_tokens.pop_back();
    int indents = 0;
    for (const Token& token : m_tokens) {
        indents += token.kind == TokenKind::Indent ? 1 : token.kind == TokenKind::Dedent ? -1 : 0;
    }
    const auto add = [&](TokenKind kind) {
        m_tokens.push_back(end);
        m_tokens.back().kind = kind;
    };
    add(TokenKind::Newline);
    if (indents > 0 && m_context.features.implies_dedent) {
        for (; indents > 0; --indents) {
            add(TokenKind::Dedent);
        }
        add(TokenKind::Newline);
    }
    add(TokenKind::EndMarker);
}

TokenKind Parser::kind_ahead(std::size_t distance) const
{
    return m_at + distance < m_tokens.size() ? m_tokens[m_at + distance].kind
                                             : m_tokens.back().kind;
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

Module* Parser::parse()
{
    using grammar::RuleName;
    const RuleName start = m_context.mode == Mode::Exec ? RuleName::Rule_file
        : m_context.mode == Mode::Eval                  ? RuleName::Rule_eval
        : m_context.mode == Mode::Single                ? RuleName::Rule_interactive
                                                        : RuleName::Rule_func_type;
    Module* module = nullptr;
    try {
        module = m_context.mode == Mode::Exec ? parse_module()
            : m_context.mode == Mode::Eval    ? parse_eval()
            : m_context.mode == Mode::Single  ? parse_single()
                                              : parse_function_type();
    } catch (const ParseFailure&) {
        explain(start);
        throw;
    }
    if (m_deepest > safe_depth) {
        explain(start);
    }
    if (m_context.mode == Mode::Single && has_more_statements()) {
        m_furthest = m_at - 1;
        fail_at_current("multiple statements found while compiling a single statement");
    }
    return module;
}

Module* Parser::parse_module()
{
    auto* module = m_tree.create<Module>(NodeKind::Module, {});
    List<Statement> body(*this);
    while (!at(TokenKind::EndMarker)) {
        statement(body);
    }
    module->body = body.take();
    module->type_ignores = m_type_ignores;
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

// One statement; a compound one is ended by a line of its own.
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
    } else {
        const bool is_compound = at_compound_statement();
        statement(body);
        if (is_compound) {
            expect(TokenKind::Newline);
        }
    }
    module->body = body.take();
    return module;
}

// Whether anything but blank lines and comments follows the first line end in the tokenizer's
// buffer. As in CPython a quote or a line join before it hides it.
// CPython: bad_single_statement() in Parser/pegen/pegen.c
bool Parser::has_more_statements() const
{
    const std::string_view buffered = buffer_at(m_at - 1).text;
    const auto start = static_cast<std::size_t>(buffered.data() - m_text.data());
    const std::size_t line_end = m_text.find('\n', start);
    if (line_end == std::string_view::npos || (line_end > start && m_text[line_end - 1] == '\\')
        || m_text.substr(start, line_end - start).find_first_of("'\"") != std::string_view::npos) {
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
    Expression* expression = nullptr;
    try {
        expression = star_expressions();
    } catch (const ParseFailure&) {
        explain(grammar::RuleName::Rule_fstring);
        throw;
    }
    if (m_deepest > safe_depth) {
        explain(grammar::RuleName::Rule_fstring);
    }
    return expression;
}

ParseOutcome parse(std::string_view source, std::string_view filename, Mode mode,
    SourceEncoding encoding, const GrammarFeatures& features)
{
    return parse(decode_source(source, filename, encoding), mode, encoding, features);
}

ParseOutcome parse(
    const SourceText& decoded, Mode mode, SourceEncoding encoding, const GrammarFeatures& features)
{
    ParseOutcome outcome;
    if (!decoded.ok) {
        outcome.error = decoded.error;
        return outcome;
    }
    Tree tree;
    try {
        std::string_view text = decoded.text;
        if (mode != Mode::Exec && !decoded.ends_with_newline && !text.empty()) {
            text.remove_suffix(1); // The line end that is not the source's.
        }
        Parser parser(tree,
            { .text = text,
                .mode = mode,
                .counts_characters = encoding == SourceEncoding::Utf8 || decoded.is_declared,
                .is_good_utf8 = decoded.is_good_utf8,
                .is_file = encoding == SourceEncoding::File,
                .ends_with_newline = decoded.ends_with_newline,
                .features = features,
                .warnings = &outcome.warnings });
        tree.set_root(parser.parse());
        if (decoded.is_cut) {
            throw ParseFailure{ decoded.error };
        }
    } catch (ParseFailure& failure) {
        if (decoded.is_cut && failure.is_at_end) {
            outcome.error = decoded.error;
            return outcome;
        }
        outcome.error = std::move(failure.error);
        hint_at_print_statement(outcome.error);
        return outcome;
    }
    outcome.tree.emplace(std::move(tree));
    return outcome;
}

} // namespace fw::syntax
