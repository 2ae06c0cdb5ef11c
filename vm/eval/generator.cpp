// Resuming generators and coroutines: send, throw, close, finalisation.
// CPython: Objects/genobject.c

#include "vm/eval/generator.h"

#include "vm/eval/eval.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

const char* kind_name(const Generator& generator)
{
    return generator.type == coroutine_type()      ? "coroutine"
        : generator.type == async_generator_type() ? "async generator"
                                                   : "generator";
}

Raised raise_running(Thread& thread, const Generator& generator)
{
    return raise(thread, TypeId::ValueError, "{} already executing", kind_name(generator));
}

void drop_frame(Generator& generator)
{
    Frame* frame = generator.frame;
    if (!frame) {
        return;
    }
    generator.frame = nullptr;
    frame->generator = nullptr;
    decref(frame);
}

// Raises type(text) because of the pending exception. CPython: _PyErr_FormatFromCause
void raise_from_pending(Thread& thread, TypeId type, const char* text)
{
    const SavedException saved = save_exception(thread);
    auto* reason = as<Exception>(saved.exception.get());
    if (saved.traceback && !reason->traceback) {
        reason->traceback = share(saved.traceback.get()).release();
    }
    (void)raise(thread, type, "{}", text);
    auto* raised = as<Exception>(thread.exception);
    for (Object** place : { &raised->cause, &raised->context }) {
        Object* old = *place;
        *place = share<Object>(reason).release();
        xdecref(old);
    }
    raised->suppress_context = true;
}

// A StopIteration must not leave a generator's body. CPython: the end of gen_send_ex
void replace_stop_iteration(Thread& thread, const Generator& generator)
{
    const bool is_coroutine = generator.type == coroutine_type();
    const bool is_async = generator.type == async_generator_type();
    if (pending_is(thread, exception_type(TypeId::StopIteration))) {
        const char* text = is_async ? "async generator raised StopIteration"
            : is_coroutine          ? "coroutine raised StopIteration"
                                    : "generator raised StopIteration";
        raise_from_pending(thread, TypeId::RuntimeError, text);
    } else if (is_async && pending_is(thread, exception_type(TypeId::StopAsyncIteration))) {
        raise_from_pending(
            thread, TypeId::RuntimeError, "async generator raised StopAsyncIteration");
    }
}

enum class Resume : std::uint8_t { Sending, Throwing };

// `ends_quietly`: one that has ended before ends again without a pending StopIteration.
Ref resume(Thread& thread, Generator& generator, Object* value, Resume how, bool ends_quietly)
{
    Frame* frame = generator.frame;
    if (generator.is_running) {
        (void)raise_running(thread, generator);
        return {};
    }
    if (!frame) {
        if (how == Resume::Sending) {
            if (generator.type == coroutine_type()) {
                (void)raise(thread, TypeId::RuntimeError, "cannot reuse already awaited coroutine");
            } else if (!ends_quietly) {
                (void)raise_none(thread,
                    exception_type(generator.type == async_generator_type()
                            ? TypeId::StopAsyncIteration
                            : TypeId::StopIteration));
            }
        }
        return {};
    }
    if (frame->lasti() == -1) {
        if (how == Resume::Sending && value != none()) {
            (void)raise(thread, TypeId::TypeError, "can't send non-None value to a just-started {}",
                kind_name(generator));
            return {};
        }
    } else {
        *frame->stack_top++ = share(how == Resume::Sending ? value : none()).release();
    }
    const Ref keep = share<Object>(&generator);
    frame->back = thread.frame;
    xincref(frame->back);
    generator.is_running = true;
    generator.handled.previous = thread.handled;
    thread.handled = &generator.handled;
    Ref result
        = how == Resume::Sending ? run_frame(thread, *frame) : run_frame_throwing(thread, *frame);
    thread.handled = generator.handled.previous;
    generator.handled.previous = nullptr;
    generator.is_running = false;
    Frame* back = frame->back;
    frame->back = nullptr;
    xdecref(back);

    // A frame that yielded stands at YIELD_VALUE, or before YIELD_FROM; one that returned, at
    // RETURN_VALUE.
    const bool returned = result && frame->current->op == code::Op::RETURN_VALUE;
    if (result && !returned) {
        return result;
    }
    if (returned) {
        if (generator.type == async_generator_type()) {
            (void)raise_none(thread, exception_type(TypeId::StopAsyncIteration));
        } else {
            raise_stop_iteration(thread, result.get());
        }
    } else {
        replace_stop_iteration(thread, generator);
    }
    HandledException old = generator.handled;
    generator.handled = {};
    xdecref(old.type);
    xdecref(old.value);
    xdecref(old.traceback);
    drop_frame(generator);
    return {};
}

