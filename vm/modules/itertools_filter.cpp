// compress, dropwhile, takewhile, filterfalse and islice.
// CPython: Modules/itertoolsmodule.c

#include "vm/modules/itertools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/int.h"

#include <limits>

namespace fw {

namespace {

struct Compress : IteratorState<2> { }; // data, selectors

Result<Ref> compress_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("data, selectors");
    Object* values[2];
    TRY(bind_arguments(thread, "compress", shape, args, values));
    TRY_LET(Ref data, get_iterator(thread, values[0]));
    TRY_LET(Ref selectors, get_iterator(thread, values[1]));
    return make_state<Compress>(type, { std::move(data), std::move(selectors) });
}

NextItem compress_next(Thread& thread, Compress& self)
{
    while (true) {
        Ref item = iterate_next(thread, self[0]);
        if (!item) {
            return {};
        }
        const Ref selector = iterate_next(thread, self[1]);
        if (!selector) {
            return {};
        }
        const Result<bool> chosen = is_true(thread, selector.get());
        if (chosen.failed()) {
            return {};
        }
        if (chosen.take()) {
            return item;
        }
    }
}

// predicate, iterator: the three types that look at each item.
struct Predicated : IteratorState<2> {
    bool started_or_stopped;
};

template <const auto& name> Result<Ref> predicated_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, name, args));
    TRY(check_positional(thread, name, args, 2, 2));
    TRY_LET(Ref iterator, get_iterator(thread, args[1]));
    return make_state<Predicated>(type, { share(args[0]), std::move(iterator) });
}

Result<bool> ask(Thread& thread, Predicated& self, Object* item)
{
    TRY_LET(const Ref answer, call(thread, self[0], { item }));
    return is_true(thread, answer.get());
}

NextItem dropwhile_next(Thread& thread, Predicated& self)
{
    while (true) {
        Ref item = iterate_next(thread, self[1]);
        if (!item || self.started_or_stopped) {
            return item;
        }
        const Result<bool> drop = ask(thread, self, item.get());
        if (drop.failed()) {
            return {};
        }
        if (!drop.take()) {
            self.started_or_stopped = true;
            return item;
        }
    }
}

NextItem takewhile_next(Thread& thread, Predicated& self)
{
    if (self.started_or_stopped) {
        return {};
    }
    Ref item = iterate_next(thread, self[1]);
    if (!item) {
        return {};
    }
    const Result<bool> take = ask(thread, self, item.get());
    if (take.failed()) {
        return {};
    }
    if (!take.take()) {
        self.started_or_stopped = true;
        return {};
    }
    return item;
}

NextItem filterfalse_next(Thread& thread, Predicated& self)
{
    while (true) {
        Ref item = iterate_next(thread, self[1]);
        if (!item) {
            return {};
        }
        const bool plain = self[0] == none() || self[0] == bool_type();
        const Result<bool> keep
            = plain ? is_true(thread, item.get()) : ask(thread, self, item.get());
        if (keep.failed()) {
            return {};
        }
        if (!keep.take()) {
            return item;
        }
    }
}

struct Islice : IteratorState<1> { // the iterator, null once it has ended
    std::int64_t next; // index of the next item to hand out
    std::int64_t stop; // -1: none
    std::int64_t step;
    std::int64_t count; // items taken so far
};

Result<std::int64_t> islice_bound(
    Thread& thread, Object* object, std::int64_t fallback, const char* message)
{
    if (!object || object == none()) {
        return fallback;
    }
    if (!object->type->slots.to_index) {
        return raise(thread, TypeId::ValueError, "{}", message);
    }
    const Result<std::int64_t> value = to_int64(thread, object);
    if (value.failed()) {
        clear_exception(thread);
        return raise(thread, TypeId::ValueError, "{}", message);
    }
    if (value.value() < 0) {
        return raise(thread, TypeId::ValueError, "{}", message);
    }
    return value.value();
}

