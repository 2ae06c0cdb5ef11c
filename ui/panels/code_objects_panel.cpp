// See code_objects_panel.h.

#include "ui/panels/code_objects_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

std::string field_text(const FieldRow& row)
{
    const std::string indent = row.kind == FieldRow::Kind::Entry ? "    " : "";
    return indent + row.name + (row.name.empty() ? "" : "  ") + plain(row.value)
        + (row.note.empty() ? "" : "  (" + row.note + ")");
}

void draw_field(const DrawContext& context, const FieldRow& row, const RowRect& rect)
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    const float left = rect.from.x + theme.px(8);
    const float right = rect.to.x - theme.px(8);
    if (row.kind == FieldRow::Kind::Caption) {
        draw_text(list, theme.fonts().human_medium, { left, top }, theme[Tone::Dim], row.name,
            right - left);
        return;
    }
    if (row.object && context.view.object == row.object) {
        list.AddRect(rect.from, rect.to, theme[Tone::Frame], theme.px(4));
    }
    float x = left + theme.px(190);
    if (row.kind == FieldRow::Kind::Field) {
        draw_text(list, mono, { left, top }, theme[Tone::Code], row.name);
    } else if (row.name.empty()) {
        x = left + theme.px(16);
    } else {
        draw_text(list, mono, { x - theme.px(10) - text_width(mono, row.name), top },
            theme[Tone::Faint], row.name);
    }
    const float note_width
        = std::min(text_width(theme.fonts().human, row.note), (right - x) * 0.5F);
    draw_line(list, theme, mono, { x, top }, row.value, right - x - note_width - theme.px(14));
    draw_text(list, theme.fonts().human,
        { right - note_width, centred(theme.fonts().human, rect.from.y, rect.height()) },
        theme[Tone::Faint], row.note, note_width + 1);
}

} // namespace

CodeObjectsPanel::CodeObjectsPanel()
    : Panel({ .id = "code_objects",
        .title = "Code objects",
        .empty_title = "Code objects appear here",
        .empty_text = "What the compiler made: one code object for the module and one for every "
                      "def, lambda, class and comprehension in "
                      "it, as a tree. For each: all its co_ fields and tables, and the function "
                      "objects and live frames that "
                      "share it.",
        .shortcut = "Ctrl+8" })
{
}

void CodeObjectsPanel::refresh(const View& view)
{
    m_tree = make_code_tree(view);
    m_fields = make_code_fields(view);
    const inspect::CodeObject* shown = view.shown_code();
    m_name = shown ? shown->name : "";
}

bool CodeObjectsPanel::is_empty() const
{
    return m_tree.empty();
}

StyledLine CodeObjectsPanel::header_note() const
{
    return m_name.empty() ? StyledLine{} : StyledLine{ { "code " + m_name, Tone::Code } };
}

std::string CodeObjectsPanel::text() const
{
    std::string all;
    for (const CodeTreeRow& row : m_tree) {
        all += std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + row.name + "  ("
            + row.note + ")\n";
    }
    all += "\n";
    for (const FieldRow& row : m_fields) {
        all += field_text(row) + "\n";
    }
    return all;
}

void CodeObjectsPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float tree_width = std::min(theme.px(330), room.x * 0.4F);
    const auto shown = std::find_if(
        m_tree.begin(), m_tree.end(), [](const CodeTreeRow& row) { return row.shown; });
    ImGui::BeginChild("code tree", { tree_width, 0 }, 0, ImGuiWindowFlags_NoBackground);
    m_tree_list.draw(context, "tree rows",
        { .count = m_tree.size(),
            .current = shown == m_tree.end() ? -1 : static_cast<int>(shown - m_tree.begin()),
            .now = false,
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const CodeTreeRow& row = m_tree[index];
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    ImFont* mono = theme.fonts().mono;
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float x = rect.from.x + theme.px(10 + 18 * static_cast<float>(row.depth));
                    draw_icon(list, Icon::Code,
                        { x + theme.px(5), rect.from.y + rect.height() / 2 }, theme.px(13),
                        theme[Tone::Code]);
                    const float name_width = draw_text(list, mono, { x + theme.px(18), top },
                        theme[row.running ? Tone::Text : Tone::Dim], row.name);
                    draw_text(list, theme.fonts().human_small,
                        { x + theme.px(30) + name_width, rect.from.y + theme.px(4) },
                        theme[Tone::Faint], row.note,
                        std::max(1.0F, rect.to.x - x - theme.px(32) - name_width));
                },
            .text =
                [&](std::size_t index) {
                    return m_tree[index].name + "  (" + m_tree[index].note + ")";
                },
            .clicked =
                [&](std::size_t index, float) {
                    context.commands.post(
                        { .id = CommandId::ShowCode, .object = m_tree[index].code });
                },
            .label = [&](std::size_t index) { return "code " + m_tree[index].name; } });
    ImGui::EndChild();
    ImGui::SameLine(0, theme.px(6));
    const ImVec2 line = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(line, { line.x, line.y + room.y }, theme.colours().line);
    ImGui::SameLine(0, theme.px(6));
    ImGui::BeginChild("code fields", { 0, 0 }, 0, ImGuiWindowFlags_NoBackground);
    m_field_list.draw(context, "field rows",
        { .count = m_fields.size(),
            .draw = [&](std::size_t index,
                        const RowRect& rect) { draw_field(context, m_fields[index], rect); },
            .text = [&](std::size_t index) { return field_text(m_fields[index]); },
            .clicked =
                [&](std::size_t index, float) {
                    const FieldRow& row = m_fields[index];
                    if (row.object) {
                        context.commands.post(
                            { .id = CommandId::SelectObject, .object = row.object });
                    }
                },
            .activated =
                [&](std::size_t index) {
                    if (m_fields[index].code) {
                        context.commands.post(
                            { .id = CommandId::ShowCode, .object = m_fields[index].code });
                    }
                },
            .label =
                [&](std::size_t index) {
                    return m_fields[index].name.empty() ? "sharer" : m_fields[index].name;
                } });
    ImGui::EndChild();
}

} // namespace fw::ui