// Closes the iterator that a YIELD_FROM delegates to. CPython: gen_close_iter
Result<void> close_iterator(Thread& thread, Object* iterator)
{
    if (iterator->type == generator_type() || iterator->type == coroutine_type()) {
        return generator_close(thread, *as<Generator>(iterator));
    }
    Ref close;
    auto found = find_attribute(thread, iterator, names().close, close);
    if (found.failed()) {
        write_unraisable(thread, iterator);
    } else if (found.value()) {
        TRY(call(thread, close.get(), Args{}));
    }
    return {};
}

// The exception that a class and a value stand for; null: making it raised.
// CPython: PyErr_NormalizeException
Ref make_thrown(Type* type, Object* value)
{
    if (value && is_instance_of(value, type)) {
        return share(value);
    }
    if (!value || value == none()) {
        return make_exception(type, runtime().empty_tuple);
    }
    const RefTo<Tuple> args = is_tuple(value) ? share(as<Tuple>(value)) : make_tuple({ value });
    return make_exception(type, args.get());
}

// Makes the three arguments of throw() one pending exception. CPython: the second half of
// _gen_throw
Result<void> raise_thrown(Thread& thread, Object* type, Object* value, Object* traceback)
{
    if (traceback == none()) {
        traceback = nullptr;
    } else if (traceback && traceback->type != traceback_type()) {
        return raise(
            thread, TypeId::TypeError, "throw() third argument must be a traceback object");
    }
    Ref instance;
    if (is_exception_class(type)) {
        instance = make_thrown(as<Type>(type), value);
        if (!instance) {
            return {}; // What its class raised is thrown in its place.
        }
    } else if (is_exception(type)) {
        if (value && value != none()) {
            return raise(
                thread, TypeId::TypeError, "instance exception may not have a separate value");
        }
        instance = share(type);
    } else {
        return raise(thread, TypeId::TypeError,
            "exceptions must be classes or instances deriving from BaseException, not {}",
            type_name(type));
    }
    Ref shown = traceback ? share(traceback) : Ref();
    if (!shown && as<Exception>(instance.get())->traceback) {
        shown = share(as<Exception>(instance.get())->traceback);
    }
    restore_exception(thread, { std::move(instance), std::move(shown) });
    return {};
}

} // namespace

void raise_stop_iteration(Thread& thread, Object* value)
{
    if (value == none()) {
        (void)raise_none(thread, exception_type(TypeId::StopIteration));
        return;
    }
    (void)raise_with(thread, exception_type(TypeId::StopIteration), value);
}

Ref make_generator(Thread& thread, RefTo<Frame> frame, Str* name, Str* qualname)
{
    (void)thread;
    const std::int32_t flags = frame->code->flags;
    Type* type = (flags & CodeCoroutine) != 0 ? coroutine_type()
        : (flags & CodeAsyncGenerator) != 0   ? async_generator_type()
                                              : generator_type();
    RefTo<Generator> generator = allocate<Generator>(type);
    Frame* back = frame->back;
    frame->back = nullptr;
    xdecref(back);
    frame->generator = generator.get();
    generator->code = share(frame->code).release();
    generator->name = share(name).release();
    generator->qualname = share(qualname).release();
    gc_track(frame.get());
    generator->frame = frame.release();
    gc_track(generator.get());
    return generator;
}

NextItem generator_send(Thread& thread, Generator& generator, Object* value)
{
    return resume(thread, generator, value, Resume::Sending, false);
}

NextItem generator_next(Thread& thread, Object* generator)
{
    return resume(thread, *as<Generator>(generator), none(), Resume::Sending, true);
}

Object* yield_from_iterator(const Generator& generator)
{
    const Frame* frame = generator.frame;
    if (!frame || frame->lasti() < 0) {
        return nullptr;
    }
    return frame->current[1].op == code::Op::YIELD_FROM ? frame->stack_top[-1] : nullptr;
}

