// See closure_graph.h. Four columns: names, functions, code objects, and cells with the frames that
// use them. A function begins a row; the row holds the cells that no earlier row has, and then
// their frames.

#include "ui/model/closure_graph.h"

#include "ui/model/history_rows.h"

#include "ui/model/code_fields.h"

#include <algorithm>
#include <map>
#include <set>

namespace fw::ui {
namespace {

using inspect::ObjectId;

constexpr float letter = 8.0F; // width of a letter of the small machine font, with a little air
constexpr float margin = 18;
constexpr float right_margin = 30; // for arrows around the right edge
constexpr float least_gap = 56;
constexpr float row_gap = 30;
constexpr float item_gap = 30;
constexpr float name_height = 38;
constexpr float line_height = 19;
constexpr float code_height = 54;
constexpr float frame_height = 42;

std::size_t letters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string shortened(const std::string& text, std::size_t limit)
{
    if (letters(text) <= limit) {
        return text;
    }
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size() && count < limit - 1; ++count) {
        do {
            ++end;
        } while (end < text.size() && (text[end] & 0xc0) == 0x80);
    }
    return text.substr(0, end) + "\xe2\x80\xa6";
}

void fit(GraphNode& node, float least, float most)
{
    constexpr float padding = 28;
    const float icon = node.type == NodeType::Name ? 0 : 18;
    float width = static_cast<float>(letters(plain(node.title))) * letter + padding + icon;
    for (const std::string& line : node.lines) {
        width = std::max(width, static_cast<float>(letters(line)) * letter + padding);
    }
    node.width = std::clamp(width, least, most);
}

class Builder {
public:
    Builder(const View& view, bool compact)
        : m_view(view)
        , m_compact(compact)
        , m_picture(*view.picture)
        , m_selected(view.selected_frame())
        , m_function_height(compact ? 74 + line_height : 74)
        , m_cell_height(compact ? 54 + line_height : 54)
        , m_code_line(compact ? 22 + line_height : 22)
        , m_cell_line(compact ? 58 + line_height : 58)
    {
    }

    ClosureGraph build(float width)
    {
        float y = margin;
        for (const inspect::Function& function : m_picture.functions) {
            if (!function.closure.empty()) {
                y = add_function_row(function, y);
            }
        }
        // Cells that no function holds (yet): their frame made them and is still there.
        for (const inspect::Cell& cell : m_picture.cells) {
            if (!m_node_of.contains(cell.id)) {
                y = add_right_column({ cell.id }, y) + row_gap;
            }
        }
        if (m_graph.nodes.empty()) {
            return {};
        }
        m_graph.height = y - row_gap + margin;
        place_columns(width);
        place_codes();
        connect();
        return std::move(m_graph);
    }

private:
    std::size_t add(GraphNode node)
    {
        if (node.object && node.type != NodeType::Name) {
            m_node_of[node.object] = m_graph.nodes.size();
        }
        m_graph.nodes.push_back(std::move(node));
        return m_graph.nodes.size() - 1;
    }

    bool selected_uses(ObjectId cell) const
    {
        return m_selected
            && std::any_of(m_selected->locals.begin(), m_selected->locals.end(),
                [&](const inspect::Local& local) { return local.cell == cell; });
    }

    float add_function_row(const inspect::Function& function, float y)
    {
        GraphNode node{ .type = NodeType::Function, .object = function.id };
        node.title = { { "function " + shortened(function.name, 24), Tone::Function } };
        const std::size_t cells = function.closure.size();
        if (m_compact) {
            std::string names;
            for (const std::string& name : function.known_as) {
                names += (names.empty() ? "" : ", ") + name;
            }
            node.lines.push_back(shortened("known as " + names, 24));
        }
        node.lines.push_back("__code__");
        node.lines.push_back(
            "__closure__ (" + std::to_string(cells) + (cells == 1 ? " cell)" : " cells)"));
        node.height = m_function_height;
        node.y = y;
        node.lit = m_selected && m_selected->function == function.id;
        node.full = "function " + function.qualname + "  " + hex(function.id)
            + (function.made_at == 0 ? "" : ", made at step " + std::to_string(function.made_at));
        fit(node, 190, 300);
        const std::size_t index = add(std::move(node));
        m_functions.push_back({ &function, index });

        const float names_end = add_names(function, index, y);
        std::vector<ObjectId> fresh;
        for (const ObjectId cell : function.closure) {
            if (!m_node_of.contains(cell)
                && std::find(fresh.begin(), fresh.end(), cell) == fresh.end()) {
                fresh.push_back(cell);
            }
        }
        const float right_end = add_right_column(fresh, y);
        return std::max({ y + m_function_height, names_end, right_end }) + row_gap;
    }

