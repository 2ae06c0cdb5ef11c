// CPython: Parser/Python.asdl
#include "vm/syntax/ast_fields.h"

#include "vm/syntax/constant_text.h"
#include "vm/syntax/node_fields.h"

namespace fw::syntax {

namespace {

std::string tag(std::string_view name)
{
    return std::string(name) + "()";
}

// A field's value as what is printed of it; nothing where it is None.
class FieldList {
public:
    template <typename Row, typename Value> bool operator()(const Row& row, const Value& value)
    {
        m_name = row.name;
        add(value);
        return true;
    }

    std::vector<Field> take() { return std::move(m_fields); }

private:
    void add(Identifier value)
    {
        if (value != nullptr) {
            text(string_repr(*value));
        }
    }
    void add(const fw::Constant* value) { text(repr(*value)); }
    void add(int value) { text(std::to_string(value)); }
    void add(bool value) { text(value ? "1" : "0"); }
    void add(ExprContext value) { text(tag(context_name(value))); }
    template <typename T>
    requires requires(T op) { operator_name(op); }
    void add(T value) { text(tag(operator_name(value))); }
    void add(const Node* value)
    {
        if (value != nullptr) {
            make(Field::Kind::Node).node = value;
        }
    }
    template <typename T> void add(const Sequence<T*>& values)
    {
        make(Field::Kind::Nodes).nodes.assign(values.begin(), values.end());
    }
    void add(const Sequence<Identifier>& values)
    {
        Field& field = make(Field::Kind::Texts);
        for (Identifier value : values) {
            field.texts.push_back(string_repr(*value));
        }
    }
    void add(const Sequence<CompareOperator>& values)
    {
        Field& field = make(Field::Kind::Texts);
        for (const CompareOperator value : values) {
            field.texts.push_back(tag(operator_name(value)));
        }
    }

    void text(std::string value) { make(Field::Kind::Text).text = std::move(value); }

    Field& make(Field::Kind kind)
    {
        Field& field = m_fields.emplace_back();
        field.name = m_name;
        field.kind = kind;
        return field;
    }

    std::string_view m_name;
    std::vector<Field> m_fields;
};

} // namespace

std::vector<Field> fields_of(const Node& node)
{
    FieldList out;
    visit_fields(node, out);
    return out.take();
}

bool has_position(NodeKind kind)
{
    return is_statement(kind) || is_expression(kind) || kind == NodeKind::ExceptHandler
        || kind == NodeKind::arg || kind == NodeKind::keyword;
}

std::string_view operator_name(Operator op)
{
    static constexpr std::string_view names[] = { "Add", "Sub", "Mult", "MatMult", "Div", "Mod",
        "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv" };
    return names[static_cast<std::size_t>(op)];
}

std::string_view operator_name(BoolOperator op)
{
    return op == BoolOperator::And ? "And" : "Or";
}

std::string_view operator_name(UnaryOperator op)
{
    static constexpr std::string_view names[] = { "Invert", "Not", "UAdd", "USub" };
    return names[static_cast<std::size_t>(op)];
}

std::string_view operator_name(CompareOperator op)
{
    static constexpr std::string_view names[]
        = { "Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn" };
    return names[static_cast<std::size_t>(op)];
}

std::string_view context_name(ExprContext context)
{
    static constexpr std::string_view names[] = { "Load", "Store", "Del" };
    return names[static_cast<std::size_t>(context)];
}

} // namespace fw::syntax
