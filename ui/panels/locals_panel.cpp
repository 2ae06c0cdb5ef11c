// See locals_panel.h.

#include "ui/panels/locals_panel.h"

#include "ui/widgets/name_row.h"

namespace fw::ui {

LocalsPanel::LocalsPanel()
    : Panel({ .id = "locals",
        .title = "Locals",
        .empty_title = "The variables of the selected frame appear here",
        .empty_text = "Fast locals with their slot numbers, unbound ones too; variables that live "
                      "in cells, and which function "
                      "they come from; and below what happened in the frame so far.",
        .shortcut = "Ctrl+5" })
{
}

void LocalsPanel::refresh(const View& view)
{
    m_rows = make_local_rows(view);
    const inspect::Frame* frame = view.selected_frame();
    m_frame = frame ? frame->name : "";
}

bool LocalsPanel::is_empty() const
{
    return m_rows.empty();
}

StyledLine LocalsPanel::header_note() const
{
    return m_frame.empty() ? StyledLine{} : StyledLine{ { "frame " + m_frame, Tone::Frame } };
}

std::string LocalsPanel::text() const
{
    return name_rows_text(m_rows);
}

void LocalsPanel::draw(DrawContext& context)
{
    draw_name_rows(context, "local rows", m_list, m_rows);
}

} // namespace fw::ui
