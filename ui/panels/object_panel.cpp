// See object_panel.h.

#include "ui/panels/object_panel.h"

#include "ui/widgets/place_menu.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

constexpr float step_in = 18;
constexpr std::size_t longest_tooltip = 2'000;

float indent(const Theme& theme, const ObjectRow& row)
{
    return theme.px(10 + step_in * static_cast<float>(row.depth));
}

} // namespace

ObjectPanel::ObjectPanel()
    : Panel({ .id = "object",
        .title = "Object",
        .empty_title = "What is in an object appears here",
        .empty_text = "Click on a variable, a cell, a function or a stack slot, in any panel: its "
                      "items and attributes are listed here, each with its own writes. Enter or "
                      "the arrow opens a part.",
        .shortcut = "Ctrl+I" })
{
}

void ObjectPanel::refresh(const View& view)
{
    m_rows = make_object_rows(view);
    m_name = view.inspected ? view.inspected->name : "";
    m_lost = view.inspected && view.detail && !view.detail->found;
}

bool ObjectPanel::is_empty() const
{
    return m_rows.empty() && !m_lost;
}

StyledLine ObjectPanel::header_note() const
{
    return m_name.empty() ? StyledLine{} : StyledLine{ { m_name, Tone::Dim } };
}

std::string ObjectPanel::text() const
{
    std::string all;
    for (const ObjectRow& row : m_rows) {
        all += row.full + "\n";
    }
    return all;
}

void ObjectPanel::draw_row(
    const DrawContext& context, const ObjectRow& row, const RowRect& rect) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    const float middle = rect.from.y + rect.height() / 2;
    const float right = rect.to.x - theme.px(8);
    float x = rect.from.x + indent(theme, row);
    if (row.kind == ObjectRow::Kind::Earlier || row.kind == ObjectRow::Kind::Later) {
        draw_icon(list, row.kind == ObjectRow::Kind::Earlier ? Icon::Up : Icon::Down,
            { x + theme.px(5), middle }, theme.px(12), theme.colours().cool);
        ImFont* human = theme.fonts().human;
        draw_text(list, human, { x + theme.px(16), centred(human, rect.from.y, rect.height()) },
            theme.colours().cool, row.name, right - x - theme.px(16));
        return;
    }
    if (row.changed) {
        list.AddRectFilled({ rect.from.x, rect.from.y + theme.px(3) },
            { rect.from.x + theme.px(3), rect.to.y - theme.px(3) }, theme.colours().now_line,
            theme.px(2));
    }
    if (row.place && context.view.place == row.place) {
        list.AddRect(rect.from, rect.to, theme[Tone::Frame], theme.px(4));
    }
    if (row.openable) {
        const float a = theme.px(4);
        const ImU32 colour = theme[Tone::Dim];
        if (row.opened) {
            list.AddTriangleFilled({ x, middle - a / 2 }, { x + 2 * a, middle - a / 2 },
                { x + a, middle + a }, colour);
        } else {
            list.AddTriangleFilled({ x + a / 2, middle - a }, { x + a * 2, middle },
                { x + a / 2, middle + a }, colour);
        }
    }
    x += theme.px(16);
    const float name_room = std::clamp((right - x) * 0.3F, theme.px(60), theme.px(260));
    const float name = draw_text(list,
        row.kind == ObjectRow::Kind::Whole ? theme.fonts().mono_bold : mono, { x, top },
        theme[row.kind == ObjectRow::Kind::Whole ? Tone::Text : Tone::Dim], row.name, name_room);
    x += std::max(name, theme.px(54)) + theme.px(14);
    const float rest = right - x;
    const float note_width = std::min(text_width(mono, row.note), rest * 0.45F);
    StyledLine value = row.value;
    if (row.changed) {
        for (Span& span : value) {
            span.tone = span.tone == Tone::Text ? Tone::Changed : span.tone;
        }
    }
    draw_line(list, theme, mono, { x, top }, value, rest - note_width - theme.px(12));
    draw_text(list, mono, { right - note_width, top }, theme[Tone::Dim], row.note, note_width + 1);
}

void ObjectPanel::toggle(DrawContext& context, const ObjectRow& row)
{
    if (row.kind == ObjectRow::Kind::Earlier || row.kind == ObjectRow::Kind::Later) {
        context.commands.post({ .id = CommandId::OpenPart, .text = row.path, .number = row.first });
    } else if (row.opened) {
        context.commands.post({ .id = CommandId::ClosePart, .text = row.path });
    } else if (row.openable) {
        context.commands.post({ .id = CommandId::OpenPart, .text = row.path });
    }
}

void ObjectPanel::menu(DrawContext& context, const ObjectRow& row)
{
    if (row.kind == ObjectRow::Kind::Earlier || row.kind == ObjectRow::Kind::Later) {
        const bool earlier = row.kind == ObjectRow::Kind::Earlier;
        if (ImGui::MenuItem(earlier ? "To the first ones" : "To the last ones")) {
            context.commands.post(
                { .id = CommandId::OpenPart, .text = row.path, .number = row.end });
        }
        return;
    }
    if (ImGui::MenuItem("Copy the value")) {
        ImGui::SetClipboardText(row.full.substr(row.full.find(" = ") + 3).c_str());
    }
    if (row.openable && ImGui::MenuItem(row.opened ? "Close it" : "Open it", "Enter")) {
        toggle(context, row);
    }
    if (row.place) {
        ImGui::Separator();
        place_menu(context, *row.place, Inside::ShownHere);
    }
}

void ObjectPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    if (m_rows.empty()) {
        ImGui::SetCursorPosX(theme.pad());
        ImGui::PushTextWrapPos(ImGui::GetContentRegionMax().x - theme.pad());
        ImGui::TextDisabled("%s is not there at this step. It comes back at a step where it is; a "
                            "click on something else shows that.",
            m_name.c_str());
        ImGui::PopTextWrapPos();
        return;
    }
    m_list.draw(context, "object rows",
        { .count = m_rows.size(),
            .draw
            = [&](std::size_t row, const RowRect& rect) { draw_row(context, m_rows[row], rect); },
            .text = [&](std::size_t row) { return m_rows[row].full; },
            .clicked =
                [&](std::size_t index, float x) {
                    const ObjectRow& row = m_rows[index];
                    const bool turns = row.kind == ObjectRow::Kind::Earlier
                        || row.kind == ObjectRow::Kind::Later;
                    // The keyboard (x < 0) only moves the selection.
                    if (x >= 0 && (turns || x < indent(theme, row) + theme.px(20))) {
                        toggle(context, row);
                    } else if (row.place) {
                        context.commands.post({ .id = CommandId::SelectPlace, .place = row.place });
                    }
                },
            .activated = [&](std::size_t row) { toggle(context, m_rows[row]); },
            .menu = [&](std::size_t row) { menu(context, m_rows[row]); },
            .hover =
                [&](std::size_t index) {
                    const ObjectRow& row = m_rows[index];
                    tooltip(theme, row.name,
                        row.note.empty() ? "A click shows them; the menu leads to the end."
                                         : row.full.substr(0, longest_tooltip) + "\n" + row.note);
                },
            .label = [&](std::size_t row) { return m_rows[row].name; } });
}

} // namespace fw::ui
