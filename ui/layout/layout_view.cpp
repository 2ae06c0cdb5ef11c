// See layout_view.h.

#include "ui/layout/layout_view.h"

#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fw::ui {
namespace {

constexpr float gap = 6; // between panels; the splitter
constexpr float header = 36;

constexpr float least_column = 100; // a header and some rows

// The lengths of the children of a split by their shares. None gets less than `least` as long as
// the others have more than that to give.
std::vector<float> lengths_of(const LayoutNode& node, float length, float least)
{
    float total = 0;
    for (const auto& child : node.children) {
        total += child->share;
    }
    least = std::min(least, length / static_cast<float>(node.children.size()) * 0.75F);
    float missing = 0;
    float spare = 0;
    for (const auto& child : node.children) {
        const float its = length * child->share / total;
        (its < least ? missing : spare) += std::abs(its - least);
    }
    std::vector<float> lengths;
    for (const auto& child : node.children) {
        const float its = length * child->share / total;
        lengths.push_back(its < least ? least
                : spare > 0           ? its - (its - least) * std::min(1.0F, missing / spare)
                                      : its);
    }
    return lengths;
}

bool inside(ImVec2 point, ImVec2 from, ImVec2 to)
{
    return point.x >= from.x && point.y >= from.y && point.x < to.x && point.y < to.y;
}

} // namespace

void LayoutView::draw(
    LayoutTree& tree, const Theme& theme, ImVec2 from, ImVec2 to, const Host& host)
{
    m_tree = &tree;
    m_theme = &theme;
    m_host = &host;
    m_drop.reset();
    if (!tree.is_open(m_active)) {
        const LayoutNode* first = tree.groups().front();
        m_active = first->tabs[first->active];
    }
    draw_node(tree.root(), from, to);
    finish_drag();
}

void LayoutView::draw_node(LayoutNode& node, ImVec2 from, ImVec2 to)
{
    if (node.kind == NodeKind::Tabs) {
        draw_group(node, from, to);
    } else {
        draw_split(node, from, to);
    }
}

void LayoutView::draw_split(LayoutNode& node, ImVec2 from, ImVec2 to)
{
    const bool row = node.kind == NodeKind::Row;
    const float space = m_theme->px(gap);
    const auto count = static_cast<float>(node.children.size());
    const float length
        = std::max(1.0F, (row ? to.x - from.x : to.y - from.y) - space * (count - 1));
    float total = 0;
    for (const auto& child : node.children) {
        total += child->share;
    }
    const std::vector<float> lengths
        = lengths_of(node, length, row ? 0 : m_theme->px(least_column));
    float at = row ? from.x : from.y;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        LayoutNode& child = *node.children[i];
        const bool last = i + 1 == node.children.size();
        const float end = last ? (row ? to.x : to.y) : std::floor(at + lengths[i]);
        const ImVec2 low = row ? ImVec2{ at, from.y } : ImVec2{ from.x, at };
        const ImVec2 high = row ? ImVec2{ end, to.y } : ImVec2{ to.x, end };
        draw_node(child, low, high);
        if (!last) {
            const ImVec2 corner = row ? ImVec2{ end, from.y } : ImVec2{ from.x, end };
            const ImVec2 size
                = row ? ImVec2{ space, to.y - from.y } : ImVec2{ to.x - from.x, space };
            ImGui::SetCursorScreenPos(corner);
            ImGui::PushID(node.id);
            ImGui::PushID(static_cast<int>(i));
            ImGui::InvisibleButton("splitter", { std::max(1.0F, size.x), std::max(1.0F, size.y) });
            const bool held = ImGui::IsItemActive();
            if (held || ImGui::IsItemHovered()) {
                ImGui::SetMouseCursor(row ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
                const ImVec2 far{ corner.x + size.x, corner.y + size.y };
                const float inset = m_theme->px(2);
                ImGui::GetWindowDrawList()->AddRectFilled(row
                        ? ImVec2{ corner.x + inset, corner.y }
                        : ImVec2{ corner.x, corner.y + inset },
                    row ? ImVec2{ far.x - inset, far.y } : ImVec2{ far.x, far.y - inset },
                    (*m_theme)[Tone::Frame], inset);
            }
            ImGui::PopID();
            ImGui::PopID();
            if (held) {
                LayoutNode& next = *node.children[i + 1];
                const float mouse = row ? ImGui::GetIO().MousePos.x : ImGui::GetIO().MousePos.y;
                // From now on the shares are what is seen.
                for (std::size_t each = 0; each < node.children.size(); ++each) {
                    node.children[each]->share = lengths[each] / length * total;
                }
                const float both = child.share + next.share;
                const float least = std::min(both / 2, total * m_theme->px(90) / length);
                child.share
                    = std::clamp((mouse - space / 2 - at) / length * total, least, both - least);
                next.share = both - child.share;
            }
        }
        at = end + space;
    }
}

