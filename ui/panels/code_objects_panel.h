// The tree of code objects; of each all fields and tables, and the functions and frames that share
// it.
#pragma once

#include "ui/model/code_fields.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

namespace fw::ui {

class CodeObjectsPanel final : public Panel {
public:
    CodeObjectsPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    std::vector<CodeTreeRow> m_tree;
    std::vector<FieldRow> m_fields;
    std::string m_name;
    RowList m_tree_list;
    RowList m_field_list;
};

} // namespace fw::ui
