// The syntax tree of the shown source as it was written, one node a row.
#pragma once

#include "ui/model/stage_rows.h"
#include "ui/panels/stage_panel.h"

namespace fw::ui {

class SyntaxTreePanel final : public StagePanel {
public:
    SyntaxTreePanel();

    void draw(DrawContext& context) override;
    std::string text() const override;

private:
    std::size_t make_rows(const View& view) override;
    int row_of(const View& view, inspect::NodeId node) const override;

    std::vector<TreeRow> m_rows;
};

} // namespace fw::ui
