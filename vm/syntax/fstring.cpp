// CPython: fstring_find_literal(), fstring_find_expr(), fstring_compile_expr() in
// Parser/pegen/parse_string.c
#include "vm/syntax/fstring.h"

#include "vm/base/utf8.h"
#include "vm/syntax/source_text.h"
#include "vm/syntax/string_literal.h"

namespace fw::syntax {

namespace {

constexpr int max_nesting = 200;

bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

} // namespace

void FStringParser::add_literal(const Token& token, std::string_view body, bool is_raw)
{
    m_parser.check_utf8(body, is_raw);
    if (is_raw) {
        m_text += body;
        return;
    }
    const Decoded decoded = decode_escapes(body, m_text);
    if (!decoded.error.empty()) {
        m_parser.fail_at_current(decoded.error);
    }
    if (decoded.invalid_escape != 0) {
        m_parser.warn_of_escape(decoded.invalid_escape, token);
    }
}

// The text being collected has got what is between these places.
void FStringParser::note_text(const SourcePosition& first, const SourcePosition& last)
{
    if (m_text.empty()) {
        m_text_range = { first.line, first.column, last.line, last.column };
    } else {
        m_text_range.end_line = last.line;
        m_text_range.end_column = last.column;
    }
}

void FStringParser::add_format(
    const Token& token, std::string_view body, std::size_t& at, bool is_raw, int depth)
{
    m_is_format = true;
    m_token = &token;
    m_body = body;
    m_is_raw = is_raw;
    m_depth = depth;
    while (at < body.size()) {
        if (read_literal(at)) {
            continue;
        }
        if (at >= body.size() || body[at] == '}') {
            break;
        }
        read_expression(at);
    }
    if (depth > 0 && (at >= body.size() || body[at] != '}')) {
        m_parser.fail_at_current("f-string: expecting '}'");
    }
}

Expression* FStringParser::finish()
{
    if (!m_is_format) {
        m_text_range = {}; // The node's own.
        return text_node(m_whole);
    }
    if (!m_text.empty()) {
        m_items.push(text_node(m_whole));
    }
    auto* node = m_parser.m_tree.create<JoinedStr>(NodeKind::JoinedStr, m_whole.range);
    node->values = m_items.take();
    return node;
}

Expression* FStringParser::text_node(const Place& place)
{
    ConstantExpr* node
        = m_parser.m_tree.create_constant(StringConstant{ std::move(m_text) }, place.range);
    node->prefix = place.has_u_prefix ? m_parser.m_tree.intern("u") : nullptr;
    node->text_range = m_text_range;
    m_text.clear();
    m_text_range = {};
    return node;
}

void FStringParser::flush()
{
    if (!m_text.empty()) {
        m_items.push(text_node(m_parts));
    }
}

// Text up to a brace. True: a doubled brace ended it, and there is more.
bool FStringParser::read_literal(std::size_t& at)
{
    const std::size_t start = at;
    while (at < m_body.size()) {
        char c = m_body[at++];
        if (!m_is_raw && c == '\\' && at < m_body.size()) {
            c = m_body[at++];
            if (c == 'N') {
                if (at < m_body.size() && m_body[at++] == '{') {
                    while (at < m_body.size() && m_body[at++] != '}') { }
                    continue;
                }
                break;
            }
            if (c == '{') {
                m_parser.warn_of_escape(c, *m_token);
            }
        }
        if (c != '{' && c != '}') {
            continue;
        }
        if (m_depth == 0) {
            if (at < m_body.size() && m_body[at] == c) {
                note_text(start, at + 1);
                add_literal(*m_token, m_body.substr(start, at - start), m_is_raw);
                ++at;
                return true;
            }
            if (c == '}') {
                m_parser.fail_at_current("f-string: single '}' is not allowed");
            }
        }
        --at;
        break;
    }
    if (at != start) {
        note_text(start, at);
        add_literal(*m_token, m_body.substr(start, at - start), m_is_raw);
    }
    return false;
}

void FStringParser::check_not_at_end(std::size_t at)
{
    if (at >= m_body.size()) {
        m_parser.fail_at_current("f-string: expecting '}'");
    }
}

// From '{' to behind the matching '}'.
void FStringParser::read_expression(std::size_t& at)
{
    if (m_depth >= 2) {
        m_parser.fail_at_current("f-string: expressions nested too deeply");
    }
    const std::size_t start = ++at;
    find_expression_end(at);
    check_not_at_end(at);
    Expression* value = parse_expression(start, at);
    bool is_debug = false;
    if (m_body[at] == '=') {
        m_parser.require_version(8, "f-string: self documenting expressions are");
        ++at;
        while (at < m_body.size() && is_space(m_body[at])) {
            ++at;
        }
        is_debug = true;
        note_text(start, at);
        m_text += m_body.substr(start, at - start);
    }
    flush();
    int conversion = read_conversion(at);
    check_not_at_end(at);
    Expression* format_spec = nullptr;
    if (m_body[at] == ':') {
        check_not_at_end(++at);
        const SourcePosition first = place_of(at);
        FStringParser inner(m_parser, m_parts, { m_token->range, false });
        inner.add_format(*m_token, m_body, at, m_is_raw, m_depth + 1);
        format_spec = inner.finish();
        const SourcePosition last = place_of(at);
        node_cast<JoinedStr>(*format_spec).text_range
            = { first.line, first.column, last.line, last.column };
    }
    if (m_body[at] != '}') {
        m_parser.fail_at_current("f-string: expecting '}'");
    }
    ++at;
    if (is_debug && format_spec == nullptr && conversion == -1) {
        conversion = 'r';
    }
    auto* node = m_parser.m_tree.create<FormattedValue>(NodeKind::FormattedValue, m_parts.range);
    node->value = value;
    node->conversion = conversion;
    node->format_spec = format_spec;
    const SourcePosition open = place_of(start - 1);
    const SourcePosition close = place_of(at);
    node->text_range = { open.line, open.column, close.line, close.column };
    m_items.push(node);
}

int FStringParser::read_conversion(std::size_t& at)
{
    if (at >= m_body.size() || m_body[at] != '!') {
        return -1;
    }
    check_not_at_end(++at);
    const char conversion = m_body[at++];
    if (conversion != 's' && conversion != 'r' && conversion != 'a') {
        m_parser.fail_at_current(
            "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    return conversion;
}

// Moves to the first of ! : = } outside strings and brackets. Mistakes inside the expression are
// left to its parser where that finds them.
void FStringParser::find_expression_end(std::size_t& at)
{
    std::string brackets;
    char quote = 0;
    bool triple = false;
    const auto is_tripled = [&](char c) {
        return at + 2 < m_body.size() && m_body[at + 1] == c && m_body[at + 2] == c;
    };
    for (; at < m_body.size(); ++at) {
        const char c = m_body[at];
        if (c == '\\') {
            m_parser.fail_at_current("f-string expression part cannot include a backslash");
        }
        if (quote != 0) {
            if (c == quote && (!triple || is_tripled(c))) {
                at += triple ? 2 : 0;
                quote = 0;
            }
            continue;
        }
        switch (c) {
        case '\'':
        case '"':
            triple = is_tripled(c);
            at += triple ? 2 : 0;
            quote = c;
            continue;
        case '(':
        case '[':
        case '{':
            if (brackets.size() >= max_nesting) {
                m_parser.fail_at_current("f-string: too many nested parenthesis");
            }
            brackets += c;
            continue;
        case '#':
            m_parser.fail_at_current("f-string expression part cannot include '#'");
        default:
            break;
        }
        if (brackets.empty()
            && (c == '!' || c == ':' || c == '}' || c == '=' || c == '>' || c == '<')) {
            if (at + 1 < m_body.size()) {
                const char next = m_body[at + 1];
                if (next == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
                    ++at;
                    continue;
                }
            }
            if (c == '>' || c == '<') {
                continue; // By themselves they end nothing.
            }
            return;
        }
        if (c == ')' || c == ']' || c == '}') {
            if (brackets.empty()) {
                m_parser.fail_at_current(std::string("f-string: unmatched '") + c + "'");
            }
            const char opening = brackets.back();
            brackets.pop_back();
            if (c != (opening == '(' ? ')' : opening == '[' ? ']' : '}')) {
                m_parser.fail_at_current(std::string("f-string: closing parenthesis '") + c
                    + "' does not match opening parenthesis '" + opening + "'");
            }
        }
    }
    if (quote != 0) {
        m_parser.fail_at_current("f-string: unterminated string");
    }
    if (!brackets.empty()) {
        m_parser.fail_at_current(std::string("f-string: unmatched '") + brackets.back() + "'");
    }
}

// In parentheses, so that it may begin with white space and run over lines.
Expression* FStringParser::parse_expression(std::size_t start, std::size_t end)
{
    const std::string_view inside = m_body.substr(start, end - start);
    if (inside.find_first_not_of(" \t\n\f") == std::string_view::npos) {
        m_parser.fail_at_current("f-string: empty expression not allowed");
    }
    std::string text = "(";
    text += inside;
    text += ")\n";

    // CPython adds the column of the string token even on its further lines.
    const char* const token_start = m_parser.m_text.data() + m_token->start;
    const char* const brace = m_body.data() + start - 1;
    int lines = 0;
    const char* line_start = token_start;
    for (const char* c = token_start; c < brace; ++c) {
        if (*c == '\n') {
            ++lines;
            line_start = c;
        }
    }
    const std::size_t first_mark = inside.find_first_not_of(" \t\f");
    const bool newline_after_brace
        = first_mark == std::string_view::npos || inside[first_mark] == '\n';
    const int columns = newline_after_brace ? 0 : static_cast<int>(brace - line_start);
    const int first_line = m_token->range.line + lines - 1;
    const int displacement = lines == 0 ? token_displacement() : m_token->range.column + 1;
    const NodeId first_node = m_parser.m_tree.last_id() + 1;

    Parser parser(m_parser.m_tree,
        { .text = text,
            .is_fstring = true,
            .is_good_utf8 = m_parser.m_context.is_good_utf8,
            .first_line = first_line,
            .first_column = m_token->range.column + columns,
            .displacement = displacement,
            .depth = m_parser.m_depth,
            .features = m_parser.m_context.features,
            .warnings = m_parser.m_context.warnings,
            .is_repeated = m_parser.m_is_repeating });
    Expression* expression = parser.parse_fstring_expression();
    if (displacement != 0 || m_parser.m_context.displacement != 0) {
        m_parser.m_tree.note_displaced(first_node, first_line + 1, displacement);
    }
    return expression;
}

// How far right of its true column the token is counted: it may itself be inside an f-string. One
// that runs over lines is not moved by CPython, so it is too far left.
int FStringParser::token_displacement() const
{
    const ParserContext& context = m_parser.m_context;
    if (m_token->range.line != context.first_line + 1) {
        return 0;
    }
    const bool is_moved = m_token->range.end_line == m_token->range.line;
    return context.displacement - (is_moved ? 0 : context.first_column);
}

// The same for the token's end, which is only too far right when it is in the line of its start.
int FStringParser::end_displacement() const
{
    return m_token->range.end_line == m_token->range.line ? token_displacement() : 0;
}

SourcePosition FStringParser::place_of(std::size_t at) const
{
    const char* const end = m_body.data() + at;
    SourcePosition place{ m_token->range.line, m_token->range.column - token_displacement() };
    for (const char* c = m_parser.m_text.data() + m_token->start; c != end; ++c) {
        ++place.column;
        if (*c == '\n') {
            ++place.line;
            place.column = 0;
        }
    }
    return place;
}

// A backslash that means nothing, in the string token.
// CPython: warn_invalid_escape_sequence()
void Parser::warn_of_escape(char character, const Token& token)
{
    if (m_is_repeating) {
        return;
    }
    SyntaxWarningInfo warning;
    warning.category = SyntaxWarningInfo::Category::DeprecationWarning;
    warning.line = token.range.line;
    warning.message = std::string("invalid escape sequence \\") + character;
    warning.as_error = error_at_place(warning.message, token.range.line, token.range.column + 1,
        line_of(m_text.substr(m_text.rfind('\n', token.start) + 1), 1));
    m_context.warnings->push_back(std::move(warning));
}

// CPython decodes what has no escapes as a whole, and else each run of non-ASCII bytes.
// CPython: decode_unicode_with_escapes()
void Parser::check_utf8(std::string_view literal, bool is_whole)
{
    if (m_context.is_good_utf8 || measure_utf8(literal).good()) {
        return;
    }
    while (!is_whole && !measure_utf8(literal).good()) {
        const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
        const auto start = std::find_if_not(literal.begin(), literal.end(), is_ascii);
        const auto end = std::find_if(start, literal.end(), is_ascii);
        const std::string_view run(start, end);
        if (!measure_utf8(run).good()) {
            literal = run;
            break;
        }
        literal.remove_prefix(static_cast<std::size_t>(end - literal.begin()));
    }
    fail_at_current(utf8_error_message(literal));
}

// All adjacent string literals.
Expression* Parser::strings()
{
    const std::size_t first_index = m_at;
    while (at(TokenKind::String)) {
        advance();
    }
    m_is_repeating = m_context.is_repeated || first_index < m_last_strings;
    m_last_strings = std::max(m_last_strings, m_at);
    const Token& first = m_tokens[first_index];
    const SourceRange range = range_from(first);
    const FStringParser::Place place{ range, m_text[first.start] == 'u' };
    FStringParser parts(*this, place, place);
    std::string bytes;
    const bool is_bytes = split_string(text_of(first)).is_bytes;
    for (std::size_t i = first_index; i < m_at; ++i) {
        const StringParts literal = split_string(text_of(m_tokens[i]));
        if (literal.is_format) {
            require_version(6, "Format strings are");
        }
        if (literal.is_bytes) {
            for (const char c : literal.body) {
                if (static_cast<unsigned char>(c) >= 0x80) {
                    fail_at_current("bytes can only contain ASCII literal characters.");
                }
            }
            const Decoded decoded
                = literal.is_raw ? Decoded{} : decode_bytes_escapes(literal.body, bytes);
            if (literal.is_raw) {
                bytes += literal.body;
            }
            if (!decoded.error.empty()) {
                fail_at_current(decoded.error);
            }
            if (decoded.invalid_escape != 0) {
                warn_of_escape(decoded.invalid_escape, m_tokens[i]);
            }
        }
        if (literal.is_bytes != is_bytes) {
            fail_at_current("cannot mix bytes and nonbytes literals");
        }
        if (literal.is_format) {
            std::size_t at_byte = 0;
            parts.add_format(m_tokens[i], literal.body, at_byte, literal.is_raw, 0);
        } else if (!literal.is_bytes) {
            const bool has_escapes = literal.body.find('\\') != std::string_view::npos;
            parts.add_plain_literal(m_tokens[i], literal.body, literal.is_raw || !has_escapes);
        }
    }
    return is_bytes ? m_tree.create_constant(BytesConstant{ std::move(bytes) }, range)
                    : parts.finish();
}

} // namespace fw::syntax
