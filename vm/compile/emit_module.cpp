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
        return leave_unit(false);
    }
    if (root.kind == NodeKind::Interactive) {
        if (has_annotations(root.body)) {
            op(Op::SETUP_ANNOTATIONS);
        }
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
    if (has_annotations(statements_of_body)) {
        op(Op::SETUP_ANNOTATIONS);
    }
    std::size_t start = 0;
    if (m_options.optimize < 2 && docstring_of(statements_of_body) != nullptr) {
        start = 1;
        auto& docstring = node_cast<ExprStatement>(*statements_of_body.front());
        visit(*docstring.value);
        variable(id("__doc__"), ExprContext::Store);
    }
    for (std::size_t i = start; i < statements_of_body.size(); ++i) {
        statement(*statements_of_body[i]);
    }
}

// Whether any statement of this body, but not of functions and classes inside it, annotates a
// variable.
bool Emitter::has_annotations(const Body& statements_of_body)
{
    for (const Statement* node : statements_of_body) {
        bool found = false;
        switch (node->kind) {
        case NodeKind::AnnAssign:
            return true;
        case NodeKind::For:
        case NodeKind::AsyncFor: {
            const auto& loop = node_cast<For>(*node);
            found = has_annotations(loop.body) || has_annotations(loop.orelse);
            break;
        }
        case NodeKind::While: {
            const auto& loop = node_cast<While>(*node);
            found = has_annotations(loop.body) || has_annotations(loop.orelse);
            break;
        }
        case NodeKind::If: {
            const auto& branch = node_cast<If>(*node);
            found = has_annotations(branch.body) || has_annotations(branch.orelse);
            break;
        }
        case NodeKind::With:
        case NodeKind::AsyncWith:
            found = has_annotations(node_cast<With>(*node).body);
            break;
        case NodeKind::Try: {
            const auto& block = node_cast<Try>(*node);
            for (const ExceptHandler* handler : block.handlers) {
                found = found || has_annotations(handler->body);
            }
            found = found || has_annotations(block.body) || has_annotations(block.finalbody)
                || has_annotations(block.orelse);
            break;
        }
        default:
            break;
        }
        if (found) {
            return true;
        }
    }
    return false;
}

} // namespace fw::compile
