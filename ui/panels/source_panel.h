// The program's text: current line, the exact sub-expression of the current instruction,
// breakpoints.
#pragma once

#include "ui/model/source_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class SourcePanel final : public Panel {
public:
    SourcePanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    void draw_row(DrawContext& context, const SourceRow& row, const RowRect& rect) const;
    void reveal_mark(const Theme& theme);

    SourceRows m_source;
    RowList m_list;
    std::uint64_t m_seen = 0;
    std::size_t m_seen_frame = 0;
    bool m_reveals_mark = false; // at the next draw
};

} // namespace fw::ui
