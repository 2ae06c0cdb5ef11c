// The value stacks of the selected frame and of its callers, side by side, top on top.
#pragma once

#include "ui/model/stack_columns.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class ValueStacksPanel final : public Panel {
public:
    ValueStacksPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    void draw_column(DrawContext& context, const StackColumn& column, float width) const;
    void draw_slot(DrawContext& context, const SlotRow& slot, float width) const;

    std::vector<StackColumn> m_columns;
    std::uint64_t m_seen = 0;
    bool m_to_start = false;
};

} // namespace fw::ui
