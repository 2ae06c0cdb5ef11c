// The rows of the panels that show the compiler's stages: tokens, syntax tree, symbols, and the
// bytecode before and after the peephole pass. They do not depend on the running program; which of
// them are lit is asked of the view when they are drawn.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <string>
#include <vector>

namespace fw::ui {

struct TokenRow {
    std::string place; // "3:5", columns from 1
    std::string kind; // "NAME", or "KEYWORD"
    StyledLine text;
    inspect::NodeId node = 0;
    inspect::SourceRange range;
};
std::vector<TokenRow> make_token_rows(const inspect::Stages& stages);

struct TreeRow {
    int depth = 0;
    StyledLine text; // "left = BinOp op=Add"
    std::string place; // "3:5 - 3:12"
    inspect::NodeId node = 0;
    inspect::SourceRange range;
};
std::vector<TreeRow> make_tree_rows(const inspect::Stages& stages);

struct SymbolRow {
    enum class Kind : std::uint8_t { Scope, Symbol };
    Kind kind = Kind::Symbol;
    int depth = 0; // of the scope
    StyledLine name;
    std::string binding; // "cell"; empty for scopes
    Tone tone = Tone::Text; // of the binding
    std::string reason;
    std::size_t name_letters = 0; // the column of the names in its scope
    inspect::NodeId node = 0; // of the scope, or of the place that decides
    inspect::SourceRange range;
    std::vector<inspect::StageMention> mentions;
};
std::vector<SymbolRow> make_symbol_rows(const inspect::Stages& stages);

struct PeepholeRow {
    std::string line; // of the source, where a new one begins
    StyledLine before;
    StyledLine after; // empty where the instruction was removed
    inspect::StageChange change = inspect::StageChange::Kept;
    std::string reason;
    inspect::NodeId node = 0;
    inspect::SourceRange range;
};
struct PeepholeRows {
    std::string code_name;
    std::size_t removed = 0;
    std::size_t changed = 0;
    std::size_t letters = 0; // of the longest instruction before
    std::vector<PeepholeRow> rows;
};
// Of the shown code object; no rows when it was not compiled from the shown source.
PeepholeRows make_peephole_rows(const View& view);

} // namespace fw::ui
