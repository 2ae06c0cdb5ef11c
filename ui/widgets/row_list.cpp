// See row_list.h.

#include "ui/widgets/row_list.h"

#include "ui/widgets/text.h"

#include <imgui_internal.h>

#include <algorithm>

namespace fw::ui {

std::string RowList::selected_text(const Rows& rows) const
{
    std::string all;
    const int from = std::max(0, std::min(m_first, m_last));
    const int to = std::min(std::max(m_first, m_last), static_cast<int>(rows.count) - 1);
    for (int row = from; row <= to; ++row) {
        all += rows.text(static_cast<std::size_t>(row));
        if (row != to) {
            all += '\n';
        }
    }
    return all;
}

void RowList::handle_keys(const Rows& rows)
{
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput || rows.count == 0 || io.KeyAlt) {
        return;
    }
    if (io.KeyCtrl) {
        if (!io.KeyShift && ImGui::IsKeyPressed(ImGuiKey_C, false) && m_last >= 0) {
            ImGui::SetClipboardText(selected_text(rows).c_str());
        }
        if (!io.KeyShift && ImGui::IsKeyPressed(ImGuiKey_A, false)) {
            m_first = 0;
            m_last = static_cast<int>(rows.count) - 1;
        }
        return;
    }
    int move = 0;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) {
        move = 1;
    } else if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) {
        move = -1;
    } else if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) {
        move = 15;
    } else if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) {
        move = -15;
    }
    if (move != 0) {
        const int start = m_last >= 0 ? m_last : rows.current;
        m_last = std::clamp(start + move, 0, static_cast<int>(rows.count) - 1);
        if (!io.KeyShift || m_first < 0) {
            m_first = m_last;
        }
        m_reveal = m_last;
        if (rows.clicked) {
            rows.clicked(static_cast<std::size_t>(m_last), -1);
        }
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && m_last >= 0 && rows.activated) {
        rows.activated(static_cast<std::size_t>(m_last));
    }
}

void RowList::draw(DrawContext& context, const char* id, const Rows& rows)
{
    const Theme& theme = context.theme;
    const float height = rows.height > 0 ? rows.height : theme.row();
    if (static_cast<std::size_t>(std::max(0, m_last)) >= rows.count) {
        clear_selection();
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild(id, { 0, 0 }, 0,
        ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground
            | (rows.width > 0 ? ImGuiWindowFlags_HorizontalScrollbar : 0));
    if (context.active && ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) {
        handle_keys(rows);
    }
    // Another height is another look at the same moment: what is current stays in sight.
    if (m_reveal < 0 && rows.current >= 0 && m_page != ImGui::GetWindowHeight()) {
        m_reveal = rows.current;
    }
    m_page = ImGui::GetWindowHeight();
    if (m_reveal >= 0) {
        const float top = static_cast<float>(m_reveal) * height;
        const float page = ImGui::GetWindowHeight();
        if (top < ImGui::GetScrollY() + height) {
            ImGui::SetScrollY(std::max(0.0F, top - page / 3));
        } else if (top + 2 * height > ImGui::GetScrollY() + page) {
            ImGui::SetScrollY(top + 2 * height - page * 2 / 3);
        }
        m_reveal = -1;
    }
    if (m_across) {
        const float page = ImGui::GetWindowWidth() - theme.px(20);
        if (m_across->y <= page) {
            ImGui::SetScrollX(0);
        } else if (m_across->y > ImGui::GetScrollX() + page || m_across->x < ImGui::GetScrollX()) {
            // All of it where it fits, else its beginning.
            ImGui::SetScrollX(std::min(m_across->y - page, m_across->x - theme.px(60)));
        }
        m_across.reset();
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.count), height);
    while (clipper.Step()) {
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const auto index = static_cast<std::size_t>(row);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float width = std::max({ 1.0F, rows.width, ImGui::GetContentRegionAvail().x });
            ImGui::PushID(row);
            const std::string name = rows.label ? rows.label(index) : std::string("row");
            ImGui::InvisibleButton(name.c_str(), { width, height });
            RowRect rect{ .from = { at.x + theme.px(4), at.y },
                .to = { at.x + width - theme.px(4), at.y + height } };
            rect.hovered = ImGui::IsItemHovered();
            const bool selected = m_last >= 0 && row >= std::min(m_first, m_last)
                && row <= std::max(m_first, m_last);
            if (ImGui::IsItemHovered() && ImGui::IsMouseClicked(0)) {
                m_last = row;
                if (!ImGui::GetIO().KeyShift || m_first < 0) {
                    m_first = row;
                }
                if (rows.clicked) {
                    rows.clicked(index, ImGui::GetIO().MousePos.x - at.x);
                }
            } else if (ImGui::IsMouseDragging(0) && m_first >= 0 && ImGui::IsWindowFocused()
                && ImGui::IsMouseHoveringRect(at, { at.x + width, at.y + height })) {
                m_last = row; // dragging over rows selects them
            }
            if (rect.hovered && ImGui::IsMouseDoubleClicked(0) && rows.activated) {
                rows.activated(index);
            }
            const Palette& colours = theme.colours();
            if (row == rows.current) {
                list.AddRectFilled(rect.from, rect.to,
                    rows.now ? colours.now_band : colours.select_band, theme.px(4));
            }
            if (selected) {
                list.AddRectFilled(rect.from, rect.to,
                    faded(colours.select_band, row == rows.current ? 0.5F : 1.0F), theme.px(4));
            } else if (rect.hovered && row != rows.current) {
                list.AddRectFilled(rect.from, rect.to, colours.hover_band, theme.px(4));
            }
            ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(theme.px(12), theme.px(6)));
            if (ImGui::BeginPopupContextItem("menu")) {
                if (ImGui::MenuItem("Copy")) {
                    ImGui::SetClipboardText(
                        selected ? selected_text(rows).c_str() : rows.text(index).c_str());
                }
                if (ImGui::MenuItem("Copy all")) {
                    std::string all;
                    for (std::size_t each = 0; each < rows.count; ++each) {
                        all += rows.text(each) + "\n";
                    }
                    ImGui::SetClipboardText(all.c_str());
                }
                if (rows.menu) {
                    ImGui::Separator();
                    rows.menu(index);
                }
                ImGui::EndPopup();
            } else if (rect.hovered && rows.hover) {
                rows.hover(index);
            }
            ImGui::PopStyleVar();
            rows.draw(index, rect);
            ImGui::PopID();
        }
    }
    clipper.End();
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

} // namespace fw::ui
