// The walk of constant folding.
// CPython: Python/ast_opt.c
#include "vm/compile/fold.h"

#include "vm/compile/constant_ops.h"
#include "vm/compile/failure.h"

namespace fw::compile {

namespace {

using namespace syntax;

// CPython's pass has no limit; this one keeps the native stack bounded.
constexpr int max_depth = 10000;

class Folder {
public:
    Folder(Tree& tree, const Options& options, bool keep_annotations)
        : m_tree(tree)
        , m_optimize(options.optimize)
        , m_keep_annotations(keep_annotations)
    {
    }

    void run()
    {
        Module& root = m_tree.root();
        if (root.kind == NodeKind::Module) {
            fold_body(root.body);
        } else {
            fold_all(root.body);
        }
        fold(root.expression);
    }

private:
    // A constant in the place of another node.
    Expression* replacement(const Expression& node, Constant value)
    {
        auto* constant = m_tree.arena().create<ConstantExpr>();
        constant->kind = NodeKind::Constant;
        constant->id = node.id;
        constant->range = node.range;
        constant->value = m_tree.make_constant(std::move(value));
        return constant;
    }

    static const Constant* constant_of(const Expression* node)
    {
        return node->kind == NodeKind::Constant ? node_cast<ConstantExpr>(*node).value : nullptr;
    }

    template <typename T> void fold_all(const Sequence<T*>& nodes)
    {
        for (T*& node : nodes) {
            fold(node);
        }
    }

    void fold_body(const Sequence<Statement*>& body)
    {
        const bool had_docstring = docstring_of(body) != nullptr;
        fold_all(body);
        if (!had_docstring && docstring_of(body) != nullptr) {
            // "a" "b" is a docstring, "a" + "b" is not, though it folds to the same.
            auto& statement = node_cast<ExprStatement>(*body.front());
            auto* joined = m_tree.create<JoinedStr>(NodeKind::JoinedStr, statement.range);
            joined->values = m_tree.sequence(&statement.value, 1);
            statement.value = joined;
        }
    }

    void fold_binary_chain(Expression*& slot);
    void fold(Expression*& slot);
    void fold(Statement*& slot);

    void fold(Keyword* keyword) { fold(keyword->value); }
    void fold(WithItem* item)
    {
        fold(item->context_expr);
        fold(item->optional_vars);
    }
    void fold(ExceptHandler* handler)
    {
        fold(handler->type);
        fold_all(handler->body);
    }
    void fold(Comprehension* generator)
    {
        fold(generator->target);
        fold(generator->iter);
        fold_all(generator->ifs);
        fold_iterable(generator->iter);
    }
    void fold(Argument* argument)
    {
        if (argument != nullptr) {
            fold_annotation(argument->annotation);
        }
    }
    void fold_annotation(Expression*& annotation)
    {
        if (!m_keep_annotations) {
            fold(annotation);
        }
    }
    void fold(Arguments* arguments)
    {
        fold_all(arguments->posonlyargs);
        fold_all(arguments->args);
        fold(arguments->vararg);
        fold_all(arguments->kwonlyargs);
        fold_all(arguments->kw_defaults);
        fold(arguments->kwarg);
        fold_all(arguments->defaults);
    }

    std::optional<Constant> constant_tuple(const Sequence<Expression*>& elements)
    {
        for (const Expression* element : elements) {
            if (element->kind != NodeKind::Constant) {
                return std::nullopt;
            }
        }
        std::vector<Constant> items;
        items.reserve(elements.size());
        for (const Expression* element : elements) {
            items.push_back(*constant_of(element));
        }
        return make_tuple_constant(std::move(items));
    }

    // Behind `in` and in a loop a list may as well be a tuple, and a set of constants a frozenset.
    void fold_iterable(Expression*& slot)
    {
        if (slot->kind == NodeKind::List) {
            auto& list = node_cast<Display>(*slot);
            for (const Expression* element : list.elts) {
                if (element->kind == NodeKind::Starred) {
                    return;
                }
            }
            list.kind = NodeKind::Tuple;
            if (auto value = constant_tuple(list.elts)) {
                slot = replacement(list, std::move(*value));
            }
        } else if (slot->kind == NodeKind::Set) {
            if (auto value = constant_tuple(node_cast<Set>(*slot).elts)) {
                slot = replacement(*slot, make_frozen_set(*value->as<TupleConstant>()->items));
            }
        }
    }

