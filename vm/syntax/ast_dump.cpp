// CPython: dump() in Lib/ast.py
#include "vm/syntax/ast_dump.h"

#include <algorithm>

#include "vm/syntax/ast_fields.h"

namespace fw::syntax {

namespace {

// Deeper than Python's own dump gets before its RecursionError; the native stack bears it.
constexpr int max_level = 3000;

class Dumper {
public:
    explicit Dumper(const DumpOptions& options)
        : m_options(options)
    {
    }

    std::string take() { return std::move(m_out); }

    void node(const Node& node, int level)
    {
        if (level > max_level) {
            m_out += "...";
            return;
        }
        const std::vector<Field> fields = all_fields(node);
        const bool on_one_line = fields.size() <= 3
            && std::all_of(
                fields.begin(), fields.end(), [&](const Field& f) { return is_simple(f); });
        m_out += node_kind_name(node.kind);
        m_out += '(';
        bool is_first = true;
        for (const Field& field : fields) {
            separate(is_first, on_one_line, level + 1);
            m_out += field.name;
            m_out += '=';
            value(field, level + 1);
            is_first = false;
        }
        m_out += ')';
    }

private:
    std::vector<Field> all_fields(const Node& node) const
    {
        std::vector<Field> fields = fields_of(node);
        if (m_options.include_attributes && has_position(node.kind)) {
            const SourceRange& range = node.range;
            const std::pair<std::string_view, int> attributes[]
                = { { "lineno", range.line }, { "col_offset", range.column },
                      { "end_lineno", range.end_line }, { "end_col_offset", range.end_column } };
            for (const auto& [name, number] : attributes) {
                Field& field = fields.emplace_back();
                field.name = name;
                field.text = std::to_string(number);
            }
        }
        return fields;
    }

    // Simple is what prints in one piece: values, empty lists, nodes without fields.
    bool is_simple(const Field& field) const
    {
        switch (field.kind) {
        case Field::Kind::Text:
            return true;
        case Field::Kind::Node:
            return all_fields(*field.node).empty();
        case Field::Kind::Nodes:
            return field.nodes.empty();
        case Field::Kind::Texts:
            return field.texts.empty();
        }
        return true;
    }

    void new_line(int level)
    {
        m_out += '\n';
        m_out.append(
            static_cast<std::size_t>(level) * static_cast<std::size_t>(m_options.indent), ' ');
    }

    void separate(bool is_first, bool on_one_line, int level)
    {
        if (on_one_line || m_options.indent < 0) {
            m_out += is_first ? "" : ", ";
            return;
        }
        m_out += is_first ? "" : ",";
        new_line(level);
    }

    void value(const Field& field, int level)
    {
        if (field.kind == Field::Kind::Text) {
            m_out += field.text;
            return;
        }
        if (field.kind == Field::Kind::Node) {
            node(*field.node, level);
            return;
        }
        m_out += '[';
        bool is_first = true;
        for (const Node* item : field.nodes) {
            separate(is_first, false, level + 1);
            is_first = false;
            if (item == nullptr) {
                m_out += "None";
            } else {
                node(*item, level + 1);
            }
        }
        for (const std::string& item : field.texts) {
            separate(is_first, false, level + 1);
            is_first = false;
            m_out += item;
        }
        m_out += ']';
    }

    const DumpOptions& m_options;
    std::string m_out;
};

} // namespace

std::string dump(const Node& node, const DumpOptions& options)
{
    Dumper dumper(options);
    dumper.node(node, 0);
    return dumper.take();
}

} // namespace fw::syntax
