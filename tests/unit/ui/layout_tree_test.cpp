// The tree of splits and tabs.

#include "ui/layout/layout_tree.h"
#include "ui/layout/named_layouts.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>

namespace fw::ui {
namespace {

std::vector<std::string> panels_of(LayoutTree& tree)
{
    std::vector<std::string> all;
    for (const LayoutNode* group : tree.groups()) {
        all.insert(all.end(), group->tabs.begin(), group->tabs.end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

void expect_tidy(const LayoutNode& node)
{
    if (node.kind == NodeKind::Tabs) {
        EXPECT_FALSE(node.tabs.empty());
        EXPECT_LT(node.active, node.tabs.size());
        return;
    }
    EXPECT_GE(node.children.size(), 2U);
    for (const auto& child : node.children) {
        EXPECT_NE(child->kind, node.kind);
        EXPECT_GT(child->share, 0);
        expect_tidy(*child);
    }
}

TEST(LayoutTree, ShowOpensAndActivates)
{
    LayoutTree tree;
    tree.close("bytecode");
    EXPECT_FALSE(tree.is_open("bytecode"));
    tree.show("bytecode");
    const LayoutNode* group = tree.group_of("bytecode");
    ASSERT_NE(group, nullptr);
    EXPECT_EQ(group->tabs[group->active], "bytecode");
}

TEST(LayoutTree, ALowWindowBeginsWithTwoRows)
{
    EXPECT_EQ(layout_for_height(1000), "default");
    EXPECT_EQ(layout_for_height(1080 / 1.5F), "lecture"); // a projector
    LayoutTree tree;
    ASSERT_TRUE(LayoutTree::named(layout_for_height(720), tree));
    EXPECT_EQ(tree.root().children.size(), 2U);
}

TEST(LayoutTree, SplitAndMove)
{
    LayoutTree tree;
    const std::vector<std::string> before = panels_of(tree);
    tree.split("globals", tree.group_of("locals")->id, Side::Below);
    EXPECT_EQ(tree.group_of("globals")->tabs.size(), 1U);
    tree.move("globals", tree.group_of("source")->id, 0);
    EXPECT_EQ(tree.group_of("source")->tabs, (std::vector<std::string>{ "globals", "source" }));
    EXPECT_EQ(panels_of(tree), before);
    expect_tidy(tree.root());
}

TEST(LayoutTree, TheLastPanelStays)
{
    LayoutTree tree;
    for (const std::string& panel : panels_of(tree)) {
        tree.close(panel);
    }
    EXPECT_EQ(panels_of(tree).size(), 1U);
}

TEST(LayoutTree, JsonThereAndBack)
{
    LayoutTree tree;
    tree.split("globals", tree.group_of("locals")->id, Side::Right);
    tree.grow("source", 1.5F);
    LayoutTree again;
    LayoutTree all;
    ASSERT_TRUE(LayoutTree::from_json(tree.to_json(), panels_of(all), again));
    EXPECT_EQ(again.to_json(), tree.to_json());
}

TEST(LayoutTree, BadJsonIsRefusedAndUnknownPanelsAreLeftOut)
{
    LayoutTree tree;
    const auto before = tree.to_json();
    const std::vector<std::string> known{ "source", "output" };
    for (const char* text : { "null", "[]", "{\"row\": []}", "{\"tabs\": [\"nothing\"]}",
             "{\"tabs\": 7}", "{\"share\": \"wide\", \"tabs\": [\"source\"]}" }) {
        EXPECT_FALSE(LayoutTree::from_json(nlohmann::json::parse(text), known, tree)) << text;
    }
    EXPECT_EQ(tree.to_json(), before);
    const auto mixed = nlohmann::json::parse(
        R"({"row": [{"tabs": ["source", "gone", "source"], "active": 9}, {"tabs": ["gone"]}, {"tabs": ["output"]}]})");
    ASSERT_TRUE(LayoutTree::from_json(mixed, known, tree));
    EXPECT_EQ(panels_of(tree), (std::vector<std::string>{ "output", "source" }));
    expect_tidy(tree.root());
}

TEST(LayoutTree, AnyMovesKeepItTidyAndLoseNothing)
{
    LayoutTree tree;
    const std::vector<std::string> all = panels_of(tree);
    std::mt19937 random(1);
    for (int i = 0; i < 3000; ++i) {
        const std::string& panel = all[random() % all.size()];
        const std::vector<LayoutNode*> groups = tree.groups();
        const int group = groups[random() % groups.size()]->id;
        if (random() % 2 == 0) {
            tree.split(panel, group, static_cast<Side>(random() % 4));
        } else {
            tree.move(panel, group, random() % 5);
        }
        ASSERT_EQ(panels_of(tree), all);
    }
    expect_tidy(tree.root());
}

} // namespace
} // namespace fw::ui
