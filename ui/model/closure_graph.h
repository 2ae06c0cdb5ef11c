// The closures as a graph: names lead to functions, functions to their code object and their cells,
// frames to the cells that they own or use. Every cell is one box with its own identity: two
// counters in an equal state stay two cells. The layout is by order of creation, so that boxes do
// not jump about between steps. Measures are in design pixels; the panel scales them.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

enum class NodeType : std::uint8_t { Name, Function, Code, Cell, Frame };

struct GraphNode {
    NodeType type = NodeType::Name;
    inspect::ObjectId object = 0;
    StyledLine title;
    std::vector<std::string> lines;
    float x = 0, y = 0, width = 0, height = 0;
    bool lit = false; // the selected frame works with it
    bool empty = false; // a cell without content
    bool changed = false;
    std::optional<inspect::Place> place; // of a cell: its content
    std::string full; // for copying and the tooltip
};

enum class EdgeRoute : std::uint8_t {
    Across,
    Up,
    Around,
    Left
}; // Around: along the right edge of the last column

struct GraphEdge {
    std::size_t from = 0;
    std::size_t to = 0;
    Tone tone = Tone::Dim;
    EdgeRoute route = EdgeRoute::Across;
    float from_y = 0; // where it leaves and arrives, from the top of the boxes
    float to_y = 0;
    float turn = 0; // Across: runs level until this x, clear of the code objects
    bool lit = false;
};

struct ClosureGraph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
    float width = 0, height = 0;
};

// `width` is the room there is. When it does not do, the names move into the boxes of the
// functions; the graph takes more when it needs more.
ClosureGraph make_closure_graph(const View& view, float width);

} // namespace fw::ui
