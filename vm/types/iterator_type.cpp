// iter(sequence) for objects that have only `__getitem__`, and iter(callable, sentinel).
// CPython: Objects/iterobject.c

#include "vm/object/iterators.h"

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"

#include <algorithm>

namespace fw {

namespace {

NextItem iterator_next(Thread& thread, Object* self)
{
    auto& iterator = *static_cast<SequenceIterator*>(self);
    if (!iterator.sequence) {
        return nullptr;
    }
    const Ref sequence = share(iterator.sequence);
    auto item = get_index(thread, sequence.get(), iterator.index);
    if (!item.failed()) {
        ++iterator.index;
        return item.take();
    }
    if (pending_is(thread, exception_type(TypeId::IndexError))
        || pending_is(thread, exception_type(TypeId::StopIteration))) {
        clear_exception(thread);
        const Ref old = adopt(iterator.sequence);
        iterator.sequence = nullptr;
    }
    return nullptr;
}

Result<Ref> iterator_length_hint(Thread& thread, SequenceIterator& self, Args)
{
    if (!self.sequence) {
        return make_int(0);
    }
    const Slots& slots = self.sequence->type->slots;
    if (!slots.length && !slots.mapping_length) {
        return make_not_implemented();
    }
    TRY_LET(const std::int64_t count, length(thread, self.sequence));
    return make_int(std::max<std::int64_t>(count - self.index, 0));
}

Result<Ref> iterator_reduce(Thread& thread, SequenceIterator& self, Args)
{
    if (self.sequence) {
        return reduce_to(thread, "iter", self.sequence, self.index);
    }
    const RefTo<Tuple> empty = make_tuple(0);
    return reduce_to(thread, "iter", empty.get());
}

Result<Ref> iterator_setstate(Thread& thread, SequenceIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, state_argument(thread, args[0]));
    if (self.sequence) {
        self.index = std::max<std::int64_t>(index, 0);
    }
    return make_none();
}

void callable_iterator_destroy(Object* self)
{
    auto& iterator = *static_cast<CallableIterator*>(self);
    gc_untrack(self);
    xdecref(iterator.callable);
    xdecref(iterator.sentinel);
    free_object(self);
}

void callable_iterator_traverse(Object* self, VisitFn visit, void* context)
{
    const auto& iterator = *static_cast<CallableIterator*>(self);
    if (iterator.callable) {
        visit(iterator.callable, context);
    }
    if (iterator.sentinel) {
        visit(iterator.sentinel, context);
    }
}

void exhaust(CallableIterator& iterator)
{
    const Ref callable = adopt(iterator.callable);
    const Ref sentinel = adopt(iterator.sentinel);
    iterator.callable = nullptr;
    iterator.sentinel = nullptr;
}

NextItem callable_iterator_next(Thread& thread, Object* self)
{
    auto& iterator = *static_cast<CallableIterator*>(self);
    if (!iterator.callable) {
        return nullptr;
    }
    const Ref callable = share(iterator.callable);
    auto called = call(thread, callable.get(), {});
    if (called.failed()) {
        if (pending_is(thread, exception_type(TypeId::StopIteration))) {
            clear_exception(thread);
            exhaust(iterator);
        }
        return nullptr;
    }
    Ref result = called.take();
    if (!iterator.sentinel) { // The call has exhausted this very iterator.
        return nullptr;
    }
    const Ref sentinel = share(iterator.sentinel);
    const Result<bool> ended = equal(thread, sentinel.get(), result.get());
    if (ended.failed()) {
        return nullptr;
    }
    if (ended.value()) {
        exhaust(iterator);
        return nullptr;
    }
    return result;
}

Result<Ref> callable_iterator_reduce(Thread& thread, CallableIterator& self, Args)
{
    if (!self.callable) {
        const RefTo<Tuple> empty = make_tuple(0);
        return reduce_to(thread, "iter", empty.get());
    }
    TRY_LET(const Ref function, builtin_named(thread, "iter"));
    const RefTo<Tuple> arguments = make_tuple({ self.callable, self.sentinel });
    return make_tuple({ function.get(), arguments.get() });
}

constexpr Method iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<SequenceIterator, iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<SequenceIterator, iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<SequenceIterator, iterator_setstate>,
        .doc = "Set state when unpickling." },
};

constexpr Method callable_iterator_methods[] = {
    { .name = "__reduce__",
        .call = native<CallableIterator, callable_iterator_reduce>,
        .doc = "State for pickling." },
};

} // namespace

constexpr TypeSpec iterator_spec = {
    .name = "iterator",
    .basic_size = sizeof(SequenceIterator),
    .slots = {
        .destroy = item_iterator_destroy<SequenceIterator>,
        .traverse = item_iterator_traverse<SequenceIterator>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = iterator_next,
    },
    .methods = iterator_methods,
};

constexpr TypeSpec callable_iterator_spec = {
    .name = "callable_iterator",
    .basic_size = sizeof(CallableIterator),
    .slots = {
        .destroy = callable_iterator_destroy,
        .traverse = callable_iterator_traverse,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = callable_iterator_next,
    },
    .methods = callable_iterator_methods,
};

} // namespace fw
