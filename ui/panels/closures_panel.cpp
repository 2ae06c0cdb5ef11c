// See closures_panel.h.

#include "ui/panels/closures_panel.h"

#include "ui/widgets/place_menu.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace fw::ui {
namespace {

struct Look {
    ImU32 fill, edge;
};

Look look_of(const Theme& theme, NodeType type)
{
    const Palette& colours = theme.colours();
    switch (type) {
    case NodeType::Function:
        return { colours.function_fill, theme[Tone::Function] };
    case NodeType::Code:
        return { colours.code_fill, theme[Tone::Code] };
    case NodeType::Cell:
        return { colours.cell_fill, theme[Tone::Cell] };
    case NodeType::Frame:
        return { colours.frame_fill, theme[Tone::Frame] };
    case NodeType::Name:
        break;
    }
    return { colours.raised, colours.line };
}

Icon icon_of_node(NodeType type)
{
    switch (type) {
    case NodeType::Function:
        return Icon::Function;
    case NodeType::Code:
        return Icon::Code;
    case NodeType::Cell:
        return Icon::Cell;
    case NodeType::Frame:
        return Icon::Frame;
    case NodeType::Name:
        break;
    }
    return Icon::None;
}

void arrow_head(ImDrawList& list, ImVec2 tip, ImVec2 direction, float size, ImU32 colour)
{
    const ImVec2 side{ -direction.y, direction.x };
    const ImVec2 base{ tip.x - direction.x * size, tip.y - direction.y * size };
    list.AddTriangleFilled(tip, { base.x + side.x * size * 0.5F, base.y + side.y * size * 0.5F },
        { base.x - side.x * size * 0.5F, base.y - side.y * size * 0.5F }, colour);
}

} // namespace

ClosuresPanel::ClosuresPanel()
    : Panel({ .id = "closures",
        .title = "Closures",
        .empty_title = "Closures appear here",
        .empty_text = "When a function uses a variable of the function around it, the variable "
                      "lives in a cell. Each cell is one box "
                      "with its own identity and content, with arrows from the functions that hold "
                      "it, the code object that "
                      "they share, and the frames that use it.",
        .shortcut = "Ctrl+7" })
{
}

void ClosuresPanel::refresh(const View& view)
{
    m_view = view;
    layout(m_width > 0 ? m_width : 1050);
}

void ClosuresPanel::layout(float width)
{
    m_width = width;
    m_graph = m_view.picture ? make_closure_graph(m_view, width) : ClosureGraph{};
    m_cells = static_cast<std::size_t>(std::count_if(m_graph.nodes.begin(), m_graph.nodes.end(),
        [](const GraphNode& node) { return node.type == NodeType::Cell; }));
}

bool ClosuresPanel::is_empty() const
{
    return m_graph.nodes.empty();
}

StyledLine ClosuresPanel::header_note() const
{
    return m_cells == 0
        ? StyledLine{}
        : StyledLine{ { std::to_string(m_cells) + (m_cells == 1 ? " cell" : " cells"),
            Tone::Cell } };
}

std::string ClosuresPanel::text() const
{
    std::string all;
    for (const GraphNode& node : m_graph.nodes) {
        all += node.full + "\n";
        for (const GraphEdge& edge : m_graph.edges) {
            if (&m_graph.nodes[edge.from] == &node) {
                all += "  -> " + plain(m_graph.nodes[edge.to].title) + "\n";
            }
        }
    }
    return all;
}

void ClosuresPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const float room = std::floor(ImGui::GetContentRegionAvail().x / theme.scale()) - 12;
    if (std::abs(room - m_width) > 1) {
        layout(room);
    }
    ImGui::BeginChild(
        "graph", { 0, 0 }, 0, ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground);
    const ImVec2 room_px = ImGui::GetContentRegionAvail();
    const float slack = std::max(0.0F, (room_px.y - theme.px(m_graph.height)) / 3);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 origin{ corner.x, corner.y + std::floor(slack) };
    ImGui::SetNextItemAllowOverlap();
    for (const GraphEdge& edge : m_graph.edges) {
        draw_edge(context, edge, origin);
    }
    m_hovered = 0;
    for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
        draw_node(context, i, origin);
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({ theme.px(m_graph.width), theme.px(m_graph.height) });
    ImGui::EndChild();
}

