// Reads the alternatives of grammar.def. The text is ours, so what does not fit it is an assertion.
// CPython: Tools/peg_generator/pegen/metagrammar.gram
#include "vm/syntax/grammar.h"

#include "vm/base/assert.h"

#include <algorithm>

namespace fw::syntax::grammar {

namespace {

struct RuleText {
    std::string_view name;
    std::uint8_t traits = Plain;
    std::string_view text;
};

constexpr RuleText rule_texts[] = {
#define GRAMMAR_RULE(name, traits, alternatives) { #name, traits, alternatives },
#include "vm/syntax/grammar.def"
};

struct NamedPiece {
    std::string_view name;
    PieceKind kind;
    std::string_view text;
};

constexpr NamedPiece pieces[] = {
#define GRAMMAR_PIECE(name, text) { #name, PieceKind::name, text },
#include "vm/syntax/grammar.def"
};

constexpr std::string_view mistake_names[] = {
    "",
#define GRAMMAR_MISTAKE(name, kind, place, message) #name,
#include "vm/syntax/grammar.def"
};

constexpr MistakeInfo mistakes[] = {
    {},
#define GRAMMAR_MISTAKE(name, kind, place, message)                                                \
    { SyntaxErrorKind::kind, MistakePlace::place, message },
#include "vm/syntax/grammar.def"
};

struct NamedToken {
    std::string_view name;
    TokenKind kind;
};

constexpr NamedToken named_tokens[] = {
    { "NAME", TokenKind::Name },
    { "NUMBER", TokenKind::Number },
    { "STRING", TokenKind::String },
    { "NEWLINE", TokenKind::Newline },
    { "INDENT", TokenKind::Indent },
    { "DEDENT", TokenKind::Dedent },
    { "ENDMARKER", TokenKind::EndMarker },
    { "TYPE_COMMENT", TokenKind::TypeComment },
    { "NOTEQUAL", TokenKind::NotEqual },
};

constexpr NamedToken fixed_tokens[] = {
#define OPERATOR(name, text) { text, TokenKind::name },
#define KEYWORD(name, text) { text, TokenKind::Kw##name },
#include "vm/syntax/token.def"
};

bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

} // namespace

std::string_view piece_name(PieceKind kind)
{
    return pieces[static_cast<std::size_t>(kind)].text;
}

const MistakeInfo& mistake_info(Mistake mistake)
{
    return mistakes[static_cast<std::size_t>(mistake)];
}

class Grammar::Reader {
public:
    Reader(Grammar& grammar, std::string_view text)
        : m_grammar(grammar)
        , m_text(text)
    {
    }

    // Puts the alternatives behind each other, up to the end or a closing bracket.
    void read_alternatives(std::uint16_t& first, std::uint16_t& count)
    {
        std::vector<Alternative> found;
        do {
            found.push_back(read_alternative());
        } while (accept('|'));
        first = static_cast<std::uint16_t>(m_grammar.alternatives.size());
        count = static_cast<std::uint16_t>(found.size());
        m_grammar.alternatives.insert(m_grammar.alternatives.end(), found.begin(), found.end());
    }

private:
    char peek()
    {
        m_text.remove_prefix(std::min(m_text.find_first_not_of(' '), m_text.size()));
        return m_text.empty() ? '\0' : m_text[0];
    }

    bool accept(char c)
    {
        if (peek() != c) {
            return false;
        }
        m_text.remove_prefix(1);
        return true;
    }

    std::string_view read_word()
    {
        const auto end = std::find_if_not(m_text.begin(), m_text.end(), is_word);
        const std::string_view word
            = m_text.substr(0, static_cast<std::size_t>(end - m_text.begin()));
        m_text.remove_prefix(word.size());
        return word;
    }

    std::uint16_t add(const Element& element)
    {
        m_grammar.elements.push_back(element);
        return static_cast<std::uint16_t>(m_grammar.elements.size() - 1);
    }

    Alternative read_alternative()
    {
        std::vector<std::uint16_t> items;
        bool is_invalid = false;
        for (char c = peek(); c != '\0' && c != '|' && c != ')' && c != ']' && c != '=';
             c = peek()) {
            is_invalid = items.empty() && m_text.starts_with("invalid_");
            items.push_back(read_item());
        }
        Alternative alternative;
        alternative.first = static_cast<std::uint16_t>(m_grammar.sequence.size());
        alternative.count = static_cast<std::uint16_t>(items.size());
        alternative.is_invalid = is_invalid && items.size() == 1;
        m_grammar.sequence.insert(m_grammar.sequence.end(), items.begin(), items.end());
        if (peek() == '=') {
            m_text.remove_prefix(2);
            peek();
            read_action(alternative);
        }
        return alternative;
    }

