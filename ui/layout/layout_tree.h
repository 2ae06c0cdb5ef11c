// Where panels live: a tree of rows and columns with groups of tabs as leaves. Plain data, no
// ImGui. Every change keeps the tree tidy: no empty groups, no split with one child, no row in a
// row.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fw::ui {

enum class NodeKind { Tabs, Row, Column };
enum class Side { Left, Right, Above, Below };

struct LayoutNode {
    NodeKind kind = NodeKind::Tabs;
    float share = 1; // of the parent's length, relative to its siblings
    std::vector<std::unique_ptr<LayoutNode>> children; // of a Row or Column
    std::vector<std::string> tabs; // panel ids, of Tabs
    std::size_t active = 0;
    int id = 0; // stable while the tree lives; not saved
};

class LayoutTree {
public:
    LayoutTree(); // the default layout
    LayoutTree(LayoutTree&&) noexcept = default;
    LayoutTree& operator=(LayoutTree&&) noexcept = default;

    // "default", "closures", "bytecode", "lecture", "compiler". An unknown name gives false and
    // changes nothing.
    static bool named(std::string_view name, LayoutTree& tree);
    static std::vector<std::string> names();

    // Panels that the program does not know are left out; false when nothing usable is left.
    static bool from_json(
        const nlohmann::json& json, const std::vector<std::string>& known, LayoutTree& tree);
    nlohmann::json to_json() const;

    LayoutNode& root() { return *m_root; }
    const LayoutNode& root() const { return *m_root; }

    LayoutNode* group_of(std::string_view panel);
    const LayoutNode* group_of(std::string_view panel) const;
    LayoutNode* group(int id);
    std::vector<LayoutNode*> groups(); // in reading order

    bool is_open(std::string_view panel) const { return group_of(panel) != nullptr; }
    // Brings the panel to the front; opens it beside the active group when it is closed.
    void show(const std::string& panel);
    void close(std::string_view panel);
    // Into the group, before the index-th tab (the end when index is too great).
    void move(const std::string& panel, int group, std::size_t index);
    // Into a new group beside the given one.
    void split(const std::string& panel, int group, Side side);
    // Gives more (or less) room to the panel's group among its siblings.
    void grow(std::string_view panel, float factor);

private:
    explicit LayoutTree(std::unique_ptr<LayoutNode> root);
    void tidy();
    void number(LayoutNode& node);
    LayoutNode* parent_of(const LayoutNode& node);
    std::unique_ptr<LayoutNode> make_group(const std::string& panel);

    std::unique_ptr<LayoutNode> m_root;
    int m_next_id = 1;
};

} // namespace fw::ui
