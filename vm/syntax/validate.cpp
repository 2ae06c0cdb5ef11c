// CPython: Python/ast.c. A null where CPython would crash is a fault here.
#include "vm/syntax/validate.h"

#include "vm/syntax/ast_fields.h"

namespace fw::syntax {

namespace {

// Thrown inside, caught in validate().
[[noreturn]] void fail(std::string message, TreeFault::Kind kind = TreeFault::Kind::ValueError)
{
    throw TreeFault{ kind, std::move(message) };
}

template <typename T>
void check_not_empty(const Sequence<T>& items, const char* what, NodeKind owner)
{
    if (items.empty()) {
        fail(std::string("empty ") + what + " on " + std::string(node_kind_name(owner)));
    }
}

template <typename T> void check_no_null(const Sequence<T*>& items, const char* what)
{
    for (const T* item : items) {
        if (item == nullptr) {
            fail(std::string("None disallowed in ") + what + " list");
        }
    }
}

void check_name(const std::string& name)
{
    for (const char* forbidden : { "None", "True", "False" }) {
        if (name == forbidden) {
            fail("Name node can't be used with '" + name + "' constant");
        }
    }
}

class Validator {
public:
    explicit Validator(const InvalidConstants& invalid_constants)
        : m_invalid_constants(invalid_constants)
    {
    }

    void root(const Module& module)
    {
        if (module.kind == NodeKind::Expression) {
            expression(*module.expression, ExprContext::Load);
        } else {
            statements(module.body);
        }
    }

private:
    enum class Nulls : std::uint8_t { Refused, Allowed };

    void load(const Expression* node)
    {
        if (node != nullptr) {
            expression(*node, ExprContext::Load);
        }
    }

    void expressions(
        const Sequence<Expression*>& nodes, ExprContext context, Nulls nulls = Nulls::Refused)
    {
        for (const Expression* node : nodes) {
            if (node != nullptr) {
                expression(*node, context);
            } else if (nulls == Nulls::Refused) {
                fail("None disallowed in expression list");
            }
        }
    }

    void load_all(const Sequence<Expression*>& nodes) { expressions(nodes, ExprContext::Load); }

    void statements(const Sequence<Statement*>& nodes)
    {
        for (const Statement* node : nodes) {
            if (node == nullptr) {
                fail("None disallowed in statement list");
            }
            statement(*node);
        }
    }

    void body(const Sequence<Statement*>& nodes, NodeKind owner)
    {
        check_not_empty(nodes, "body", owner);
        statements(nodes);
    }

    void targets(const Sequence<Expression*>& nodes, ExprContext context, NodeKind owner)
    {
        check_not_empty(nodes, "targets", owner);
        expressions(nodes, context);
    }

    void keywords(const Sequence<Keyword*>& nodes)
    {
        for (const Keyword* node : nodes) {
            load(node->value);
        }
    }

    void generators(const Sequence<Comprehension*>& nodes)
    {
        if (nodes.empty()) {
            fail("comprehension with no generators");
        }
        for (const Comprehension* node : nodes) {
            expression(*node->target, ExprContext::Store);
            load(node->iter);
            load_all(node->ifs);
        }
    }

    void parameters(const Sequence<Argument*>& nodes)
    {
        for (const Argument* node : nodes) {
            load(node->annotation);
        }
    }

    void parameter(const Argument* node)
    {
        if (node != nullptr) {
            load(node->annotation);
        }
    }

    void arguments(const Arguments& node)
    {
        parameters(node.posonlyargs);
        parameters(node.args);
        parameter(node.vararg);
        parameters(node.kwonlyargs);
        parameter(node.kwarg);
        if (node.defaults.size() > node.posonlyargs.size() + node.args.size()) {
            fail("more positional defaults than args on arguments");
        }
        if (node.kw_defaults.size() != node.kwonlyargs.size()) {
            fail("length of kwonlyargs is not the same as kw_defaults on arguments");
        }
        load_all(node.defaults);
        expressions(node.kw_defaults, ExprContext::Load, Nulls::Allowed);
    }

    void function(const FunctionDef& node)
    {
        body(node.body, node.kind);
        arguments(*node.args);
        load_all(node.decorator_list);
        load(node.returns);
    }

    void class_definition(const ClassDef& node)
    {
        body(node.body, node.kind);
        load_all(node.bases);
        keywords(node.keywords);
        load_all(node.decorator_list);
    }

    void annotated(const AnnAssign& node)
    {
        if (node.target->kind != NodeKind::Name && node.simple) {
            fail("AnnAssign with simple non-Name target", TreeFault::Kind::TypeError);
        }
        expression(*node.target, ExprContext::Store);
        load(node.value);
        load(node.annotation);
    }