    void read_action(Alternative& alternative)
    {
        const std::string_view name = read_word();
        const auto mistake = std::find(std::begin(mistake_names), std::end(mistake_names), name);
        if (mistake != std::end(mistake_names)) {
            alternative.mistake = static_cast<Mistake>(mistake - std::begin(mistake_names));
            return;
        }
        const auto piece = std::find_if(std::begin(pieces), std::end(pieces),
            [&](const auto& row) { return row.name == name; });
        FW_ASSERT(piece != std::end(pieces));
        alternative.piece = piece->kind;
    }

    // An element with what stands before and behind it.
    std::uint16_t read_item()
    {
        using Kind = Element::Kind;
        if (accept('~')) {
            return add({ .kind = Kind::Cut });
        }
        if (accept('&')) {
            return add({ .kind = Kind::Ahead, .index = read_item() });
        }
        if (accept('!')) {
            return add({ .kind = Kind::NotAhead, .index = read_item() });
        }
        const std::uint16_t element = read_element();
        if (m_text.starts_with('?')) {
            m_text.remove_prefix(1);
            return add({ .kind = Kind::Optional, .index = element });
        }
        if (m_text.starts_with('*')) {
            m_text.remove_prefix(1);
            return add({ .kind = Kind::Any, .index = element });
        }
        if (m_text.starts_with('+')) {
            m_text.remove_prefix(1);
            return add({ .kind = Kind::Many, .index = element });
        }
        if (m_text.starts_with('.')) {
            m_text.remove_prefix(1);
            const TokenKind separator = m_grammar.elements[element].token;
            const std::uint16_t item = read_element();
            FW_ASSERT(m_text.starts_with('+'));
            m_text.remove_prefix(1);
            return add({ .kind = Kind::Gather, .token = separator, .index = item });
        }
        return element;
    }

    std::uint16_t read_element()
    {
        using Kind = Element::Kind;
        if (accept('(')) {
            const std::uint16_t group = read_group();
            FW_ASSERT(accept(')'));
            return group;
        }
        if (accept('[')) {
            const std::uint16_t group = read_group();
            FW_ASSERT(accept(']'));
            return add({ .kind = Kind::Optional, .index = group });
        }
        if (accept('\'')) {
            const std::size_t end = m_text.find('\'');
            const std::string_view text = m_text.substr(0, end);
            m_text.remove_prefix(end + 1);
            const auto token = std::find_if(std::begin(fixed_tokens), std::end(fixed_tokens),
                [&](const auto& row) { return row.name == text; });
            FW_ASSERT(token != std::end(fixed_tokens));
            return add({ .kind = Kind::Token, .token = token->kind });
        }
        const std::string_view word = read_word();
        if (const auto rule = m_grammar.m_names.find(word); rule != m_grammar.m_names.end()) {
            return add({ .kind = Kind::Rule, .index = rule->second });
        }
        const auto token = std::find_if(std::begin(named_tokens), std::end(named_tokens),
            [&](const auto& row) { return row.name == word; });
        FW_ASSERT(token != std::end(named_tokens));
        return add({ .kind = Kind::Token, .token = token->kind });
    }

    // A group of a single element is that element; others count as a rule.
    std::uint16_t read_group()
    {
        Element group{ .kind = Element::Kind::Group };
        read_alternatives(group.index, group.count);
        const Alternative& only = m_grammar.alternatives[group.index];
        if (group.count == 1 && only.count == 1) {
            return m_grammar.sequence[only.first];
        }
        return add(group);
    }

    Grammar& m_grammar;
    std::string_view m_text;
};

Grammar::Grammar()
{
    for (const RuleText& rule : rule_texts) {
        m_names.emplace(rule.name, static_cast<std::uint16_t>(m_names.size()));
    }
    for (const RuleText& text : rule_texts) {
        Rule rule{ .traits = text.traits };
        Reader(*this, text.text).read_alternatives(rule.first, rule.count);
        rules.push_back(rule);
    }
}

} // namespace fw::syntax::grammar
