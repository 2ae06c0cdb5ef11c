// Every breakpoint, with the times it was hit.
#pragma once

#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class BreakpointsPanel final : public Panel {
public:
    BreakpointsPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;

private:
    std::vector<inspect::Breakpoint> m_breakpoints;
    RowList m_list;
};

} // namespace fw::ui
