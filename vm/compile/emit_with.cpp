// The `with` statement.
// CPython: compiler_with() in Python/compile.c
#include "vm/compile/emitter.h"

namespace fw::compile {

using namespace syntax;

void Emitter::call_exit_with_nones()
{
    load_none();
    op(Op::DUP_TOP);
    op(Op::DUP_TOP);
    op(Op::CALL_FUNCTION, 3);
}

// After __exit__ has answered: a true answer swallows the exception.
void Emitter::finish_with_handler()
{
    Block* exit = new_block();
    jump(Op::POP_JUMP_IF_TRUE, exit);
    op(Op::RERAISE);
    use(exit);
    op(Op::POP_TOP);
    op(Op::POP_TOP);
    op(Op::POP_TOP);
    op(Op::POP_EXCEPT);
    op(Op::POP_TOP);
}

void Emitter::with_statement(With& node, std::size_t position)
{
    WithItem& item = *node.items[position];
    set_origin(item);
    Block* block = new_block();
    Block* final = new_block();
    Block* exit = new_block();
    visit(*item.context_expr);
    jump(Op::SETUP_WITH, final);
    use(block);
    push_frame_block(FrameBlock::Kind::With, block, final);
    unit().frame_blocks.back().origin = origin_of(item);
    if (item.optional_vars != nullptr) {
        visit(*item.optional_vars);
    } else {
        op(Op::POP_TOP);
    }
    if (position + 1 == node.items.size()) {
        statements(node.body);
    } else {
        with_statement(node, position + 1);
    }
    set_origin(item);
    op(Op::POP_BLOCK);
    pop_frame_block();
    call_exit_with_nones();
    op(Op::POP_TOP);
    jump(Op::JUMP_FORWARD, exit);

    use(final);
    op(Op::WITH_EXCEPT_START);
    finish_with_handler();
    use(exit);
}

} // namespace fw::compile