void LayoutView::draw_group(LayoutNode& node, ImVec2 from, ImVec2 to)
{
    const Theme& theme = *m_theme;
    const Palette& colours = theme.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string id = node.tabs[node.active];
    const bool active = id == m_active;
    list.AddRectFilled(from, to, colours.panel, theme.radius());
    list.AddRect(
        from, to, active ? faded(theme[Tone::Frame], 0.55F) : colours.line, theme.radius());
    const float under = from.y + theme.px(header);
    list.AddLine({ from.x + 1, under }, { to.x - 1, under }, colours.line);

    if (ImGui::IsMouseClicked(0)
        && ImGui::IsWindowHovered(
            ImGuiHoveredFlags_ChildWindows | ImGuiHoveredFlags_NoPopupHierarchy)
        && inside(ImGui::GetIO().MousePos, from, to)) {
        m_active = id;
    }
    ImGui::PushID(node.id);
    draw_tabs(node, from, to);
    find_drop(node, from, to);
    const std::string shown = node.tabs[node.active]; // A click on a tab has changed it.
    if (Panel* panel = m_host->find(shown)) {
        ImGui::SetCursorScreenPos({ from.x + 1, under + 1 });
        const ImVec2 size{ std::max(1.0F, to.x - from.x - 2),
            std::max(1.0F, to.y - under - theme.px(4)) };
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        ImGui::BeginChild(shown.c_str(), size, 0,
            ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse
                | ImGuiWindowFlags_NoBackground);
        ImGui::PopStyleVar();
        ImGui::Dummy({ 1, theme.px(4) });
        m_host->draw(*panel, shown == m_active);
        ImGui::EndChild();
    }
    ImGui::PopID();
}

// The tabs for which there is room: the first ones, and always the shown one. `room` is what they
// may take; the widths are those of all.
std::vector<std::size_t> LayoutView::tabs_in_sight(
    const LayoutNode& node, const std::vector<float>& widths, float room)
{
    std::vector<std::size_t> seen;
    float used = widths[node.active];
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (i == node.active) {
            seen.push_back(i);
        } else if (used + widths[i] <= room) {
            used += widths[i];
            seen.push_back(i);
        } else {
            room = used; // No later one takes its place.
        }
    }
    return seen;
}

// A button at the end that lists the tabs for which there is no room.
void LayoutView::draw_further_tabs(
    LayoutNode& node, const std::vector<std::size_t>& seen, ImVec2 at, float width)
{
    const Theme& theme = *m_theme;
    const float height = theme.px(header);
    ImGui::SetCursorScreenPos(at);
    const std::string label = "further tabs of " + node.tabs[node.active];
    if (ImGui::InvisibleButton(label.c_str(), { width, height })) {
        ImGui::OpenPopup("further tabs menu");
    }
    draw_icon(*ImGui::GetWindowDrawList(), Icon::Down, { at.x + width / 2, at.y + height / 2 },
        theme.px(13), theme[ImGui::IsItemHovered() ? Tone::Text : Tone::Dim]);
    tooltip(theme, "Further panels", "The panels of this group for whose tabs there is no room.");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(theme.px(12), theme.px(6)));
    if (ImGui::BeginPopup("further tabs menu")) {
        for (std::size_t i = 0; i < node.tabs.size(); ++i) {
            Panel* panel = m_host->find(node.tabs[i]);
            if (!panel || std::find(seen.begin(), seen.end(), i) != seen.end()) {
                continue;
            }
            if (ImGui::MenuItem(std::string(panel->info().title).c_str(),
                    std::string(panel->info().shortcut).c_str())) {
                node.active = i;
                m_active = node.tabs[i];
            }
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

void LayoutView::draw_tabs(LayoutNode& node, ImVec2 from, ImVec2 to)
{
    const Theme& theme = *m_theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* font = theme.fonts().human_medium;
    const float height = theme.px(header);
    float x = from.x + theme.px(6);
    std::vector<float> widths;
    float all = 0;
    for (const std::string& tab : node.tabs) {
        const Panel* panel = m_host->find(tab);
        widths.push_back(panel ? text_width(font, panel->info().title) + theme.px(14) : 0);
        all += widths.back();
    }
    const float button = theme.px(28);
    const float room = to.x - theme.px(4) - x;
    const std::vector<std::size_t> seen
        = tabs_in_sight(node, widths, all <= room ? room : room - button);
    for (const std::size_t i : seen) {
        Panel* panel = m_host->find(node.tabs[i]);
        if (!panel) {
            continue;
        }
        const std::string title(panel->info().title);
        const float width = widths[i];
        ImGui::SetCursorScreenPos({ x, from.y });
        ImGui::InvisibleButton(("tab " + title).c_str(), { width, height });
        if (ImGui::IsItemClicked(0)) {
            node.active = i;
            m_active = node.tabs[i];
        }
        if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, theme.px(8))) {
            m_dragged = node.tabs[i];
        }
        const bool hovered = ImGui::IsItemHovered();
        if (m_dragged.empty()) {
            tooltip(theme, title + "  " + std::string(panel->info().shortcut),
                "Drag the tab to another group, or to the edge of one to split it.");
        }
        const bool shown = i == node.active;
        const ImU32 colour = theme[shown || hovered ? Tone::Text : Tone::Dim];
        draw_text(list, font, { x + theme.px(7), centred(font, from.y, height) }, colour, title);
        if (shown) {
            const ImU32 mark
                = node.tabs[i] == m_active ? theme[Tone::Frame] : faded(theme[Tone::Dim], 0.6F);
            list.AddRectFilled({ x + theme.px(7), from.y + height - theme.px(2) },
                { x + width - theme.px(7), from.y + height }, mark, theme.px(1));
        }
        x += width;
    }
    if (seen.size() < node.tabs.size()) {
        draw_further_tabs(node, seen, { x, from.y }, button);
        x += button;
    }
    if (Panel* panel = m_host->find(node.tabs[node.active])) {
        const StyledLine note = panel->is_empty() ? StyledLine{} : panel->header_note();
        ImFont* small = theme.fonts().human_small;
        const float width = text_width(small, plain(note));
        if (!note.empty() && x + width + theme.px(24) < to.x) {
            draw_line(list, theme, small,
                { to.x - width - theme.px(14), centred(small, from.y, height) }, note);
        }
    }
}

