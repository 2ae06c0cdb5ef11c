// See breakpoints_panel.h.

#include "ui/panels/breakpoints_panel.h"

#include "ui/widgets/text.h"

namespace fw::ui {
namespace {

std::string place_of(const inspect::Breakpoint& breakpoint)
{
    if (breakpoint.line > 0) {
        return breakpoint.file.substr(breakpoint.file.find_last_of('/') + 1) + ", line "
            + std::to_string(breakpoint.line);
    }
    return "code " + breakpoint.code_name + ", offset " + std::to_string(breakpoint.offset);
}

std::string hits_of(const inspect::Breakpoint& breakpoint)
{
    return breakpoint.hits == 0
        ? "not hit yet"
        : "hit " + std::to_string(breakpoint.hits) + (breakpoint.hits == 1 ? " time" : " times");
}

} // namespace

BreakpointsPanel::BreakpointsPanel()
    : Panel({ .id = "breakpoints",
        .title = "Breakpoints",
        .empty_title = "No breakpoints",
        .empty_text = "Click in the gutter of the source or of the bytecode, or press F9 on a line "
                      "and Ctrl+F9 on an opcode. The program "
                      "stops before it executes them.",
        .shortcut = "Ctrl+Shift+9" })
{
}

void BreakpointsPanel::refresh(const View& view)
{
    m_breakpoints = view.picture->breakpoints;
}

bool BreakpointsPanel::is_empty() const
{
    return m_breakpoints.empty();
}

std::string BreakpointsPanel::text() const
{
    std::string all;
    for (const inspect::Breakpoint& each : m_breakpoints) {
        all += place_of(each) + "  " + hits_of(each) + "\n";
    }
    return all;
}

void BreakpointsPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const auto remove = [&](const inspect::Breakpoint& each) {
        if (each.line > 0) {
            context.commands.post({ .id = CommandId::SetLineBreakpoint,
                .text = each.file,
                .number = static_cast<std::uint64_t>(each.line) });
        } else {
            context.commands.post({ .id = CommandId::SetOpcodeBreakpoint,
                .number = static_cast<std::uint64_t>(each.offset),
                .object = each.code });
        }
    };
    ImGui::SetCursorPosX(theme.pad());
    if (ImGui::Button("Clear all breakpoints")) {
        context.commands.post(CommandId::ClearBreakpoints);
    }
    m_list.draw(context, "breakpoint rows",
        { .count = m_breakpoints.size(),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const inspect::Breakpoint& each = m_breakpoints[index];
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    ImFont* mono = theme.fonts().mono;
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float x = rect.from.x + theme.px(10);
                    draw_icon(list, Icon::Breakpoint,
                        { x + theme.px(5), rect.from.y + rect.height() / 2 }, theme.px(13),
                        theme[Tone::Popped]);
                    draw_text(
                        list, mono, { x + theme.px(22), top }, theme[Tone::Text], place_of(each));
                    const std::string hits = hits_of(each);
                    draw_text(list, mono, { rect.to.x - theme.px(8) - text_width(mono, hits), top },
                        theme[Tone::Dim], hits);
                },
            .text = [&](std::size_t index) { return place_of(m_breakpoints[index]); },
            .clicked =
                [&](std::size_t index, float) {
                    const inspect::Breakpoint& each = m_breakpoints[index];
                    if (each.line > 0) {
                        context.commands.post({ .id = CommandId::SelectLine,
                            .text = each.file,
                            .number = static_cast<std::uint64_t>(each.line) });
                    } else {
                        context.commands.post({ .id = CommandId::ShowCode, .object = each.code });
                    }
                },
            .menu =
                [&](std::size_t index) {
                    if (ImGui::MenuItem("Remove")) {
                        remove(m_breakpoints[index]);
                    }
                },
            .label = [](std::size_t index) { return "breakpoint " + std::to_string(index + 1); } });
}

} // namespace fw::ui
