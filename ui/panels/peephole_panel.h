// The shown code object before and after the peephole pass, and why it changed what it changed.
#pragma once

#include "ui/model/stage_rows.h"
#include "ui/panels/stage_panel.h"

namespace fw::ui {

class PeepholePanel final : public StagePanel {
public:
    PeepholePanel();

    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    std::size_t make_rows(const View& view) override;
    int row_of(const View& view, inspect::NodeId node) const override;
    bool depends_on_code() const override { return true; }

    PeepholeRows m_code;
};

} // namespace fw::ui
