// See source_panel.h.

#include "ui/panels/source_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace fw::ui {
namespace {

constexpr float gutter = 30; // breakpoints, then the line number

} // namespace

SourcePanel::SourcePanel()
    : Panel({ .id = "source",
        .title = "Source",
        .empty_title = "The program's text appears here",
        .empty_text = "Open a Python file with Ctrl+O, or start with: framewalk FILE. The current "
                      "line is marked, the exact "
                      "sub-expression that the machine works on is boxed, and a click in the "
                      "gutter sets a breakpoint.",
        .shortcut = "Ctrl+1" })
{
}

void SourcePanel::refresh(const View& view)
{
    m_source = make_source_rows(view, std::move(m_source));
    const bool moved = m_seen != view.stop || m_seen_frame != view.frame;
    m_seen = view.stop;
    m_seen_frame = view.frame;
    if (moved && m_source.current > 0) {
        m_list.reveal(static_cast<std::size_t>(m_source.current - 1));
        m_list.clear_selection();
        m_reveals_mark = true;
    } else if (moved && m_source.mistake > 0) {
        m_list.reveal(static_cast<std::size_t>(m_source.mistake - 1));
    } else if (view.line > 0 && view.line <= static_cast<int>(m_source.rows.size())) {
        m_list.reveal(static_cast<std::size_t>(view.line - 1));
    }
}

bool SourcePanel::is_empty() const
{
    return m_source.rows.empty();
}

StyledLine SourcePanel::header_note() const
{
    return { { m_source.path.substr(m_source.path.find_last_of('/') + 1), Tone::Faint } };
}

std::string SourcePanel::text() const
{
    std::string all;
    for (const SourceRow& row : m_source.rows) {
        all += plain(row.text) + "\n";
    }
    return all;
}

void SourcePanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const auto toggle = [&](std::size_t row) {
        context.commands.post(
            { .id = CommandId::SetLineBreakpoint, .text = m_source.path, .number = row + 1 });
    };
    if (std::exchange(m_reveals_mark, false) && m_source.current > 0) {
        reveal_mark(theme);
    }
    m_list.draw(context, "source rows",
        { .count = m_source.rows.size(),
            .width = theme.px(gutter + 56)
                + theme.fonts().mono->GetCharAdvance('0') * static_cast<float>(m_source.letters),
            .current = m_source.current - 1,
            .now = context.view.frame == 0,
            .draw = [&](std::size_t row,
                        const RowRect& rect) { draw_row(context, m_source.rows[row], rect); },
            .text = [&](std::size_t row) { return plain(m_source.rows[row].text); },
            .clicked =
                [&](std::size_t row, float x) {
                    if (x >= 0 && x < theme.px(gutter + 34)) {
                        toggle(row);
                    } else {
                        context.commands.post({ .id = CommandId::SelectLine,
                            .text = m_source.path,
                            .number = row + 1 });
                    }
                },
            .menu =
                [&](std::size_t row) {
                    if (ImGui::MenuItem("Breakpoint here", "F9", m_source.rows[row].breakpoint)) {
                        toggle(row);
                    }
                },
            .label = [](std::size_t row) { return "line " + std::to_string(row + 1); } });
}

// The marked part of the current line is seen, however long the line is.
void SourcePanel::reveal_mark(const Theme& theme)
{
    const SourceRow& row = m_source.rows[static_cast<std::size_t>(m_source.current - 1)];
    if (row.marks.empty()) {
        return;
    }
    const std::string text = plain(row.text);
    const auto x_of = [&](int column) {
        return theme.px(gutter + 42)
            + text_width(theme.fonts().mono,
                std::string_view(text).substr(0, static_cast<std::size_t>(column)));
    };
    m_list.reveal_across(x_of(row.marks.front().from), x_of(row.marks.front().to));
}

void SourcePanel::draw_row(DrawContext& context, const SourceRow& row, const RowRect& rect) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* mono = theme.fonts().mono;
    const float top = centred(mono, rect.from.y, rect.height());
    const float middle = rect.from.y + rect.height() / 2;
    const float left = rect.from.x + theme.px(8);
    const std::string number = std::to_string(row.number);
    const float number_end = rect.from.x + theme.px(gutter + 26);

    const bool over_gutter = rect.hovered && ImGui::GetIO().MousePos.x < number_end + theme.px(6);
    if (row.breakpoint) {
        draw_icon(list, Icon::Breakpoint, { left + theme.px(4), middle },
            theme.px(row.breakpoint_enabled ? 15 : 10), theme[Tone::Popped]);
    } else if (over_gutter) {
        draw_icon(list, Icon::Breakpoint, { left + theme.px(4), middle }, theme.px(13),
            faded(theme[Tone::Popped], row.has_code ? 0.5F : 0.2F));
    }
    if (row.current || row.waiting) {
        draw_icon(list, Icon::Current, { left + theme.px(20), middle },
            theme.px(row.current ? 10.0F : 8.0F),
            row.current && !row.selected_caller ? theme.colours().now_line : theme[Tone::Frame]);
    }
    if (row.mistaken) {
        list.AddRectFilled(rect.from, rect.to, faded(theme[Tone::Error], 0.16F), theme.px(4));
    }
    const Tone current_tone = row.selected_caller ? Tone::Frame : Tone::Now;
    const Tone number_tone = row.current ? current_tone
        : row.mistaken                   ? Tone::Error
        : row.breakpoint                 ? Tone::Popped
                                         : Tone::Faint;
    draw_text(
        list, mono, { number_end - text_width(mono, number), top }, theme[number_tone], number);

    const float x = number_end + theme.px(12);
    const std::string text = plain(row.text);
    for (const SourceMark& mark : row.marks) {
        const auto from = static_cast<std::size_t>(mark.from);
        const float start = x + text_width(mono, std::string_view(text).substr(0, from));
        const float end = start
            + text_width(mono,
                std::string_view(text).substr(from, static_cast<std::size_t>(mark.to - mark.from)));
        const float grow = theme.px(2);
        if (mark.kind == MarkKind::Expression) {
            const ImVec2 low{ start - grow, rect.from.y + theme.px(2) };
            const ImVec2 high{ end + grow, rect.to.y - theme.px(2) };
            list.AddRectFilled(low, high, theme.colours().expression, theme.px(4));
            list.AddRect(low, high, theme.colours().now_line, theme.px(4), 0, theme.px(1.2F));
        } else if (mark.kind == MarkKind::Continued) {
            list.AddRectFilled({ start - grow, rect.from.y }, { end + grow, rect.to.y },
                faded(theme.colours().expression, 0.45F));
        } else if (mark.kind == MarkKind::Selected) {
            list.AddRect({ start - grow, rect.from.y + theme.px(2) },
                { end + grow, rect.to.y - theme.px(2) }, theme[Tone::Dim], theme.px(4));
        } else {
            list.AddRectFilled({ start, rect.to.y - theme.px(3.5F) },
                { end, rect.to.y - theme.px(1.5F) }, theme[Tone::Frame]);
        }
    }
    draw_line(list, theme, mono, { x, top }, row.text);
}

} // namespace fw::ui
