// Handlers of await, async for and async with.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/async.h"
#include "vm/eval/ops_block.h"

namespace fw {

OPCODE(GET_AWAITABLE)
{
    TRY_LET(Ref iterator, outline<get_awaitable>(eval));
    eval.replace_one(std::move(iterator));
    return Flow::Next;
}

OPCODE(GET_AITER)
{
    TRY_LET(Ref iterator, get_async_iterator(eval.thread, eval.top()));
    eval.replace_one(std::move(iterator));
    return Flow::Next;
}

OPCODE(GET_ANEXT)
{
    TRY_LET(Ref awaitable, get_async_next(eval.thread, eval.top()));
    eval.push(std::move(awaitable));
    return Flow::Next;
}

// [async iterator, 3 values of the handled exception, traceback, value, type] -> [] when
// StopAsyncIteration was raised
OPCODE(END_ASYNC_FOR)
{
    if (!is_subtype(as<Type>(eval.top()), exception_type(TypeId::StopAsyncIteration))) {
        reraise_from_stack(eval);
        return Flow::Reraise;
    }
    --eval.frame->block_count;
    for (int i = 0; i < 3; ++i) {
        eval.drop();
    }
    eval.sp = restore_handled(eval.thread, *eval.frame, eval.sp);
    eval.drop();
    return Flow::Next;
}

OPCODE(BEFORE_ASYNC_WITH)
{
    Ref exit;
    TRY_LET(Ref awaitable, outline<enter_manager>(eval, names().aenter, names().aexit, exit));
    eval.replace_one(std::move(exit));
    eval.push(std::move(awaitable));
    return Flow::Next;
}

OPCODE(SETUP_ASYNC_WITH)
{
    Ref entered = eval.pop();
    push_block(
        *eval.frame, BlockKind::SetupFinally, eval.ip->target, eval.sp - eval.frame->stack_base());
    eval.push(std::move(entered));
    return Flow::Next;
}

} // namespace fw