Result<Ref> islice_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "islice", args));
    TRY(check_positional(thread, "islice", args, 2, 4));
    constexpr const char* bounds
        = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    constexpr const char* stop_text
        = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    std::int64_t start = 0;
    std::int64_t stop = -1;
    std::int64_t step = 1;
    if (args.count == 2) {
        TRY_SET(stop, islice_bound(thread, args[1], -1, stop_text));
    } else {
        TRY_SET(start, islice_bound(thread, args[1], 0, bounds));
        TRY_SET(stop, islice_bound(thread, args[2], -1, stop_text));
        if (args.count == 4) {
            TRY_SET(step,
                islice_bound(
                    thread, args[3], 1, "Step for islice() must be a positive integer or None."));
        }
    }
    if (step < 1) {
        return raise(
            thread, TypeId::ValueError, "Step for islice() must be a positive integer or None.");
    }
    TRY_LET(Ref iterator, get_iterator(thread, args[0]));
    RefTo<Islice> self = make_state<Islice>(type, { std::move(iterator) });
    self->next = start;
    self->stop = stop;
    self->step = step;
    return self;
}

NextItem islice_next(Thread& thread, Islice& self)
{
    if (!self[0]) {
        return {};
    }
    const Ref iterator = share(self[0]);
    while (self.count < self.next && (self.stop < 0 || self.count < self.stop)) {
        const Ref skipped = iterate_next(thread, iterator.get());
        if (!skipped) {
            self.set(0, nullptr);
            return {};
        }
        ++self.count;
    }
    if (self.stop >= 0 && self.count >= self.stop) {
        self.set(0, nullptr);
        return {};
    }
    Ref item = iterate_next(thread, iterator.get());
    if (!item) {
        self.set(0, nullptr);
        return {};
    }
    ++self.count;
    const bool overflows = self.next > std::numeric_limits<std::int64_t>::max() - self.step;
    self.next = overflows ? std::numeric_limits<std::int64_t>::max() : self.next + self.step;
    if (self.stop >= 0 && self.next > self.stop) {
        self.next = self.stop;
    }
    return item;
}

constexpr char dropwhile_name[] = "dropwhile";
constexpr char takewhile_name[] = "takewhile";
constexpr char filterfalse_name[] = "filterfalse";

} // namespace

constexpr TypeSpec compress_spec = {
    .name = "itertools.compress",
    .doc = "compress(data, selectors): the items of data whose selector is true.",
    .basic_size = sizeof(Compress),
    .flags = TypeIsBase,
    .slots = state_slots<Compress, compress_next>(compress_create),
};

constexpr TypeSpec dropwhile_spec = {
    .name = "itertools.dropwhile",
    .doc = "dropwhile(predicate, iterable): the items from the first that fails the predicate on.",
    .basic_size = sizeof(Predicated),
    .flags = TypeIsBase,
    .slots = state_slots<Predicated, dropwhile_next>(predicated_create<dropwhile_name>),
};

constexpr TypeSpec takewhile_spec = {
    .name = "itertools.takewhile",
    .doc = "takewhile(predicate, iterable): the items up to the first that fails the predicate.",
    .basic_size = sizeof(Predicated),
    .flags = TypeIsBase,
    .slots = state_slots<Predicated, takewhile_next>(predicated_create<takewhile_name>),
};

constexpr TypeSpec filterfalse_spec = {
    .name = "itertools.filterfalse",
    .doc = "filterfalse(predicate, iterable): the items that fail the predicate.",
    .basic_size = sizeof(Predicated),
    .flags = TypeIsBase,
    .slots = state_slots<Predicated, filterfalse_next>(predicated_create<filterfalse_name>),
};

constexpr TypeSpec islice_spec = {
    .name = "itertools.islice",
    .doc
    = "islice(iterable[, start], stop[, step]): some of its items, as a slice would choose them.",
    .basic_size = sizeof(Islice),
    .flags = TypeIsBase,
    .slots = state_slots<Islice, islice_next>(islice_create),
};

} // namespace fw
