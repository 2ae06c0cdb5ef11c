// A namespace in dictionary order, a page at a time: the panels Globals and Builtins.
#pragma once

#include "ui/model/name_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class NamespacePanel final : public Panel {
public:
    enum class Which { Globals, Builtins };

    explicit NamespacePanel(Which which);

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    Which m_which;
    inspect::NamePage m_page;
    std::vector<NameRow> m_rows;
    RowList m_list;
};

} // namespace fw::ui