Result<Ref> generator_throw(Thread& thread, Generator& generator, Object* type, Object* value,
    Object* traceback, OnGeneratorExit on_exit)
{
    Frame* frame = generator.frame;
    if (Object* delegate = generator.is_running ? nullptr : yield_from_iterator(generator)) {
        const Ref inner = share(delegate);
        Ref result;
        bool finished = false;
        const bool is_exit
            = (is_type(type) && is_subtype(as<Type>(type), exception_type(TypeId::GeneratorExit)))
            || is_instance_of(type, exception_type(TypeId::GeneratorExit));
        if (is_exit && on_exit == OnGeneratorExit::CloseInner) {
            generator.is_running = true;
            const bool failed = close_iterator(thread, inner.get()).failed();
            generator.is_running = false;
            if (failed) {
                Ref raised = resume(thread, generator, none(), Resume::Throwing, false);
                return raised ? Result<Ref>(std::move(raised)) : Result<Ref>(Raised{});
            }
        } else {
            Ref method;
            bool can_throw = true;
            if (inner->type != generator_type() && inner->type != coroutine_type()) {
                TRY_SET(can_throw, find_attribute(thread, inner.get(), names().throw_, method));
            }
            if (can_throw) {
                // The frame is shown as the caller of the inner one while that runs.
                generator.is_running = true;
                const auto throw_into_inner = [&]() -> Result<Ref> {
                    if (!method) {
                        auto& delegate = *as<Generator>(inner.get());
                        return generator_throw(thread, delegate, type, value, traceback, on_exit);
                    }
                    std::array<Object*, 3> values = { type, value, traceback };
                    const unsigned count = traceback ? 3u : value ? 2u : 1u;
                    return call(thread, method.get(), Args{ values.data(), count, nullptr });
                };
                Result<Ref> answer = throw_into_inner();
                generator.is_running = false;
                if (!answer.failed()) {
                    return answer;
                }
                finished = true;
            }
        }
        if (finished) {
            // The inner iterator is over: go on behind the YIELD_FROM with its value, or with its
            // exception.
            xdecref(*--frame->stack_top);
            ++frame->current;
            if (thread.has_exception()
                && !pending_is(thread, exception_type(TypeId::StopIteration))) {
                result = resume(thread, generator, none(), Resume::Throwing, false);
            } else {
                TRY_LET(const Ref inner_value, take_stop_iteration_value(thread));
                result = resume(thread, generator, inner_value.get(), Resume::Sending, false);
            }
            return result ? Result<Ref>(std::move(result)) : Result<Ref>(Raised{});
        }
    }
    TRY(raise_thrown(thread, type, value, traceback));
    if (generator.frame || generator.is_running) {
        Ref result = resume(thread, generator, none(), Resume::Throwing, false);
        return result ? Result<Ref>(std::move(result)) : Result<Ref>(Raised{});
    }
    return Raised{};
}

Result<void> generator_close(Thread& thread, Generator& generator)
{
    if (generator.is_running) {
        return raise_running(thread, generator);
    }
    if (!generator.frame) {
        return {};
    }
    if (Object* delegate = yield_from_iterator(generator)) {
        const Ref inner = share(delegate);
        generator.is_running = true;
        const bool failed = close_iterator(thread, inner.get()).failed();
        generator.is_running = false;
        if (!failed) {
            (void)raise_none(thread, exception_type(TypeId::GeneratorExit));
        }
    } else {
        (void)raise_none(thread, exception_type(TypeId::GeneratorExit));
    }
    const Ref result = resume(thread, generator, none(), Resume::Throwing, false);
    if (result) {
        return raise(
            thread, TypeId::RuntimeError, "{} ignored GeneratorExit", kind_name(generator));
    }
    if (pending_is(thread, exception_type(TypeId::StopIteration))
        || pending_is(thread, exception_type(TypeId::GeneratorExit))) {
        clear_exception(thread);
        return {};
    }
    return Raised{};
}

Result<Ref> take_stop_iteration_value(Thread& thread)
{
    if (!thread.has_exception()) {
        return make_none();
    }
    if (!pending_is(thread, exception_type(TypeId::StopIteration))) {
        return Raised{};
    }
    const SavedException saved = save_exception(thread);
    Object* value = as<ValueException>(saved.exception.get())->value;
    return value ? share(value) : make_none();
}

} // namespace fw
