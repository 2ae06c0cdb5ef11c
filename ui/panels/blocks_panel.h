// The block stack of the selected frame: what CPython unwinds to when an exception comes.
#pragma once

#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class BlocksPanel final : public Panel {
public:
    BlocksPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    std::vector<inspect::Block> m_blocks; // the innermost first
    std::string m_frame;
    RowList m_list;
};

} // namespace fw::ui
