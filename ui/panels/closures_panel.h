// Every cell as one box with its identity, and the functions, code objects and frames around it.
#pragma once

#include "ui/model/closure_graph.h"
#include "ui/panel.h"

namespace fw::ui {

class ClosuresPanel final : public Panel {
public:
    ClosuresPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    void layout(float width);
    void draw_edge(const DrawContext& context, const GraphEdge& edge, ImVec2 origin) const;
    void draw_node(DrawContext& context, std::size_t index, ImVec2 origin);

    View m_view;
    ClosureGraph m_graph;
    float m_width = 0; // that the graph was laid out for
    std::size_t m_cells = 0;
    inspect::ObjectId m_hovered = 0;
};

} // namespace fw::ui
