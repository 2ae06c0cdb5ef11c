// See bytecode_panel.h.

#include "ui/panels/bytecode_panel.h"

#include "ui/widgets/text.h"

#include <imgui_internal.h>

#include <algorithm>

namespace fw::ui {
namespace {

// Columns, in design pixels from the left edge of a row.
constexpr float breakpoint_at = 12;
constexpr float line_end = 56;
constexpr float arrows_at = 60;
constexpr float lane_width = 7;
constexpr int most_lanes = 5;

float offset_end(const Theme& theme, int lanes)
{
    const int shown = std::min(lanes, most_lanes);
    return theme.px(
        arrows_at + static_cast<float>(shown) * lane_width + (shown > 0 ? 46.0F : 32.0F));
}

} // namespace

BytecodePanel::BytecodePanel()
    : Panel({ .id = "bytecode",
        .title = "Bytecode",
        .empty_title = "The instructions appear here",
        .empty_text
        = "For the selected frame: offset, opcode, argument and its meaning as dis prints them, "
          "arrows for the "
          "jumps, and below what the current opcode takes from the value stack and puts back.",
        .shortcut = "Ctrl+2" })
{
}

void BytecodePanel::refresh(const View& view)
{
    const inspect::ObjectId before = m_bytecode.code;
    m_bytecode = make_bytecode_rows(view);
    const bool moved
        = m_seen != view.stop || m_seen_frame != view.frame || before != m_bytecode.code;
    m_seen = view.stop;
    m_seen_frame = view.frame;
    if (moved) {
        m_list.clear_selection();
        m_list.reveal(static_cast<std::size_t>(std::max(0, m_bytecode.current)));
    }
    std::size_t explained = static_cast<std::size_t>(std::max(0, m_bytecode.current));
    if (view.offset >= 0) {
        for (std::size_t i = 0; i < m_bytecode.rows.size(); ++i) {
            if (m_bytecode.rows[i].offset == view.offset) {
                explained = i;
            }
        }
    }
    m_explanation = explain(view, explained);
}

bool BytecodePanel::is_empty() const
{
    return m_bytecode.rows.empty();
}

StyledLine BytecodePanel::header_note() const
{
    return { { "code " + m_bytecode.code_name, Tone::Code } };
}

std::string BytecodePanel::text() const
{
    std::string all;
    for (const BytecodeRow& row : m_bytecode.rows) {
        // Line number, current, jump target, offset, opcode, argument: the columns of dis.
        const auto right = [](const std::string& text, std::size_t width) {
            return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
        };
        std::string line = right(row.line, 3) + (row.current ? " -->" : "    ")
            + (row.jump_target ? " >> " : "    ") + right(std::to_string(row.offset), 4) + " "
            + row.name;
        if (!row.arg.empty()) {
            line.resize(std::max<std::size_t>(line.size(), 36), ' ');
            line += " " + right(row.arg, 5) + (row.meaning.empty() ? "" : " ") + plain(row.meaning);
        }
        all += line + "\n";
    }
    return all;
}

void BytecodePanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const float room = ImGui::GetContentRegionAvail().y;
    const float wanted = static_cast<float>(m_bytecode.rows.size()) * theme.row() + theme.px(10);
    // In a small panel the listing keeps some rows: the explanation can be scrolled.
    constexpr float least_rows = 6;
    const float explanation = std::clamp(
        room - least_rows * theme.row(), std::min(theme.px(64), room * 0.55F), theme.px(172));
    // The explanation follows the listing, or keeps its place at the bottom when the listing is
    // long.
    const float listing = std::min(std::max(wanted, least_rows * theme.row()), room - explanation);
    ImGui::BeginChild("listing", { 0, listing }, 0, ImGuiWindowFlags_NoBackground);
    const auto toggle = [&](std::size_t row) {
        context.commands.post({ .id = CommandId::SetOpcodeBreakpoint,
            .number = static_cast<std::uint64_t>(m_bytecode.rows[row].offset),
            .object = m_bytecode.code });
    };
    m_list.draw(context, "bytecode rows",
        { .count = m_bytecode.rows.size(),
            .current = m_bytecode.current,
            .now = context.view.frame == 0,
            .draw = [&](std::size_t row, const RowRect& rect) { draw_row(context, row, rect); },
            .text =
                [&](std::size_t row) {
                    const BytecodeRow& each = m_bytecode.rows[row];
                    return std::to_string(each.offset) + " " + each.name
                        + (each.arg.empty() ? "" : " " + each.arg + " ") + plain(each.meaning);
                },
            .clicked =
                [&](std::size_t row, float x) {
                    if (x >= 0 && x < theme.px(breakpoint_at + 14)) {
                        toggle(row);
                    } else {
                        context.commands.post({ .id = CommandId::SelectOffset,
                            .number = static_cast<std::uint64_t>(m_bytecode.rows[row].offset),
                            .object = m_bytecode.code });
                    }
                },
            .menu =
                [&](std::size_t row) {
                    if (ImGui::MenuItem(
                            "Breakpoint here", "Ctrl+F9", m_bytecode.rows[row].breakpoint)) {
                        toggle(row);
                    }
                },
            .hover =
                [&](std::size_t row) {
                    const Explanation help = explain(context.view, row);
                    const std::string picture = help.before + (help.before.empty() ? "" : "  ")
                        + "\xe2\x86\x92  " + help.after;
                    const std::string body
                        = plain(help.summary).substr(m_bytecode.rows[row].name.size() + 2);
                    const BytecodeRow& each = m_bytecode.rows[row];
                    tooltip(theme, each.name + " " + each.arg + " " + plain(each.meaning),
                        body + "\n" + picture);
                },
            .label =
                [&](std::size_t row) {
                    return "offset " + std::to_string(m_bytecode.rows[row].offset);
                } });
    ImGui::EndChild();
    draw_explanation(context);
}

