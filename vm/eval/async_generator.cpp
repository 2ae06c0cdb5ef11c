// The awaitables that drive an asynchronous generator step by step: __anext__(), asend(),
// athrow(), aclose(). The generator type itself is in async_generator_type.cpp.
// CPython: async_gen_asend_send, async_gen_athrow_send and around them in Objects/genobject.c

#include "vm/eval/async_generator.h"

#include "vm/eval/eval_types.h"
#include "vm/object/exception.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

struct WrappedValue : Object {
    Object* value;
};

enum class AwaitState : std::uint8_t { Initial, Iterating, Closed };

struct AsyncStep : Object { // asend and athrow objects
    Generator* generator;
    Object* value; // asend: what is sent, or null; athrow: the tuple of its arguments, null: aclose
    AwaitState state;
};

constexpr const char* reused_send = "cannot reuse already awaited __anext__()/asend()";
constexpr const char* reused_throw = "cannot reuse already awaited aclose()/athrow()";
constexpr const char* ignored_exit = "async generator ignored GeneratorExit";

Raised raise_runtime_error(Thread& thread, const char* text)
{
    return raise(thread, TypeId::RuntimeError, "{}", text);
}

bool pending_end(const Thread& thread)
{
    return pending_is(thread, exception_type(TypeId::StopAsyncIteration))
        || pending_is(thread, exception_type(TypeId::GeneratorExit));
}

bool is_wrapped(const Ref& value)
{
    return value->type == type_of(EvalType::async_generator_wrapped_value);
}

// A value that the generator itself yielded ends the step as StopIteration(value); anything else
// is on its way to the event loop. CPython: async_gen_unwrap_value
Ref unwrap(Thread& thread, Generator& generator, Ref result)
{
    if (!result) {
        if (!thread.has_exception()) {
            (void)raise_none(thread, exception_type(TypeId::StopAsyncIteration));
        }
        if (pending_end(thread)) {
            generator.closed = true;
        }
        generator.is_running_async = false;
        return {};
    }
    if (is_wrapped(result)) {
        raise_stop_iteration(thread, as<WrappedValue>(result.get())->value);
        generator.is_running_async = false;
        return {};
    }
    return result;
}

Ref send_step(Thread& thread, AsyncStep& step, Object* value)
{
    Generator& generator = *step.generator;
    if (step.state == AwaitState::Closed) {
        (void)raise_runtime_error(thread, reused_send);
        return {};
    }
    if (step.state == AwaitState::Initial) {
        if (generator.is_running_async) {
            (void)raise_runtime_error(thread, "anext(): asynchronous generator is already running");
            return {};
        }
        if (value == none() && step.value) {
            value = step.value;
        }
        step.state = AwaitState::Iterating;
    }
    generator.is_running_async = true;
    Ref result = unwrap(thread, generator, generator_send(thread, generator, value));
    if (!result) {
        step.state = AwaitState::Closed;
    }
    return result;
}

// After aclose() or athrow() got a result, or an exception is pending.
Ref finish_throw(Thread& thread, AsyncStep& step, Ref result)
{
    Generator& generator = *step.generator;
    const bool closes = !step.value;
    if (!closes) {
        result = unwrap(thread, generator, std::move(result));
    } else if (result && is_wrapped(result)) {
        generator.is_running_async = false;
        step.state = AwaitState::Closed;
        (void)raise_runtime_error(thread, ignored_exit);
        return {};
    }
    if (result) {
        return result;
    }
    generator.is_running_async = false;
    step.state = AwaitState::Closed;
    if (closes && pending_end(thread)) {
        clear_exception(thread);
        (void)raise_none(thread, exception_type(TypeId::StopIteration));
    }
    return {};
}

