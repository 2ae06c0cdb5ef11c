// enumerate. CPython: Objects/enumobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/types/container_support.h"

namespace fw {

namespace {

struct Enumerate : Object {
    std::int64_t index; // INT64_MAX: long_index counts from here on
    Object* iterator;
    Tuple* result; // Handed out again when nobody else holds it any more.
    Object* long_index; // or null
};

void enumerate_destroy(Object* self)
{
    auto& enumerate = *static_cast<Enumerate*>(self);
    gc_untrack(self);
    xdecref(enumerate.iterator);
    xdecref(enumerate.result);
    xdecref(enumerate.long_index);
    free_object(self);
}

void enumerate_traverse(Object* self, VisitFn visit, void* context)
{
    auto& enumerate = *static_cast<Enumerate*>(self);
    if (enumerate.iterator) {
        visit(enumerate.iterator, context);
    }
    if (enumerate.result) {
        visit(enumerate.result, context);
    }
}

Result<Ref> enumerate_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("iterable, start=0");
    Object* values[2] = {};
    TRY(bind_arguments(thread, "enumerate", shape, args, values));
    std::int64_t index = 0;
    Ref long_index;
    if (values[1]) {
        TRY_LET(Ref start, number_index(thread, values[1]));
        const auto& number = *as<Int>(start.get());
        if (number.is_small()) {
            index = number.value;
        } else {
            index = INT64_MAX;
            long_index = std::move(start);
        }
    }
    TRY_LET(Ref iterator, get_iterator(thread, values[0]));
    RefTo<Tuple> result = make_tuple({ none(), none() });
    auto enumerate = allocate<Enumerate>(&type);
    enumerate->index = index;
    enumerate->iterator = iterator.release();
    enumerate->result = result.release();
    enumerate->long_index = long_index.release();
    gc_track(enumerate.get());
    return enumerate;
}

Result<Ref> next_long_index(Thread& thread, Enumerate& enumerate)
{
    if (!enumerate.long_index) {
        enumerate.long_index = make_int(INT64_MAX).release();
    }
    const Ref one = make_int(1);
    TRY_LET(Ref stepped, number_add(thread, enumerate.long_index, one.get()));
    Ref index = adopt(enumerate.long_index);
    enumerate.long_index = stepped.release();
    return index;
}

NextItem enumerate_next(Thread& thread, Object* self)
{
    auto& enumerate = *static_cast<Enumerate*>(self);
    Object* const iterator = enumerate.iterator;
    Ref item = iterator->type->slots.next(thread, iterator);
    if (!item) {
        return nullptr;
    }
    Ref index;
    if (enumerate.index == INT64_MAX) [[unlikely]] {
        auto counted = next_long_index(thread, enumerate);
        if (counted.failed()) {
            return nullptr;
        }
        index = counted.take();
    } else {
        index = make_int(enumerate.index++);
    }
    Tuple* const result = enumerate.result;
    if (result->refcount == 1) {
        Ref shared = share(result);
        const Ref old_index = adopt(result->items()[0]);
        const Ref old_item = adopt(result->items()[1]);
        result->items()[0] = index.release();
        result->items()[1] = item.release();
        if (!gc_is_tracked(result)) {
            gc_track(result);
        }
        return shared;
    }
    RefTo<Tuple> fresh = make_tuple(2);
    fresh->items()[0] = index.release();
    fresh->items()[1] = item.release();
    return fresh;
}

Result<Ref> enumerate_reduce(Thread&, Enumerate& self, Args)
{
    const Ref index = self.long_index ? share(self.long_index) : make_int(self.index);
    const RefTo<Tuple> arguments = make_tuple({ self.iterator, index.get() });
    return make_tuple({ self.type, arguments.get() });
}

constexpr Method enumerate_methods[] = {
    { .name = "__reduce__",
        .call = native<Enumerate, enumerate_reduce>,
        .doc = "State for pickling." },
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = container_class_getitem,
        .doc = "A generic alias of the class, as annotations use it.",
        .kind = MethodKind::Class },
};

} // namespace

constexpr TypeSpec enumerate_spec = {
    .name = "enumerate",
    .doc = "enumerate(iterable, start=0): pairs of a count and an item.",
    .basic_size = sizeof(Enumerate),
    .flags = TypeIsBase,
    .slots = {
        .destroy = enumerate_destroy,
        .traverse = enumerate_traverse,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = enumerate_next,
        .create = enumerate_create,
    },
    .methods = enumerate_methods,
};

} // namespace fw
