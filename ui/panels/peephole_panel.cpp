// See peephole_panel.h.

#include "ui/panels/peephole_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {

PeepholePanel::PeepholePanel()
    : StagePanel({ .id = "peephole",
        .title = "Peephole",
        .empty_title = "The last pass of the compiler appears here",
        .empty_text = "For the shown code object: on the left the instructions as code generation "
                      "made them, on the right what the peephole pass left of them, and why. It "
                      "removes what is never reached and makes jumps go straight to their end.",
        .shortcut = "Ctrl+Shift+5" })
{
}

std::size_t PeepholePanel::make_rows(const View& view)
{
    m_code = make_peephole_rows(view);
    return m_code.rows.size();
}

int PeepholePanel::row_of(const View&, inspect::NodeId node) const
{
    const auto found = std::find_if(m_code.rows.begin(), m_code.rows.end(),
        [&](const PeepholeRow& row) { return row.node == node; });
    return found == m_code.rows.end() ? -1 : static_cast<int>(found - m_code.rows.begin());
}

StyledLine PeepholePanel::header_note() const
{
    StyledLine note{ { "code " + m_code.code_name, Tone::Code } };
    if (m_code.removed + m_code.changed == 0) {
        note.push_back({ "  nothing to do", Tone::Faint });
    } else {
        note.push_back({ "  " + std::to_string(m_code.removed) + " removed", Tone::Popped });
        note.push_back({ "  " + std::to_string(m_code.changed) + " changed", Tone::Changed });
    }
    return m_code.rows.empty() ? StyledLine{} : note;
}

std::string PeepholePanel::text() const
{
    std::string all;
    for (const PeepholeRow& row : m_code.rows) {
        all += plain(row.before) + "\t"
            + (row.change == inspect::StageChange::Removed ? "removed" : plain(row.after))
            + (row.reason.empty() ? "" : "\t" + row.reason) + "\n";
    }
    return all;
}

void PeepholePanel::draw(DrawContext& context)
{
    using inspect::StageChange;
    const Theme& theme = context.theme;
    const float letter = theme.fonts().mono->GetCharAdvance('0');
    const float before_at = letter * 5;
    const float widest = static_cast<float>(std::clamp<std::size_t>(m_code.letters, 16, 44));
    const auto draw_row = [&](std::size_t index, const RowRect& rect) {
        const PeepholeRow& row = m_code.rows[index];
        draw_lit(context, rect, row.node);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        ImFont* mono = theme.fonts().mono;
        const float top = centred(mono, rect.from.y, rect.height());
        const float middle = rect.from.y + rect.height() / 2;
        if (!row.line.empty()) {
            list.AddLine({ rect.from.x, rect.from.y }, { rect.to.x, rect.from.y },
                faded(theme.colours().line, 0.7F));
            draw_text(list, mono, { rect.from.x + letter * 4 - text_width(mono, row.line), top },
                theme[Tone::Faint], row.line);
        }
        const float left = rect.from.x + before_at;
        // In a narrow panel both columns are cut; the tooltip has all of the row.
        constexpr float half = 0.53F;
        const float after = std::min(
            left + letter * (widest + 3), rect.from.x + (rect.to.x - rect.from.x) * half);
        const float width
            = draw_line(list, theme, mono, { left, top }, row.before, after - left - letter * 2);
        float x = after;
        if (row.change == StageChange::Removed) {
            list.AddLine({ left + letter * 4.5F, middle }, { left + width, middle },
                theme[Tone::Popped], theme.px(1.5F));
        } else {
            x += draw_line(list, theme, mono, { after, top }, row.after,
                     std::max(1.0F, rect.to.x - after - theme.px(6)))
                + letter * 2;
        }
        ImFont* human = theme.fonts().human;
        draw_text(list, human, { x, centred(human, rect.from.y, rect.height()) },
            theme[row.change == StageChange::Removed ? Tone::Popped : Tone::Changed], row.reason,
            std::max(1.0F, rect.to.x - x - theme.px(6)));
    };
    m_list.draw(context, "peephole rows",
        { .count = m_code.rows.size(),
            .draw = draw_row,
            .text =
                [&](std::size_t row) {
                    return plain(m_code.rows[row].before) + " -> " + plain(m_code.rows[row].after)
                        + " " + m_code.rows[row].reason;
                },
            .clicked
            = [&](std::size_t row,
                  float) { select(context, m_code.rows[row].node, m_code.rows[row].range); },
            .hover =
                [&](std::size_t row) {
                    hover(context, m_code.rows[row].node);
                    const PeepholeRow& each = m_code.rows[row];
                    tooltip(theme, plain(each.before),
                        each.change == StageChange::Removed
                            ? each.reason
                            : "\xe2\x86\x92 " + plain(each.after) + "\n" + each.reason);
                },
            .label = [](std::size_t row) { return "step " + std::to_string(row); } });
}

} // namespace fw::ui