    void fold_unary_operator(Expression*& slot)
    {
        auto& node = node_cast<UnaryOp>(*slot);
        fold(node.operand);
        if (const Constant* operand = constant_of(node.operand)) {
            if (auto value = fold_unary(node.op, *operand)) {
                slot = replacement(node, std::move(*value));
            }
            return;
        }
        // `not a in b` is `a not in b`.
        if (node.op != UnaryOperator::Not || node.operand->kind != NodeKind::Compare) {
            return;
        }
        auto& compare = node_cast<Compare>(*node.operand);
        if (compare.ops.size() != 1) {
            return;
        }
        switch (compare.ops.front()) {
        case CompareOperator::Is:
            compare.ops.front() = CompareOperator::IsNot;
            break;
        case CompareOperator::IsNot:
            compare.ops.front() = CompareOperator::Is;
            break;
        case CompareOperator::In:
            compare.ops.front() = CompareOperator::NotIn;
            break;
        case CompareOperator::NotIn:
            compare.ops.front() = CompareOperator::In;
            break;
        default:
            return;
        }
        compare.id = node.id;
        compare.range = node.range;
        slot = &compare;
    }

    Tree& m_tree;
    int m_optimize;
    bool m_keep_annotations;
    int m_depth = 0;
};

// a + b + c + ... is a tree that leans to the left; it is walked without recursion.
void Folder::fold_binary_chain(Expression*& slot)
{
    std::vector<Expression**> chain;
    Expression** at = &slot;
    while ((*at)->kind == NodeKind::BinOp) {
        chain.push_back(at);
        at = &node_cast<BinOp>(**at).left;
    }
    fold(*at);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
        auto& node = node_cast<BinOp>(***link);
        fold(node.right);
        const Constant* left = constant_of(node.left);
        const Constant* right = constant_of(node.right);
        if (left != nullptr && right != nullptr) {
            if (auto value = fold_binary(node.op, *left, *right)) {
                **link = replacement(node, std::move(*value));
            }
        }
    }
}

void Folder::fold(Expression*& slot)
{
    if (slot == nullptr) {
        return;
    }
    const DepthGuard guard(m_depth, max_depth);
    switch (slot->kind) {
    case NodeKind::BoolOp:
        fold_all(node_cast<BoolOp>(*slot).values);
        break;
    case NodeKind::BinOp:
        fold_binary_chain(slot);
        break;
    case NodeKind::UnaryOp:
        fold_unary_operator(slot);
        break;
    case NodeKind::Lambda: {
        auto& node = node_cast<Lambda>(*slot);
        fold(node.args);
        fold(node.body);
        break;
    }
    case NodeKind::IfExp: {
        auto& node = node_cast<IfExp>(*slot);
        fold(node.test);
        fold(node.body);
        fold(node.orelse);
        break;
    }
    case NodeKind::Dict: {
        auto& node = node_cast<Dict>(*slot);
        fold_all(node.keys);
        fold_all(node.values);
        break;
    }
    case NodeKind::Set:
        fold_all(node_cast<Set>(*slot).elts);
        break;
    case NodeKind::ListComp:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp: {
        auto& node = node_cast<ElementComprehension>(*slot);
        fold(node.elt);
        fold_all(node.generators);
        break;
    }
    case NodeKind::DictComp: {
        auto& node = node_cast<DictComp>(*slot);
        fold(node.key);
        fold(node.value);
        fold_all(node.generators);
        break;
    }
    case NodeKind::Await:
        fold(node_cast<Await>(*slot).value);
        break;
    case NodeKind::Yield:
        fold(node_cast<Yield>(*slot).value);
        break;
    case NodeKind::YieldFrom:
        fold(node_cast<YieldFrom>(*slot).value);
        break;
    case NodeKind::Compare: {
        auto& node = node_cast<Compare>(*slot);
        fold(node.left);
        fold_all(node.comparators);
        if (node.ops.back() == CompareOperator::In || node.ops.back() == CompareOperator::NotIn) {
            fold_iterable(node.comparators.back());
        }
        break;
    }
    case NodeKind::Call: {
        auto& node = node_cast<Call>(*slot);
        fold(node.func);
        fold_all(node.args);
        fold_all(node.keywords);
        break;
    }
    case NodeKind::FormattedValue: {
        auto& node = node_cast<FormattedValue>(*slot);
        fold(node.value);
        fold(node.format_spec);
        break;
    }
    case NodeKind::JoinedStr:
        fold_all(node_cast<JoinedStr>(*slot).values);
        break;
    case NodeKind::Attribute:
        fold(node_cast<Attribute>(*slot).value);
        break;
    case NodeKind::Subscript: {
        auto& node = node_cast<Subscript>(*slot);
        fold(node.value);
        fold(node.slice);
        const Constant* container = constant_of(node.value);
        const Constant* index = constant_of(node.slice);
        if (node.ctx == ExprContext::Load && container != nullptr && index != nullptr) {
            if (auto value = fold_subscript(*container, *index)) {
                slot = replacement(node, std::move(*value));
            }
        }
        break;
    }
    case NodeKind::Starred:
        fold(node_cast<Starred>(*slot).value);
        break;
    case NodeKind::Name: {
        auto& node = node_cast<Name>(*slot);
        if (node.ctx == ExprContext::Load && *node.name == "__debug__") {
            slot = replacement(node, m_optimize == 0);
        }
        break;
    }
    case NodeKind::List:
        fold_all(node_cast<Display>(*slot).elts);
        break;
    case NodeKind::Tuple: {
        auto& node = node_cast<Display>(*slot);
        fold_all(node.elts);
        if (node.ctx == ExprContext::Load) {
            if (auto value = constant_tuple(node.elts)) {
                slot = replacement(node, std::move(*value));
            }
        }
        break;
    }
    case NodeKind::Slice: {
        auto& node = node_cast<Slice>(*slot);
        fold(node.lower);
        fold(node.upper);
        fold(node.step);
        break;
    }
    default: // CPython 3.9 does not look into a NamedExpr.
        break;
    }
}

void Folder::fold(Statement*& slot)
{
    const DepthGuard guard(m_depth, max_depth);
    switch (slot->kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef: {
        auto& node = node_cast<FunctionDef>(*slot);
        fold(node.args);
        fold_body(node.body);
        fold_all(node.decorator_list);
        fold_annotation(node.returns);
        break;
    }
    case NodeKind::ClassDef: {
        auto& node = node_cast<ClassDef>(*slot);
        fold_all(node.bases);
        fold_all(node.keywords);
        fold_body(node.body);
        fold_all(node.decorator_list);
        break;
    }
    case NodeKind::Return:
        fold(node_cast<Return>(*slot).value);
        break;
    case NodeKind::Delete:
        fold_all(node_cast<Delete>(*slot).targets);
        break;
    case NodeKind::Assign: {
        auto& node = node_cast<Assign>(*slot);
        fold_all(node.targets);
        fold(node.value);
        break;
    }
    case NodeKind::AugAssign: {
        auto& node = node_cast<AugAssign>(*slot);
        fold(node.target);
        fold(node.value);
        break;
    }
    case NodeKind::AnnAssign: {
        auto& node = node_cast<AnnAssign>(*slot);
        fold(node.target);
        fold_annotation(node.annotation);
        fold(node.value);
        break;
    }
    case NodeKind::For:
    case NodeKind::AsyncFor: {
        auto& node = node_cast<For>(*slot);
        fold(node.target);
        fold(node.iter);
        fold_all(node.body);
        fold_all(node.orelse);
        fold_iterable(node.iter);
        break;
    }
    case NodeKind::While: {
        auto& node = node_cast<While>(*slot);
        fold(node.test);
        fold_all(node.body);
        fold_all(node.orelse);
        break;
    }
    case NodeKind::If: {
        auto& node = node_cast<If>(*slot);
        fold(node.test);
        fold_all(node.body);
        fold_all(node.orelse);
        break;
    }
    case NodeKind::With:
    case NodeKind::AsyncWith: {
        auto& node = node_cast<With>(*slot);
        fold_all(node.items);
        fold_all(node.body);
        break;
    }
    case NodeKind::Raise: {
        auto& node = node_cast<Raise>(*slot);
        fold(node.exc);
        fold(node.cause);
        break;
    }
    case NodeKind::Try: {
        auto& node = node_cast<Try>(*slot);
        fold_all(node.body);
        fold_all(node.handlers);
        fold_all(node.orelse);
        fold_all(node.finalbody);
        break;
    }
    case NodeKind::Assert: {
        auto& node = node_cast<Assert>(*slot);
        fold(node.test);
        fold(node.msg);
        break;
    }
    case NodeKind::Expr:
        fold(node_cast<ExprStatement>(*slot).value);
        break;
    default:
        break;
    }
}

} // namespace

void fold_tree(Tree& tree, const Options& options, bool keep_annotations)
{
    Folder(tree, options, keep_annotations).run();
}

const ConstantExpr* docstring_of(const Sequence<Statement*>& body)
{
    if (body.empty() || body.front()->kind != NodeKind::Expr) {
        return nullptr;
    }
    const Expression& value = *node_cast<ExprStatement>(*body.front()).value;
    if (value.kind != NodeKind::Constant) {
        return nullptr;
    }
    const auto& constant = node_cast<ConstantExpr>(value);
    return constant.value->is_string() ? &constant : nullptr;
}

} // namespace fw::compile
