// Fast locals by slot, cells and free variables, and what happened in the frame.
#pragma once

#include "ui/model/name_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class LocalsPanel final : public Panel {
public:
    LocalsPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    std::vector<NameRow> m_rows;
    std::string m_frame;
    RowList m_list;
};

} // namespace fw::ui
