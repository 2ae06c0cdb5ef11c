// grammar.def made ready for the recogniser: rules, their alternatives and the elements of these.
// Built where it is needed, which is where a program is wrong.
// CPython: Tools/peg_generator/pegen/grammar.py
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/syntax/syntax_error.h"
#include "vm/syntax/token.h"

namespace fw::syntax::grammar {

enum class RuleName : std::uint16_t {
#define GRAMMAR_RULE(name, traits, alternatives) Rule_##name,
#include "vm/syntax/grammar.def"
    Count
};

enum class PieceKind : std::uint8_t {
#define GRAMMAR_PIECE(name, text) name,
#include "vm/syntax/grammar.def"
};

enum class Mistake : std::uint8_t {
    None,
#define GRAMMAR_MISTAKE(name, kind, place, message) name,
#include "vm/syntax/grammar.def"
};

enum class MistakePlace : std::uint8_t { Here, First, Last, Behind, Second, Special };

struct MistakeInfo {
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError;
    MistakePlace place = MistakePlace::Here;
    std::string_view message;
};

enum Traits : std::uint8_t {
    Plain = 0,
    Memo = 1,
    Left = 2,
    Silent = 4,
    SilentMemo = Silent | Memo,
    SilentLeft = Silent | Left,
};

struct Element {
    enum class Kind : std::uint8_t {
        Token, // token
        Rule, // index: the rule
        Group, // index: the first alternative, count
        Optional, // index: the element
        Any, // index: the element
        Many, // index: the element
        Gather, // token: the separator, index: the element
        Ahead, // index: the element
        NotAhead, // index: the element
        Cut,
    };
    Kind kind = Kind::Token;
    TokenKind token = TokenKind::EndMarker;
    std::uint16_t index = 0;
    std::uint16_t count = 0;
};

struct Alternative {
    std::uint16_t first = 0; // in Grammar::sequence
    std::uint16_t count = 0;
    PieceKind piece = PieceKind::Group; // Group: none is named
    Mistake mistake = Mistake::None;
    bool is_invalid = false; // of the second pass
};

struct Rule {
    std::uint16_t first = 0; // in Grammar::alternatives
    std::uint16_t count = 0;
    std::uint8_t traits = Plain;
};

std::string_view piece_name(PieceKind kind);
const MistakeInfo& mistake_info(Mistake mistake);

class Grammar {
public:
    Grammar();

    std::vector<Rule> rules; // by RuleName
    std::vector<Alternative> alternatives;
    std::vector<std::uint16_t> sequence; // elements of the alternatives, one after the other
    std::vector<Element> elements;

private:
    class Reader;

    std::unordered_map<std::string_view, std::uint16_t> m_names;
};

} // namespace fw::syntax::grammar
