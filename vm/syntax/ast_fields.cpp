// CPython: Parser/Python.asdl
#include "vm/syntax/ast_fields.h"

#include "vm/syntax/constant_text.h"

namespace fw::syntax {

namespace {

class FieldList {
public:
    void text(std::string_view name, std::string text)
    {
        Field& field = add(name, Field::Kind::Text);
        field.text = std::move(text);
    }
    void identifier(std::string_view name, Identifier value)
    {
        if (value != nullptr) {
            text(name, string_repr(*value));
        }
    }
    void number(std::string_view name, int value) { text(name, std::to_string(value)); }
    // An operator or a context: a node without fields.
    void tag(std::string_view name, std::string_view value)
    {
        text(name, std::string(value) + "()");
    }
    void context(ExprContext value) { tag("ctx", context_name(value)); }
    void node(std::string_view name, const Node* value)
    {
        if (value != nullptr) {
            add(name, Field::Kind::Node).node = value;
        }
    }
    template <typename T> void nodes(std::string_view name, const Sequence<T*>& values)
    {
        add(name, Field::Kind::Nodes).nodes.assign(values.begin(), values.end());
    }
    void texts(std::string_view name, std::vector<std::string> values)
    {
        add(name, Field::Kind::Texts).texts = std::move(values);
    }

    std::vector<Field> take() { return std::move(m_fields); }

private:
    Field& add(std::string_view name, Field::Kind kind)
    {
        Field& field = m_fields.emplace_back();
        field.name = name;
        field.kind = kind;
        return field;
    }

