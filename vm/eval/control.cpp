// The end of a for loop and delegation to an inner iterator.
// CPython: FOR_ITER and YIELD_FROM in Python/ceval.c

#include "vm/eval/ops_control.h"

#include "vm/eval/notify.h"
#include "vm/eval/tracing.h"

namespace fw {

namespace {

void tell_exception(Thread& thread, Frame& frame)
{
    notify(hooks::Event::ExceptionRaised, &hooks::Observer::on_exception_raised,
        hooks::ExceptionEvent{
            thread.last_step(), &frame, thread.exception->type, thread.exception });
    if (is_traced()) {
        trace_exception(thread, frame);
    }
}

} // namespace

Raised raise_no_iterator(Thread& thread, const Object* object)
{
    return raise(thread, TypeId::TypeError, "'{}' object is not an iterator", type_name(object));
}

bool end_of_loop(Thread& thread, Frame& frame)
{
    if (!pending_is(thread, exception_type(TypeId::StopIteration))) {
        return false;
    }
    tell_exception(thread, frame);
    clear_exception(thread); // Whatever a trace function raised goes, too.
    return true;
}

Flow yield_from(Eval& eval)
{
    Thread& thread = eval.thread;
    Object* receiver = eval.second();
    Ref result;
    {
        const Ref sent = eval.pop();
        eval.sync();
        if (receiver->type == generator_type() || receiver->type == coroutine_type()) {
            result = generator_send(thread, *as<Generator>(receiver), sent.get());
        } else if (!receiver->type->slots.next) {
            return raise_no_iterator(thread, receiver);
        } else if (sent.get() == none()) {
            result = iterate_next(thread, receiver);
        } else {
            Result<Ref> answer = call_method(thread, receiver, names().send, { sent.get() });
            result = answer.failed() ? Ref() : answer.take();
        }
    }
    if (result) {
        // The frame waits at this very instruction, as f_lasti tells.
        eval.frame->current = eval.ip - 1;
        eval.result = result.release();
        return Flow::Yield;
    }
    if (pending_is(thread, exception_type(TypeId::StopIteration))) {
        tell_exception(thread, *eval.frame);
    }
    TRY_LET(Ref value, take_stop_iteration_value(thread));
    eval.replace_one(std::move(value));
    return Flow::Next;
}

} // namespace fw
