// groupby and its groups; tee and the data that its iterators share.
// CPython: Modules/itertoolsmodule.c

#include "vm/modules/itertools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/int.h"
#include "vm/object/list.h"

namespace fw {

namespace {

struct Groupby : IteratorState<5> {
    Object* group; // The group that may still take items; borrowed, only compared.

    static constexpr std::size_t iterator = 0, key_function = 1, target_key = 2, key = 3, value = 4;
};

struct Group : IteratorState<2> { }; // the groupby, the key

Result<Ref> groupby_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("iterable, key=None");
    Object* values[2];
    TRY(bind_arguments(thread, "groupby", shape, args, values));
    TRY_LET(Ref iterator, get_iterator(thread, values[0]));
    return make_state<Groupby>(
        type, { std::move(iterator), share(values[1] ? values[1] : none()) });
}

// Fetches the next item and its key; false: the end, or raised.
bool groupby_step(Thread& thread, Groupby& self)
{
    const Ref value = iterate_next(thread, self[Groupby::iterator]);
    if (!value) {
        return false;
    }
    Ref key = value;
    if (self[Groupby::key_function] != none()) {
        Result<Ref> made = call(thread, self[Groupby::key_function], { value.get() });
        if (made.failed()) {
            return false;
        }
        key = made.take();
    }
    self.set(Groupby::value, value);
    self.set(Groupby::key, std::move(key));
    return true;
}

NextItem groupby_next(Thread& thread, Groupby& self)
{
    self.group = nullptr;
    while (true) {
        if (self[Groupby::key]) {
            if (!self[Groupby::target_key]) {
                break;
            }
            const Ref target = share(self[Groupby::target_key]);
            const Ref key = share(self[Groupby::key]);
            const Result<bool> same = equal(thread, target.get(), key.get());
            if (same.failed()) {
                return {};
            }
            if (!same.take()) {
                break;
            }
        }
        if (!groupby_step(thread, self)) {
            return {};
        }
    }
    self.set(Groupby::target_key, share(self[Groupby::key]));
    const RefTo<Group> group = make_state<Group>(*itertools_type(ItertoolsType::grouper),
        { share(&self), share(self[Groupby::target_key]) });
    self.group = group.get();
    return make_tuple({ self[Groupby::key], group.get() });
}

Result<Ref> group_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "_grouper", args));
    TRY(check_positional(thread, "_grouper", args, 2, 2));
    Type* groupby = itertools_type(ItertoolsType::groupby);
    if (!is_instance_of(args[0], groupby)) {
        return raise(thread, TypeId::TypeError,
            "_grouper() argument 1 must be itertools.groupby, not {}", type_name(args[0]));
    }
    RefTo<Group> group = make_state<Group>(type, { share(args[0]), share(args[1]) });
    as<Groupby>(args[0])->group = group.get();
    return group;
}

NextItem group_next(Thread& thread, Group& self)
{
    const RefTo<Groupby> parent = share(as<Groupby>(self[0]));
    if (parent->group != &self) {
        return {};
    }
    if (!(*parent)[Groupby::value] && !groupby_step(thread, *parent)) {
        return {};
    }
    const Ref key = share((*parent)[Groupby::key]);
    const Result<bool> same = equal(thread, self[1], key.get());
    if (same.failed() || !same.take()) {
        return {};
    }
    Ref value = share((*parent)[Groupby::value]);
    parent->set(Groupby::value, nullptr);
    parent->set(Groupby::key, nullptr);
    return value;
}

// --- tee

// A link of the chain of read items: the iterator, the next link (null: not there yet), the items.
struct TeeData : IteratorState<3> {
    static constexpr std::int64_t most_items = 57;

    bool running;

    List& items() { return *as<List>(references[2]); }
};

RefTo<TeeData> make_tee_data(Ref iterator)
{
    return make_state<TeeData>(
        *itertools_type(ItertoolsType::tee_data), { std::move(iterator), Ref(), make_list() });
}

// A long chain is taken apart link by link, not by recursion.
void tee_data_destroy(Object* self)
{
    Ref next = Ref::adopt(as<TeeData>(self)->references[1]);
    as<TeeData>(self)->references[1] = nullptr;
    state_destroy<TeeData>(self);
    while (next && next->refcount == 1) {
        Ref after = Ref::adopt(as<TeeData>(next.get())->references[1]);
        as<TeeData>(next.get())->references[1] = nullptr;
        next = std::move(after);
    }
}

NextItem tee_data_next(Thread&, TeeData&)
{
    return {};
}

