// Awaitables and asynchronous iterators.
// CPython: GET_AWAITABLE, GET_AITER, GET_ANEXT in Python/ceval.c; _PyCoro_GetAwaitableIter in
// Objects/genobject.c

#include "vm/eval/async.h"

namespace fw {

Result<Ref> awaitable_iterator(Thread& thread, Object* object)
{
    if (object->type == coroutine_type()
        || (object->type == generator_type()
            && (as<Generator>(object)->code->flags & CodeIterableCoroutine) != 0)) {
        return share(object);
    }
    if (!object->type->slots.await) {
        return raise(thread, TypeId::TypeError, "object {} can't be used in 'await' expression",
            type_name(object));
    }
    TRY_LET(Ref iterator, object->type->slots.await(thread, object));
    if (iterator->type == coroutine_type()) {
        return raise(thread, TypeId::TypeError, "__await__() returned a coroutine");
    }
    if (!iterator->type->slots.next) {
        return raise(thread, TypeId::TypeError, "__await__() returned non-iterator of type '{}'",
            type_name(iterator.get()));
    }
    return iterator;
}

Result<Ref> get_awaitable(Eval& eval)
{
    Thread& thread = eval.thread;
    Object* object = eval.top();
    Result<Ref> got = awaitable_iterator(thread, object);
    if (got.failed()) {
        // `async with` says which of the two methods gave a wrong answer.
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(eval.frame->code->code->data());
        const std::int32_t offset = eval.frame->lasti();
        const auto before = offset >= 2 ? static_cast<code::Op>(bytes[offset - 2]) : code::Op::NOP;
        const bool entering = before == code::Op::BEFORE_ASYNC_WITH;
        const bool leaving = before == code::Op::WITH_EXCEPT_START
            || (before == code::Op::CALL_FUNCTION && offset >= 4
                && static_cast<code::Op>(bytes[offset - 4]) == code::Op::DUP_TOP);
        if (!object->type->slots.await && (entering || leaving)) {
            clear_exception(thread);
            return raise(thread, TypeId::TypeError,
                "'async with' received an object from {} that does not implement __await__: {}",
                entering ? "__aenter__" : "__aexit__", type_name(object));
        }
        return Raised{};
    }
    Ref iterator = got.take();
    if (iterator->type == coroutine_type() && yield_from_iterator(*as<Generator>(iterator.get()))) {
        return raise(thread, TypeId::RuntimeError, "coroutine is being awaited already");
    }
    return iterator;
}

Result<Ref> get_async_iterator(Thread& thread, Object* object)
{
    if (!object->type->slots.async_iterate) {
        return raise(thread, TypeId::TypeError,
            "'async for' requires an object with __aiter__ method, got {}", type_name(object));
    }
    TRY_LET(Ref iterator, object->type->slots.async_iterate(thread, object));
    if (!iterator->type->slots.async_next) {
        return raise(thread, TypeId::TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            type_name(iterator.get()));
    }
    return iterator;
}

Result<Ref> get_async_next(Thread& thread, Object* iterator)
{
    if (!iterator->type->slots.async_next) {
        return raise(thread, TypeId::TypeError,
            "'async for' requires an iterator with __anext__ method, got {}", type_name(iterator));
    }
    TRY_LET(const Ref next, iterator->type->slots.async_next(thread, iterator));
    Result<Ref> awaitable = awaitable_iterator(thread, next.get());
    if (awaitable.failed()) {
        clear_exception(thread);
        return raise(thread, TypeId::TypeError,
            "'async for' received an invalid object from __anext__: {}", type_name(next.get()));
    }
    return awaitable;
}

} // namespace fw
