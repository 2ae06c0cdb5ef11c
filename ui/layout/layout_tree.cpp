// See layout_tree.h.

#include "ui/layout/layout_tree.h"

#include "ui/layout/named_layouts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace fw::ui {
namespace {

using Visit = std::function<bool(LayoutNode&)>;

// Depth first; ends early when the visitor returns false.
bool walk(LayoutNode& node, const Visit& visit)
{
    if (!visit(node)) {
        return false;
    }
    return std::all_of(node.children.begin(), node.children.end(),
        [&](const std::unique_ptr<LayoutNode>& child) { return walk(*child, visit); });
}

bool tidy_node(LayoutNode& node)
{
    if (node.kind == NodeKind::Tabs) {
        node.active = std::min(node.active, node.tabs.empty() ? 0 : node.tabs.size() - 1);
        return !node.tabs.empty();
    }
    std::erase_if(
        node.children, [](const std::unique_ptr<LayoutNode>& child) { return !tidy_node(*child); });
    if (node.children.empty()) {
        return false;
    }
    if (node.children.size() == 1) {
        const float share = node.share;
        std::unique_ptr<LayoutNode> only = std::move(node.children.front());
        node = std::move(*only);
        node.share = share;
        return true;
    }
    // A row in a row becomes part of the outer one.
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (node.children[i]->kind != node.kind) {
            continue;
        }
        std::unique_ptr<LayoutNode> inner = std::move(node.children[i]);
        float total = 0;
        for (const auto& child : inner->children) {
            total += child->share;
        }
        node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(i));
        for (auto& child : inner->children) {
            child->share *= inner->share / total;
            node.children.insert(
                node.children.begin() + static_cast<std::ptrdiff_t>(i++), std::move(child));
        }
        --i;
    }
    return true;
}

nlohmann::json save(const LayoutNode& node)
{
    nlohmann::json json;
    json["share"] = node.share;
    if (node.kind == NodeKind::Tabs) {
        json["tabs"] = node.tabs;
        json["active"] = node.active;
        return json;
    }
    nlohmann::json& children = json[node.kind == NodeKind::Row ? "row" : "column"];
    for (const auto& child : node.children) {
        children.push_back(save(*child));
    }
    return json;
}

std::unique_ptr<LayoutNode> restore(const nlohmann::json& json,
    const std::vector<std::string>& known, std::vector<std::string>& seen, int depth)
{
    auto node = std::make_unique<LayoutNode>();
    if (!json.is_object() || depth > 16) {
        return node;
    }
    node->share = std::clamp(json.value("share", 1.0F), 0.001F, 1e6F);
    for (const char* key : { "row", "column" }) {
        if (const auto found = json.find(key); found != json.end() && found->is_array()) {
            node->kind = std::string_view(key) == "row" ? NodeKind::Row : NodeKind::Column;
            for (const nlohmann::json& child : *found) {
                node->children.push_back(restore(child, known, seen, depth + 1));
            }
            return node;
        }
    }
    if (const auto tabs = json.find("tabs"); tabs != json.end() && tabs->is_array()) {
        for (const nlohmann::json& tab : *tabs) {
            if (!tab.is_string()) {
                continue;
            }
            const auto& name = tab.get_ref<const std::string&>();
            if (std::find(known.begin(), known.end(), name) != known.end()
                && std::find(seen.begin(), seen.end(), name) == seen.end()) {
                node->tabs.push_back(name);
                seen.push_back(name);
            }
        }
        const auto active = json.find("active");
        node->active
            = active != json.end() && active->is_number_unsigned() ? active->get<std::size_t>() : 0;
    }
    return node;
}

} // namespace

LayoutTree::LayoutTree()
    : LayoutTree(make_named_layout("default"))
{
}

LayoutTree::LayoutTree(std::unique_ptr<LayoutNode> root)
    : m_root(std::move(root))
{
    tidy();
}

bool LayoutTree::named(std::string_view name, LayoutTree& tree)
{
    std::unique_ptr<LayoutNode> root = make_named_layout(name);
    if (!root) {
        return false;
    }
    tree = LayoutTree(std::move(root));
    return true;
}

std::vector<std::string> LayoutTree::names()
{
    return named_layouts();
}

bool LayoutTree::from_json(
    const nlohmann::json& json, const std::vector<std::string>& known, LayoutTree& tree)
{
    std::vector<std::string> seen;
    std::unique_ptr<LayoutNode> root;
    try {
        root = restore(json, known, seen, 0);
    } catch (const nlohmann::json::exception&) {
        return false;
    }
    if (!tidy_node(*root)) {
        return false;
    }
    tree = LayoutTree(std::move(root));
    return true;
}

nlohmann::json LayoutTree::to_json() const
{
    return save(*m_root);
}

