// Expressions as text, with no more brackets than their priorities need.
// CPython: Python/ast_unparse.c
#include "vm/compile/unparse.h"

#include "vm/base/assert.h"
#include "vm/code/disassemble.h"

namespace fw::compile {

namespace {

using namespace syntax;

// How tightly an operator binds; a part in a tighter place gets brackets.
enum Priority : int {
    TuplePriority,
    TestPriority, // if-else, lambda
    OrPriority,
    AndPriority,
    NotPriority,
    ComparePriority,
    ExpressionPriority, // |
    XorPriority,
    BitAndPriority,
    ShiftPriority,
    ArithmeticPriority,
    TermPriority,
    FactorPriority,
    PowerPriority,
    AwaitPriority,
    AtomPriority,
};

struct OperatorText {
    const char* text;
    int priority;
};

OperatorText operator_text(Operator op)
{
    switch (op) {
    case Operator::Add:
        return { " + ", ArithmeticPriority };
    case Operator::Sub:
        return { " - ", ArithmeticPriority };
    case Operator::Mult:
        return { " * ", TermPriority };
    case Operator::MatMult:
        return { " @ ", TermPriority };
    case Operator::Div:
        return { " / ", TermPriority };
    case Operator::Mod:
        return { " % ", TermPriority };
    case Operator::LShift:
        return { " << ", ShiftPriority };
    case Operator::RShift:
        return { " >> ", ShiftPriority };
    case Operator::BitOr:
        return { " | ", ExpressionPriority };
    case Operator::BitXor:
        return { " ^ ", XorPriority };
    case Operator::BitAnd:
        return { " & ", BitAndPriority };
    case Operator::FloorDiv:
        return { " // ", TermPriority };
    case Operator::Pow:
        return { " ** ", PowerPriority };
    }
    FW_UNREACHABLE();
}

// A tuple stands bare in a subscript, unless an element is starred.
int slice_priority(const Expression& slice)
{
    if (slice.kind == NodeKind::Tuple) {
        for (const Expression* element : node_cast<Display>(slice).elts) {
            if (element->kind == NodeKind::Starred) {
                return TestPriority;
            }
        }
    }
    return TuplePriority;
}

const char* compare_text(CompareOperator op)
{
    switch (op) {
    case CompareOperator::Eq:
        return " == ";
    case CompareOperator::NotEq:
        return " != ";
    case CompareOperator::Lt:
        return " < ";
    case CompareOperator::LtE:
        return " <= ";
    case CompareOperator::Gt:
        return " > ";
    case CompareOperator::GtE:
        return " >= ";
    case CompareOperator::Is:
        return " is ";
    case CompareOperator::IsNot:
        return " is not ";
    case CompareOperator::In:
        return " in ";
    case CompareOperator::NotIn:
        return " not in ";
    }
    FW_UNREACHABLE();
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string constant_source(const Constant& constant)
{
    std::string text = code::constant_repr(constant);
    if (constant.is<double>() || constant.is<ComplexConstant>()) {
        return replaced(std::move(text), "inf", "1e309");
    }
    return text;
}

class Unparser {
public:
    void append(const Expression& node, int level);
    std::string take() { return std::move(m_out); }

private:
    void text(std::string_view piece) { m_out += piece; }

    void open(bool brackets)
    {
        if (brackets) {
            m_out += '(';
        }
    }
    void close(bool brackets)
    {
        if (brackets) {
            m_out += ')';
        }
    }

    void list(const Sequence<Expression*>& nodes)
    {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            text(i > 0 ? ", " : "");
            append(*nodes[i], TestPriority);
        }
    }

    void argument(const Argument& node)
    {
        text(*node.arg);
        if (node.annotation != nullptr) {
            text(": ");
            append(*node.annotation, TestPriority);
        }
    }

    void arguments(const Arguments& node);
    void generators(const Sequence<Comprehension*>& nodes);
    void call(const Call& node);
    std::string joined_text(const JoinedStr& node);
    std::string formatted_text(const FormattedValue& node);
    std::string string_part(const Expression& node);

    std::string m_out;
};

void Unparser::arguments(const Arguments& node)
{
    bool first = true;
    const auto separate = [&] {
        text(first ? "" : ", ");
        first = false;
    };
    const std::size_t positional = node.posonlyargs.size() + node.args.size();
    for (std::size_t i = 0; i < positional; ++i) {
        separate();
        argument(i < node.posonlyargs.size() ? *node.posonlyargs[i]
                                             : *node.args[i - node.posonlyargs.size()]);
        if (i + node.defaults.size() >= positional) {
            text("=");
            append(*node.defaults[i + node.defaults.size() - positional], TestPriority);
        }
        if (i + 1 == node.posonlyargs.size()) {
            text(", /");
        }
    }
    if (node.vararg != nullptr || !node.kwonlyargs.empty()) {
        separate();
        text("*");
        if (node.vararg != nullptr) {
            argument(*node.vararg);
        }
    }
    for (std::size_t i = 0; i < node.kwonlyargs.size(); ++i) {
        separate();
        argument(*node.kwonlyargs[i]);
        if (node.kw_defaults[i] != nullptr) {
            text("=");
            append(*node.kw_defaults[i], TestPriority);
        }
    }
    if (node.kwarg != nullptr) {
        separate();
        text("**");
        argument(*node.kwarg);
    }
}

void Unparser::generators(const Sequence<Comprehension*>& nodes)
{
    for (const Comprehension* node : nodes) {
        text(node->is_async ? " async for " : " for ");
        append(*node->target, TuplePriority);
        text(" in ");
        append(*node->iter, TestPriority + 1);
        for (const Expression* condition : node->ifs) {
            text(" if ");
            append(*condition, TestPriority + 1);
        }
    }
}

void Unparser::call(const Call& node)
{
    append(*node.func, AtomPriority);
    if (node.args.size() == 1 && node.keywords.empty()
        && node.args.front()->kind == NodeKind::GeneratorExp) {
        append(*node.args.front(), TestPriority); // It brings its own brackets.
        return;
    }
    text("(");
    list(node.args);
    bool first = node.args.empty();
    for (const Keyword* keyword : node.keywords) {
        text(first ? "" : ", ");
        first = false;
        text(keyword->arg == nullptr ? "**" : *keyword->arg + "=");
        append(*keyword->value, TestPriority);
    }
    text(")");
}

std::string Unparser::string_part(const Expression& node)
{
    switch (node.kind) {
    case NodeKind::JoinedStr:
        return joined_text(node_cast<JoinedStr>(node));
    case NodeKind::FormattedValue:
        return formatted_text(node_cast<FormattedValue>(node));
    default:
        break;
    }
    const Constant& value = *node_cast<ConstantExpr>(node).value;
    return replaced(replaced(value.as<StringConstant>()->utf8, "{", "{{"), "}", "}}");
}

std::string Unparser::joined_text(const JoinedStr& node)
{
    std::string out;
    for (const Expression* part : node.values) {
        out += string_part(*part);
    }
    return out;
}

std::string Unparser::formatted_text(const FormattedValue& node)
{
    Unparser inner;
    inner.append(*node.value, TestPriority + 1);
    const std::string value = inner.take();
    std::string out = value.starts_with('{') ? "{ " : "{";
    out += value;
    if (node.conversion > 0) {
        out += '!';
        out += static_cast<char>(node.conversion);
    }
    if (node.format_spec != nullptr) {
        out += ':' + string_part(*node.format_spec);
    }
    return out + '}';
}

void Unparser::append(const Expression& expression, int level)
{
    switch (expression.kind) {
    case NodeKind::BoolOp: {
        const auto& node = node_cast<BoolOp>(expression);
        const bool is_and = node.op == BoolOperator::And;
        const int priority = is_and ? AndPriority : OrPriority;
        open(level > priority);
        for (std::size_t i = 0; i < node.values.size(); ++i) {
            text(i == 0 ? "" : is_and ? " and " : " or ");
            append(*node.values[i], priority + 1);
        }
        close(level > priority);
        break;
    }
    case NodeKind::NamedExpr: {
        const auto& node = node_cast<NamedExpr>(expression);
        open(level > TuplePriority);
        append(*node.target, AtomPriority);
        text(" := ");
        append(*node.value, AtomPriority);
        close(level > TuplePriority);
        break;
    }
    case NodeKind::BinOp: {
        const auto& node = node_cast<BinOp>(expression);
        const auto [sign, priority] = operator_text(node.op);
        const bool to_the_right = node.op == Operator::Pow;
        open(level > priority);
        append(*node.left, priority + (to_the_right ? 1 : 0));
        text(sign);
        append(*node.right, priority + (to_the_right ? 0 : 1));
        close(level > priority);
        break;
    }
    case NodeKind::UnaryOp: {
        const auto& node = node_cast<UnaryOp>(expression);
        const int priority = node.op == UnaryOperator::Not ? NotPriority : FactorPriority;
        constexpr const char* signs[] = { "~", "not ", "+", "-" };
        open(level > priority);
        text(signs[static_cast<std::size_t>(node.op)]);
        append(*node.operand, priority);
        close(level > priority);
        break;
    }
    case NodeKind::Lambda: {
        const auto& node = node_cast<Lambda>(expression);
        open(level > TestPriority);
        text(node.args->args.empty() && node.args->posonlyargs.empty() ? "lambda" : "lambda ");
        arguments(*node.args);
        text(": ");
        append(*node.body, TestPriority);
        close(level > TestPriority);
        break;
    }
    case NodeKind::IfExp: {
        const auto& node = node_cast<IfExp>(expression);
        open(level > TestPriority);
        append(*node.body, TestPriority + 1);
        text(" if ");
        append(*node.test, TestPriority + 1);
        text(" else ");
        append(*node.orelse, TestPriority);
        close(level > TestPriority);
        break;
    }
    case NodeKind::Dict: {
        const auto& node = node_cast<Dict>(expression);
        text("{");
        for (std::size_t i = 0; i < node.values.size(); ++i) {
            text(i > 0 ? ", " : "");
            if (node.keys[i] == nullptr) {
                text("**");
                append(*node.values[i], ExpressionPriority);
                continue;
            }
            append(*node.keys[i], TestPriority);
            text(": ");
            append(*node.values[i], TestPriority);
        }
        text("}");
        break;
    }
    case NodeKind::Set:
        text("{");
        list(node_cast<Set>(expression).elts);
        text("}");
        break;
    case NodeKind::ListComp:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp: {
        const auto& node = node_cast<ElementComprehension>(expression);
        const std::string_view brackets = node.kind == NodeKind::ListComp ? "[]"
            : node.kind == NodeKind::SetComp                              ? "{}"
                                                                          : "()";
        text(brackets.substr(0, 1));
        append(*node.elt, TestPriority);
        generators(node.generators);
        text(brackets.substr(1));
        break;
    }
    case NodeKind::DictComp: {
        const auto& node = node_cast<DictComp>(expression);
        text("{");
        append(*node.key, TestPriority);
        text(": ");
        append(*node.value, TestPriority);
        generators(node.generators);
        text("}");
        break;
    }
    case NodeKind::Await:
        open(level > AwaitPriority);
        text("await ");
        append(*node_cast<Await>(expression).value, AtomPriority);
        close(level > AwaitPriority);
        break;
    case NodeKind::Yield: {
        const auto& node = node_cast<Yield>(expression);
        text(node.value == nullptr ? "(yield" : "(yield ");
        if (node.value != nullptr) {
            append(*node.value, TestPriority);
        }
        text(")");
        break;
    }
    case NodeKind::YieldFrom:
        text("(yield from ");
        append(*node_cast<YieldFrom>(expression).value, TestPriority);
        text(")");
        break;
    case NodeKind::Compare: {
        const auto& node = node_cast<Compare>(expression);
        open(level > ComparePriority);
        append(*node.left, ComparePriority + 1);
        for (std::size_t i = 0; i < node.ops.size(); ++i) {
            text(compare_text(node.ops[i]));
            append(*node.comparators[i], ComparePriority + 1);
        }
        close(level > ComparePriority);
        break;
    }
    case NodeKind::Call:
        call(node_cast<Call>(expression));
        break;
    case NodeKind::FormattedValue:
        text(formatted_text(node_cast<FormattedValue>(expression)));
        break;
    case NodeKind::JoinedStr:
        text("f" + code::string_repr(joined_text(node_cast<JoinedStr>(expression))));
        break;
    case NodeKind::Constant: {
        const auto& node = node_cast<ConstantExpr>(expression);
        text(node.prefix != nullptr ? *node.prefix : "");
        text(node.value->is<EllipsisConstant>() ? "..." : constant_source(*node.value));
        break;
    }
    case NodeKind::Attribute: {
        const auto& node = node_cast<Attribute>(expression);
        append(*node.value, AtomPriority);
        bool after_int = false;
        if (node.value->kind == NodeKind::Constant) {
            const Constant& value = *node_cast<ConstantExpr>(*node.value).value;
            after_int = value.is<std::int64_t>() || value.is<BigIntConstant>();
        }
        text(after_int ? " ." : ".");
        text(*node.attr);
        break;
    }
    case NodeKind::Subscript: {
        const auto& node = node_cast<Subscript>(expression);
        append(*node.value, AtomPriority);
        text("[");
        append(*node.slice, slice_priority(*node.slice));
        text("]");
        break;
    }
    case NodeKind::Starred:
        text("*");
        append(*node_cast<Starred>(expression).value, ExpressionPriority);
        break;
    case NodeKind::Name:
        text(*node_cast<Name>(expression).name);
        break;
    case NodeKind::List:
        text("[");
        list(node_cast<Display>(expression).elts);
        text("]");
        break;
    case NodeKind::Tuple: {
        const auto& node = node_cast<Display>(expression);
        if (node.elts.empty()) {
            text("()");
            break;
        }
        open(level > TuplePriority);
        list(node.elts);
        text(node.elts.size() == 1 ? "," : "");
        close(level > TuplePriority);
        break;
    }
    case NodeKind::Slice: {
        const auto& node = node_cast<Slice>(expression);
        if (node.lower != nullptr) {
            append(*node.lower, TestPriority);
        }
        text(":");
        if (node.upper != nullptr) {
            append(*node.upper, TestPriority);
        }
        if (node.step != nullptr) {
            text(":");
            append(*node.step, TestPriority);
        }
        break;
    }
    default:
        FW_UNREACHABLE();
    }
}

} // namespace

std::string unparse(const Expression& node)
{
    Unparser unparser;
    unparser.append(node, TestPriority);
    return unparser.take();
}

} // namespace fw::compile