    std::vector<Field> m_fields;
};

void fields(FieldList& out, const Module& node)
{
    if (node.kind == NodeKind::Expression) {
        out.node("body", node.expression);
        return;
    }
    out.nodes("body", node.body);
    if (node.kind == NodeKind::Module) {
        out.texts("type_ignores", {});
    }
}

void fields(FieldList& out, const FunctionDef& node)
{
    out.identifier("name", node.name);
    out.node("args", node.args);
    out.nodes("body", node.body);
    out.nodes("decorator_list", node.decorator_list);
    out.node("returns", node.returns);
}

void fields(FieldList& out, const ClassDef& node)
{
    out.identifier("name", node.name);
    out.nodes("bases", node.bases);
    out.nodes("keywords", node.keywords);
    out.nodes("body", node.body);
    out.nodes("decorator_list", node.decorator_list);
}

void fields(FieldList& out, const Return& node)
{
    out.node("value", node.value);
}
void fields(FieldList& out, const Delete& node)
{
    out.nodes("targets", node.targets);
}

void fields(FieldList& out, const Assign& node)
{
    out.nodes("targets", node.targets);
    out.node("value", node.value);
}

void fields(FieldList& out, const AugAssign& node)
{
    out.node("target", node.target);
    out.tag("op", operator_name(node.op));
    out.node("value", node.value);
}

void fields(FieldList& out, const AnnAssign& node)
{
    out.node("target", node.target);
    out.node("annotation", node.annotation);
    out.node("value", node.value);
    out.number("simple", node.simple ? 1 : 0);
}

void fields(FieldList& out, const For& node)
{
    out.node("target", node.target);
    out.node("iter", node.iter);
    out.nodes("body", node.body);
    out.nodes("orelse", node.orelse);
}

void fields(FieldList& out, const While& node)
{
    out.node("test", node.test);
    out.nodes("body", node.body);
    out.nodes("orelse", node.orelse);
}

void fields(FieldList& out, const If& node)
{
    out.node("test", node.test);
    out.nodes("body", node.body);
    out.nodes("orelse", node.orelse);
}

void fields(FieldList& out, const With& node)
{
    out.nodes("items", node.items);
    out.nodes("body", node.body);
}

void fields(FieldList& out, const Raise& node)
{
    out.node("exc", node.exc);
    out.node("cause", node.cause);
}

void fields(FieldList& out, const Try& node)
{
    out.nodes("body", node.body);
    out.nodes("handlers", node.handlers);
    out.nodes("orelse", node.orelse);
    out.nodes("finalbody", node.finalbody);
}

void fields(FieldList& out, const Assert& node)
{
    out.node("test", node.test);
    out.node("msg", node.msg);
}

void fields(FieldList& out, const Import& node)
{
    out.nodes("names", node.names);
}

void fields(FieldList& out, const ImportFrom& node)
{
    out.identifier("module", node.module);
    out.nodes("names", node.names);
    out.number("level", node.level);
}

void fields(FieldList& out, const NameList& node)
{
    std::vector<std::string> names;
    for (Identifier name : node.names) {
        names.push_back(string_repr(*name));
    }
    out.texts("names", std::move(names));
}

void fields(FieldList& out, const ExprStatement& node)
{
    out.node("value", node.value);
}
void fields(FieldList&, const SimpleStatement&) { }

void fields(FieldList& out, const BoolOp& node)
{
    out.tag("op", operator_name(node.op));
    out.nodes("values", node.values);
}

void fields(FieldList& out, const NamedExpr& node)
{
    out.node("target", node.target);
    out.node("value", node.value);
}

void fields(FieldList& out, const BinOp& node)
{
    out.node("left", node.left);
    out.tag("op", operator_name(node.op));
    out.node("right", node.right);
}

void fields(FieldList& out, const UnaryOp& node)
{
    out.tag("op", operator_name(node.op));
    out.node("operand", node.operand);
}

void fields(FieldList& out, const Lambda& node)
{
    out.node("args", node.args);
    out.node("body", node.body);
}

void fields(FieldList& out, const IfExp& node)
{
    out.node("test", node.test);
    out.node("body", node.body);
    out.node("orelse", node.orelse);
}

void fields(FieldList& out, const Dict& node)
{
    out.nodes("keys", node.keys);
    out.nodes("values", node.values);
}

void fields(FieldList& out, const Set& node)
{
    out.nodes("elts", node.elts);
}

void fields(FieldList& out, const ElementComprehension& node)
{
    out.node("elt", node.elt);
    out.nodes("generators", node.generators);
}

void fields(FieldList& out, const DictComp& node)
{
    out.node("key", node.key);
    out.node("value", node.value);
    out.nodes("generators", node.generators);
}

void fields(FieldList& out, const Await& node)
{
    out.node("value", node.value);
}
void fields(FieldList& out, const Yield& node)
{
    out.node("value", node.value);
}
void fields(FieldList& out, const YieldFrom& node)
{
    out.node("value", node.value);
}

void fields(FieldList& out, const Compare& node)
{
    std::vector<std::string> ops;
    for (const CompareOperator op : node.ops) {
        ops.push_back(std::string(operator_name(op)) + "()");
    }
    out.node("left", node.left);
    out.texts("ops", std::move(ops));
    out.nodes("comparators", node.comparators);
}

void fields(FieldList& out, const Call& node)
{
    out.node("func", node.func);
    out.nodes("args", node.args);
    out.nodes("keywords", node.keywords);
}

void fields(FieldList& out, const FormattedValue& node)
{
    out.node("value", node.value);
    out.number("conversion", node.conversion);
    out.node("format_spec", node.format_spec);
}

void fields(FieldList& out, const JoinedStr& node)
{
    out.nodes("values", node.values);
}

void fields(FieldList& out, const ConstantExpr& node)
{
    out.text("value", repr(*node.value));
    if (node.has_u_prefix) {
        out.text("kind", "'u'");
    }
}

void fields(FieldList& out, const Attribute& node)
{
    out.node("value", node.value);
    out.identifier("attr", node.attr);
    out.context(node.ctx);
}

void fields(FieldList& out, const Subscript& node)
{
    out.node("value", node.value);
    out.node("slice", node.slice);
    out.context(node.ctx);
}

void fields(FieldList& out, const Starred& node)
{
    out.node("value", node.value);
    out.context(node.ctx);
}

void fields(FieldList& out, const Name& node)
{
    out.identifier("id", node.name);
    out.context(node.ctx);
}

void fields(FieldList& out, const Display& node)
{
    out.nodes("elts", node.elts);
    out.context(node.ctx);
}

void fields(FieldList& out, const Slice& node)
{
    out.node("lower", node.lower);
    out.node("upper", node.upper);
    out.node("step", node.step);
}

void fields(FieldList& out, const Comprehension& node)
{
    out.node("target", node.target);
    out.node("iter", node.iter);
    out.nodes("ifs", node.ifs);
    out.number("is_async", node.is_async ? 1 : 0);
}

void fields(FieldList& out, const ExceptHandler& node)
{
    out.node("type", node.type);
    out.identifier("name", node.name);
    out.nodes("body", node.body);
}

void fields(FieldList& out, const Arguments& node)
{
    out.nodes("posonlyargs", node.posonlyargs);
    out.nodes("args", node.args);
    out.node("vararg", node.vararg);
    out.nodes("kwonlyargs", node.kwonlyargs);
    out.nodes("kw_defaults", node.kw_defaults);
    out.node("kwarg", node.kwarg);
    out.nodes("defaults", node.defaults);
}

void fields(FieldList& out, const Argument& node)
{
    out.identifier("arg", node.arg);
    out.node("annotation", node.annotation);
}

void fields(FieldList& out, const Keyword& node)
{
    out.identifier("arg", node.arg);
    out.node("value", node.value);
}

void fields(FieldList& out, const Alias& node)
{
    out.identifier("name", node.name);
    out.identifier("asname", node.asname);
}

void fields(FieldList& out, const WithItem& node)
{
    out.node("context_expr", node.context_expr);
    out.node("optional_vars", node.optional_vars);
}

} // namespace

std::vector<Field> fields_of(const Node& node)
{
    FieldList out;
    switch (node.kind) {
#define MODULE(name)                                                                               \
    case NodeKind::name:                                                                           \
        fields(out, node_cast<Module>(node));                                                      \
        break;
#define STATEMENT(name, type)                                                                      \
    case NodeKind::name:                                                                           \
        fields(out, node_cast<type>(node));                                                        \
        break;
#define EXPRESSION(name, type) STATEMENT(name, type)
#define PART(name, type) STATEMENT(name, type)
#include "vm/syntax/node_kind.def"
    }
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
