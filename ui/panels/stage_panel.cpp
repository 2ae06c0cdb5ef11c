// See stage_panel.h.

#include "ui/panels/stage_panel.h"

namespace fw::ui {

void StagePanel::refresh(const View& view)
{
    const inspect::CodeObject* shown = view.shown_code();
    const inspect::ObjectId code = depends_on_code() && shown ? shown->id : 0;
    if (m_stages != view.stages || m_code != code) {
        m_stages = view.stages;
        m_code = code;
        m_empty = make_rows(view) == 0;
        m_anchor = 0;
        m_list.clear_selection();
    }
    const inspect::NodeId anchor = view.anchor_node();
    if (anchor == m_anchor) {
        return;
    }
    m_anchor = anchor;
    if (anchor != m_own) {
        m_own = 0;
        m_list.clear_selection();
        if (const int row = anchor == 0 ? -1 : row_of(view, anchor); row >= 0) {
            m_list.reveal(static_cast<std::size_t>(row));
        }
    }
}

StyledLine StagePanel::header_note() const
{
    if (!m_stages) {
        return {};
    }
    if (!m_stages->error.empty()) {
        return { { m_stages->error, Tone::Error } };
    }
    return { { m_stages->path.substr(m_stages->path.find_last_of('/') + 1), Tone::Faint } };
}

// What the current instruction came from has the colour of now, what is chosen that of a selection.
void StagePanel::draw_lit(
    const DrawContext& context, const RowRect& rect, inspect::NodeId node) const
{
    if (!context.view.is_lit(node)) {
        return;
    }
    const Theme& theme = context.theme;
    const Palette& colours = theme.colours();
    const bool chosen = context.view.is_node_chosen();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(
        rect.from, rect.to, chosen ? colours.select_band : colours.now_band, theme.px(3));
    list.AddRectFilled(rect.from, { rect.from.x + theme.px(3), rect.to.y },
        chosen ? colours.cool : colours.now_line, theme.px(2));
}

void StagePanel::select(
    DrawContext& context, inspect::NodeId node, const inspect::SourceRange& range)
{
    m_own = node;
    context.commands.post({ .id = CommandId::SelectNode, .number = node, .range = range });
}

void StagePanel::hover(DrawContext& context, inspect::NodeId node)
{
    context.commands.post({ .id = CommandId::HoverNode, .number = node });
}

} // namespace fw::ui
