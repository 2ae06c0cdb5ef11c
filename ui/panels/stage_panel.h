// What the panels of the compiler's stages have in common: they show rows that belong to nodes of
// the syntax tree, light those of the lit node, and tell the others which one is meant.
#pragma once

#include "ui/panel.h"
#include "ui/widgets/row_list.h"

#include <memory>

namespace fw::ui {

class StagePanel : public Panel {
public:
    using Panel::Panel;

    bool is_empty() const override { return m_empty; }
    StyledLine header_note() const override;
    void refresh(const View& view) override;

protected:
    // New rows for other stages, or for another code object.
    virtual std::size_t make_rows(const View& view) = 0; // how many there are now
    // The row to bring into view for the node; -1: none.
    virtual int row_of(const View& view, inspect::NodeId node) const = 0;
    virtual bool depends_on_code() const { return false; }

    void draw_lit(const DrawContext& context, const RowRect& rect, inspect::NodeId node) const;
    void select(DrawContext& context, inspect::NodeId node, const inspect::SourceRange& range);
    static void hover(DrawContext& context, inspect::NodeId node);

    RowList m_list;

private:
    std::shared_ptr<const inspect::Stages> m_stages;
    inspect::ObjectId m_code = 0;
    inspect::NodeId m_anchor = 0;
    inspect::NodeId m_own = 0; // selected here: it is on screen already
    bool m_empty = true;
};

// Where the node begins among rows that have ranges and are in the order of the text; -1: nowhere.
template <typename Row>
int first_row_at(const std::vector<Row>& rows, const View& view, inspect::NodeId node)
{
    const inspect::StageNode* found = view.stages ? view.stages->find(node) : nullptr;
    if (!found || !found->range.known()) {
        return -1;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const inspect::SourceRange& range = rows[i].range;
        if (range.line > found->range.line
            || (range.line == found->range.line && range.column >= found->range.column)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

} // namespace fw::ui