LayoutNode* LayoutTree::group_of(std::string_view panel)
{
    LayoutNode* found = nullptr;
    walk(*m_root, [&](LayoutNode& node) {
        if (std::find(node.tabs.begin(), node.tabs.end(), panel) != node.tabs.end()) {
            found = &node;
        }
        return !found;
    });
    return found;
}

const LayoutNode* LayoutTree::group_of(std::string_view panel) const
{
    return const_cast<LayoutTree*>(this)->group_of(panel);
}

LayoutNode* LayoutTree::group(int id)
{
    LayoutNode* found = nullptr;
    walk(*m_root, [&](LayoutNode& node) {
        if (node.id == id) {
            found = &node;
        }
        return !found;
    });
    return found;
}

std::vector<LayoutNode*> LayoutTree::groups()
{
    std::vector<LayoutNode*> all;
    walk(*m_root, [&](LayoutNode& node) {
        if (node.kind == NodeKind::Tabs) {
            all.push_back(&node);
        }
        return true;
    });
    return all;
}

void LayoutTree::show(const std::string& panel)
{
    LayoutNode* node = group_of(panel);
    if (!node) {
        const std::vector<LayoutNode*> all = groups();
        // The last group is where the bottom strip is in every layout of ours.
        node = all.back();
        node->tabs.push_back(panel);
    }
    const auto at = std::find(node->tabs.begin(), node->tabs.end(), panel);
    node->active = static_cast<std::size_t>(at - node->tabs.begin());
}

void LayoutTree::close(std::string_view panel)
{
    LayoutNode* node = group_of(panel);
    if (!node || (groups().size() == 1 && node->tabs.size() == 1)) {
        return; // The last panel stays: an empty window tells nothing.
    }
    const auto at = std::find(node->tabs.begin(), node->tabs.end(), panel);
    const auto index = static_cast<std::size_t>(at - node->tabs.begin());
    node->tabs.erase(at);
    if (node->active > index || node->active >= node->tabs.size()) {
        node->active = node->active > 0 ? node->active - 1 : 0;
    }
    tidy();
}

void LayoutTree::move(const std::string& panel, int group_id, std::size_t index)
{
    LayoutNode* to = group(group_id);
    LayoutNode* from = group_of(panel);
    if (!to || to->kind != NodeKind::Tabs) {
        return;
    }
    if (from) {
        const auto at = std::find(from->tabs.begin(), from->tabs.end(), panel);
        const auto old = static_cast<std::size_t>(at - from->tabs.begin());
        from->tabs.erase(at);
        if (from == to && old < index) {
            --index;
        }
        if (from->active >= old && from->active > 0) {
            --from->active;
        }
    }
    index = std::min(index, to->tabs.size());
    to->tabs.insert(to->tabs.begin() + static_cast<std::ptrdiff_t>(index), panel);
    to->active = index;
    tidy();
}

void LayoutTree::split(const std::string& panel, int group_id, Side side)
{
    LayoutNode* target = group(group_id);
    if (!target || (target->tabs.size() == 1 && target->tabs.front() == panel)) {
        return;
    }
    if (LayoutNode* from = group_of(panel)) {
        std::erase(from->tabs, panel);
        from->active = std::min(from->active, from->tabs.empty() ? 0 : from->tabs.size() - 1);
    }
    auto old = std::make_unique<LayoutNode>(std::move(*target));
    *target = LayoutNode{};
    target->kind = side == Side::Left || side == Side::Right ? NodeKind::Row : NodeKind::Column;
    target->share = old->share;
    old->share = 1;
    std::unique_ptr<LayoutNode> fresh = make_group(panel);
    const bool before = side == Side::Left || side == Side::Above;
    target->children.push_back(before ? std::move(fresh) : std::move(old));
    target->children.push_back(before ? std::move(old) : std::move(fresh));
    tidy();
}

void LayoutTree::grow(std::string_view panel, float factor)
{
    if (LayoutNode* node = group_of(panel)) {
        if (LayoutNode* parent = parent_of(*node)) {
            float total = 0;
            for (const auto& child : parent->children) {
                total += child->share;
            }
            node->share = std::clamp(node->share * factor, total * 0.05F, total * 4);
        }
    }
}

void LayoutTree::tidy()
{
    tidy_node(*m_root);
    number(*m_root);
}

void LayoutTree::number(LayoutNode& node)
{
    walk(node, [&](LayoutNode& each) {
        if (each.id == 0) {
            each.id = m_next_id++;
        }
        return true;
    });
}

LayoutNode* LayoutTree::parent_of(const LayoutNode& node)
{
    LayoutNode* found = nullptr;
    walk(*m_root, [&](LayoutNode& each) {
        for (const auto& child : each.children) {
            if (child.get() == &node) {
                found = &each;
            }
        }
        return !found;
    });
    return found;
}

std::unique_ptr<LayoutNode> LayoutTree::make_group(const std::string& panel)
{
    auto node = std::make_unique<LayoutNode>();
    node->tabs.push_back(panel);
    return node;
}

} // namespace fw::ui
