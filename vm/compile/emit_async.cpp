// `await`, `async for`, `async with`. Asynchronous comprehensions are in emit_comprehension.cpp.
// CPython: compiler_async_for(), compiler_async_with() in Python/compile.c
#include "vm/compile/emitter.h"

namespace fw::compile {

using namespace syntax;

bool Emitter::is_top_level_await() const
{
    return m_options.allow_top_level_await && unit().scope->kind == ScopeKind::Module;
}

// Waits for the awaitable on top of the stack.
void Emitter::await_top()
{
    op(Op::GET_AWAITABLE);
    load_none();
    op(Op::YIELD_FROM);
}

void Emitter::await(Await& node)
{
    if (!is_top_level_await()) {
        if (scope().kind != ScopeKind::Function) {
            error("'await' outside function");
        }
        if (unit().kind != UnitKind::AsyncFunction && unit().kind != UnitKind::Comprehension) {
            error("'await' outside async function");
        }
    }
    visit(*node.value);
    await_top();
}

void Emitter::async_for(For& node)
{
    if (is_top_level_await()) {
        scope().coroutine = true;
    } else if (unit().kind != UnitKind::AsyncFunction) {
        error("'async for' outside async function");
    }
    Block* start = new_block();
    Block* except = new_block();
    Block* end = new_block();
    visit(*node.iter);
    op_at(origin_of(*node.iter), Op::GET_AITER);
    use(start);
    push_frame_block(FrameBlock::Kind::ForLoop, start, end);
    jump(Op::SETUP_FINALLY, except);
    op(Op::GET_ANEXT);
    load_none();
    op(Op::YIELD_FROM);
    op(Op::POP_BLOCK);
    visit(*node.target);
    statements(node.body);
    jump_at(header_of(node), Op::JUMP_ABSOLUTE, start);
    pop_frame_block();
    use(except);
    if (!node.orelse.empty()) {
        unit().location.line = node.orelse.front()->range.line;
    }
    op_at(header_of(node), Op::END_ASYNC_FOR);
    statements(node.orelse);
    use(end);
}

void Emitter::async_with(With& node, std::size_t position)
{
    if (is_top_level_await()) {
        scope().coroutine = true;
    } else if (unit().kind != UnitKind::AsyncFunction) {
        error("'async with' outside async function");
    }
    WithItem& item = *node.items[position];
    set_origin(item);
    Block* block = new_block();
    Block* final = new_block();
    Block* exit = new_block();
    visit(*item.context_expr);
    op(Op::BEFORE_ASYNC_WITH);
    await_top();
    jump(Op::SETUP_ASYNC_WITH, final);
    use(block);
    push_frame_block(FrameBlock::Kind::AsyncWith, block, final);
    unit().frame_blocks.back().origin = origin_of(item);
    if (item.optional_vars != nullptr) {
        visit(*item.optional_vars);
    } else {
        op(Op::POP_TOP);
    }
    if (position + 1 == node.items.size()) {
        statements(node.body);
    } else {
        async_with(node, position + 1);
    }
    set_origin(item);
    pop_frame_block();
    op(Op::POP_BLOCK);
    call_exit_with_nones();
    await_top();
    op(Op::POP_TOP);
    jump(Op::JUMP_ABSOLUTE, exit);

    use(final);
    op(Op::WITH_EXCEPT_START);
    await_top();
    finish_with_handler();
    use(exit);
}

} // namespace fw::compile
