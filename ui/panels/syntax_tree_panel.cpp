// See syntax_tree_panel.h.

#include "ui/panels/syntax_tree_panel.h"

#include "ui/widgets/text.h"

namespace fw::ui {
namespace {

constexpr float step_in = 16;

} // namespace

SyntaxTreePanel::SyntaxTreePanel()
    : StagePanel({ .id = "syntax_tree",
        .title = "Syntax tree",
        .empty_title = "The syntax tree of the source appears here",
        .empty_text = "The second stage of the compiler: what belongs together, as ast.dump writes "
                      "it, before constants are folded. A click on a node lights its text, its "
                      "tokens and its instructions.",
        .shortcut = "Ctrl+Shift+2" })
{
}

std::size_t SyntaxTreePanel::make_rows(const View& view)
{
    m_rows = view.stages ? make_tree_rows(*view.stages) : std::vector<TreeRow>{};
    return m_rows.size();
}

int SyntaxTreePanel::row_of(const View& view, inspect::NodeId node) const
{
    const auto found = view.stages->node_index.find(node);
    return found == view.stages->node_index.end() ? -1 : static_cast<int>(found->second);
}

std::string SyntaxTreePanel::text() const
{
    std::string all;
    for (const TreeRow& row : m_rows) {
        all += std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + plain(row.text)
            + (row.place.empty() ? "" : "  (" + row.place + ")") + "\n";
    }
    return all;
}

void SyntaxTreePanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    m_list.draw(context, "tree rows",
        { .count = m_rows.size(),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const TreeRow& row = m_rows[index];
                    draw_lit(context, rect, row.node);
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    ImFont* mono = theme.fonts().mono;
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float left = rect.from.x + theme.px(10);
                    for (int level = 0; level < row.depth; ++level) {
                        const float x = left + theme.px(step_in * static_cast<float>(level) + 3);
                        list.AddLine({ x, rect.from.y }, { x, rect.to.y },
                            faded(theme.colours().line, 0.8F));
                    }
                    ImFont* small = theme.fonts().mono_small;
                    const float place = rect.to.x - theme.px(8) - text_width(small, row.place);
                    draw_text(list, small, { place, centred(small, rect.from.y, rect.height()) },
                        theme[Tone::Faint], row.place);
                    const float x = left + theme.px(step_in * static_cast<float>(row.depth));
                    draw_line(list, theme, mono, { x, top }, row.text, place - x - theme.px(8));
                },
            .text = [&](std::size_t row) { return plain(m_rows[row].text); },
            .clicked
            = [&](std::size_t row, float) { select(context, m_rows[row].node, m_rows[row].range); },
            .hover = [&](std::size_t row) { hover(context, m_rows[row].node); },
            .label = [](std::size_t row) { return "node " + std::to_string(row); } });
}

} // namespace fw::ui
