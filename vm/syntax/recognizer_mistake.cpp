// What the recogniser says when an alternative for a mistake fits, or none at all.
// CPython: the actions of the rules invalid_..., _PyPegen_get_invalid_target(),
// _PyPegen_arguments_parsing_error(), _PyPegen_nonparen_genexp_in_call() in Parser/pegen/pegen.c
#include "vm/syntax/recognizer.h"

namespace fw::syntax {

using grammar::Mistake;
using grammar::MistakeInfo;
using grammar::MistakePlace;
using grammar::PieceKind;

// False never comes back except for mistakes that turn out to be none: true, and the rule has
// not matched.
bool Recognizer::raise(const grammar::Alternative& alternative, std::size_t start, std::size_t base)
{
    const MistakeInfo& info = grammar::mistake_info(alternative.mistake);
    const auto raise_at_token = [&](std::size_t token) {
        m_parser.fail_at_place(info.kind, std::string(info.message), m_tokens[token].range.line,
            m_tokens[token].range.column + 1);
    };
    switch (info.place) {
    case MistakePlace::Here:
        m_parser.fail_at_current(std::string(info.message), info.kind);
    case MistakePlace::First:
        raise_at(info, *m_parts[base]);
    case MistakePlace::Last:
        raise_at(info, *m_parts.back());
    case MistakePlace::Behind:
        raise_at_token(m_at - 1);
        break;
    case MistakePlace::Second:
        raise_at_token(start + 1);
        break;
    case MistakePlace::Special:
        break;
    }
    switch (alternative.mistake) {
    case Mistake::LatePositional:
        raise_late_positional(*m_parts[base]);
    case Mistake::GeneratorBehindOthers: {
        const Piece* last = nullptr;
        std::size_t count = 0;
        for (const Piece* part : m_parts[base]->parts) {
            if (part->kind != PieceKind::Keyword && part->kind != PieceKind::KeywordUnpacking) {
                last = part;
                ++count;
            }
        }
        if (count > 1) {
            raise_at(info, *last);
        }
        return true;
    }
    case Mistake::AssignTarget:
    case Mistake::ForTarget:
    case Mistake::DeleteTarget:
        raise_on_target(info, alternative.mistake, *m_parts.back());
    default:
        return true;
    }
}

void Recognizer::raise_at(const MistakeInfo& info, const Piece& piece)
{
    std::string message(info.message);
    if (const std::size_t place = message.find("{}"); place != std::string::npos) {
        message.replace(place, 2, grammar::piece_name(piece.kind));
    }
    const SourceRange& range = m_tokens[piece.token].range;
    m_parser.fail_at_place(info.kind, message, range.line, range.column + 1);
}

void Recognizer::raise_late_positional(const Piece& arguments)
{
    bool has_unpacking = false;
    for (const Piece* part : arguments.parts) {
        has_unpacking = has_unpacking || part->kind == PieceKind::KeywordUnpacking;
    }
    m_parser.fail_at_current(has_unpacking
            ? "positional argument follows keyword argument unpacking"
            : "positional argument follows keyword argument");
}

void Recognizer::raise_on_target(const MistakeInfo& info, Mistake mistake, const Piece& target)
{
    if (const Piece* bad = invalid_target(target, mistake)) {
        raise_at(info, *bad);
    }
    m_parser.fail_at_current("invalid syntax");
}

// The first part of what should be a target that can never be one, or null.
const Recognizer::Piece* Recognizer::invalid_target(const Piece& target, Mistake mistake)
{
    switch (target.kind) {
    case PieceKind::List:
    case PieceKind::Tuple:
        for (const Piece* element : target.parts) {
            if (const Piece* bad = invalid_target(*element, mistake)) {
                return bad;
            }
        }
        return nullptr;
    case PieceKind::Starred:
        return mistake == Mistake::DeleteTarget ? &target
                                                : invalid_target(*target.parts[0], mistake);
    case PieceKind::Compare:
        // `for a in b` reads as a comparison; its left side is the target.
        if (mistake == Mistake::ForTarget) {
            return target.parts[1]->kind == PieceKind::InPair
                ? invalid_target(*target.parts[0], mistake)
                : nullptr;
        }
        return &target;
    case PieceKind::Name:
    case PieceKind::Subscript:
    case PieceKind::Attribute:
        return nullptr;
    default:
        return &target;
    }
}

// No rule fits, not even one for a mistake.
void Recognizer::raise_generic()
{
    m_parser.m_furthest = m_fill - 1;
    if (m_parser.buffer().is_at_end) {
        m_parser.fail_at_current("unexpected EOF while parsing");
    }
    switch (m_tokens[m_fill - 1].kind) {
    case TokenKind::Indent:
        m_parser.fail_at_current("unexpected indent", SyntaxErrorKind::IndentationError);
    case TokenKind::Dedent:
        m_parser.fail_at_current("unexpected unindent", SyntaxErrorKind::IndentationError);
    default:
        m_parser.fail_at_current("invalid syntax");
    }
}

} // namespace fw::syntax