void BytecodePanel::draw_row(DrawContext& context, std::size_t index, const RowRect& rect) const
{
    const Theme& theme = context.theme;
    const BytecodeRow& row = m_bytecode.rows[index];
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    const float middle = rect.from.y + rect.height() / 2;
    const float left = rect.from.x;
    if (row.first_of_line && index > 0) {
        list.AddLine(
            { left, rect.from.y }, { rect.to.x, rect.from.y }, faded(theme.colours().line, 0.7F));
    }
    if (row.lit) {
        list.AddRectFilled({ rect.from.x, rect.from.y + theme.px(1) },
            { rect.from.x + theme.px(4), rect.to.y - theme.px(1) }, theme.colours().cool);
        list.AddRectFilled(rect.from, rect.to, faded(theme.colours().select_band, 0.6F));
    }
    const bool over_gutter
        = rect.hovered && ImGui::GetIO().MousePos.x < left + theme.px(breakpoint_at + 12);
    if (row.breakpoint || over_gutter) {
        draw_icon(list, Icon::Breakpoint, { left + theme.px(breakpoint_at), middle }, theme.px(14),
            faded(theme[Tone::Popped], row.breakpoint ? 1.0F : 0.4F));
    }
    if (row.current) {
        draw_icon(list, Icon::Current, { left + theme.px(breakpoint_at + 16), middle },
            theme.px(10), row.executed_last ? theme[Tone::Frame] : theme.colours().now_line);
    }
    draw_text(list, mono, { left + theme.px(line_end) - text_width(mono, row.line), top },
        theme[Tone::Faint], row.line);
    const std::string offset = std::to_string(row.offset);
    const float offset_x = left + offset_end(theme, m_bytecode.lanes);
    draw_text(list, mono, { offset_x - text_width(mono, offset), top },
        theme[row.jump_target ? Tone::Dim : Tone::Faint], offset);
    draw_arrows(context, index, rect);
    const float name_x = offset_x + theme.px(12);
    ImFont* name_font = row.current ? theme.fonts().mono_bold : mono;
    const Tone name_tone = row.executed_last ? Tone::Frame : row.current ? Tone::Now : Tone::Text;
    const float name_width
        = draw_text(list, name_font, { name_x, top }, theme[name_tone], row.name);
    const float letter = mono->GetCharAdvance('0');
    // One column for the arguments, nearer to the names where their meanings would find no room.
    constexpr float letters_of_meaning = 9;
    const float column = std::min(name_x + letter * static_cast<float>(m_bytecode.name_letters),
        rect.to.x - letter * (letters_of_meaning + static_cast<float>(2 + m_bytecode.arg_letters)));
    const float arg_end = std::max(name_x + name_width, column)
        + letter * static_cast<float>(2 + m_bytecode.arg_letters);
    draw_text(list, mono, { arg_end - text_width(mono, row.arg), top }, theme[Tone::Dim], row.arg);
    draw_line(list, theme, mono, { arg_end + theme.px(10), top }, row.meaning,
        rect.to.x - arg_end - theme.px(14));
}

