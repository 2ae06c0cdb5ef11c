// Handlers of jumps, loops, and of leaving a frame.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/async_generator.h"
#include "vm/eval/eval_state.h"

namespace fw {

FW_INLINE Flow jump(Eval& eval)
{
    eval.ip = eval.ip->target;
    return Flow::Jump;
}

OPCODE(JUMP_FORWARD)
{
    return jump(eval);
}

OPCODE(JUMP_ABSOLUTE)
{
    return jump(eval);
}

// Pops the condition, and jumps if its truth is `Wanted`.
template <bool Wanted> FW_INLINE Flow pop_jump_if(Eval& eval)
{
    Object* condition = eval.top();
    if (condition == true_object() || condition == false_object()) [[likely]] {
        --eval.sp;
        --condition->refcount;
        return (condition == true_object()) == Wanted ? jump(eval) : Flow(Flow::Next);
    }
    TRY_LET(const bool truth, is_true(eval.thread, condition));
    eval.drop();
    return truth == Wanted ? jump(eval) : Flow(Flow::Next);
}

OPCODE(POP_JUMP_IF_FALSE)
{
    return pop_jump_if<false>(eval);
}

OPCODE(POP_JUMP_IF_TRUE)
{
    return pop_jump_if<true>(eval);
}

// Jumps with the value left in place if its truth is `Wanted`, else pops it.
template <bool Wanted> FW_INLINE Flow jump_if_or_pop(Eval& eval)
{
    TRY_LET(const bool truth, is_true(eval.thread, eval.top()));
    if (truth == Wanted) {
        return jump(eval);
    }
    eval.drop();
    return Flow::Next;
}

OPCODE(JUMP_IF_FALSE_OR_POP)
{
    return jump_if_or_pop<false>(eval);
}

OPCODE(JUMP_IF_TRUE_OR_POP)
{
    return jump_if_or_pop<true>(eval);
}

OPCODE(GET_ITER)
{
    TRY_LET(Ref iterator, get_iterator(eval.thread, eval.top()));
    eval.replace_one(std::move(iterator));
    return Flow::Next;
}

// A generator or coroutine stays as it is; a coroutine is only for coroutines.
OPCODE(GET_YIELD_FROM_ITER)
{
    Object* iterable = eval.top();
    if (iterable->type == coroutine_type()) {
        if ((eval.frame->code->flags & (CodeCoroutine | CodeIterableCoroutine)) == 0) {
            return raise(eval.thread, TypeId::TypeError,
                "cannot 'yield from' a coroutine object in a non-coroutine generator");
        }
        return Flow::Next;
    }
    if (iterable->type != generator_type()) {
        TRY_LET(Ref iterator, get_iterator(eval.thread, iterable));
        eval.replace_one(std::move(iterator));
    }
    return Flow::Next;
}

Raised raise_no_iterator(Thread& thread, const Object* object);

// A StopIteration that a Python-level __next__ raised ends the loop; observers are told of it.
bool end_of_loop(Thread& thread, Frame& frame);

// [iterator] -> [iterator, item], or [] and a jump at the end.
OPCODE(FOR_ITER)
{
    Object* iterator = eval.top();
    if (!iterator->type->slots.next) [[unlikely]] { // The code of a comprehension called by hand.
        return raise_no_iterator(eval.thread, iterator);
    }
    Ref item = iterator->type->slots.next(eval.thread, iterator);
    if (item) [[likely]] {
        eval.push(std::move(item));
        return Flow::Next;
    }
    if (eval.thread.has_exception() && !end_of_loop(eval.thread, *eval.frame)) {
        return Raised{};
    }
    eval.drop();
    return jump(eval);
}

OPCODE(RETURN_VALUE)
{
    eval.result = eval.pop().release();
    return Flow::Return;
}

OPCODE(YIELD_VALUE)
{
    Ref value = eval.pop();
    if ((eval.frame->code->flags & CodeAsyncGenerator) != 0) [[unlikely]] {
        value = wrap_async_value(value.get());
    }
    eval.result = value.release();
    return Flow::Yield;
}

// [iterator, sent] -> [result] when the inner iterator ends; until then the frame yields what it
// yields and comes back to this instruction.
Flow yield_from(Eval& eval);

OPCODE(YIELD_FROM)
{
    return outline<yield_from>(eval);
}

} // namespace fw
