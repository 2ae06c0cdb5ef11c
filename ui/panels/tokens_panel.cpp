// See tokens_panel.h.

#include "ui/panels/tokens_panel.h"

#include "ui/widgets/text.h"

namespace fw::ui {

TokensPanel::TokensPanel()
    : StagePanel({ .id = "tokens",
        .title = "Tokens",
        .empty_title = "The tokens of the source appear here",
        .empty_text = "The first stage of the compiler: the text cut into names, numbers, strings, "
                      "operators, and the ends and indentation of lines. A click on a token lights "
                      "what became of it in the other panels.",
        .shortcut = "Ctrl+Shift+1" })
{
}

std::size_t TokensPanel::make_rows(const View& view)
{
    m_rows = view.stages ? make_token_rows(*view.stages) : std::vector<TokenRow>{};
    return m_rows.size();
}

int TokensPanel::row_of(const View& view, inspect::NodeId node) const
{
    return first_row_at(m_rows, view, node);
}

std::string TokensPanel::text() const
{
    std::string all;
    for (const TokenRow& row : m_rows) {
        all += row.place + "\t" + row.kind + "\t" + plain(row.text) + "\n";
    }
    return all;
}

void TokensPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const float letter = theme.fonts().mono->GetCharAdvance('0');
    m_list.draw(context, "token rows",
        { .count = m_rows.size(),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const TokenRow& row = m_rows[index];
                    draw_lit(context, rect, row.node);
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    ImFont* mono = theme.fonts().mono;
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float place_end = rect.from.x + letter * 8;
                    draw_text(list, mono, { place_end - text_width(mono, row.place), top },
                        theme[Tone::Faint], row.place);
                    draw_text(list, mono, { place_end + letter * 1.5F, top }, theme[Tone::Faint],
                        row.kind);
                    const float x = place_end + letter * 11;
                    draw_line(list, theme, mono, { x, top }, row.text, rect.to.x - x);
                },
            .text =
                [&](std::size_t row) {
                    return m_rows[row].place + " " + m_rows[row].kind + " "
                        + plain(m_rows[row].text);
                },
            .clicked
            = [&](std::size_t row, float) { select(context, m_rows[row].node, m_rows[row].range); },
            .hover = [&](std::size_t row) { hover(context, m_rows[row].node); },
            .label = [](std::size_t row) { return "token " + std::to_string(row); } });
}

} // namespace fw::ui
