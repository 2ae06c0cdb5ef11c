// The instructions of the shown code object as dis prints them, and what the current one does.
#pragma once

#include "ui/model/bytecode_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class BytecodePanel final : public Panel {
public:
    BytecodePanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    void draw_row(DrawContext& context, std::size_t index, const RowRect& rect) const;
    void draw_arrows(const DrawContext& context, std::size_t index, const RowRect& rect) const;
    void draw_explanation(DrawContext& context) const;

    BytecodeRows m_bytecode;
    Explanation m_explanation;
    RowList m_list;
    std::uint64_t m_seen = 0;
    std::size_t m_seen_frame = 0;
};

} // namespace fw::ui
