// Expressions that are evaluated anew at each stop, without a trace in the program.
#pragma once

#include "ui/model/name_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

#include <array>

namespace fw::ui {

class WatchesPanel final : public Panel {
public:
    WatchesPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;
    void take_keyboard() override { m_wants_focus = true; }

private:
    std::vector<NameRow> m_rows;
    bool m_loaded = false;
    bool m_wants_focus = false;
    RowList m_list;
    std::array<char, 1024> m_input{};
};

} // namespace fw::ui