Ref throw_step(Thread& thread, AsyncStep& step, Object* value)
{
    Generator& generator = *step.generator;
    if (step.state == AwaitState::Closed) {
        (void)raise_runtime_error(thread, reused_throw);
        return {};
    }
    if (!generator.frame) {
        step.state = AwaitState::Closed;
        (void)raise_none(thread, exception_type(TypeId::StopIteration));
        return {};
    }
    if (step.state == AwaitState::Iterating) {
        Ref result = generator_send(thread, generator, value);
        if (step.value) {
            return unwrap(thread, generator, std::move(result));
        }
        return finish_throw(thread, step, std::move(result));
    }
    if (generator.is_running_async) {
        step.state = AwaitState::Closed;
        (void)raise_runtime_error(thread,
            step.value ? "athrow(): asynchronous generator is already running"
                       : "aclose(): asynchronous generator is already running");
        return {};
    }
    if (generator.closed) {
        step.state = AwaitState::Closed;
        (void)raise_none(thread, exception_type(TypeId::StopAsyncIteration));
        return {};
    }
    if (value != none()) {
        (void)raise_runtime_error(thread, "can't send non-None value to a just-started coroutine");
        return {};
    }
    step.state = AwaitState::Iterating;
    generator.is_running_async = true;
    Object* type = exception_type(TypeId::GeneratorExit);
    Object* exception = nullptr;
    Object* traceback = nullptr;
    if (!step.value) {
        generator.closed = true;
    } else {
        const Tuple& given = *as<Tuple>(step.value);
        if (given.length < 1 || given.length > 3) {
            (void)raise(thread, TypeId::TypeError, "athrow expected at {} {} argument{}, got {}",
                given.length < 1 ? "least" : "most", given.length < 1 ? 1 : 3,
                given.length < 1 ? "" : "s", given.length);
            return {};
        }
        type = given[0];
        exception = given.length > 1 ? given[1] : nullptr;
        traceback = given.length > 2 ? given[2] : nullptr;
    }
    Result<Ref> thrown = generator_throw(
        thread, generator, type, exception, traceback, OnGeneratorExit::ThrowToInner);
    return finish_throw(thread, step, thrown.failed() ? Ref() : thrown.take());
}

Result<Ref> as_result(Ref value)
{
    if (!value) {
        return Raised{};
    }
    return value;
}

NextItem send_next(Thread& thread, Object* self)
{
    return send_step(thread, *as<AsyncStep>(self), none());
}

Result<Ref> send_send(Thread& thread, AsyncStep& self, Args args)
{
    return as_result(send_step(thread, self, args[0]));
}

Result<Ref> send_throw(Thread& thread, AsyncStep& self, Args args)
{
    if (self.state == AwaitState::Closed) {
        return raise_runtime_error(thread, reused_send);
    }
    Result<Ref> thrown = generator_throw(thread, *self.generator, args[0], args[1], args[2]);
    Ref result = unwrap(thread, *self.generator, thrown.failed() ? Ref() : thrown.take());
    if (!result) {
        self.state = AwaitState::Closed;
    }
    return as_result(std::move(result));
}

NextItem throw_next(Thread& thread, Object* self)
{
    return throw_step(thread, *as<AsyncStep>(self), none());
}

Result<Ref> throw_send(Thread& thread, AsyncStep& self, Args args)
{
    return as_result(throw_step(thread, self, args[0]));
}

Result<Ref> throw_throw(Thread& thread, AsyncStep& self, Args args)
{
    if (self.state == AwaitState::Closed) {
        return raise_runtime_error(thread, reused_throw);
    }
    Result<Ref> thrown = generator_throw(thread, *self.generator, args[0], args[1], args[2]);
    Ref result = thrown.failed() ? Ref() : thrown.take();
    if (self.value) {
        return as_result(unwrap(thread, *self.generator, std::move(result)));
    }
    if (result && is_wrapped(result)) {
        return as_result(finish_throw(thread, self, std::move(result)));
    }
    if (!result && pending_end(thread)) {
        clear_exception(thread);
        (void)raise_none(thread, exception_type(TypeId::StopIteration));
    }
    return as_result(std::move(result));
}

Result<Ref> step_close(Thread&, AsyncStep& self, Args)
{
    self.state = AwaitState::Closed;
    return make_none();
}

