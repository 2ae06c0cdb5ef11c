// See value_stacks_panel.h.

#include "ui/panels/value_stacks_panel.h"

#include "ui/widgets/place_menu.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

constexpr float slot_height = 33;
constexpr float slot_gap = 4;

std::string slot_text(const SlotRow& slot)
{
    return slot.empty
        ? std::to_string(slot.number) + "  (free)"
        : std::to_string(slot.number) + "  " + slot.value + "  " + slot.type + "  " + slot.from;
}

} // namespace

ValueStacksPanel::ValueStacksPanel()
    : Panel({ .id = "value_stacks",
        .title = "Value stacks",
        .empty_title = "The value stacks appear here",
        .empty_text = "Every frame computes on a stack of values. For the selected frame and its "
                      "callers: what lies on it, top "
                      "first, what the last opcode pushed (green edge), what the next one will pop "
                      "(red edge), and how "
                      "much room co_stacksize reserves.",
        .shortcut = "Ctrl+4" })
{
}

void ValueStacksPanel::refresh(const View& view)
{
    m_columns = make_stack_columns(view);
    m_to_start = m_seen != view.stop;
    m_seen = view.stop;
}

bool ValueStacksPanel::is_empty() const
{
    return m_columns.empty();
}

StyledLine ValueStacksPanel::header_note() const
{
    return { { "top first", Tone::Faint } };
}

std::string ValueStacksPanel::text() const
{
    std::string all;
    for (const StackColumn& column : m_columns) {
        all += column.name + " (co_stacksize " + std::to_string(column.stacksize) + ")\n";
        for (const SlotRow& slot : column.slots) {
            all += "  " + slot_text(slot) + "\n";
        }
    }
    return all;
}

void ValueStacksPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    std::size_t deepest = 0;
    for (const StackColumn& column : m_columns) {
        deepest = std::max(deepest, column.slots.size());
    }
    const ImVec2 area = ImGui::GetContentRegionAvail();
    const float needed
        = theme.px(40) + static_cast<float>(deepest) * theme.px(slot_height + slot_gap);
    const float scrollbar = needed > area.y ? ImGui::GetStyle().ScrollbarSize : 0;
    const float room = area.x - 2 * theme.pad() - scrollbar;
    const float gap = theme.px(16);
    const auto count = static_cast<float>(std::min<std::size_t>(m_columns.size(), 3));
    const float least = theme.px(150);
    // A lonely stack does not need the whole panel.
    const float share = m_columns.size() == 1 ? room * 0.66F : (room - gap * (count - 1)) / count;
    const float width = std::max(least, share);
    ImGui::BeginChild("stack columns", { 0, 0 }, 0,
        ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground);
    if (m_to_start) {
        ImGui::SetScrollX(0);
        m_to_start = false;
    }
    ImGui::Dummy({ 1, theme.px(4) });
    const ImVec2 start = ImGui::GetCursorPos();
    float bottom = start.y;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        ImGui::SetCursorPos(
            { start.x + theme.pad() + static_cast<float>(i) * (width + gap), start.y });
        ImGui::PushID(static_cast<int>(i));
        ImGui::BeginGroup();
        draw_column(context, m_columns[i], width);
        ImGui::EndGroup();
        ImGui::PopID();
        bottom = std::max(bottom, ImGui::GetCursorPosY());
    }
    ImGui::SetCursorPos({ start.x, bottom });
    ImGui::Dummy(
        { theme.pad() * 2 + static_cast<float>(m_columns.size()) * (width + gap) - gap, 1 });
    ImGui::EndChild();
}

void ValueStacksPanel::draw_column(
    DrawContext& context, const StackColumn& column, float width) const
{
    const Theme& theme = context.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::InvisibleButton(("stack of " + column.name).c_str(), { width, theme.px(28) })) {
        context.commands.post({ .id = CommandId::SelectFrame, .number = column.frame });
    }
    ImFont* name_font = column.selected ? theme.fonts().mono_bold : theme.fonts().mono;
    const float name_width = draw_text(list, name_font, { at.x, at.y + theme.px(1) },
        theme[Tone::Frame], column.name, width * 0.6F);
    std::string note = "co_stacksize " + std::to_string(column.stacksize);
    if (name_width + text_width(theme.fonts().mono_small, note) + theme.px(10) > width) {
        note = "size " + std::to_string(column.stacksize);
    }
    const float note_width = text_width(theme.fonts().mono_small, note);
    draw_text(list, theme.fonts().mono_small,
        { at.x + std::max(width - note_width, name_width + theme.px(10)), at.y + theme.px(3) },
        theme[Tone::Faint], note);
    // co_stacksize is the frame around the slots.
    const ImVec2 top = ImGui::GetCursorScreenPos();
    const float height = static_cast<float>(column.slots.size()) * theme.px(slot_height + slot_gap)
        - theme.px(slot_gap);
    if (!column.slots.empty()) {
        const float grow = theme.px(5);
        list.AddRect({ top.x - grow, top.y - grow },
            { top.x + width + grow, top.y + height + grow }, theme.colours().line, theme.px(9));
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, theme.px(slot_gap)));
    for (const SlotRow& slot : column.slots) {
        draw_slot(context, slot, width);
    }
    ImGui::PopStyleVar();
    if (column.slots.empty()) {
        const ImVec2 pen = ImGui::GetCursorScreenPos();
        draw_text(list, theme.fonts().human, pen, theme[Tone::Faint], "needs no room");
        ImGui::Dummy({ width, theme.px(24) });
    }
}

