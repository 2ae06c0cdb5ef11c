// `for`, `while`, `break`, `continue`.
// CPython: compiler_for(), compiler_while() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/compile/constant_ops.h"

namespace fw::compile {

using namespace syntax;

void Emitter::for_loop(For& node)
{
    Block* start = new_block();
    Block* cleanup = new_block();
    Block* end = new_block();
    push_frame_block(FrameBlock::Kind::ForLoop, start, end);
    visit(*node.iter);
    op_at(origin_of(*node.iter), Op::GET_ITER);
    use(start);
    jump(Op::FOR_ITER, cleanup);
    visit(*node.target);
    statements(node.body);
    jump_at(header_of(node), Op::JUMP_ABSOLUTE, start);
    use(cleanup);
    pop_frame_block();
    statements(node.orelse);
    use(end);
}

void Emitter::while_loop(While& node)
{
    const bool constant = node.test->kind == NodeKind::Constant;
    if (constant && !is_true(*node_cast<ConstantExpr>(*node.test).value)) {
        ++m_suppressed;
        push_frame_block(FrameBlock::Kind::WhileLoop, nullptr);
        statements(node.body);
        pop_frame_block();
        --m_suppressed;
        statements(node.orelse);
        return;
    }
    Block* loop = new_block();
    Block* end = new_block();
    Block* anchor = constant ? nullptr : new_block();
    use(loop);
    push_frame_block(FrameBlock::Kind::WhileLoop, loop, end);
    if (!constant) {
        jump_if(*node.test, anchor, false);
    }
    statements(node.body);
    jump_at(header_of(node), Op::JUMP_ABSOLUTE, loop);
    if (!constant) {
        use(anchor);
    }
    pop_frame_block();
    statements(node.orelse);
    use(end);
}

void Emitter::break_loop()
{
    FrameBlock* loop = unwind_all(false, UnwindTo::Loop);
    if (loop == nullptr) {
        error("'break' outside loop");
    }
    unwind(*loop, false);
    jump(Op::JUMP_ABSOLUTE, loop->exit);
}

void Emitter::continue_loop()
{
    FrameBlock* loop = unwind_all(false, UnwindTo::Loop);
    if (loop == nullptr) {
        error("'continue' not properly in loop");
    }
    jump(Op::JUMP_ABSOLUTE, loop->block);
}

} // namespace fw::compile
