// See writes_panel.h.

#include "ui/panels/writes_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {

WritesPanel::WritesPanel()
    : Panel({ .id = "writes",
        .title = "Writes",
        .empty_title = "All writes of a variable appear here",
        .empty_text
        = "Choose All writes (Alt+A) in the menu of a variable, a cell or a stack slot: "
          "at which step, by which opcode, what it held before and after. A click on a "
          "write goes there.",
        .shortcut = "Ctrl+Shift+7" })
{
}

void WritesPanel::refresh(const View& view)
{
    const inspect::WriteList& list = view.picture->writes;
    m_rows = make_write_rows(list, view.picture->step);
    m_place = list.place;
    m_complete = list.complete;
    m_caption = m_place.owner ? writes_caption(list) : "";
}

bool WritesPanel::is_empty() const
{
    return m_place.owner == 0;
}

StyledLine WritesPanel::header_note() const
{
    return { { "of ", Tone::Faint },
        { m_place.name, m_place.kind == inspect::Place::Kind::Cell ? Tone::Cell : Tone::Text } };
}

std::string WritesPanel::text() const
{
    std::string all = m_caption + "\n";
    for (const WriteRow& row : m_rows) {
        all += row.text() + "\n";
    }
    return all;
}

void WritesPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    ImGui::SetCursorPosX(theme.pad());
    ImGui::PushStyleColor(ImGuiCol_Text, theme[m_complete ? Tone::Dim : Tone::Error]);
    ImGui::TextUnformatted(m_caption.c_str());
    ImGui::PopStyleColor();
    // Columns are as wide as their widest text, so that they stand one below the other.
    ImFont* mono = theme.fonts().mono;
    float step_width = text_width(mono, "step");
    float where_width = 0;
    float opcode_width = 0;
    float old_width = 0;
    const std::size_t measured = std::min<std::size_t>(m_rows.size(), 300);
    for (std::size_t i = 0; i < measured; ++i) {
        const WriteRow& row = m_rows[i];
        step_width = std::max(step_width, text_width(mono, row.step_text));
        where_width = std::max(where_width, text_width(mono, row.function + "  " + row.line));
        opcode_width = std::max(opcode_width, text_width(mono, row.opcode));
        old_width = std::max(old_width, text_width(mono, row.old_value));
    }
    const auto go = [&](std::size_t index) {
        context.commands.post({ .id = CommandId::SeekStep, .number = m_rows[index].step });
    };
    const auto current = std::find_if(
        m_rows.begin(), m_rows.end(), [](const WriteRow& row) { return row.present; });
    m_list.draw(context, "write rows",
        { .count = m_rows.size(),
            .current = current == m_rows.end() ? -1 : static_cast<int>(current - m_rows.begin()),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const WriteRow& row = m_rows[index];
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float room = rect.to.x - rect.from.x;
                    const float opacity = row.future ? 0.55F : 1.0F;
                    const auto tone = [&](Tone of) { return faded(theme[of], opacity); };
                    float x = rect.from.x + theme.px(8);
                    draw_text(list, mono, { x + step_width - text_width(mono, row.step_text), top },
                        tone(Tone::Faint), row.step_text);
                    x += step_width + theme.px(18);
                    const float where = std::min(where_width, room * 0.28F);
                    const float name = draw_text(
                        list, mono, { x, top }, tone(Tone::Frame), row.function, where * 0.6F);
                    draw_text(list, mono, { x + name + text_width(mono, "  "), top },
                        tone(Tone::Dim), row.line, where);
                    x += where + theme.px(18);
                    const float opcode = std::min(opcode_width, room * 0.26F);
                    draw_text(list, mono, { x, top }, tone(Tone::Code), row.opcode, opcode + 1);
                    x += opcode + theme.px(22);
                    const float rest = rect.to.x - x - theme.px(8);
                    const float old = std::min(old_width, rest * 0.45F);
                    draw_text(list, mono, { x, top }, tone(row.old_tone), row.old_value, old + 1);
                    x += old + theme.px(10);
                    x += draw_text(list, mono, { x, top }, tone(Tone::Faint), "\xe2\x86\x92")
                        + theme.px(10);
                    draw_text(list, mono, { x, top }, tone(row.new_tone), row.new_value,
                        std::max(1.0F, rect.to.x - x - theme.px(8)));
                },
            .text = [&](std::size_t index) { return m_rows[index].text(); },
            .clicked =
                [&](std::size_t index, float x) {
                    if (x >= 0) { // the keyboard only moves the selection
                        go(index);
                    }
                },
            .activated = go,
            .menu =
                [&](std::size_t index) {
                    if (ImGui::MenuItem("Go there", "Enter")) {
                        go(index);
                    }
                },
            .hover =
                [&](std::size_t index) {
                    tooltip(theme, "Step " + m_rows[index].step_text,
                        m_rows[index].text() + "\nA click goes there, before the opcode.");
                },
            .label = [](std::size_t index) { return "write " + std::to_string(index + 1); } });
}

} // namespace fw::ui