    void with(const With& node)
    {
        check_not_empty(node.items, "items", node.kind);
        for (const WithItem* item : node.items) {
            load(item->context_expr);
            if (item->optional_vars != nullptr) {
                expression(*item->optional_vars, ExprContext::Store);
            }
        }
        body(node.body, node.kind);
    }

    void raise(const Raise& node)
    {
        if (node.exc == nullptr && node.cause != nullptr) {
            fail("Raise with cause but no exception");
        }
        load(node.exc);
        load(node.cause);
    }

    void try_block(const Try& node)
    {
        body(node.body, node.kind);
        if (node.handlers.empty() && node.finalbody.empty()) {
            fail("Try has neither except handlers nor finalbody");
        }
        if (node.handlers.empty() && !node.orelse.empty()) {
            fail("Try has orelse but no except handlers");
        }
        check_no_null(node.handlers, "excepthandler");
        for (const ExceptHandler* handler : node.handlers) {
            load(handler->type);
            body(handler->body, handler->kind);
        }
        statements(node.finalbody);
        statements(node.orelse);
    }

    void statement(const Statement& node);
    void expression(const Expression& node, ExprContext context);
    static void check_context(const Expression& node, ExprContext context);
    void inner(const Expression& node, ExprContext context);

    const InvalidConstants& m_invalid_constants;
};

void Validator::statement(const Statement& node)
{
    switch (node.kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
        return function(node_cast<FunctionDef>(node));
    case NodeKind::ClassDef:
        return class_definition(node_cast<ClassDef>(node));
    case NodeKind::Return:
        return load(node_cast<Return>(node).value);
    case NodeKind::Delete:
        return targets(node_cast<Delete>(node).targets, ExprContext::Del, node.kind);
    case NodeKind::Assign:
        targets(node_cast<Assign>(node).targets, ExprContext::Store, node.kind);
        return load(node_cast<Assign>(node).value);
    case NodeKind::AugAssign:
        expression(*node_cast<AugAssign>(node).target, ExprContext::Store);
        return load(node_cast<AugAssign>(node).value);
    case NodeKind::AnnAssign:
        return annotated(node_cast<AnnAssign>(node));
    case NodeKind::For:
    case NodeKind::AsyncFor: {
        const auto& loop = node_cast<For>(node);
        expression(*loop.target, ExprContext::Store);
        load(loop.iter);
        body(loop.body, node.kind);
        return statements(loop.orelse);
    }
    case NodeKind::While: {
        const auto& loop = node_cast<While>(node);
        load(loop.test);
        body(loop.body, node.kind);
        return statements(loop.orelse);
    }
    case NodeKind::If: {
        const auto& branch = node_cast<If>(node);
        load(branch.test);
        body(branch.body, node.kind);
        return statements(branch.orelse);
    }
    case NodeKind::With:
    case NodeKind::AsyncWith:
        return with(node_cast<With>(node));
    case NodeKind::Raise:
        return raise(node_cast<Raise>(node));
    case NodeKind::Try:
        return try_block(node_cast<Try>(node));
    case NodeKind::Assert:
        load(node_cast<Assert>(node).test);
        return load(node_cast<Assert>(node).msg);
    case NodeKind::Import:
        return check_not_empty(node_cast<Import>(node).names, "names", node.kind);
    case NodeKind::ImportFrom:
        if (node_cast<ImportFrom>(node).level < 0) {
            fail("Negative ImportFrom level");
        }
        return check_not_empty(node_cast<ImportFrom>(node).names, "names", node.kind);
    case NodeKind::Global:
    case NodeKind::Nonlocal:
        check_not_empty(node_cast<NameList>(node).names, "names", node.kind);
        return check_no_null(node_cast<NameList>(node).names, "identifier");
    case NodeKind::Expr:
        return load(node_cast<ExprStatement>(node).value);
    default:
        return;
    }
}

void Validator::check_context(const Expression& node, ExprContext context)
{
    ExprContext actual = ExprContext::Load;
    switch (node.kind) {
    case NodeKind::Attribute:
        actual = node_cast<Attribute>(node).ctx;
        break;
    case NodeKind::Subscript:
        actual = node_cast<Subscript>(node).ctx;
        break;
    case NodeKind::Starred:
        actual = node_cast<Starred>(node).ctx;
        break;
    case NodeKind::Name:
        check_name(*node_cast<Name>(node).name);
        actual = node_cast<Name>(node).ctx;
        break;
    case NodeKind::List:
    case NodeKind::Tuple:
        actual = node_cast<Display>(node).ctx;
        break;
    default:
        if (context != ExprContext::Load) {
            fail("expression which can't be assigned to in " + std::string(context_name(context))
                + " context");
        }
        return;
    }
    if (actual != context) {
        fail("expression must have " + std::string(context_name(context)) + " context but has "
            + std::string(context_name(actual)) + " instead");
    }
}

void Validator::expression(const Expression& node, ExprContext context)
{
    check_context(node, context);
    inner(node, context);
}

void Validator::inner(const Expression& node, ExprContext context)
{
    switch (node.kind) {
    case NodeKind::BoolOp:
        if (node_cast<BoolOp>(node).values.size() < 2) {
            fail("BoolOp with less than 2 values");
        }
        return load_all(node_cast<BoolOp>(node).values);
    case NodeKind::NamedExpr:
        return load(node_cast<NamedExpr>(node).value);
    case NodeKind::BinOp:
        load(node_cast<BinOp>(node).left);
        return load(node_cast<BinOp>(node).right);
    case NodeKind::UnaryOp:
        return load(node_cast<UnaryOp>(node).operand);
    case NodeKind::Lambda:
        arguments(*node_cast<Lambda>(node).args);
        return load(node_cast<Lambda>(node).body);
    case NodeKind::IfExp:
        load(node_cast<IfExp>(node).test);
        load(node_cast<IfExp>(node).body);
        return load(node_cast<IfExp>(node).orelse);
    case NodeKind::Dict: {
        const auto& dict = node_cast<Dict>(node);
        if (dict.keys.size() != dict.values.size()) {
            fail("Dict doesn't have the same number of keys as values");
        }
        expressions(dict.keys, ExprContext::Load, Nulls::Allowed);
        return load_all(dict.values);
    }
    case NodeKind::Set:
        return load_all(node_cast<Set>(node).elts);
    case NodeKind::ListComp:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp:
        generators(node_cast<ElementComprehension>(node).generators);
        return load(node_cast<ElementComprehension>(node).elt);
    case NodeKind::DictComp:
        generators(node_cast<DictComp>(node).generators);
        load(node_cast<DictComp>(node).key);
        return load(node_cast<DictComp>(node).value);
    case NodeKind::Await:
        return load(node_cast<Await>(node).value);
    case NodeKind::Yield:
        return load(node_cast<Yield>(node).value);
    case NodeKind::YieldFrom:
        return load(node_cast<YieldFrom>(node).value);
    case NodeKind::Compare: {
        const auto& chain = node_cast<Compare>(node);
        if (chain.comparators.empty()) {
            fail("Compare with no comparators");
        }
        if (chain.comparators.size() != chain.ops.size()) {
            fail("Compare has a different number of comparators and operands");
        }
        load_all(chain.comparators);
        return load(chain.left);
    }
    case NodeKind::Call:
        load(node_cast<Call>(node).func);
        load_all(node_cast<Call>(node).args);
        return keywords(node_cast<Call>(node).keywords);
    case NodeKind::FormattedValue:
        load(node_cast<FormattedValue>(node).value);
        return load(node_cast<FormattedValue>(node).format_spec);
    case NodeKind::JoinedStr:
        return load_all(node_cast<JoinedStr>(node).values);
    case NodeKind::Constant: {
        const auto invalid = m_invalid_constants.find(node_cast<ConstantExpr>(node).value);
        if (invalid != m_invalid_constants.end()) {
            fail("got an invalid type in Constant: " + invalid->second, TreeFault::Kind::TypeError);
        }
        return;
    }
    case NodeKind::Attribute:
        return load(node_cast<Attribute>(node).value);
    case NodeKind::Subscript:
        load(node_cast<Subscript>(node).slice);
        return load(node_cast<Subscript>(node).value);
    case NodeKind::Starred:
        return expression(*node_cast<Starred>(node).value, context);
    case NodeKind::List:
    case NodeKind::Tuple:
        return expressions(node_cast<Display>(node).elts, context);
    case NodeKind::Slice:
        load(node_cast<Slice>(node).lower);
        load(node_cast<Slice>(node).upper);
        return load(node_cast<Slice>(node).step);
    default:
        return;
    }
}

} // namespace

std::optional<TreeFault> validate(const Module& root, const InvalidConstants& invalid_constants)
{
    try {
        Validator(invalid_constants).root(root);
    } catch (TreeFault& fault) {
        return std::move(fault);
    }
    return std::nullopt;
}

} // namespace fw::syntax