constexpr Slots tee_data_slots()
{
    Slots slots = state_slots<TeeData, tee_data_next>(nullptr);
    slots.destroy = tee_data_destroy;
    slots.iterate = nullptr;
    slots.next = nullptr;
    return slots;
}

struct Tee : IteratorState<1> { // its link of the chain
    Object* weakrefs;
    std::int64_t index;
};

NextItem tee_next(Thread& thread, Tee& self)
{
    RefTo<TeeData> data = share(as<TeeData>(self[0]));
    if (self.index >= TeeData::most_items) {
        if (!(*data)[1]) {
            data->set(1, make_tee_data(share((*data)[0])));
        }
        data = share(as<TeeData>((*data)[1]));
        self.set(0, data);
        self.index = 0;
    }
    if (self.index < data->items().length) {
        return share(data->items()[self.index++]);
    }
    if (data->running) {
        (void)raise(thread, TypeId::RuntimeError, "cannot re-enter the tee iterator");
        return {};
    }
    data->running = true;
    Ref item = iterate_next(thread, (*data)[0]);
    data->running = false;
    if (!item) {
        return {};
    }
    list_append(data->items(), item);
    ++self.index;
    return item;
}

Result<Ref> tee_copy(Thread&, Tee& self, Args)
{
    RefTo<Tee> copy = make_state<Tee>(*itertools_type(ItertoolsType::tee), { share(self[0]) });
    copy->index = self.index;
    return copy;
}

Result<Ref> make_tee(Thread& thread, Type& type, Object* iterable)
{
    TRY_LET(Ref iterator, get_iterator(thread, iterable));
    if (is_instance_of(iterator.get(), itertools_type(ItertoolsType::tee))) {
        return tee_copy(thread, *as<Tee>(iterator.get()), {});
    }
    return make_state<Tee>(type, { make_tee_data(std::move(iterator)) });
}

Result<Ref> tee_create(Thread& thread, Type& type, Args args)
{
    TRY(check_positional(thread, "_tee", args, 1, 1));
    return make_tee(thread, type, args[0]);
}

constexpr Method tee_methods[] = {
    { .name = "__copy__",
        .call = native<Tee, tee_copy>,
        .doc = "An independent iterator at the same place." },
};

} // namespace

Result<Ref> itertools_tee(Thread& thread, Object*, Args args)
{
    std::int64_t count = 2;
    if (args[1]) {
        TRY_SET(count, to_index(thread, args[1], TypeId::OverflowError));
    }
    if (count < 0) {
        return raise(thread, TypeId::ValueError, "n must be >= 0");
    }
    const RefTo<Tuple> tees = make_tuple(count);
    if (count == 0) {
        return tees;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        tees->items()[i] = make_none().release();
    }
    TRY_LET(Ref source, get_iterator(thread, args[0]));
    const RefTo<Str> copy_name = intern("__copy__");
    Ref copy_method;
    TRY_LET(
        const bool can_copy, find_attribute(thread, source.get(), copy_name.get(), copy_method));
    if (!can_copy) {
        TRY_SET(source, make_tee(thread, *itertools_type(ItertoolsType::tee), source.get()));
        TRY_SET(copy_method, get_attribute(thread, source.get(), copy_name.get()));
    }
    const auto put = [&](std::int64_t index, Ref tee) {
        decref((*tees)[index]);
        tees->items()[index] = tee.release();
    };
    put(0, source);
    for (std::int64_t i = 1; i < count; ++i) {
        TRY_LET(Ref copy, call(thread, copy_method.get(), {}));
        put(i, std::move(copy));
    }
    return tees;
}

constexpr TypeSpec groupby_spec = {
    .name = "itertools.groupby",
    .doc = "groupby(iterable, key=None): (key, group) for runs of items with equal keys.",
    .basic_size = sizeof(Groupby),
    .flags = TypeIsBase,
    .slots = state_slots<Groupby, groupby_next>(groupby_create),
};

constexpr TypeSpec grouper_spec = {
    .name = "itertools._grouper",
    .basic_size = sizeof(Group),
    .slots = state_slots<Group, group_next>(group_create),
};

constexpr TypeSpec tee_spec = {
    .name = "itertools._tee",
    .doc = "One of several independent iterators over the same items.",
    .basic_size = sizeof(Tee),
    .weakrefs_offset = reference_offset(1),
    .slots = state_slots<Tee, tee_next>(tee_create),
    .methods = tee_methods,
};

constexpr TypeSpec tee_data_spec = {
    .name = "itertools._tee_dataobject",
    .doc = "The items that tee's iterators share.",
    .basic_size = sizeof(TeeData),
    .slots = tee_data_slots(),
};

} // namespace fw
