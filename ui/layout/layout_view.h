// Draws a layout tree: rounded panels with tabs, splitters between them, tabs that can be dragged
// to another place, another group, or the edge of a group to split it.
#pragma once

#include "ui/layout/layout_tree.h"
#include "ui/panel.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

class LayoutView {
public:
    struct Host {
        std::function<Panel*(std::string_view id)> find;
        std::function<void(Panel& panel, bool active)> draw; // the contents
    };

    void draw(LayoutTree& tree, const Theme& theme, ImVec2 from, ImVec2 to, const Host& host);

    // The panel that has the keyboard.
    const std::string& active() const { return m_active; }
    void activate(const std::string& panel) { m_active = panel; }

private:
    struct Drop {
        int group = 0;
        std::optional<Side> side; // none: into the tabs
        std::size_t index = 0;
        ImVec2 from{}, to{}; // where it will be
    };

    void draw_node(LayoutNode& node, ImVec2 from, ImVec2 to);
    void draw_split(LayoutNode& node, ImVec2 from, ImVec2 to);
    void draw_group(LayoutNode& node, ImVec2 from, ImVec2 to);
    static std::vector<std::size_t> tabs_in_sight(
        const LayoutNode& node, const std::vector<float>& widths, float room);
    void draw_further_tabs(
        LayoutNode& node, const std::vector<std::size_t>& seen, ImVec2 at, float width);
    void draw_tabs(LayoutNode& node, ImVec2 from, ImVec2 to);
    void find_drop(const LayoutNode& node, ImVec2 from, ImVec2 to);
    void finish_drag();

    // Only during draw().
    LayoutTree* m_tree = nullptr;
    const Theme* m_theme = nullptr;
    const Host* m_host = nullptr;

    std::string m_active;
    std::string m_dragged; // panel
    std::optional<Drop> m_drop;
};

} // namespace fw::ui
