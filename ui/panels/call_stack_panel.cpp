// See call_stack_panel.h.

#include "ui/panels/call_stack_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {

CallStackPanel::CallStackPanel()
    : Panel({ .id = "call_stack",
        .title = "Call stack",
        .empty_title = "The frames appear here",
        .empty_text = "One row for every call that has not returned, the running one first, with "
                      "its line, f_lasti and the "
                      "call that it waits for. Select a frame to move every panel to it.",
        .shortcut = "Ctrl+3" })
{
}

void CallStackPanel::refresh(const View& view)
{
    m_rows = make_call_rows(view);
    m_list.reveal(view.frame);
}

bool CallStackPanel::is_empty() const
{
    return m_rows.empty();
}

std::string CallStackPanel::text() const
{
    std::string all;
    for (const CallRow& row : m_rows) {
        all += row.name + "  " + row.line + "  " + row.lasti + "  " + row.note + "\n";
    }
    return all;
}

void CallStackPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    ImDrawList* list = nullptr;
    m_list.draw(context, "call rows",
        { .count = m_rows.size(),
            .current = static_cast<int>(context.view.frame),
            .now = context.view.frame == 0,
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    list = ImGui::GetWindowDrawList();
                    const CallRow& row = m_rows[index];
                    ImFont* mono = theme.fonts().mono;
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float x = rect.from.x + theme.px(10);
                    const float name_end
                        = x + std::clamp((rect.to.x - x) * 0.33F, theme.px(96), theme.px(206));
                    draw_icon(*list, row.running ? Icon::FrameNow : Icon::Frame,
                        { x + theme.px(6), rect.from.y + rect.height() / 2 }, theme.px(13),
                        theme[Tone::Frame]);
                    draw_text(*list, mono, { x + theme.px(24), top }, theme[Tone::Text], row.name,
                        name_end - x - theme.px(30));
                    draw_text(*list, mono, { name_end, top }, theme[Tone::Dim], row.line);
                    // What the frame waits for tells more than f_lasti when there is little room.
                    float note_x = name_end + theme.px(84);
                    if (rect.to.x - note_x > theme.px(220)) {
                        draw_text(*list, mono, { note_x, top }, theme[Tone::Dim], row.lasti);
                        note_x += theme.px(100);
                    }
                    draw_text(*list, mono, { note_x, top },
                        theme[row.running ? Tone::Dim : Tone::Frame], row.note,
                        std::max(1.0F, rect.to.x - note_x - theme.px(4)));
                },
            .text =
                [&](std::size_t index) {
                    const CallRow& row = m_rows[index];
                    return row.name + "  " + row.line + "  " + row.lasti + "  " + row.note;
                },
            .clicked =
                [&](std::size_t index, float) {
                    context.commands.post({ .id = CommandId::SelectFrame, .number = index });
                },
            .menu =
                [&](std::size_t index) {
                    if (ImGui::MenuItem("Select this frame")) {
                        context.commands.post({ .id = CommandId::SelectFrame, .number = index });
                    }
                },
            .hover =
                [&](std::size_t index) {
                    const CallRow& row = m_rows[index];
                    tooltip(theme, row.name, row.line + ", " + row.lasti + "\n" + row.note);
                },
            .label = [&](std::size_t index) { return "frame " + std::to_string(index); } });
}

} // namespace fw::ui
