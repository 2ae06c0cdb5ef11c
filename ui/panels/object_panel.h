// What is in one object: its items and attributes as a tree, each with the menu of a variable.
#pragma once

#include "ui/model/object_rows.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class ObjectPanel final : public Panel {
public:
    ObjectPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    void draw_row(const DrawContext& context, const ObjectRow& row, const RowRect& rect) const;
    // Opens or closes a part, turns a page.
    static void toggle(DrawContext& context, const ObjectRow& row);
    static void menu(DrawContext& context, const ObjectRow& row);

    std::string m_name; // of the inspected object
    bool m_lost = false; // it is not there at this step
    std::vector<ObjectRow> m_rows;
    RowList m_list;
};

} // namespace fw::ui
