// See name_row.h.

#include "ui/widgets/name_row.h"

#include "ui/widgets/place_menu.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

void draw_name_row(const DrawContext& context, const NameRow& row, const RowRect& rect)
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    const float left = rect.from.x;
    const float right = rect.to.x - theme.px(8);
    if (row.kind == NameRow::Kind::Blank) {
        return;
    }
    if (row.kind == NameRow::Kind::Caption) {
        ImFont* human = theme.fonts().human;
        draw_text(list, human, { left + theme.px(8), centred(human, rect.from.y, rect.height()) },
            theme[Tone::Dim], row.name, right - left);
        return;
    }
    const float number_end
        = left + std::max(theme.px(38), theme.px(8) + text_width(mono, row.number));
    draw_text(list, mono, { number_end - text_width(mono, row.number), top }, theme[Tone::Faint],
        row.number);
    float x = number_end + theme.px(10);
    if (row.kind == NameRow::Kind::Event) {
        draw_line(list, theme, mono, { x, top }, row.value, right - x);
        return;
    }
    if (row.changed) {
        list.AddRectFilled({ left, rect.from.y + theme.px(3) },
            { left + theme.px(3), rect.to.y - theme.px(3) }, theme.colours().now_line, theme.px(2));
    }
    if (row.object && context.view.object == row.object) {
        list.AddRect(rect.from, rect.to, theme[Tone::Frame], theme.px(4));
    }
    const float room = right - x;
    const float name_room = std::clamp(room * 0.30F, theme.px(90), theme.px(220));
    draw_text(list, mono, { x, top },
        row.unbound && row.name_tone == Tone::Text ? theme[Tone::Dim] : theme[row.name_tone],
        row.name, name_room - theme.px(8));
    x += name_room;
    // The value comes first; the note takes what is left, but always a quarter.
    const float left_over = right - x - text_width(mono, plain(row.value)) - theme.px(12);
    const float note_width
        = std::min(text_width(mono, row.note), std::max(left_over, (right - x) * 0.25F));
    const float value_room = right - x - note_width - theme.px(12);
    StyledLine value = row.value;
    if (row.changed) {
        for (Span& span : value) {
            span.tone = span.tone == Tone::Text ? Tone::Changed : span.tone;
        }
    }
    draw_line(list, theme, mono, { x, top }, value, value_room);
    draw_text(list, mono, { right - note_width, top }, theme[row.unbound ? Tone::Faint : Tone::Dim],
        row.note, note_width + 1);
}

} // namespace

std::string name_rows_text(const std::vector<NameRow>& rows)
{
    std::string all;
    for (const NameRow& row : rows) {
        all += row.full + (row.note.empty() ? "" : "  (" + row.note + ")") + "\n";
    }
    return all;
}

void draw_name_rows(DrawContext& context, const char* id, RowList& list,
    const std::vector<NameRow>& rows, const std::function<void(std::size_t row)>& menu)
{
    list.draw(context, id,
        { .count = rows.size(),
            .draw = [&](std::size_t row,
                        const RowRect& rect) { draw_name_row(context, rows[row], rect); },
            .text = [&](std::size_t row) { return rows[row].full; },
            .clicked =
                [&](std::size_t row, float) {
                    if (rows[row].object || rows[row].place) {
                        context.commands.post({ .id = CommandId::SelectObject,
                            .object = rows[row].object,
                            .place = rows[row].place });
                    }
                },
            .menu =
                [&](std::size_t row) {
                    if (ImGui::MenuItem("Copy the value")) {
                        ImGui::SetClipboardText(plain(rows[row].value).c_str());
                    }
                    if (rows[row].place) {
                        ImGui::Separator();
                        place_menu(context, *rows[row].place);
                    }
                    if (menu) {
                        menu(row);
                    }
                },
            .hover =
                [&](std::size_t row) {
                    if (rows[row].kind == NameRow::Kind::Variable) {
                        tooltip(
                            context.theme, rows[row].name, rows[row].full + "\n" + rows[row].note);
                    }
                },
            .label =
                [&](std::size_t row) {
                    return rows[row].name.empty() ? "row " + std::to_string(row) : rows[row].name;
                } });
}

} // namespace fw::ui
