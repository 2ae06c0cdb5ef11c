// Exceptions: unwinding of blocks, raise, except.
// CPython: Python/ceval.c

#include "vm/eval/unwind.h"

#include "vm/eval/notify.h"
#include "vm/object/exception.h"

namespace fw {

namespace {

// Drops what stands above a level, the topmost first.
void unwind_to(Eval& eval, std::int64_t level)
{
    Object** bottom = eval.frame->stack_base() + level;
    while (eval.sp > bottom) {
        Object* value = *--eval.sp;
        eval.sync();
        xdecref(value);
    }
}

void enter_handler(Eval& eval, Instruction* handler)
{
    Thread& thread = eval.thread;
    push_block(*eval.frame, BlockKind::ExceptHandler, nullptr, eval.sp - eval.frame->stack_base());
    HandledException& handled = *thread.handled;
    *eval.sp++ = handled.traceback;
    *eval.sp++ = handled.value;
    if (handled.type) {
        *eval.sp++ = handled.type;
    } else {
        eval.push_shared(none());
    }
    SavedException raised = save_exception(thread);
    auto* exception = as<Exception>(raised.exception.get());
    Ref traceback = raised.traceback ? std::move(raised.traceback) : make_none();
    Object* old_traceback = exception->traceback;
    exception->traceback = traceback.get() == none() ? nullptr : share(traceback.get()).release();
    xdecref(old_traceback);
    handled.type = share<Object>(exception->type).release();
    handled.value = share<Object>(exception).release();
    handled.traceback = share(traceback.get()).release();
    eval.push(std::move(traceback));
    eval.push(std::move(raised.exception));
    eval.push_shared(exception->type);
    eval.ip = handler;
    eval.sync();
    notify(hooks::Event::ExceptionCaught, &hooks::Observer::on_exception_caught,
        hooks::ExceptionEvent{ thread.last_step(), eval.frame, exception->type, exception });
}

} // namespace

void push_block(Frame& frame, BlockKind kind, Instruction* handler, std::int64_t level)
{
    FW_ASSERT(frame.block_count < max_blocks);
    frame.blocks[static_cast<std::size_t>(frame.block_count++)]
        = { kind, static_cast<std::int32_t>(level), handler };
}

Object** restore_handled(Thread& thread, Frame& frame, Object** stack_top)
{
    HandledException& handled = *thread.handled;
    const HandledException old = handled;
    handled.type = *--stack_top;
    handled.value = *--stack_top;
    handled.traceback = *--stack_top;
    frame.stack_top = stack_top;
    xdecref(old.type);
    xdecref(old.value);
    xdecref(old.traceback);
    return stack_top;
}

bool unwind_frame(Eval& eval)
{
    Frame& frame = *eval.frame;
    while (frame.block_count > 0) {
        const Block block = frame.blocks[static_cast<std::size_t>(--frame.block_count)];
        if (block.kind == BlockKind::ExceptHandler) {
            unwind_to(eval, block.level + 3);
            eval.sp = restore_handled(eval.thread, *eval.frame, eval.sp);
            continue;
        }
        unwind_to(eval, block.level);
        enter_handler(eval, block.handler);
        return true;
    }
    unwind_to(eval, 0);
    return false;
}

Flow raise_statement(Thread& thread, Ref exception, Ref cause)
{
    if (!exception) {
        const HandledException* handled = thread.handled;
        while ((!handled->type || handled->type == none()) && handled->previous) {
            handled = handled->previous;
        }
        if (!handled->type || handled->type == none()) {
            return raise(thread, TypeId::RuntimeError, "No active exception to reraise");
        }
        restore_exception(thread,
            { share(handled->value),
                handled->traceback && handled->traceback != none() ? share(handled->traceback)
                                                                   : Ref() });
        return Flow::Reraise;
    }
    Ref instance;
    if (is_exception_class(exception.get())) {
        TRY_SET(instance, call(thread, exception.get(), Args{}));
        if (!is_exception(instance.get())) {
            return raise(thread, TypeId::TypeError,
                "calling {} should have returned an instance of BaseException, not {}",
                to_utf8(*repr(thread, exception.get()).take()),
                to_utf8(*repr(thread, instance->type).take()));
        }
    } else if (is_exception(exception.get())) {
        instance = std::move(exception);
    } else {
        return raise(thread, TypeId::TypeError, "exceptions must derive from BaseException");
    }
    if (cause) {
        Ref fixed;
        if (is_exception_class(cause.get())) {
            TRY_SET(fixed, call(thread, cause.get(), Args{}));
        } else if (is_exception(cause.get())) {
            fixed = std::move(cause);
        } else if (cause.get() != none()) {
            return raise(
                thread, TypeId::TypeError, "exception causes must derive from BaseException");
        }
        auto* raised = as<Exception>(instance.get());
        Object* old = raised->cause;
        raised->cause = fixed.release();
        raised->suppress_context = true;
        xdecref(old);
    }
    return raise_instance(thread, std::move(instance));
}

Result<bool> exception_matches(Thread& thread, Object* raised, Object* wanted)
{
    const auto check = [&](const Object* candidate) -> Result<void> {
        if (!is_exception_class(candidate)) {
            return raise(thread, TypeId::TypeError,
                "catching classes that do not inherit from BaseException is not allowed");
        }
        return {};
    };
    if (is_tuple(wanted)) {
        for (const Object* candidate : *as<Tuple>(wanted)) {
            TRY(check(candidate));
        }
        for (const Object* candidate : *as<Tuple>(wanted)) {
            if (is_subtype(as<Type>(raised), static_cast<const Type*>(candidate))) {
                return true;
            }
        }
        return false;
    }
    TRY(check(wanted));
    return is_subtype(as<Type>(raised), as<Type>(wanted));
}

} // namespace fw
