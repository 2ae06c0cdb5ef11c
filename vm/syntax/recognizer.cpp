// How rules, alternatives and elements are matched.
#include "vm/syntax/recognizer.h"

#include <algorithm>

namespace fw::syntax {

using grammar::Alternative;
using grammar::Element;
using grammar::PieceKind;

namespace {

constexpr int max_level = 6000; // CPython's MAXSTACK

} // namespace

// One function of CPython's parser on its stack.
class Recognizer::Level {
public:
    explicit Level(Recognizer& recognizer)
        : m_recognizer(recognizer)
    {
        if (recognizer.m_level == max_level) {
            Parser::fail_too_deep();
        }
        ++recognizer.m_level;
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --m_recognizer.m_level; }

private:
    Recognizer& m_recognizer;
};

Recognizer::Recognizer(Parser& parser)
    : m_parser(parser)
    , m_tokens(parser.m_tokens)
    , m_memo_heads(parser.m_tokens.size(), -1)
{
}

// The first pass finds what has no rule for its mistake; the second tries those that have one.
// CPython: _PyPegen_run_parser()
void Recognizer::run(grammar::RuleName start)
{
    m_parser.forget_warnings();
    m_parser.m_last_strings = 0;
    if (match_rule(static_cast<std::uint16_t>(start)) != nullptr) {
        m_parser.m_furthest = m_fill - 1;
        return;
    }
    m_memo.clear();
    std::fill(m_memo_heads.begin(), m_memo_heads.end(), -1);
    m_at = 0;
    m_parser.m_last_strings = 0;
    m_is_second_pass = true;
    match_rule(static_cast<std::uint16_t>(start));
    raise_generic();
}

// The token at the place is needed: an error of the tokenizer comes out now.
// CPython: _PyPegen_fill_token()
void Recognizer::touch()
{
    if (m_at >= m_fill) {
        m_fill = m_at + 1;
        m_parser.m_furthest = m_at;
        if (m_tokens[m_at].kind == TokenKind::Error) {
            m_parser.fail_at_current({});
        }
    }
}

const Recognizer::Piece* Recognizer::match_rule(std::uint16_t rule)
{
    const grammar::Rule& info = m_grammar.rules[rule];
    const Level level(*this);
    if ((info.traits & grammar::Left) != 0) {
        return match_left_recursive(rule);
    }
    const std::size_t start = m_at;
    const bool is_remembered = (info.traits & grammar::Memo) != 0;
    if (is_remembered) {
        touch();
        if (const MemoEntry* entry = find_memo(rule, start)) {
            m_at = entry->end;
            return entry->piece;
        }
    }
    const Piece* piece
        = match_alternatives(info.first, info.count, (info.traits & grammar::Silent) != 0);
    if (is_remembered) {
        remember(rule, start, piece, m_at);
    }
    return piece;
}

// Grows from the alternative that does not call the rule itself, as long as it gets longer.
const Recognizer::Piece* Recognizer::match_left_recursive(std::uint16_t rule)
{
    touch();
    if (const MemoEntry* entry = find_memo(rule, m_at)) {
        m_at = entry->end;
        return entry->piece;
    }
    const grammar::Rule& info = m_grammar.rules[rule];
    const std::size_t start = m_at;
    std::size_t end = start;
    const Piece* piece = nullptr;
    for (;;) {
        remember(rule, start, piece, end);
        m_at = start;
        const Level level(*this);
        const Piece* longer
            = match_alternatives(info.first, info.count, (info.traits & grammar::Silent) != 0);
        if (longer == nullptr || m_at <= end) {
            break;
        }
        end = m_at;
        piece = longer;
    }
    m_at = end;
    return piece;
}

const Recognizer::Piece* Recognizer::match_alternatives(
    std::uint16_t first, std::uint16_t count, bool is_silent)
{
    const std::size_t start = m_at;
    const std::size_t base = m_parts.size();
    for (std::uint16_t i = first; i < first + count; ++i) {
        const Alternative& alternative = m_grammar.alternatives[i];
        if (alternative.is_invalid && !m_is_second_pass) {
            continue;
        }
        bool is_cut = false;
        if (match_sequence(alternative, is_cut)) {
            const Piece* piece = finish(alternative, start, base, is_silent);
            m_parts.resize(base);
            return piece;
        }
        m_parts.resize(base);
        m_at = start;
        if (is_cut) {
            break;
        }
    }
    return nullptr;
}

bool Recognizer::match_sequence(const Alternative& alternative, bool& is_cut)
{
    for (std::uint16_t i = 0; i < alternative.count; ++i) {
        const Element& element = m_grammar.elements[m_grammar.sequence[alternative.first + i]];
        if (element.kind == Element::Kind::Cut) {
            is_cut = true;
        } else if (!match(element)) {
            return false;
        }
    }
    return true;
}

bool Recognizer::match(const Element& element)
{
    switch (element.kind) {
    case Element::Kind::Token:
        return match_token(element.token);
    case Element::Kind::Rule: {
        const Piece* piece = match_rule(element.index);
        add(piece);
        return piece != nullptr;
    }
    case Element::Kind::Group: {
        const Level level(*this);
        const Piece* piece = match_alternatives(element.index, element.count, false);
        add(piece);
        return piece != nullptr;
    }
    case Element::Kind::Optional:
        match(m_grammar.elements[element.index]);
        return true;
    case Element::Kind::Any:
        match_any(m_grammar.elements[element.index]);
        return true;
    case Element::Kind::Many:
        return match_any(m_grammar.elements[element.index]);
    case Element::Kind::Gather:
        return match_gather(element);
    case Element::Kind::Ahead:
        return look_ahead(m_grammar.elements[element.index]);
    case Element::Kind::NotAhead:
        return !look_ahead(m_grammar.elements[element.index]);
    case Element::Kind::Cut:
        break;
    }
    return true;
}

bool Recognizer::match_token(TokenKind kind)
{
    touch();
    const Token& token = m_tokens[m_at];
    if (token.kind != kind) {
        return false;
    }
    PieceKind piece = PieceKind::Token;
    switch (kind) {
    case TokenKind::Name:
        piece = PieceKind::Name;
        break;
    case TokenKind::Number:
        piece = PieceKind::Number;
        break;
    case TokenKind::KwNone:
        piece = PieceKind::None;
        break;
    case TokenKind::KwTrue:
        piece = PieceKind::True;
        break;
    case TokenKind::KwFalse:
        piece = PieceKind::False;
        break;
    case TokenKind::Ellipsis:
        piece = PieceKind::Ellipsis;
        break;
    default:
        break;
    }
    if (piece != PieceKind::Token) {
        m_parts.push_back(make(piece, m_at, m_parts.size()));
    }
    if (m_at + 1 < m_tokens.size()) {
        ++m_at; // Nothing comes behind the last one.
    }
    return true;
}

// As often as it goes; whether it went at all.
bool Recognizer::match_any(const Element& element)
{
    const Level level(*this);
    bool is_matched = false;
    while (match(element)) {
        is_matched = true;
    }
    return is_matched;
}

bool Recognizer::match_gather(const Element& element)
{
    const Level level(*this);
    const Element& item = m_grammar.elements[element.index];
    if (!match(item)) {
        return false;
    }
    const Level loop_level(*this);
    for (;;) {
        const std::size_t before = m_at;
        if (!match_token(element.token) || !match(item)) {
            m_at = before;
            return true;
        }
    }
}

bool Recognizer::look_ahead(const Element& element)
{
    const std::size_t before = m_at;
    const std::size_t base = m_parts.size();
    const bool is_matched = match(element);
    m_at = before;
    m_parts.resize(base);
    return is_matched;
}

void Recognizer::add(const Piece* piece)
{
    if (piece == nullptr || piece->kind == PieceKind::Nothing) {
        return;
    }
    if (piece->kind == PieceKind::Group) {
        m_parts.insert(m_parts.end(), piece->parts.begin(), piece->parts.end());
    } else {
        m_parts.push_back(piece);
    }
}

// With the parts from `base` on.
const Recognizer::Piece* Recognizer::make(PieceKind kind, std::size_t token, std::size_t base)
{
    const std::size_t count = m_parts.size() - base;
    const Piece** parts = m_arena.create_array<const Piece*>(count);
    std::copy(m_parts.begin() + static_cast<std::ptrdiff_t>(base), m_parts.end(), parts);
    auto* piece = m_arena.create<Piece>();
    piece->kind = kind;
    piece->token = static_cast<std::uint32_t>(token);
    piece->parts = { parts, count };
    return piece;
}

// What the alternative that fits stands for; null when its action takes it back.
const Recognizer::Piece* Recognizer::finish(
    const Alternative& alternative, std::size_t start, std::size_t base, bool is_silent)
{
    static constexpr Piece nothing;
    if (alternative.mistake != grammar::Mistake::None) {
        return raise(alternative, start, base) ? nullptr : &nothing;
    }
    switch (alternative.piece) {
    case PieceKind::Strings:
        return strings(start);
    case PieceKind::Tuple:
    case PieceKind::List:
    case PieceKind::Starred:
    case PieceKind::Compare:
    case PieceKind::Arguments:
        return make(alternative.piece, start, base);
    case PieceKind::Group:
        if (is_silent || m_parts.size() == base) {
            return &nothing;
        }
        return m_parts.size() == base + 1 ? m_parts.back() : make(PieceKind::Group, start, base);
    default:
        return is_silent ? &nothing : make(alternative.piece, start, m_parts.size());
    }
}

const Recognizer::Piece* Recognizer::strings(std::size_t start)
{
    m_parser.m_at = start;
    m_parser.m_furthest = m_fill - 1;
    const bool is_format = m_parser.strings()->kind == NodeKind::JoinedStr;
    return make(is_format ? PieceKind::FString : PieceKind::Strings, start, m_parts.size());
}

Recognizer::MemoEntry* Recognizer::find_memo(std::uint16_t rule, std::size_t place)
{
    for (std::int32_t i = m_memo_heads[place]; i >= 0;) {
        MemoEntry& entry = m_memo[static_cast<std::size_t>(i)];
        if (entry.rule == rule) {
            return &entry;
        }
        i = entry.next;
    }
    return nullptr;
}

void Recognizer::remember(
    std::uint16_t rule, std::size_t place, const Piece* piece, std::size_t end)
{
    if (MemoEntry* entry = find_memo(rule, place)) {
        entry->piece = piece;
        entry->end = end;
        return;
    }
    m_memo.push_back({ rule, m_memo_heads[place], end, piece });
    m_memo_heads[place] = static_cast<std::int32_t>(m_memo.size() - 1);
}

} // namespace fw::syntax
