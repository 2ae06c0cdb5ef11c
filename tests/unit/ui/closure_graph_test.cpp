// The closure graph: who points to whom, and a layout without overlaps.

#include "tests/ui/closures_picture.h"
#include "ui/model/closure_graph.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fw::ui {
namespace {

View view_of(inspect::Picture picture)
{
    View view;
    view.picture = std::make_shared<inspect::Picture>(std::move(picture));
    return view;
}

std::vector<std::string> edges_of(const ClosureGraph& graph, NodeType from, NodeType to)
{
    std::vector<std::string> all;
    for (const GraphEdge& edge : graph.edges) {
        const GraphNode& start = graph.nodes[edge.from];
        const GraphNode& end = graph.nodes[edge.to];
        if (start.type == from && end.type == to) {
            all.push_back(plain(start.title) + " -> " + plain(end.title));
        }
    }
    return all;
}

std::size_t count(const ClosureGraph& graph, NodeType type)
{
    return static_cast<std::size_t>(std::count_if(graph.nodes.begin(), graph.nodes.end(),
        [&](const GraphNode& node) { return node.type == type; }));
}

void expect_no_overlap(const ClosureGraph& graph)
{
    for (const GraphNode& a : graph.nodes) {
        EXPECT_GE(a.x, 0) << plain(a.title);
        EXPECT_LE(a.x + a.width, graph.width) << plain(a.title);
        EXPECT_LE(a.y + a.height, graph.height) << plain(a.title);
        for (const GraphNode& b : graph.nodes) {
            const bool apart = &a == &b || a.x + a.width <= b.x || b.x + b.width <= a.x
                || a.y + a.height <= b.y || b.y + b.height <= a.y;
            EXPECT_TRUE(apart) << plain(a.title) << " and " << plain(b.title);
        }
    }
}

TEST(ClosureGraph, NamesFunctionsCodeCellsAndTheFrame)
{
    const ClosureGraph graph = make_closure_graph(view_of(test::closures_at_step_34()), 1050);
    EXPECT_EQ(edges_of(graph, NodeType::Name, NodeType::Function),
        (std::vector<std::string>{ "add_4 -> function add_x", "add_5 -> function add_x" }));
    EXPECT_EQ(edges_of(graph, NodeType::Function, NodeType::Cell),
        (std::vector<std::string>{
            "function add_x -> cell x   4", "function add_x -> cell x   5" }));
    EXPECT_EQ(edges_of(graph, NodeType::Function, NodeType::Code).size(), 2U);
    EXPECT_EQ(count(graph, NodeType::Code), 1U);
    EXPECT_EQ(edges_of(graph, NodeType::Frame, NodeType::Cell),
        std::vector<std::string>{ "frame add_x, now -> cell x   4" });
    EXPECT_EQ(edges_of(graph, NodeType::Frame, NodeType::Code).size(), 1U);
    expect_no_overlap(graph);
}

TEST(ClosureGraph, OneCellOfManyFunctionsIsOneBox)
{
    const ClosureGraph graph = make_closure_graph(view_of(test::many_closures()), 1200);
    EXPECT_EQ(count(graph, NodeType::Cell), 4U);
    const auto edges = edges_of(graph, NodeType::Function, NodeType::Cell);
    EXPECT_EQ(std::count(edges.begin(), edges.end(), "function <lambda> -> cell i   2"), 3);
    EXPECT_EQ(
        std::count(edges.begin(), edges.end(), "function uses_later -> cell later   empty"), 1);
    expect_no_overlap(graph);
}

TEST(ClosureGraph, CodeObjectsKeepOffTheLinesToTheCells)
{
    const ClosureGraph graph = make_closure_graph(view_of(test::many_closures()), 1200);
    for (const GraphEdge& edge : graph.edges) {
        const GraphNode& from = graph.nodes[edge.from];
        if (from.type != NodeType::Function || graph.nodes[edge.to].type != NodeType::Cell) {
            continue;
        }
        for (const GraphNode& code : graph.nodes) {
            if (code.type == NodeType::Code) {
                const float line = from.y + edge.from_y;
                EXPECT_TRUE(line <= code.y || line >= code.y + code.height) << plain(code.title);
                EXPECT_LE(code.x + code.width, edge.turn);
            }
        }
    }
}

TEST(ClosureGraph, ACellOfAFrameThatMadeNoFunctionYet)
{
    inspect::Picture picture = test::closures_at_step_34();
    picture.functions.clear();
    const ClosureGraph graph = make_closure_graph(view_of(picture), 1050);
    EXPECT_EQ(count(graph, NodeType::Cell), 2U);
    EXPECT_EQ(edges_of(graph, NodeType::Frame, NodeType::Cell).size(), 1U);
    expect_no_overlap(graph);
}

TEST(ClosureGraph, NamesMoveIntoTheBoxesWhenThereIsLittleRoom)
{
    const ClosureGraph graph = make_closure_graph(view_of(test::many_closures()), 500);
    EXPECT_EQ(count(graph, NodeType::Name), 0U);
    expect_no_overlap(graph);
}

TEST(ClosureGraph, BoxesDoNotJumpWhenAClosureIsAdded)
{
    inspect::Picture before = test::many_closures();
    before.functions.pop_back();
    before.cells.pop_back();
    const ClosureGraph few = make_closure_graph(view_of(before), 1200);
    const ClosureGraph more = make_closure_graph(view_of(test::many_closures()), 1200);
    for (const GraphNode& node : few.nodes) {
        if (node.type == NodeType::Code) {
            continue;
        }
        const auto same
            = std::find_if(more.nodes.begin(), more.nodes.end(), [&](const GraphNode& other) {
                  return other.type == node.type && other.object == node.object
                      && other.full == node.full;
              });
        ASSERT_NE(same, more.nodes.end());
        EXPECT_EQ(same->y, node.y) << plain(node.title);
    }
}

TEST(ClosureGraph, NothingToShow)
{
    EXPECT_TRUE(make_closure_graph(view_of(test::loop_in_try()), 900).nodes.empty());
}

} // namespace
} // namespace fw::ui
