// Says what is wrong with a program, as CPython does: walks the grammar the way CPython's parser
// walks it, because the place and the text of an error depend on the order in which alternatives
// were tried and on how far they looked. Makes no tree. Runs where the parser has found that there
// is something wrong, or that the nesting is deep. CPython: Parser/pegen/pegen.c and the functions
// that pegen generates
#pragma once

#include <vector>

#include "vm/syntax/arena.h"
#include "vm/syntax/grammar.h"
#include "vm/syntax/parser.h"

namespace fw::syntax {

class Recognizer {
public:
    explicit Recognizer(Parser& parser);

    // Throws the ParseFailure that CPython would raise; returns when it would raise none.
    void run(grammar::RuleName start);

private:
    // What a part of the program is, as far as messages ask.
    struct Piece {
        grammar::PieceKind kind = grammar::PieceKind::Nothing;
        std::uint32_t token = 0; // the first one
        Sequence<const Piece*> parts;
    };

    struct MemoEntry {
        std::uint32_t rule = 0;
        std::int32_t next = -1;
        std::size_t end = 0;
        const Piece* piece = nullptr;
    };

    class Level;

    const Piece* match_rule(std::uint16_t rule);
    const Piece* match_left_recursive(std::uint16_t rule);
    const Piece* match_alternatives(std::uint16_t first, std::uint16_t count, bool is_silent);
    bool match_sequence(const grammar::Alternative& alternative, bool& is_cut);
    bool match(const grammar::Element& element);
    bool match_token(TokenKind kind);
    bool match_any(const grammar::Element& element);
    bool match_gather(const grammar::Element& element);
    bool look_ahead(const grammar::Element& element);
    const Piece* finish(const grammar::Alternative& alternative, std::size_t start,
        std::size_t base, bool is_silent);
    const Piece* strings(std::size_t start);

    void touch();
    void add(const Piece* piece);
    MemoEntry* find_memo(std::uint16_t rule, std::size_t place);
    void remember(std::uint16_t rule, std::size_t place, const Piece* piece, std::size_t end);
    const Piece* make(grammar::PieceKind kind, std::size_t token, std::size_t base);

    bool raise(const grammar::Alternative& alternative, std::size_t start, std::size_t base);
    [[noreturn]] void raise_at(const grammar::MistakeInfo& info, const Piece& piece);
    [[noreturn]] void raise_on_target(
        const grammar::MistakeInfo& info, grammar::Mistake mistake, const Piece& target);
    static const Piece* invalid_target(const Piece& target, grammar::Mistake mistake);
    [[noreturn]] void raise_late_positional(const Piece& arguments);
    [[noreturn]] void raise_generic();

    Parser& m_parser;
    const std::vector<Token>& m_tokens;
    grammar::Grammar m_grammar;
    Arena m_arena;
    std::vector<const Piece*> m_parts; // of the alternatives that are being matched
    std::vector<MemoEntry> m_memo;
    std::vector<std::int32_t> m_memo_heads; // by token
    std::size_t m_at = 0;
    std::size_t m_fill = 0; // how many tokens have been looked at
    int m_level = 0;
    bool m_is_second_pass = false;
};

} // namespace fw::syntax
