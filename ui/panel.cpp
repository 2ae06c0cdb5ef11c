// See panel.h. The designed empty state: what will appear here, in the middle of the panel.

#include "ui/panel.h"

#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace fw::ui {

void Panel::draw_empty(const DrawContext& context) const
{
    const Theme& theme = context.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool flat = room.y < theme.px(150); // a strip: use its length
    const float width = std::min(room.x - theme.px(32), theme.px(flat ? 860.0F : 420.0F));
    const float left = std::floor(at.x + (room.x - width) / 2);
    const float line = theme.px(21);
    const float caption = theme.px(26);
    // Words are broken whole: some more lines than the letters fill.
    const float lines
        = std::ceil(text_width(theme.fonts().human, m_info.empty_text) / width * 1.08F);
    const float least = theme.px(flat ? 2.0F : 8.0F);
    const float top = at.y + std::max(least, (room.y - caption - lines * line) * 0.42F);
    draw_text(list, theme.fonts().human_medium, { left, top }, theme[Tone::Dim], m_info.empty_title,
        width);
    draw_wrapped(list, theme, { left, top + caption },
        { { std::string(m_info.empty_text), Tone::Faint } }, width, line);
    // An item, so that a reader of the screen (and a test) finds the text.
    ImGui::InvisibleButton(
        m_info.empty_title.data(), { std::max(1.0F, room.x), std::max(1.0F, room.y) });
    tooltip(theme, m_info.empty_title, m_info.empty_text); // The panel may be too small for it.
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
