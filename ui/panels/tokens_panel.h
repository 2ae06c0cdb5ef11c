// The tokens of the shown source, one a row: place, kind, text.
#pragma once

#include "ui/model/stage_rows.h"
#include "ui/panels/stage_panel.h"

namespace fw::ui {

class TokensPanel final : public StagePanel {
public:
    TokensPanel();

    void draw(DrawContext& context) override;
    std::string text() const override;

private:
    std::size_t make_rows(const View& view) override;
    int row_of(const View& view, inspect::NodeId node) const override;

    std::vector<TokenRow> m_rows;
};

} // namespace fw::ui
