// The frames, the running one first; selecting one moves every panel to it.
#pragma once

#include "ui/model/stack_columns.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class CallStackPanel final : public Panel {
public:
    CallStackPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;

private:
    std::vector<CallRow> m_rows;
    RowList m_list;
};

} // namespace fw::ui
