// count, cycle and repeat.
// CPython: Modules/itertoolsmodule.c

#include "vm/modules/itertools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/int.h"
#include "vm/object/list.h"

namespace fw {

namespace {

struct Count : IteratorState<2> { }; // the next number, the step

Result<Ref> count_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("start=0, step=1");
    Object* values[2];
    TRY(bind_arguments(thread, "count", shape, args, values));
    for (Object* value : values) {
        if (value && !value->type->slots.to_index && !value->type->slots.to_float
            && value->type != complex_type()) {
            return raise(thread, TypeId::TypeError, "a number is required");
        }
    }
    return make_state<Count>(type,
        { values[0] ? share(values[0]) : make_int(0), values[1] ? share(values[1]) : make_int(1) });
}

NextItem count_next(Thread& thread, Count& self)
{
    Ref current = share(self[0]);
    Result<Ref> next = number_add(thread, self[0], self[1]);
    if (next.failed()) {
        return {};
    }
    self.set(0, next.take());
    return current;
}

Result<Ref> count_repr(Thread& thread, Count& self)
{
    TRY_LET(const RefTo<Str> start, repr(thread, self[0]));
    if (self[1]->type == int_type()
        && int_compare(*as<Int>(self[1]), *as<Int>(make_int(1).get())) == 0) {
        return make_str(fmt::format("count({})", to_utf8(*start)));
    }
    TRY_LET(const RefTo<Str> step, repr(thread, self[1]));
    return make_str(fmt::format("count({}, {})", to_utf8(*start), to_utf8(*step)));
}

Result<Ref> count_reduce(Thread&, Count& self, Args)
{
    const RefTo<Tuple> arguments = make_tuple({ self[0], self[1] });
    return make_tuple({ self.type, arguments.get() });
}

constexpr Method count_methods[] = {
    { .name = "__reduce__", .call = native<Count, count_reduce>, .doc = "State for pickling." },
};

struct Cycle : IteratorState<2> { // the iterator (null once it has ended), the saved items
    std::int64_t index;
};

Result<Ref> cycle_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "cycle", args));
    TRY(check_positional(thread, "cycle", args, 1, 1));
    TRY_LET(Ref iterator, get_iterator(thread, args[0]));
    return make_state<Cycle>(type, { std::move(iterator), make_list() });
}

NextItem cycle_next(Thread& thread, Cycle& self)
{
    List& saved = *as<List>(self[1]);
    if (self[0]) {
        Ref item = iterate_next(thread, self[0]);
        if (item) {
            list_append(saved, item);
            return item;
        }
        if (!iteration_ended(thread)) {
            return {};
        }
        self.set(0, nullptr);
    }
    if (saved.length == 0) {
        return {};
    }
    Ref item = share(saved[self.index]);
    self.index = self.index + 1 < saved.length ? self.index + 1 : 0;
    return item;
}

struct Repeat : IteratorState<1> {
    std::int64_t left; // -1: for ever
};

Result<Ref> repeat_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("object, times=None");
    Object* values[2];
    TRY(bind_arguments(thread, "repeat", shape, args, values));
    std::int64_t times = -1;
    if (values[1]) {
        TRY_SET(times, to_int64(thread, values[1]));
        times = times < 0 ? 0 : times;
    }
    RefTo<Repeat> self = make_state<Repeat>(type, { share(values[0]) });
    self->left = times;
    return self;
}

NextItem repeat_next(Thread&, Repeat& self)
{
    if (self.left == 0) {
        return {};
    }
    if (self.left > 0) {
        --self.left;
    }
    return share(self[0]);
}

Result<Ref> repeat_repr(Thread& thread, Repeat& self)
{
    TRY_LET(const RefTo<Str> element, repr(thread, self[0]));
    if (self.left < 0) {
        return make_str(fmt::format("repeat({})", to_utf8(*element)));
    }
    return make_str(fmt::format("repeat({}, {})", to_utf8(*element), self.left));
}

Result<Ref> repeat_length_hint(Thread& thread, Repeat& self, Args)
{
    if (self.left < 0) {
        return raise(thread, TypeId::TypeError, "len() of unsized object");
    }
    return make_int(self.left);
}

constexpr Method repeat_methods[] = {
    { .name = "__length_hint__",
        .call = native<Repeat, repeat_length_hint>,
        .doc = "How many are left." },
};

constexpr Slots with_repr(Slots slots, UnaryFn repr_slot)
{
    slots.repr = repr_slot;
    return slots;
}

} // namespace

constexpr TypeSpec count_spec = {
    .name = "itertools.count",
    .doc = "count(start=0, step=1): start, start+step, start+2*step, ...",
    .basic_size = sizeof(Count),
    .flags = TypeIsBase,
    .slots = with_repr(state_slots<Count, count_next>(count_create), unary<Count, count_repr>),
    .methods = count_methods,
};

constexpr TypeSpec cycle_spec = {
    .name = "itertools.cycle",
    .doc = "cycle(iterable): its items, then the same again for ever.",
    .basic_size = sizeof(Cycle),
    .flags = TypeIsBase,
    .slots = state_slots<Cycle, cycle_next>(cycle_create),
};

constexpr TypeSpec repeat_spec = {
    .name = "itertools.repeat",
    .doc = "repeat(object[, times]): the object, so many times or for ever.",
    .basic_size = sizeof(Repeat),
    .flags = TypeIsBase,
    .slots = with_repr(state_slots<Repeat, repeat_next>(repeat_create), unary<Repeat, repeat_repr>),
    .methods = repeat_methods,
};

} // namespace fw
