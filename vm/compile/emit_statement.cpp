// Simple statements, `if`, `raise`, `assert`, `return` and `import`.
// CPython: compiler_visit_stmt() and below in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/compile/constant_ops.h"
#include "vm/compile/failure.h"

namespace fw::compile {

using namespace syntax;

void Emitter::statements(const Body& nodes)
{
    for (Statement* node : nodes) {
        statement(*node);
    }
}

Origin Emitter::header_of(const Statement& node) const
{
    switch (node.kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
        return part_of(node, node_cast<FunctionDef>(node).header);
    case NodeKind::ClassDef:
        return part_of(node, node_cast<ClassDef>(node).header);
    case NodeKind::For:
    case NodeKind::AsyncFor:
        return part_of(node, node_cast<For>(node).header);
    case NodeKind::While:
        return part_of(node, node_cast<While>(node).header);
    case NodeKind::If:
        return part_of(node, node_cast<If>(node).header);
    case NodeKind::With:
    case NodeKind::AsyncWith:
        return part_of(node, node_cast<With>(node).header);
    case NodeKind::Try:
        return part_of(node, node_cast<Try>(node).header);
    default:
        return origin_of(node);
    }
}

void Emitter::statement(Statement& node)
{
    unit().location = { node.range.line, node.range.column, header_of(node) };
    switch (node.kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
        function(node_cast<FunctionDef>(node));
        break;
    case NodeKind::ClassDef:
        class_definition(node_cast<ClassDef>(node));
        break;
    case NodeKind::Return:
        return_statement(node_cast<Return>(node));
        break;
    case NodeKind::Delete:
        visit_all(node_cast<Delete>(node).targets);
        break;
    case NodeKind::Assign:
        assign(node_cast<Assign>(node));
        break;
    case NodeKind::AugAssign:
        augmented_assign(node_cast<AugAssign>(node));
        break;
    case NodeKind::AnnAssign:
        annotated_assign(node_cast<AnnAssign>(node));
        break;
    case NodeKind::For:
        for_loop(node_cast<For>(node));
        break;
    case NodeKind::AsyncFor:
        async_for(node_cast<For>(node));
        break;
    case NodeKind::While:
        while_loop(node_cast<While>(node));
        break;
    case NodeKind::If:
        if_statement(node_cast<If>(node));
        break;
    case NodeKind::With:
        with_statement(node_cast<With>(node), 0);
        break;
    case NodeKind::AsyncWith:
        async_with(node_cast<With>(node), 0);
        break;
    case NodeKind::Raise:
        raise_statement(node_cast<Raise>(node));
        break;
    case NodeKind::Try:
        try_statement(node_cast<Try>(node));
        break;
    case NodeKind::Assert:
        assert_statement(node_cast<Assert>(node));
        break;
    case NodeKind::Import:
        import_statement(node_cast<Import>(node));
        break;
    case NodeKind::ImportFrom:
        import_from(node_cast<ImportFrom>(node));
        break;
    case NodeKind::Expr:
        expression_statement(*node_cast<ExprStatement>(node).value);
        break;
    case NodeKind::Break:
        break_loop();
        break;
    case NodeKind::Continue:
        continue_loop();
        break;
    default: // Pass, Global, Nonlocal
        break;
    }
}

void Emitter::expression_statement(Expression& value)
{
    if (m_interactive && m_units.size() == 1) {
        visit(value);
        op(Op::PRINT_EXPR);
        return;
    }
    if (value.kind != NodeKind::Constant) {
        visit(value);
        op(Op::POP_TOP);
    }
}

void Emitter::if_statement(If& node)
{
    Block* end = new_block();
    if (node.test->kind == NodeKind::Constant) {
        // Only one branch can ever be executed; the other is checked for errors and left out.
        const bool taken = is_true(*node_cast<ConstantExpr>(*node.test).value);
        m_suppressed += taken ? 0 : 1;
        statements(node.body);
        m_suppressed -= taken ? 0 : 1;
        m_suppressed += taken ? 1 : 0;
        statements(node.orelse);
        m_suppressed -= taken ? 1 : 0;
        use(end);
        return;
    }
    Block* next = node.orelse.empty() ? end : new_block();
    jump_if(*node.test, next, false);
    statements(node.body);
    if (!node.orelse.empty()) {
        jump_at(header_of(node), Op::JUMP_FORWARD, end);
        use(next);
        statements(node.orelse);
    }
    use(end);
}

void Emitter::raise_statement(Raise& node)
{
    std::uint32_t parts = 0;
    if (node.exc != nullptr) {
        visit(*node.exc);
        ++parts;
        if (node.cause != nullptr) {
            visit(*node.cause);
            ++parts;
        }
    }
    op(Op::RAISE_VARARGS, parts);
}

void Emitter::assert_statement(Assert& node)
{
    if (m_options.optimize > 0) {
        return;
    }
    // A tuple of constants was folded, and CPython 3.9 does not notice that one.
    if (node.test->kind == NodeKind::Tuple && !node_cast<Display>(*node.test).elts.empty()) {
        warn("assertion is always true, perhaps remove parentheses?");
    }
    Block* end = new_block();
    jump_if(*node.test, end, true);
    op(Op::LOAD_ASSERTION_ERROR);
    if (node.msg != nullptr) {
        visit(*node.msg);
        op(Op::CALL_FUNCTION, 1);
    }
    op(Op::RAISE_VARARGS, 1);
    use(end);
}

void Emitter::return_statement(Return& node)
{
    if (scope().kind != ScopeKind::Function) {
        error("'return' outside function");
    }
    if (node.value != nullptr && scope().coroutine && scope().generator) {
        error("'return' with value in async generator");
    }
    // A constant need not survive the undoing of the statements around: it is loaded after it.
    const bool keep_top = node.value != nullptr && node.value->kind != NodeKind::Constant;
    if (keep_top) {
        visit(*node.value);
    }
    unwind_all(keep_top, UnwindTo::Function);
    if (node.value == nullptr) {
        load_none();
    } else if (!keep_top) {
        visit(*node.value);
    }
    op(Op::RETURN_VALUE);
}

// `import a.b.c as d` has to walk from a to c.
void Emitter::import_as(const Alias& alias)
{
    Identifier name = alias.name;
    const Origin whole = origin_of(alias);
    const Origin as_origin = part_of(alias, alias.asname_range);
    std::size_t dot = name->find('.');
    if (dot == std::string::npos) {
        set_origin(as_origin);
        variable(alias.asname, ExprContext::Store);
        return;
    }
    set_origin(part_of(alias, alias.name_range));
    for (;;) {
        const std::size_t start = dot + 1;
        dot = name->find('.', start);
        Identifier part = id(name->substr(start, dot == std::string::npos ? dot : dot - start));
        if (!in_dead_code()) {
            op(Op::IMPORT_FROM, number_of(unit().names, part));
        }
        if (dot == std::string::npos) {
            break;
        }
        op(Op::ROT_TWO);
        op(Op::POP_TOP);
    }
    set_origin(as_origin);
    variable(alias.asname, ExprContext::Store);
    op_at(whole, Op::POP_TOP);
}

void Emitter::import_statement(Import& node)
{
    for (const Alias* alias : node.names) {
        set_origin(*alias);
        load_const(Constant(std::int64_t{ 0 }));
        load_none();
        name_op(Op::IMPORT_NAME, alias->name);
        if (alias->asname != nullptr) {
            import_as(*alias);
            continue;
        }
        const std::size_t dot = alias->name->find('.');
        variable(dot == std::string::npos ? alias->name : id(alias->name->substr(0, dot)),
            ExprContext::Store);
    }
}

void Emitter::import_from(ImportFrom& node)
{
    load_const(Constant(std::int64_t{ node.level }));
    std::vector<Constant> names;
    for (const Alias* alias : node.names) {
        names.push_back(StringConstant{ *alias->name });
    }
    if (node.range.line > m_future.last_line && node.module != nullptr
        && *node.module == "__future__") {
        error("from __future__ imports must occur at the beginning of the file");
    }
    set_origin(origin_of_all(node, node.names));
    load_const(make_tuple_constant(std::move(names)));
    set_origin(node);
    name_op(Op::IMPORT_NAME, node.module != nullptr ? node.module : id(""));
    for (const Alias* alias : node.names) {
        set_origin(*alias);
        if (*alias->name == "*") {
            op(Op::IMPORT_STAR);
            return;
        }
        name_op(Op::IMPORT_FROM, alias->name);
        if (alias->asname != nullptr) {
            set_origin(part_of(*alias, alias->asname_range));
        }
        variable(alias->asname != nullptr ? alias->asname : alias->name, ExprContext::Store);
    }
    set_origin(node);
    op(Op::POP_TOP);
}

} // namespace fw::compile