void ClosuresPanel::draw_edge(
    const DrawContext& context, const GraphEdge& edge, ImVec2 origin) const
{
    const Theme& theme = context.theme;
    const GraphNode& from = m_graph.nodes[edge.from];
    const GraphNode& to = m_graph.nodes[edge.to];
    const auto at = [&](float x, float y) {
        return ImVec2{ origin.x + theme.px(x), origin.y + theme.px(y) };
    };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 colour = theme[edge.tone];
    const float width = theme.px(edge.lit ? 2.4F : 1.6F);
    const float head = theme.px(10);
    switch (edge.route) {
    case EdgeRoute::Across: {
        const ImVec2 start = at(from.x + from.width, from.y + edge.from_y);
        const ImVec2 turn{ std::max(start.x, origin.x + theme.px(edge.turn)), start.y };
        const ImVec2 end = at(to.x, to.y + edge.to_y);
        const float bend = std::max(theme.px(18), (end.x - turn.x) * 0.5F);
        list.PathLineTo(start);
        if (turn.x > start.x + 1) {
            list.PathLineTo(turn);
        }
        list.PathBezierCubicCurveTo(
            { turn.x + bend, turn.y }, { end.x - bend, end.y }, { end.x - head * 0.7F, end.y });
        list.PathStroke(colour, 0, width);
        arrow_head(list, end, { 1, 0 }, head, colour);
        break;
    }
    case EdgeRoute::Up: {
        const float x = std::min(from.x + from.width / 2, to.x + to.width / 2);
        const ImVec2 end = at(std::max(x, std::max(from.x, to.x) + 20), to.y + to.height);
        list.AddLine(at(std::max(x, std::max(from.x, to.x) + 20), from.y),
            { end.x, end.y + head * 0.7F }, colour, width);
        arrow_head(list, end, { 0, -1 }, head, colour);
        break;
    }
    case EdgeRoute::Around: {
        const ImVec2 start = at(from.x + from.width, from.y + edge.from_y);
        const ImVec2 end = at(to.x + to.width, to.y + edge.to_y);
        const float bulge = std::max(start.x, end.x) + theme.px(26);
        list.AddBezierCubic(start, { bulge, start.y }, { bulge + theme.px(6), end.y },
            { end.x + head * 0.7F, end.y }, colour, width);
        arrow_head(list, end, { -1, 0 }, head, colour);
        break;
    }
    case EdgeRoute::Left: {
        const ImVec2 start = at(from.x, from.y + edge.from_y);
        const ImVec2 end = at(to.x + to.width, to.y + edge.to_y);
        const float bend = std::max(theme.px(12), (start.x - end.x) * 0.5F);
        list.AddBezierCubic(start, { start.x - bend, start.y }, { end.x + bend, end.y },
            { end.x + head * 0.7F, end.y }, colour, width);
        arrow_head(list, end, { -1, 0 }, head, colour);
        break;
    }
    }
}

void ClosuresPanel::draw_node(DrawContext& context, std::size_t index, ImVec2 origin)
{
    const Theme& theme = context.theme;
    const GraphNode& node = m_graph.nodes[index];
    const ImVec2 from{ origin.x + theme.px(node.x), origin.y + theme.px(node.y) };
    const ImVec2 to{ from.x + theme.px(node.width), from.y + theme.px(node.height) };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Look look = look_of(theme, node.type);
    const float radius = theme.px(8);

    ImGui::SetCursorScreenPos(from);
    ImGui::PushID(static_cast<int>(index));
    if (ImGui::InvisibleButton(plain(node.title).c_str(), { to.x - from.x, to.y - from.y })) {
        context.commands.post(
            { .id = node.type == NodeType::Code ? CommandId::ShowCode : CommandId::SelectObject,
                .object = node.object,
                .place = node.place });
    }
    const bool hovered = ImGui::IsItemHovered();
    tooltip(theme, plain(node.title), node.full);
    if (ImGui::BeginPopupContextItem("node menu")) {
        if (ImGui::MenuItem("Copy")) {
            ImGui::SetClipboardText(node.full.c_str());
        }
        if (ImGui::MenuItem("Copy all")) {
            ImGui::SetClipboardText(text().c_str());
        }
        if (node.place) {
            ImGui::Separator();
            place_menu(context, *node.place);
        }
        ImGui::EndPopup();
    }
    ImGui::PopID();

    const bool selected = node.object && context.view.object == node.object;
    list.AddRectFilled(from, to, theme.colours().panel, radius); // edges pass behind
    list.AddRectFilled(from, to, look.fill, radius);
    if (node.empty) {
        draw_dashed_rect(list, from, to, look.edge, theme.px(5));
    } else {
        list.AddRect(from, to, look.edge, radius, 0,
            theme.px(node.lit || selected ? 2.6F
                    : hovered             ? 1.8F
                                          : 1.2F));
    }
    if (node.changed) {
        list.AddRect({ from.x - theme.px(4), from.y - theme.px(4) },
            { to.x + theme.px(4), to.y + theme.px(4) }, theme.colours().now_line,
            radius + theme.px(3), 0, theme.px(1.4F));
    }
    ImFont* mono = theme.fonts().mono_small;
    const float line = theme.px(19);
    const float text_height = line * static_cast<float>(1 + node.lines.size());
    float y = from.y + (to.y - from.y - text_height) / 2;
    const float x = from.x + theme.px(14);
    const float inner = to.x - x - theme.px(8);
    const Icon icon = icon_of_node(node.type);
    draw_line(list, theme, mono, { x, y + theme.px(1) }, node.title,
        icon == Icon::None ? inner : inner - theme.px(16));
    if (icon != Icon::None) {
        draw_icon(list, icon, { to.x - theme.px(15), from.y + theme.px(15) }, theme.px(12),
            faded(look.edge, 0.8F));
    }
    for (const std::string& text : node.lines) {
        y += line;
        draw_text(list, mono, { x, y + theme.px(1) }, theme[Tone::Dim], text, inner);
    }
}

} // namespace fw::ui