    float add_names(const inspect::Function& function, std::size_t target, float y)
    {
        if (m_compact) {
            return y;
        }
        constexpr std::size_t limit = 3;
        std::vector<std::string> names = function.known_as;
        if (names.size() > limit) {
            names.resize(limit - 1);
            names.push_back(
                "+" + std::to_string(function.known_as.size() - names.size()) + " more");
        }
        const float block = static_cast<float>(names.size()) * (name_height + 6) - 6;
        float top = std::max(y, y + (m_function_height - block) / 2);
        for (const std::string& name : names) {
            GraphNode node{
                .type = NodeType::Name, .object = function.id, .title = { { shortened(name, 18) } }
            };
            node.full = name;
            node.y = top;
            node.height = name_height;
            fit(node, 96, 176);
            top += name_height + 6;
            m_names.emplace_back(add(std::move(node)), target);
        }
        return top - 6;
    }

    std::size_t add_cell(const inspect::Cell& cell, float y)
    {
        GraphNode node{ .type = NodeType::Cell, .object = cell.id };
        node.place = place_of_cell(cell.id, cell.name);
        node.title = { { "cell " + cell.name, Tone::Cell } };
        if (cell.content) {
            node.title.push_back(
                { "   " + shortened(cell.content->text, 20), tone_of(cell.content->kind) });
        } else {
            node.title.push_back({ "   empty", Tone::Faint });
            node.empty = true;
        }
        // Step 0 is not known: no cell is made before the first opcode.
        const std::string step = "step " + std::to_string(cell.made_at);
        node.lines = { shortened("from " + cell.owner, 24) };
        if (cell.made_at > 0 && m_compact) {
            node.lines.push_back("made at " + step);
        } else if (cell.made_at > 0) {
            node.lines.front() += ", " + step;
        }
        node.height = m_cell_height;
        node.y = y;
        node.lit = selected_uses(cell.id);
        node.changed = cell.changed;
        node.full = "cell " + cell.name + " " + hex(cell.id) + ": "
            + (cell.content ? cell.content->text : "empty") + "\nmade by " + cell.owner;
        if (cell.made_at > 0) {
            node.full += " at step " + std::to_string(cell.made_at) + ", last written at step "
                + std::to_string(cell.written_at);
        }
        fit(node, m_compact ? 150.0F : 216.0F, 330);
        return add(std::move(node));
    }

    float add_right_column(const std::vector<ObjectId>& cells, float y)
    {
        for (const ObjectId id : cells) {
            if (const inspect::Cell* cell = m_view.find_cell(id)) {
                m_right.push_back(add_cell(*cell, y));
                y += m_cell_height + 12;
            }
        }
        y += item_gap - 12;
        for (const inspect::Frame& frame : m_picture.frames) {
            const bool uses = std::any_of(
                frame.locals.begin(), frame.locals.end(), [&](const inspect::Local& local) {
                    return local.cell
                        && std::find(cells.begin(), cells.end(), local.cell) != cells.end();
                });
            if (uses && !m_node_of.contains(frame.id)) {
                const bool running = &frame == &m_picture.frames.front();
                GraphNode node{ .type = NodeType::Frame, .object = frame.id };
                node.title = { { "frame " + shortened(frame.name, 22) + (running ? ", now" : ""),
                    Tone::Frame } };
                node.height = frame_height;
                node.y = y;
                node.lit = &frame == m_selected;
                node.full = "frame " + frame.qualname + " " + hex(frame.id) + ", line "
                    + std::to_string(frame.line);
                fit(node, m_compact ? 120.0F : 170.0F, 300);
                m_right.push_back(add(std::move(node)));
                m_frames.push_back(&frame);
                y += frame_height + item_gap;
            }
        }
        return y - item_gap;
    }

