// Handlers of try, except, finally, with, raise and assert.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/unwind.h"

namespace fw {

OPCODE(SETUP_FINALLY)
{
    push_block(
        *eval.frame, BlockKind::SetupFinally, eval.ip->target, eval.sp - eval.frame->stack_base());
    return Flow::Next;
}

OPCODE(POP_BLOCK)
{
    --eval.frame->block_count;
    return Flow::Next;
}

OPCODE(POP_EXCEPT)
{
    --eval.frame->block_count;
    eval.sp = restore_handled(eval.thread, *eval.frame, eval.sp);
    return Flow::Next;
}

// [traceback, value, type] ->
FW_INLINE void reraise_from_stack(Eval& eval)
{
    const Ref type = eval.pop();
    Ref value = eval.pop();
    Ref traceback = eval.pop();
    eval.sync();
    restore_exception(eval.thread,
        { std::move(value), traceback.get() == none() ? Ref() : std::move(traceback) });
}

OPCODE(RERAISE)
{
    reraise_from_stack(eval);
    return Flow::Reraise;
}

OPCODE(RAISE_VARARGS)
{
    Ref cause = eval.argument() == 2 ? eval.pop() : Ref();
    Ref exception = eval.argument() >= 1 ? eval.pop() : Ref();
    eval.sync();
    return raise_statement(eval.thread, std::move(exception), std::move(cause));
}

// [raised type, wanted] ->
OPCODE(JUMP_IF_NOT_EXC_MATCH)
{
    TRY_LET(const bool matches, exception_matches(eval.thread, eval.second(), eval.top()));
    eval.drop_from_below(2);
    if (matches) {
        return Flow::Next;
    }
    eval.ip = eval.ip->target;
    return Flow::Jump;
}

OPCODE(LOAD_ASSERTION_ERROR)
{
    eval.push_shared(exception_type(TypeId::AssertionError));
    return Flow::Next;
}

// Calls the topmost value's `enter_name` and fetches its `exit_name`, which the kind of with
// statement decides.
Result<Ref> enter_manager(Eval& eval, Str* enter_name, Str* exit_name, Ref& exit);

OPCODE(SETUP_WITH)
{
    Ref exit;
    TRY_LET(Ref entered, outline<enter_manager>(eval, names().enter, names().exit, exit));
    eval.replace_one(std::move(exit));
    push_block(
        *eval.frame, BlockKind::SetupFinally, eval.ip->target, eval.sp - eval.frame->stack_base());
    eval.push(std::move(entered));
    return Flow::Next;
}

// [exit, 3 values of the previously handled exception, traceback, value, type] -> the same and
// exit(type, value, tb)
OPCODE(WITH_EXCEPT_START)
{
    TRY_LET(
        Ref answer, call(eval.thread, eval.peek(6), { eval.top(), eval.second(), eval.third() }));
    eval.push(std::move(answer));
    return Flow::Next;
}

} // namespace fw
