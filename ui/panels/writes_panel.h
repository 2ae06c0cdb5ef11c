// Every write of one variable, cell or stack slot: when, where, and what it held before and after.
#pragma once

#include "ui/model/history_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class WritesPanel final : public Panel {
public:
    WritesPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    std::vector<WriteRow> m_rows;
    inspect::Place m_place;
    std::string m_caption;
    bool m_complete = true;
    RowList m_list;
};

} // namespace fw::ui
