// map and filter. CPython: mapobject and filterobject in Python/bltinmodule.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"

#include <vector>

namespace fw {

namespace {

struct Map : Object {
    Object* function;
    Tuple* iterators;
};

struct Filter : Object {
    Object* function; // None and bool: the items' own truth
    Object* iterator;
};

void map_destroy(Object* self)
{
    auto& map = *static_cast<Map*>(self);
    gc_untrack(self);
    xdecref(map.iterators);
    xdecref(map.function);
    free_object(self);
}

void map_traverse(Object* self, VisitFn visit, void* context)
{
    auto& map = *static_cast<Map*>(self);
    if (map.iterators) {
        visit(map.iterators, context);
    }
    if (map.function) {
        visit(map.function, context);
    }
}

Result<Ref> map_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, map_type(), args, 0, SIZE_MAX));
    if (args.count < 2) {
        return raise(thread, TypeId::TypeError, "map() must have at least two arguments.");
    }
    const auto count = static_cast<std::int64_t>(args.count) - 1;
    RefTo<Tuple> iterators = make_tuple(count);
    for (std::int64_t i = 0; i < count; ++i) {
        TRY_LET(Ref iterator, get_iterator(thread, args[static_cast<std::size_t>(i) + 1]));
        iterators->items()[i] = iterator.release();
    }
    auto map = allocate<Map>(&type);
    map->function = share(args[0]).release();
    map->iterators = iterators.release();
    gc_track(map.get());
    return map;
}

// The items of several iterators, kept here while the function runs.
NextItem map_next_of_many(Thread& thread, Map& map)
{
    const std::int64_t count = map.iterators->length;
    std::vector<Ref> items;
    items.reserve(static_cast<std::size_t>(count));
    for (Object* const iterator : *map.iterators) {
        Ref item = iterator->type->slots.next(thread, iterator);
        if (!item) {
            return nullptr;
        }
        items.push_back(std::move(item));
    }
    static_assert(sizeof(Ref) == sizeof(Object*));
    Args args;
    args.values = reinterpret_cast<Object* const*>(items.data()); // A Ref is its pointer.
    args.count = static_cast<std::size_t>(count);
    return call(thread, map.function, args).take();
}

NextItem map_next(Thread& thread, Object* self)
{
    auto& map = *static_cast<Map*>(self);
    if (map.iterators->length != 1) {
        return map_next_of_many(thread, map);
    }
    Object* const iterator = (*map.iterators)[0];
    const Ref item = iterator->type->slots.next(thread, iterator);
    if (!item) {
        return nullptr;
    }
    Object* const value = item.get();
    return call(thread, map.function, Args{ &value, 1, nullptr }).take();
}

Result<Ref> map_reduce(Thread&, Map& self, Args)
{
    const std::int64_t count = self.iterators->length;
    RefTo<Tuple> arguments = make_tuple(count + 1);
    arguments->items()[0] = share(self.function).release();
    for (std::int64_t i = 0; i < count; ++i) {
        arguments->items()[i + 1] = share((*self.iterators)[i]).release();
    }
    return make_tuple({ self.type, arguments.get() });
}

void filter_destroy(Object* self)
{
    auto& filter = *static_cast<Filter*>(self);
    gc_untrack(self);
    xdecref(filter.function);
    xdecref(filter.iterator);
    free_object(self);
}

void filter_traverse(Object* self, VisitFn visit, void* context)
{
    auto& filter = *static_cast<Filter*>(self);
    if (filter.iterator) {
        visit(filter.iterator, context);
    }
    if (filter.function) {
        visit(filter.function, context);
    }
}

Result<Ref> filter_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, filter_type(), args, 2, 2));
    TRY_LET(Ref iterator, get_iterator(thread, args[1]));
    auto filter = allocate<Filter>(&type);
    filter->function = share(args[0]).release();
    filter->iterator = iterator.release();
    gc_track(filter.get());
    return filter;
}

NextItem filter_next(Thread& thread, Object* self)
{
    auto& filter = *static_cast<Filter*>(self);
    const bool plain = filter.function == none() || filter.function == bool_type();
    Object* const iterator = filter.iterator;
    const NextFn next = iterator->type->slots.next;
    while (true) {
        Ref item = next(thread, iterator);
        if (!item) {
            return nullptr;
        }
        Ref answer = item;
        if (!plain) {
            auto called = call(thread, filter.function, { item.get() });
            if (called.failed()) {
                return nullptr;
            }
            answer = called.take();
        }
        const Result<bool> good = is_true(thread, answer.get());
        if (good.failed()) {
            return nullptr;
        }
        if (good.value()) {
            return item;
        }
    }
}

Result<Ref> filter_reduce(Thread&, Filter& self, Args)
{
    const RefTo<Tuple> arguments = make_tuple({ self.function, self.iterator });
    return make_tuple({ self.type, arguments.get() });
}

constexpr Method map_methods[] = {
    { .name = "__reduce__", .call = native<Map, map_reduce>, .doc = "State for pickling." },
};

constexpr Method filter_methods[] = {
    { .name = "__reduce__", .call = native<Filter, filter_reduce>, .doc = "State for pickling." },
};

} // namespace

constexpr TypeSpec map_spec = {
    .name = "map",
    .doc = "map(function, *iterables): the function's results for one item of each.",
    .basic_size = sizeof(Map),
    .flags = TypeIsBase,
    .slots = {
        .destroy = map_destroy,
        .traverse = map_traverse,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = map_next,
        .create = map_create,
    },
    .methods = map_methods,
};

constexpr TypeSpec filter_spec = {
    .name = "filter",
    .doc = "filter(function or None, iterable): the items for which the function is true.",
    .basic_size = sizeof(Filter),
    .flags = TypeIsBase,
    .slots = {
        .destroy = filter_destroy,
        .traverse = filter_traverse,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = filter_next,
        .create = filter_create,
    },
    .methods = filter_methods,
};

} // namespace fw
