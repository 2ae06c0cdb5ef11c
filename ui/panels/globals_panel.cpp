// See globals_panel.h.

#include "ui/panels/globals_panel.h"

#include "ui/widgets/name_row.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

Panel::Info info_of(NamespacePanel::Which which)
{
    if (which == NamespacePanel::Which::Globals) {
        return { .id = "globals",
            .title = "Globals",
            .empty_title = "The module's names appear here",
            .empty_text = "Every name of the module that the selected frame belongs to, in the "
                          "order in which they were bound. "
                          "What changed since the last stop is marked.",
            .shortcut = "Ctrl+6" };
    }
    return { .id = "builtins",
        .title = "Builtins",
        .empty_title = "The built-in names appear here",
        .empty_text = "print, len, range and the others: the names that are found when neither the "
                      "frame nor the module has them.",
        .shortcut = "Ctrl+Shift+6" };
}

} // namespace

NamespacePanel::NamespacePanel(Which which)
    : Panel(info_of(which))
    , m_which(which)
{
}

void NamespacePanel::refresh(const View& view)
{
    m_page = m_which == Which::Globals ? view.picture->globals : view.picture->builtins;
    m_rows = make_namespace_rows(m_page);
}

bool NamespacePanel::is_empty() const
{
    return m_rows.empty();
}

StyledLine NamespacePanel::header_note() const
{
    return { { std::to_string(m_page.total) + " names", Tone::Faint } };
}

std::string NamespacePanel::text() const
{
    return name_rows_text(m_rows);
}

void NamespacePanel::draw(DrawContext& context)
{
    const bool paged = m_page.total > m_page.names.size();
    if (paged) {
        const Theme& theme = context.theme;
        ImGui::SetCursorPosX(theme.pad());
        const auto fetch = [&](std::size_t first) {
            context.commands.post(
                { .id = CommandId::FetchNames, .number = first, .object = m_page.dict });
        };
        const std::size_t page = std::max<std::size_t>(m_page.names.size(), 100);
        ImGui::BeginDisabled(m_page.first == 0);
        if (ImGui::Button("Earlier names")) {
            fetch(m_page.first > page ? m_page.first - page : 0);
        }
        ImGui::EndDisabled();
        ImGui::SameLine();
        ImGui::BeginDisabled(m_page.first + m_page.names.size() >= m_page.total);
        if (ImGui::Button("Later names")) {
            fetch(m_page.first + m_page.names.size());
        }
        ImGui::EndDisabled();
        ImGui::SameLine();
        ImGui::TextDisabled("%zu to %zu of %zu", m_page.first + 1,
            m_page.first + m_page.names.size(), m_page.total);
    }
    draw_name_rows(context, "name rows", m_list, m_rows);
}

} // namespace fw::ui