    void place_columns(float room)
    {
        float widths[4] = { 0, 0, 0, 0 };
        std::set<ObjectId> codes;
        for (const auto& [function, index] : m_functions) {
            codes.insert(function->code);
        }
        for (const ObjectId id : codes) {
            if (const inspect::CodeObject* code = m_view.find_code(id)) {
                m_codes.push_back(add_code(*code));
            }
        }
        for (const GraphNode& node : m_graph.nodes) {
            float& width = widths[column(node.type)];
            width = std::max(width, node.width);
        }
        // The last gap is where arrows to shared cells turn, so it is the widest.
        constexpr float weights[3] = { 0.7F, 1, 1.4F };
        const float used
            = widths[0] + widths[1] + widths[2] + widths[3] + 2 * margin + right_margin;
        float total = 0;
        for (int i = 0; i < 3; ++i) {
            total += widths[i] > 0 ? weights[i] : 0;
        }
        const float unit = total > 0 ? std::clamp((room - used) / total, least_gap, 170.0F) : 0;
        float starts[4];
        float x = margin;
        for (int i = 0; i < 4; ++i) {
            starts[i] = x;
            x += widths[i] + (widths[i] > 0 && i < 3 ? unit * weights[i] : 0);
        }
        m_codes_end = starts[2] + widths[2] + 8;
        for (GraphNode& node : m_graph.nodes) {
            const int at = column(node.type);
            node.x = starts[at];
            if (node.type == NodeType::Cell || node.type == NodeType::Frame) {
                node.x += widths[3]
                    - std::max(node.width, node.type == NodeType::Cell ? widths[3] : 0.0F);
                node.width = node.type == NodeType::Cell ? widths[3] : node.width;
            }
        }
        m_graph.width = starts[3] + widths[3] + margin + right_margin;
    }

    static int column(NodeType type)
    {
        return type == NodeType::Name    ? 0
            : type == NodeType::Function ? 1
            : type == NodeType::Code     ? 2
                                         : 3;
    }

    std::size_t add_code(const inspect::CodeObject& code)
    {
        GraphNode node{ .type = NodeType::Code, .object = code.id };
        node.title = { { "code " + shortened(code.name, 22), Tone::Code } };
        const auto sharers = std::count_if(m_functions.begin(), m_functions.end(),
            [&](const auto& each) { return each.first->code == code.id; });
        const std::string functions
            = std::to_string(sharers) + (sharers == 1 ? " function" : " functions");
        node.lines = { m_compact ? functions
                : sharers == 1   ? "used by " + functions
                                 : "shared by " + functions };
        node.height = code_height;
        node.lit = m_selected && m_selected->code == code.id;
        node.full = "code " + code.qualname + " " + hex(code.id) + ", line "
            + std::to_string(code.firstlineno);
        fit(node, m_compact ? 120.0F : 176.0F, 300);
        return add(std::move(node));
    }

