// See stage_rows.h.

#include "ui/model/stage_rows.h"

#include <algorithm>

namespace fw::ui {
namespace {

// The column of the symbols' names, in letters.
constexpr std::size_t shortest_name = 10;
constexpr std::size_t longest_name = 28;

std::string place_text(int line, int column)
{
    return std::to_string(line) + ":" + std::to_string(column + 1);
}

Tone token_tone(const inspect::StageToken& token)
{
    if (token.keyword) {
        return Tone::Keyword;
    }
    if (token.kind == "STRING") {
        return Tone::String;
    }
    if (token.kind == "NUMBER") {
        return Tone::Number;
    }
    if (token.kind == "COMMENT") {
        return Tone::Comment;
    }
    if (token.kind == "NAME") {
        return Tone::Text;
    }
    return token.kind == "OP" ? Tone::Dim : Tone::Faint;
}

// What layout tokens stand for, in words; line ends inside others as \n.
std::string token_text(const inspect::StageToken& token)
{
    if (token.kind == "NEWLINE") {
        return "end of the statement";
    }
    if (token.kind == "NL") {
        return "end of the line";
    }
    if (token.kind == "INDENT") {
        return std::to_string(token.text.size()) + " deeper";
    }
    if (token.kind == "DEDENT") {
        return "back out";
    }
    std::string text;
    for (const char c : token.text) {
        if (c == '\n') {
            text += "\\n";
        } else if (c != '\r') {
            text += c;
        }
    }
    return text;
}

Tone node_tone(const inspect::StageNode& node)
{
    if (node.statement) {
        return Tone::Keyword;
    }
    if (node.kind == "Constant" || node.kind == "JoinedStr") {
        return node.detail.find('\'') != std::string::npos ? Tone::String : Tone::Number;
    }
    return Tone::Text;
}

StyledLine instruction_text(const inspect::StageInstruction& instruction, Tone tone)
{
    std::string offset = std::to_string(instruction.offset);
    offset.insert(0, 4 - std::min<std::size_t>(4, offset.size()), ' ');
    StyledLine line{ { offset + " ", Tone::Faint }, { instruction.name, tone } };
    if (instruction.has_arg) {
        const bool is_code = instruction.meaning.starts_with("<code object");
        const std::string argument = instruction.meaning.empty() ? std::to_string(instruction.arg)
            : is_code ? instruction.meaning.substr(0, instruction.meaning.find(" at 0x")) + ">"
                      : instruction.meaning;
        line.push_back({ " " + argument, is_code ? Tone::Code : Tone::Dim });
    }
    return line;
}

std::size_t letters_of(const StyledLine& line)
{
    std::size_t letters = 0;
    for (const Span& span : line) {
        letters += static_cast<std::size_t>(std::count_if(span.text.begin(), span.text.end(),
            [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    }
    return letters;
}

} // namespace

std::vector<TokenRow> make_token_rows(const inspect::Stages& stages)
{
    std::vector<TokenRow> rows;
    rows.reserve(stages.tokens.size());
    for (const inspect::StageToken& token : stages.tokens) {
        rows.push_back({ .place = place_text(token.range.line, token.range.column),
            .kind = token.keyword ? "KEYWORD" : token.kind,
            .text = { { token_text(token), token_tone(token) } },
            .node = token.node,
            .range = token.range });
    }
    return rows;
}

std::vector<TreeRow> make_tree_rows(const inspect::Stages& stages)
{
    std::vector<TreeRow> rows;
    rows.reserve(stages.nodes.size());
    for (const inspect::StageNode& node : stages.nodes) {
        TreeRow row{ .depth = node.depth, .node = node.id, .range = node.range };
        if (!node.field.empty()) {
            row.text.push_back({ node.field + " = ", Tone::Faint });
        }
        row.text.push_back(
            { node.kind, node_tone(node), node.statement ? Weight::Bold : Weight::Regular });
        if (!node.detail.empty()) {
            row.text.push_back({ "  " + node.detail, Tone::Dim });
        }
        if (node.range.known()) {
            row.place = place_text(node.range.line, node.range.column) + " \xe2\x80\x93 "
                + place_text(node.range.end_line, node.range.end_column);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<SymbolRow> make_symbol_rows(const inspect::Stages& stages)
{
    std::vector<SymbolRow> rows;
    for (const inspect::StageScope& scope : stages.scopes) {
        SymbolRow header{ .kind = SymbolRow::Kind::Scope,
            .depth = scope.depth,
            .name = { { scope.kind + " ", Tone::Dim }, { scope.name, Tone::Text, Weight::Bold } },
            .reason = scope.traits,
            .node = scope.node,
            .range = scope.range };
        if (scope.kind != "module") {
            header.name.push_back({ ", line " + std::to_string(scope.range.line), Tone::Faint });
        }
        rows.push_back(std::move(header));
        std::size_t name_letters = shortest_name;
        for (const inspect::StageSymbol& symbol : scope.symbols) {
            name_letters = std::max(name_letters, letters_of({ { symbol.name } }));
        }
        name_letters = std::min(name_letters, longest_name);
        for (const inspect::StageSymbol& symbol : scope.symbols) {
            const bool in_cell = symbol.binding == "cell" || symbol.binding == "free";
            rows.push_back({ .kind = SymbolRow::Kind::Symbol,
                .depth = scope.depth,
                .name = { { symbol.name, in_cell ? Tone::Cell : Tone::Text } },
                .binding = symbol.binding,
                .tone = in_cell                 ? Tone::Cell
                    : symbol.binding == "local" ? Tone::Text
                                                : Tone::Dim,
                .reason = symbol.reason,
                .name_letters = name_letters,
                .node = symbol.node,
                .range = symbol.range,
                .mentions = symbol.mentions });
        }
    }
    return rows;
}

PeepholeRows make_peephole_rows(const View& view)
{
    PeepholeRows rows;
    const inspect::CodeObject* shown = view.shown_code();
    if (!view.stages || !shown || shown->filename != view.stages->path) {
        return rows;
    }
    const auto code = std::find_if(view.stages->codes.begin(), view.stages->codes.end(),
        [&](const inspect::StageCode& each) { return each.node == shown->node; });
    if (code == view.stages->codes.end()) {
        return rows;
    }
    rows.code_name = code->name;
    rows.removed = code->removed;
    rows.changed = code->changed;
    int line = 0;
    for (const inspect::StageStep& step : code->steps) {
        using inspect::StageChange;
        PeepholeRow row{ .change = step.change,
            .reason = step.reason,
            .node = step.before.node,
            .range = step.before.range };
        if (step.before.range.known() && step.before.range.line != line) {
            line = step.before.range.line;
            row.line = std::to_string(line);
        }
        row.before = instruction_text(
            step.before, step.change == StageChange::Removed ? Tone::Popped : Tone::Text);
        if (step.change != StageChange::Removed) {
            row.after = instruction_text(
                step.after, step.change == StageChange::Changed ? Tone::Changed : Tone::Text);
        }
        rows.letters = std::max(rows.letters, letters_of(row.before));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace fw::ui