void ValueStacksPanel::draw_slot(DrawContext& context, const SlotRow& slot, float width) const
{
    const Theme& theme = context.theme;
    const float height = theme.px(slot_height);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end{ at.x + width, at.y + height };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, at.y, height);
    const float radius = theme.px(6);
    ImGui::PushID(slot.number);
    if (ImGui::InvisibleButton("slot", { width, height }) && slot.object) {
        context.commands.post({ .id = CommandId::SelectObject,
            .object = slot.object,
            .range = slot.made_by,
            .place = slot.place });
    }
    if (!slot.empty) {
        tooltip(theme, slot.value,
            slot_text(slot) + (slot.pushed ? "\npushed by the last opcode" : "")
                + (slot.popped ? "\nwill be popped by the next opcode" : ""));
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(theme.px(12), theme.px(6)));
    if (ImGui::BeginPopupContextItem("slot menu")) {
        if (ImGui::MenuItem("Copy")) {
            ImGui::SetClipboardText(slot.value.c_str());
        }
        if (ImGui::MenuItem("Copy all")) {
            ImGui::SetClipboardText(text().c_str());
        }
        if (slot.place) {
            ImGui::Separator();
            place_menu(context, *slot.place);
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    const std::string number = std::to_string(slot.number);
    if (slot.empty) {
        draw_dashed_rect(list, at, end, theme.colours().line, theme.px(4));
        const std::string label = slot.more == 0
            ? number
            : number + " to " + std::to_string(slot.number + slot.more) + "  free";
        draw_text(list, mono, { at.x + theme.px(12), top }, theme[Tone::Faint], label);
        return;
    }
    const ImU32 edge = slot.popped ? theme[Tone::Popped]
        : slot.pushed              ? theme[Tone::Pushed]
                                   : theme.colours().line;
    const bool lit = slot.object && context.view.object == slot.object;
    list.AddRectFilled(at, end, lit ? theme.colours().select_band : theme.colours().raised, radius);
    if (slot.popped || slot.pushed) {
        // A pushed value that goes at once shows both: green bar, red frame.
        const ImU32 bar = slot.pushed ? theme[Tone::Pushed] : theme[Tone::Popped];
        list.AddRectFilled(
            at, { at.x + theme.px(4), end.y }, bar, radius, ImDrawFlags_RoundCornersLeft);
    }
    list.AddRect(at, end, edge, radius, 0, theme.px(slot.popped || slot.pushed ? 1.4F : 1.0F));
    float x = at.x + theme.px(12);
    x += draw_text(list, mono, { x, top }, theme[Tone::Faint], number) + theme.px(10);
    if (slot.tone != Tone::Text) {
        draw_icon(list, icon_of(slot.kind), { x + theme.px(6), at.y + height / 2 }, theme.px(12),
            theme[slot.tone]);
        x += theme.px(19);
    }
    const bool plain_value = slot.tone == Tone::Text || slot.tone == Tone::Faint;
    std::string note = plain_value && !slot.type.empty() ? slot.type : "";
    if (!slot.from.empty()) {
        note += (note.empty() ? "" : "  ") + slot.from;
    } else if (note.empty()) {
        note = slot.type;
    }
    const float right = end.x - theme.px(10);
    const float value_width = text_width(mono, slot.value);
    if (!slot.from.empty() && value_width + text_width(mono, note) + theme.px(12) > right - x) {
        note = slot.from; // Where it comes from tells more than the type.
    }
    const float note_room = std::max(right - x - value_width - theme.px(12), (right - x) * 0.4F);
    const float note_width = std::min(text_width(mono, note), note_room);
    draw_text(list, mono, { x, top }, theme[slot.tone], slot.value,
        right - x - note_width - theme.px(12));
    draw_text(list, mono, { right - note_width, top }, theme[Tone::Dim], note, note_width + 1);
}

} // namespace fw::ui
