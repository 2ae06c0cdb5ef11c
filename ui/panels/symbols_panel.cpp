// See symbols_panel.h.

#include "ui/panels/symbols_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

constexpr float step_in = 18;
constexpr float longest_binding = 18; // letters, with the space after it: "global (explicit)"

void draw_scope(const DrawContext& context, const SymbolRow& row, const RowRect& rect)
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    float x = rect.from.x + theme.px(10 + step_in * static_cast<float>(row.depth));
    list.AddLine({ x, rect.from.y }, { rect.to.x, rect.from.y }, faded(theme.colours().line, 0.7F));
    draw_icon(list, Icon::Code, { x + theme.px(6), rect.from.y + rect.height() / 2 }, theme.px(13),
        theme[Tone::Code]);
    x += theme.px(20);
    x += draw_line(list, theme, mono, { x, top }, row.name) + theme.px(14);
    ImFont* human = theme.fonts().human;
    draw_text(list, human, { x, centred(human, rect.from.y, rect.height()) }, theme[Tone::Dim],
        row.reason, rect.to.x - x);
}

} // namespace

SymbolsPanel::SymbolsPanel()
    : StagePanel({ .id = "symbols",
        .title = "Symbols",
        .empty_title = "The names of the source appear here",
        .empty_text = "The third stage of the compiler: for every scope, whether each of its names "
                      "is local, a cell, free or global, and which place in the text decides it. A "
                      "click lights that place.",
        .shortcut = "Ctrl+Shift+4" })
{
}

std::size_t SymbolsPanel::make_rows(const View& view)
{
    m_rows = view.stages ? make_symbol_rows(*view.stages) : std::vector<SymbolRow>{};
    return m_rows.size();
}

int SymbolsPanel::row_of(const View&, inspect::NodeId node) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const SymbolRow& row) {
        return row.kind == SymbolRow::Kind::Symbol
            && std::any_of(row.mentions.begin(), row.mentions.end(),
                [&](const inspect::StageMention& mention) { return mention.node == node; });
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::string SymbolsPanel::text() const
{
    std::string all;
    for (const SymbolRow& row : m_rows) {
        const bool scope = row.kind == SymbolRow::Kind::Scope;
        all += std::string(static_cast<std::size_t>(row.depth) * 4 + (scope ? 0 : 2), ' ')
            + plain(row.name) + (scope ? "" : ": " + row.binding)
            + (row.reason.empty() ? "" : ", " + row.reason) + "\n";
    }
    return all;
}

void SymbolsPanel::draw_symbol(
    const DrawContext& context, const SymbolRow& row, const RowRect& rect) const
{
    const Theme& theme = context.theme;
    for (const inspect::StageMention& mention : row.mentions) {
        if (context.view.lit_node() == mention.node) {
            draw_lit(context, rect, mention.node);
            break;
        }
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    const float letter = mono->GetCharAdvance('0');
    const float left = rect.from.x + theme.px(30 + step_in * static_cast<float>(row.depth));
    const float binding = left
        + std::max(letter * static_cast<float>(row.name_letters), text_width(mono, plain(row.name)))
        + letter;
    draw_line(list, theme, mono, { left, top }, row.name);
    if (row.tone == Tone::Cell) {
        draw_icon(list, Icon::Cell, { binding + theme.px(4), rect.from.y + rect.height() / 2 },
            theme.px(11), theme[Tone::Cell]);
    }
    draw_text(list, mono, { binding + theme.px(16), top }, theme[row.tone], row.binding);
    ImFont* human = theme.fonts().human;
    const float reason = binding + theme.px(16) + letter * longest_binding;
    draw_text(list, human, { reason, centred(human, rect.from.y, rect.height()) }, theme[Tone::Dim],
        row.reason, rect.to.x - reason - theme.px(6));
}

void SymbolsPanel::draw(DrawContext& context)
{
    m_list.draw(context, "symbol rows",
        { .count = m_rows.size(),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const SymbolRow& row = m_rows[index];
                    if (row.kind == SymbolRow::Kind::Scope) {
                        if (context.view.lit_node() == row.node) {
                            draw_lit(context, rect, row.node);
                        }
                        draw_scope(context, row, rect);
                    } else {
                        draw_symbol(context, row, rect);
                    }
                },
            .text =
                [&](std::size_t row) {
                    return plain(m_rows[row].name) + " " + m_rows[row].binding + ", "
                        + m_rows[row].reason;
                },
            .clicked
            = [&](std::size_t row, float) { select(context, m_rows[row].node, m_rows[row].range); },
            .hover =
                [&](std::size_t row) {
                    hover(context, m_rows[row].node);
                    if (m_rows[row].kind == SymbolRow::Kind::Symbol) {
                        tooltip(context.theme, plain(m_rows[row].name) + ": " + m_rows[row].binding,
                            m_rows[row].reason);
                    }
                },
            .label = [](std::size_t row) { return "symbol " + std::to_string(row); } });
}

} // namespace fw::ui