    // Each in the middle of its functions, moved off the lines that lead to the cells, one below
    // the other.
    void place_codes()
    {
        std::vector<std::pair<float, std::size_t>> wanted;
        for (const std::size_t index : m_codes) {
            float from = m_graph.height;
            float to = 0;
            std::size_t sharers = 0;
            for (const auto& [function, node] : m_functions) {
                if (function->code == m_graph.nodes[index].object) {
                    from = std::min(from, m_graph.nodes[node].y);
                    to = std::max(to, m_graph.nodes[node].y);
                    ++sharers;
                }
            }
            const float centre = sharers == 1 ? from + 16 : (from + to) / 2 + m_function_height / 2;
            wanted.emplace_back(centre - code_height / 2, index);
        }
        std::stable_sort(wanted.begin(), wanted.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
        float free_from = 4;
        for (auto [y, index] : wanted) {
            for (const auto& [function, node] : m_functions) {
                const float line = m_graph.nodes[node].y + m_cell_line;
                if (line > y - 6 && line < y + code_height + 6) {
                    y = line + 14;
                }
            }
            y = std::max(y, free_from);
            m_graph.nodes[index].y = y;
            free_from = y + code_height + 14;
            m_graph.height = std::max(m_graph.height, y + code_height + margin);
        }
    }

    void edge(
        std::size_t from, std::size_t to, Tone tone, EdgeRoute route, float from_y, float to_y)
    {
        const auto& nodes = m_graph.nodes;
        m_graph.edges.push_back({ .from = from,
            .to = to,
            .tone = tone,
            .route = route,
            .from_y = from_y,
            .to_y = to_y,
            .turn = nodes[to].type == NodeType::Cell ? m_codes_end : 0,
            .lit = nodes[from].lit && nodes[to].lit });
    }

    void connect()
    {
        for (const auto& [name, function] : m_names) {
            edge(name, function, Tone::Dim, EdgeRoute::Across, name_height / 2,
                std::clamp(m_graph.nodes[name].y + name_height / 2 - m_graph.nodes[function].y,
                    12.0F, m_function_height - 12));
        }
        std::map<std::size_t, int> arrivals; // Arrows that end in one box end at different heights.
        std::map<std::size_t, int> totals;
        for (const auto& [function, node] : m_functions) {
            if (const auto code = m_node_of.find(function->code); code != m_node_of.end()) {
                ++totals[code->second];
            }
        }
        for (const auto& [function, node] : m_functions) {
            if (const auto code = m_node_of.find(function->code); code != m_node_of.end()) {
                const int nth = arrivals[code->second]++;
                const float part
                    = static_cast<float>(nth + 1) / static_cast<float>(totals[code->second] + 1);
                edge(node, code->second, Tone::Code, EdgeRoute::Across, m_code_line,
                    code_height * part);
            }
            for (const ObjectId id : function->closure) {
                if (const auto cell = m_node_of.find(id); cell != m_node_of.end()) {
                    edge(node, cell->second, Tone::Cell, EdgeRoute::Across, m_cell_line,
                        m_cell_height / 2);
                }
            }
        }
        for (const inspect::Frame* frame : m_frames) {
            connect_frame(*frame);
        }
    }

    void connect_frame(const inspect::Frame& frame)
    {
        const std::size_t index = m_node_of[frame.id];
        if (const auto code = m_node_of.find(frame.code); code != m_node_of.end()) {
            edge(index, code->second, Tone::Code, EdgeRoute::Left, frame_height / 2,
                code_height / 2);
        }
        for (const inspect::Local& local : frame.locals) {
            const auto cell = m_node_of.find(local.cell);
            if (local.cell == 0 || cell == m_node_of.end()) {
                continue;
            }
            const GraphNode& above = m_graph.nodes[cell->second];
            const bool adjacent = above.y + above.height + item_gap + 1 >= m_graph.nodes[index].y
                && above.y < m_graph.nodes[index].y;
            edge(index, cell->second, Tone::Cell, adjacent ? EdgeRoute::Up : EdgeRoute::Around,
                frame_height / 2, m_cell_height / 2);
        }
    }

    const View& m_view;
    bool m_compact;
    const inspect::Picture& m_picture;
    const inspect::Frame* m_selected;
    float m_function_height;
    float m_cell_height;
    float m_code_line; // where a function's arrows leave: beside __code__ ...
    float m_cell_line; // ... and beside __closure__
    float m_codes_end = 0;
    ClosureGraph m_graph;
    std::map<ObjectId, std::size_t> m_node_of;
    std::vector<std::pair<const inspect::Function*, std::size_t>> m_functions;
    std::vector<std::pair<std::size_t, std::size_t>> m_names; // name, function
    std::vector<std::size_t> m_right;
    std::vector<std::size_t> m_codes;
    std::vector<const inspect::Frame*> m_frames;
};

} // namespace

ClosureGraph make_closure_graph(const View& view, float width)
{
    ClosureGraph graph = Builder(view, false).build(width);
    return graph.width > width ? Builder(view, true).build(width) : graph;
}

} // namespace fw::ui
