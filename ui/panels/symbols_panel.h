// The scopes of the shown source, where each of their names lives, and why.
#pragma once

#include "ui/model/stage_rows.h"
#include "ui/panels/stage_panel.h"

namespace fw::ui {

class SymbolsPanel final : public StagePanel {
public:
    SymbolsPanel();

    void draw(DrawContext& context) override;
    std::string text() const override;

private:
    std::size_t make_rows(const View& view) override;
    int row_of(const View& view, inspect::NodeId node) const override;

    void draw_symbol(const DrawContext& context, const SymbolRow& row, const RowRect& rect) const;

    std::vector<SymbolRow> m_rows;
};

} // namespace fw::ui
