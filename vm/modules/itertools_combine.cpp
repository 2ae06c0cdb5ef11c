// chain, starmap, accumulate and zip_longest: iterators over several iterables or argument tuples.
// CPython: Modules/itertoolsmodule.c

#include "vm/modules/itertools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/list.h"
#include "vm/types/container_support.h"

namespace fw {

namespace {

struct Chain : IteratorState<2> { }; // the iterator of iterables (null at the end), the active one

Result<Ref> chain_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "chain", args));
    const RefTo<Tuple> iterables
        = make_tuple_from(args.values, static_cast<std::int64_t>(args.count));
    TRY_LET(Ref source, get_iterator(thread, iterables.get()));
    return make_state<Chain>(type, { std::move(source) });
}

Result<Ref> chain_from_iterable(Thread& thread, Object* self, Args args)
{
    TRY_LET(Ref source, get_iterator(thread, args[0]));
    return make_state<Chain>(*as<Type>(self), { std::move(source) });
}

NextItem chain_next(Thread& thread, Chain& self)
{
    while (self[0]) {
        if (!self[1]) {
            const Ref source = share(self[0]);
            const Ref iterable = iterate_next(thread, source.get());
            if (!iterable) {
                (void)iteration_ended(thread); // Its end is told without a StopIteration.
                self.set(0, nullptr);
                return {};
            }
            Result<Ref> iterator = get_iterator(thread, iterable.get());
            if (iterator.failed()) {
                self.set(0, nullptr);
                return {};
            }
            self.set(1, iterator.take());
        }
        const Ref active = share(self[1]);
        Ref item = iterate_next(thread, active.get());
        if (item) {
            return item;
        }
        if (!iteration_ended(thread)) {
            return {};
        }
        self.set(1, nullptr);
    }
    return {};
}

constexpr Method chain_methods[] = {
    { .name = "from_iterable",
        .signature = "iterable, /",
        .call = chain_from_iterable,
        .doc = "The items of each item of the iterable.",
        .kind = MethodKind::Class },
    { .name = "__class_getitem__",
        .signature = "object, /",
        .call = container_class_getitem,
        .doc = "A generic alias.",
        .kind = MethodKind::Class },
};

struct Starmap : IteratorState<2> { }; // function, iterator

Result<Ref> starmap_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "starmap", args));
    TRY(check_positional(thread, "starmap", args, 2, 2));
    TRY_LET(Ref iterator, get_iterator(thread, args[1]));
    return make_state<Starmap>(type, { share(args[0]), std::move(iterator) });
}

NextItem starmap_next(Thread& thread, Starmap& self)
{
    const Ref item = iterate_next(thread, self[1]);
    if (!item) {
        return {};
    }
    Result<Ref> arguments
        = item->type == tuple_type() ? Result<Ref>(item) : sequence_to_tuple(thread, item.get());
    if (arguments.failed()) {
        return {};
    }
    const Ref values = arguments.take();
    Result<Ref> answer = call_with(thread, self[0], as<Tuple>(values.get()), nullptr);
    return answer.failed() ? Ref() : answer.take();
}

// The iterator, the function (null: addition), the total so far, the initial value still to come.
struct Accumulate : IteratorState<4> { };

Result<Ref> accumulate_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("iterable, func=None, *, initial=None");
    Object* values[3];
    TRY(bind_arguments(thread, "accumulate", shape, args, values));
    TRY_LET(Ref iterator, get_iterator(thread, values[0]));
    const bool plain = !values[1] || values[1] == none();
    const bool from_start = !values[2] || values[2] == none();
    return make_state<Accumulate>(type,
        { std::move(iterator), plain ? Ref() : share(values[1]), Ref(),
            from_start ? Ref() : share(values[2]) });
}

NextItem accumulate_next(Thread& thread, Accumulate& self)
{
    if (self[3]) {
        self.set(2, share(self[3]));
        self.set(3, nullptr);
        return share(self[2]);
    }
    const Ref item = iterate_next(thread, self[0]);
    if (!item) {
        return {};
    }
    if (!self[2]) {
        self.set(2, item);
        return item;
    }
    const Ref total = share(self[2]);
    Result<Ref> next = self[1] ? call(thread, self[1], { total.get(), item.get() })
                               : number_add(thread, total.get(), item.get());
    if (next.failed()) {
        return {};
    }
    self.set(2, next.value());
    return next.take();
}

struct ZipLongest : IteratorState<2> { // list of iterators, None where one has ended; fill value
    std::int64_t active;
};

Result<Ref> zip_longest_create(Thread& thread, Type& type, Args args)
{
    Object* fill = none();
    if (args.keyword_count() > 0) {
        const bool known
            = args.keyword_count() == 1 && str_equal(*as<Str>((*args.names)[0]), "fillvalue");
        if (!known) {
            return raise(
                thread, TypeId::TypeError, "zip_longest() got an unexpected keyword argument");
        }
        fill = args[args.count];
    }
    const RefTo<List> iterators = make_list();
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_LET(Ref iterator, get_iterator(thread, args[i]));
        list_append(*iterators, std::move(iterator));
    }
    RefTo<ZipLongest> self = make_state<ZipLongest>(type, { iterators, share(fill) });
    self->active = iterators->length;
    return self;
}

NextItem zip_longest_next(Thread& thread, ZipLongest& self)
{
    if (!self[0] || self.active == 0) {
        return {};
    }
    const RefTo<List> iterators = share(as<List>(self[0]));
    RefTo<Tuple> row = make_tuple(iterators->length);
    for (std::int64_t i = 0; i < iterators->length; ++i) {
        Object* iterator = (*iterators)[i];
        Ref item;
        if (iterator != none()) {
            item = iterate_next(thread, iterator);
            if (!item) {
                --self.active;
                if (!iteration_ended(thread)) {
                    self.active = 0;
                    return {};
                }
                if (self.active == 0) {
                    return {};
                }
                iterators->items[i] = make_none().release();
                decref(iterator);
            }
        }
        row->items()[i] = item ? item.release() : share(self[1]).release();
    }
    return row;
}

} // namespace

constexpr TypeSpec chain_spec = {
    .name = "itertools.chain",
    .doc = "chain(*iterables): the items of the first, then those of the second, and so on.",
    .basic_size = sizeof(Chain),
    .flags = TypeIsBase,
    .slots = state_slots<Chain, chain_next>(chain_create),
    .methods = chain_methods,
};

constexpr TypeSpec starmap_spec = {
    .name = "itertools.starmap",
    .doc = "starmap(function, iterable): function(*item) for each item.",
    .basic_size = sizeof(Starmap),
    .flags = TypeIsBase,
    .slots = state_slots<Starmap, starmap_next>(starmap_create),
};

constexpr TypeSpec accumulate_spec = {
    .name = "itertools.accumulate",
    .doc = "accumulate(iterable, func=None, *, initial=None): running totals.",
    .basic_size = sizeof(Accumulate),
    .flags = TypeIsBase,
    .slots = state_slots<Accumulate, accumulate_next>(accumulate_create),
};

constexpr TypeSpec zip_longest_spec = {
    .name = "itertools.zip_longest",
    .doc = "zip_longest(*iterables, fillvalue=None): as zip, until the longest ends.",
    .basic_size = sizeof(ZipLongest),
    .flags = TypeIsBase,
    .slots = state_slots<ZipLongest, zip_longest_next>(zip_longest_create),
};

} // namespace fw
