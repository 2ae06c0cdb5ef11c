// See panel.h. The designed empty state: what will appear here, in the middle of the panel.

#include "ui/panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {

void Panel::draw_empty(const DrawContext& context) const
{
    const Theme& theme = context.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = std::min(room.x - theme.px(32), theme.px(420));
    const float left = at.x + (room.x - width) / 2;
    const float top = at.y + std::max(theme.px(10), room.y / 2 - theme.px(46));
    draw_text(list, theme.fonts().human_medium, { left, top }, theme[Tone::Dim], m_info.empty_title,
        width);
    draw_wrapped(list, theme, { left, top + theme.px(26) },
        { { std::string(m_info.empty_text), Tone::Faint } }, width, theme.px(21));
    // An item, so that a reader of the screen (and a test) finds the text.
    ImGui::InvisibleButton(
        m_info.empty_title.data(), { std::max(1.0F, room.x), std::max(1.0F, room.y) });
    if (ImGui::BeginPopupContextItem("empty menu")) {
        if (ImGui::MenuItem("Copy")) {
            const std::string all
                = std::string(m_info.empty_title) + "\n" + std::string(m_info.empty_text);
            ImGui::SetClipboardText(all.c_str());
        }
        ImGui::EndPopup();
    }
}

} // namespace fw::ui