void BytecodePanel::draw_arrows(
    const DrawContext& context, std::size_t index, const RowRect& rect) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = rect.from.y + rect.height() / 2;
    const float end = rect.from.x + offset_end(theme, m_bytecode.lanes) - theme.px(36);
    for (const JumpArrow& arrow : m_bytecode.arrows) {
        const std::size_t low = std::min(arrow.from, arrow.to);
        const std::size_t high = std::max(arrow.from, arrow.to);
        if (index < low || index > high) {
            continue;
        }
        const int lane = std::min(arrow.lane, most_lanes - 1);
        const float x = end - theme.px(static_cast<float>(lane + 1) * lane_width);
        const ImU32 colour
            = arrow.current ? theme.colours().now_line : faded(theme[Tone::Dim], 0.7F);
        const float width = theme.px(arrow.current ? 2.0F : 1.0F);
        const float from = index == low ? middle : rect.from.y;
        const float to = index == high ? middle : rect.to.y;
        list.AddLine({ x, from }, { x, to }, colour, width);
        if (index == arrow.from) {
            list.AddLine({ x, middle }, { end, middle }, colour, width);
        }
        if (index == arrow.to) {
            list.AddLine({ x, middle }, { end - theme.px(2), middle }, colour, width);
            list.AddTriangleFilled({ end + theme.px(2), middle },
                { end - theme.px(5), middle - theme.px(4) },
                { end - theme.px(5), middle + theme.px(4) }, colour);
        }
    }
}

void BytecodePanel::draw_explanation(DrawContext& context) const
{
    const Theme& theme = context.theme;
    ImGui::BeginChild("explanation", { 0, 0 }, 0, ImGuiWindowFlags_NoBackground);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float left = at.x + theme.pad();
    const float width = room.x - 2 * theme.pad();
    list.AddLine(
        { left, at.y + theme.px(2) }, { left + width, at.y + theme.px(2) }, theme.colours().line);
    float y = at.y + theme.px(14);
    y += draw_wrapped(list, theme, { left, y }, m_explanation.summary, width, theme.px(22))
        + theme.px(8);
    ImFont* mono = theme.fonts().mono;
    float x = left;
    x += draw_text(list, mono, { x, y }, theme[Tone::Popped], m_explanation.before);
    x += draw_text(list, mono, { x, y }, theme[Tone::Dim],
        m_explanation.before.empty() ? "\xe2\x86\x92  " : "  \xe2\x86\x92  ");
    draw_text(list, mono, { x, y },
        m_explanation.after.empty() ? theme[Tone::Faint] : theme[Tone::Pushed],
        m_explanation.after.empty() ? "nothing" : m_explanation.after);
    y += theme.px(34);
    if (!m_explanation.here.empty()) {
        y += draw_wrapped(list, theme, { left, y }, m_explanation.here, width, theme.px(22));
    }
    ImGui::InvisibleButton(
        "explanation text", { std::max(1.0F, room.x), std::max(1.0F, y - at.y) });
    if (ImGui::BeginPopupContextItem("explanation menu")) {
        if (ImGui::MenuItem("Copy")) {
            const std::string all = plain(m_explanation.summary) + "\n" + m_explanation.before
                + " -> " + m_explanation.after + "\n" + plain(m_explanation.here);
            ImGui::SetClipboardText(all.c_str());
        }
        ImGui::EndPopup();
    }
    ImGui::EndChild();
}

} // namespace fw::ui
