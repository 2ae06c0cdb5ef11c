// See watches_panel.h.

#include "ui/panels/watches_panel.h"

#include "ui/model/history_rows.h"
#include "ui/widgets/name_row.h"
#include "ui/widgets/text.h"

namespace fw::ui {

WatchesPanel::WatchesPanel()
    : Panel({ .id = "watches",
        .title = "Watches",
        .empty_title = "Watched expressions appear here",
        .empty_text = "Open a program, then write an expression: total + 1, len(items), or a call. "
                      "It is evaluated in the running frame at each stop, and nothing that it does "
                      "stays.",
        .shortcut = "Ctrl+Shift+W" })
{
}

void WatchesPanel::refresh(const View& view)
{
    m_rows = make_watch_rows(view.picture->watches);
    m_loaded = view.picture->state != inspect::RunState::Empty;
}

bool WatchesPanel::is_empty() const
{
    return m_rows.empty() && !m_loaded;
}

StyledLine WatchesPanel::header_note() const
{
    return m_rows.empty() ? StyledLine{}
                          : StyledLine{ { std::to_string(m_rows.size()), Tone::Faint } };
}

std::string WatchesPanel::text() const
{
    return name_rows_text(m_rows);
}

void WatchesPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const auto remove = [&](std::size_t row) {
        context.commands.post({ .id = CommandId::RemoveWatch, .number = row });
    };
    ImGui::SetCursorPosX(theme.pad());
    ImGui::PushFont(theme.fonts().mono);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - theme.px(90 + 20));
    if (m_wants_focus) {
        ImGui::SetWindowFocus();
        ImGui::SetKeyboardFocusHere();
        m_wants_focus = false;
    }
    bool add = ImGui::InputTextWithHint("##watch", "an expression to watch", m_input.data(),
        m_input.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    const bool typing = ImGui::IsItemActive();
    ImGui::PopFont();
    ImGui::SameLine();
    add |= ImGui::Button("Watch", { theme.px(90), 0 });
    tooltip(theme, "Watch  Enter", "Show its value at each stop. Nothing that it does stays.");
    if (add && m_input.front() != '\0') {
        context.commands.post({ .id = CommandId::AddWatch, .text = m_input.data() });
        m_input.front() = '\0';
        m_wants_focus = true;
    }
    ImGui::Dummy({ 1, theme.px(2) });
    if (m_rows.empty()) {
        ImGui::SetCursorPosX(theme.pad());
        ImGui::PushTextWrapPos(ImGui::GetContentRegionMax().x - theme.pad());
        ImGui::TextDisabled("Nothing is watched yet. Any expression or call: its value is shown at "
                            "each stop, and nothing that it does stays.");
        ImGui::PopTextWrapPos();
        return;
    }
    if (context.active && !typing && m_list.cursor() >= 0
        && ImGui::IsKeyPressed(ImGuiKey_Delete, false)) {
        remove(static_cast<std::size_t>(m_list.cursor()));
    }
    draw_name_rows(context, "watch rows", m_list, m_rows, [&](std::size_t row) {
        if (ImGui::MenuItem("Remove the watch", "Delete")) {
            remove(row);
        }
    });
}

} // namespace fw::ui