void LayoutView::find_drop(const LayoutNode& node, ImVec2 from, ImVec2 to)
{
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (m_dragged.empty() || !inside(mouse, from, to)) {
        return;
    }
    const float under = from.y + m_theme->px(header);
    Drop drop{ .group = node.id, .index = node.tabs.size(), .from = from, .to = to };
    if (mouse.y < under) {
        float x = from.x + m_theme->px(6);
        for (std::size_t i = 0; i < node.tabs.size(); ++i) {
            Panel* panel = m_host->find(node.tabs[i]);
            const float width = panel
                ? text_width(m_theme->fonts().human_medium, panel->info().title) + m_theme->px(14)
                : 0;
            if (mouse.x < x + width / 2) {
                drop.index = i;
                break;
            }
            x += width;
        }
        drop.from = { x - m_theme->px(2), from.y + m_theme->px(4) };
        drop.to = { x + m_theme->px(2), under - m_theme->px(4) };
        m_drop = drop;
        return;
    }
    const float width = to.x - from.x;
    const float height = to.y - from.y;
    const float x = (mouse.x - from.x) / width;
    const float y = (mouse.y - from.y) / height;
    const float edge = std::min({ x, 1 - x, y, 1 - y });
    if (edge < 0.28F) {
        if (edge == x) {
            drop.side = Side::Left;
            drop.to.x = from.x + width / 2;
        } else if (edge == 1 - x) {
            drop.side = Side::Right;
            drop.from.x = from.x + width / 2;
        } else if (edge == y) {
            drop.side = Side::Above;
            drop.to.y = from.y + height / 2;
        } else {
            drop.side = Side::Below;
            drop.from.y = from.y + height / 2;
        }
    }
    m_drop = drop;
}

void LayoutView::finish_drag()
{
    if (m_dragged.empty()) {
        return;
    }
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    if (m_drop) {
        list.AddRectFilled(
            m_drop->from, m_drop->to, faded((*m_theme)[Tone::Frame], 0.22F), m_theme->radius());
        list.AddRect(m_drop->from, m_drop->to, (*m_theme)[Tone::Frame], m_theme->radius(), 0,
            m_theme->px(2));
    }
    if (Panel* panel = m_host->find(m_dragged)) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const std::string title(panel->info().title);
        ImFont* font = m_theme->fonts().human_medium;
        const ImVec2 at{ mouse.x + m_theme->px(12), mouse.y + m_theme->px(8) };
        const ImVec2 end{ at.x + text_width(font, title) + m_theme->px(20),
            at.y + m_theme->px(30) };
        list.AddRectFilled(at, end, m_theme->colours().button_hover, m_theme->px(6));
        draw_text(list, font, { at.x + m_theme->px(10), centred(font, at.y, m_theme->px(30)) },
            (*m_theme)[Tone::Text], title);
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
        m_dragged.clear();
    } else if (!ImGui::IsMouseDown(0)) {
        const std::string panel = std::exchange(m_dragged, {});
        if (m_drop && m_drop->side) {
            m_tree->split(panel, m_drop->group, *m_drop->side);
        } else if (m_drop) {
            m_tree->move(panel, m_drop->group, m_drop->index);
        }
        m_active = panel;
    }
}

} // namespace fw::ui
