// The outermost unit, and bodies of modules and classes with their docstring and annotations.
// CPython: compiler_mod() and compiler_body() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/compile/fold.h"

namespace fw::compile {

using namespace syntax;

code::CodeRef Emitter::emit_module()
{
    Module& root = m_tree.root();
    enter_unit(
        id("<module>"), UnitKind::Module, root, 0); // The first line is found by the assembler.
    if (root.kind == NodeKind::Expression) {
        visit(*root.expression);
        set_origin(*root.expression);
        return leave_unit(false);
    }
    if (root.kind == NodeKind::Interactive) {
        set_up_annotations(root.body);
        m_interactive = true;
        statements(root.body);
        return leave_unit(true);
    }
    body(root.body);
    return leave_unit(true);
}

void Emitter::body(const Body& statements_of_body)
{
    if (unit().kind == UnitKind::Module && !statements_of_body.empty()) {
        set_location(*statements_of_body.front());
    }
    set_up_annotations(statements_of_body);
    std::size_t start = 0;
    if (m_options.optimize < 2 && docstring_of(statements_of_body) != nullptr) {
        start = 1;
        auto& docstring = node_cast<ExprStatement>(*statements_of_body.front());
        visit(*docstring.value);
        if (unit().kind == UnitKind::Class) {
            set_origin(*docstring.value);
        }
        variable(id("__doc__"), ExprContext::Store);
    }
    for (std::size_t i = start; i < statements_of_body.size(); ++i) {
        statement(*statements_of_body[i]);
    }
}

void Emitter::set_up_annotations(const Body& statements_of_body)
{
    if (const Statement* annotation = find_annotation(statements_of_body)) {
        op_at(origin_of(*annotation), Op::SETUP_ANNOTATIONS);
    }
}

// The first statement of this body, but not of functions and classes inside it, that annotates a
// variable; null when there is none.
const Statement* Emitter::find_annotation(const Body& statements_of_body)
{
    const auto first_in = [](std::initializer_list<const Body*> bodies) -> const Statement* {
        for (const Body* one : bodies) {
            if (const Statement* found = find_annotation(*one)) {
                return found;
            }
        }
        return nullptr;
    };
    for (const Statement* node : statements_of_body) {
        const Statement* found = nullptr;
        switch (node->kind) {
        case NodeKind::AnnAssign:
            return node;
        case NodeKind::For:
        case NodeKind::AsyncFor: {
            const auto& loop = node_cast<For>(*node);
            found = first_in({ &loop.body, &loop.orelse });
            break;
        }
        case NodeKind::While: {
            const auto& loop = node_cast<While>(*node);
            found = first_in({ &loop.body, &loop.orelse });
            break;
        }
        case NodeKind::If: {
            const auto& branch = node_cast<If>(*node);
            found = first_in({ &branch.body, &branch.orelse });
            break;
        }
        case NodeKind::With:
        case NodeKind::AsyncWith:
            found = find_annotation(node_cast<With>(*node).body);
            break;
        case NodeKind::Try: {
            const auto& block = node_cast<Try>(*node);
            found = find_annotation(block.body);
            for (const ExceptHandler* handler : block.handlers) {
                found = found != nullptr ? found : find_annotation(handler->body);
            }
            found = found != nullptr ? found : first_in({ &block.orelse, &block.finalbody });
            break;
        }
        default:
            break;
        }
        if (found != nullptr) {
            return found;
        }
    }
    return nullptr;
}

} // namespace fw::compile
