// See blocks_panel.h.

#include "ui/panels/blocks_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>

namespace fw::ui {
namespace {

std::string row_text(const inspect::Block& block)
{
    return block.kind + "  handler " + std::to_string(block.handler) + "  level "
        + std::to_string(block.level);
}

} // namespace

BlocksPanel::BlocksPanel()
    : Panel({ .id = "blocks",
        .title = "Block stack",
        .empty_title = "No block in this frame",
        .empty_text = "Inside try, with and except the frame keeps blocks: where to go on when an "
                      "exception comes "
                      "(handler), and how many values stay on the value stack (level). They appear "
                      "here, innermost first.",
        .shortcut = "Ctrl+Shift+3" })
{
}

void BlocksPanel::refresh(const View& view)
{
    m_blocks.clear();
    m_frame.clear();
    if (const inspect::Frame* frame = view.selected_frame()) {
        m_blocks.assign(frame->blocks.rbegin(), frame->blocks.rend());
        m_frame = frame->name;
    }
}

bool BlocksPanel::is_empty() const
{
    return m_blocks.empty();
}

StyledLine BlocksPanel::header_note() const
{
    return m_frame.empty() ? StyledLine{} : StyledLine{ { "frame " + m_frame, Tone::Frame } };
}

std::string BlocksPanel::text() const
{
    std::string all;
    for (const inspect::Block& block : m_blocks) {
        all += row_text(block) + "\n";
    }
    return all;
}

void BlocksPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    m_list.draw(context, "block rows",
        { .count = m_blocks.size(),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    const inspect::Block& block = m_blocks[index];
                    ImFont* mono = theme.fonts().mono;
                    const float top = centred(mono, rect.from.y, rect.height());
                    const float x = rect.from.x + theme.px(10);
                    draw_text(list, mono, { x, top }, theme[Tone::Faint],
                        std::to_string(m_blocks.size() - 1 - index));
                    draw_text(list, mono, { x + theme.px(28), top }, theme[Tone::Text], block.kind);
                    draw_text(list, mono, { x + theme.px(200), top }, theme[Tone::Dim],
                        "handler at " + std::to_string(block.handler) + "   keeps "
                            + std::to_string(block.level)
                            + (block.level == 1 ? " value" : " values"));
                },
            .text = [&](std::size_t index) { return row_text(m_blocks[index]); } });
}

} // namespace fw::ui