Result<Ref> iterate_self(Thread&, Object* self)
{
    return share(self);
}

void step_destroy(Object* object)
{
    AsyncStep& step = *as<AsyncStep>(object);
    gc_untrack(&step);
    xdecref(step.generator);
    xdecref(step.value);
    free_object(&step);
}

void step_traverse(Object* object, VisitFn visit, void* context)
{
    const AsyncStep& step = *as<AsyncStep>(object);
    for (Object* member : { static_cast<Object*>(step.generator), step.value }) {
        if (member) {
            visit(member, context);
        }
    }
}

void wrapped_destroy(Object* object)
{
    gc_untrack(object);
    xdecref(as<WrappedValue>(object)->value);
    free_object(object);
}

void wrapped_traverse(Object* object, VisitFn visit, void* context)
{
    if (Object* value = as<WrappedValue>(object)->value) {
        visit(value, context);
    }
}

constexpr Method send_methods[] = {
    { .name = "send",
        .signature = "value, /",
        .call = native<AsyncStep, send_send>,
        .doc = "Go on with a value." },
    { .name = "throw",
        .signature = "type, value=None, traceback=None, /",
        .call = native<AsyncStep, send_throw>,
        .doc = "Raise an exception inside." },
    { .name = "close", .call = native<AsyncStep, step_close>, .doc = "Do not use it any further." },
};

constexpr Method throw_methods[] = {
    { .name = "send",
        .signature = "value, /",
        .call = native<AsyncStep, throw_send>,
        .doc = "Go on with a value." },
    { .name = "throw",
        .signature = "type, value=None, traceback=None, /",
        .call = native<AsyncStep, throw_throw>,
        .doc = "Raise an exception inside." },
    { .name = "close", .call = native<AsyncStep, step_close>, .doc = "Do not use it any further." },
};

constexpr TypeSpec asend_spec = {
    .name = "async_generator_asend",
    .basic_size = sizeof(AsyncStep),
    .slots = {
        .destroy = step_destroy,
        .traverse = step_traverse,
        .iterate = iterate_self,
        .next = send_next,
        .await = iterate_self,
    },
    .methods = send_methods,
};

constexpr TypeSpec athrow_spec = {
    .name = "async_generator_athrow",
    .basic_size = sizeof(AsyncStep),
    .slots = {
        .destroy = step_destroy,
        .traverse = step_traverse,
        .iterate = iterate_self,
        .next = throw_next,
        .await = iterate_self,
    },
    .methods = throw_methods,
};

constexpr TypeSpec wrapped_value_spec = {
    .name = "async_generator_wrapped_value",
    .basic_size = sizeof(WrappedValue),
    .slots = {
        .destroy = wrapped_destroy,
        .traverse = wrapped_traverse,
    },
};

Ref make_step(EvalType type, Generator& generator, Object* value)
{
    RefTo<AsyncStep> step = allocate<AsyncStep>(type_of(type));
    step->generator = share(&generator).release();
    step->value = value ? share(value).release() : nullptr;
    gc_track(step.get());
    return step;
}

} // namespace

Ref wrap_async_value(Object* value)
{
    RefTo<WrappedValue> wrapped
        = allocate<WrappedValue>(type_of(EvalType::async_generator_wrapped_value));
    wrapped->value = share(value).release();
    gc_track(wrapped.get());
    return wrapped;
}

Ref make_async_send(Generator& generator, Object* value)
{
    return make_step(EvalType::async_generator_asend, generator, value);
}

Ref make_async_throw(Generator& generator, Object* arguments_or_null)
{
    return make_step(EvalType::async_generator_athrow, generator, arguments_or_null);
}

void boot_async_generator_types()
{
    type_ready(*type_of(EvalType::async_generator_asend), asend_spec);
    type_ready(*type_of(EvalType::async_generator_athrow), athrow_spec);
    type_ready(*type_of(EvalType::async_generator_wrapped_value), wrapped_value_spec);
}

} // namespace fw
