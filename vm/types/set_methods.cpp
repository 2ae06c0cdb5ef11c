// The methods of set and frozenset. CPython: Objects/setobject.c

#include "vm/object/arguments.h"
#include "vm/types/container_support.h"
#include "vm/types/set.h"
#include "vm/types/set_support.h"

namespace fw {

namespace {

// Looks for a set among the items as the frozenset that equals it: function(key) again after an
// "unhashable type" error. CPython: the same in set_contains, set_remove and set_discard.
template <class Function>
Result<bool> with_frozen_key(Thread& thread, Object* key, Function function)
{
    const Result<bool> found = function(key);
    if (!found.failed()) {
        return found;
    }
    if (!is_instance_of(key, set_type())
        || !pending_is(thread, exception_type(TypeId::TypeError))) {
        return Raised{};
    }
    clear_exception(thread);
    TRY_LET(const RefTo<Set> frozen, make_set_of(thread, frozenset_type(), key));
    return function(frozen.get());
}

Result<Ref> set_add_method(Thread& thread, Set& self, Args args)
{
    TRY(set_add(thread, self, args[0]));
    return make_none();
}

Result<Ref> set_clear_method(Thread&, Set& self, Args)
{
    set_clear(self);
    return make_none();
}

Result<Ref> set_contains_method(Thread& thread, Set& self, Args args)
{
    TRY_LET(const bool found, set_contains_slot(thread, &self, args[0]));
    return make_bool(found);
}

Result<Ref> set_copy_method(Thread&, Set& self, Args)
{
    return set_copy(self);
}

Result<Ref> frozenset_copy_method(Thread&, Set& self, Args)
{
    if (self.type == frozenset_type()) {
        return share(&self);
    }
    return set_copy(self);
}

Result<Ref> set_discard_method(Thread& thread, Set& self, Args args)
{
    TRY(with_frozen_key(
        thread, args[0], [&](Object* key) { return set_discard(thread, self, key); }));
    return make_none();
}

Result<Ref> set_remove_method(Thread& thread, Set& self, Args args)
{
    TRY_LET(const bool removed, with_frozen_key(thread, args[0], [&](Object* key) {
        return set_discard(thread, self, key);
    }));
    if (!removed) {
        return raise_with(thread, exception_type(TypeId::KeyError), args[0]);
    }
    return make_none();
}

Result<Ref> set_pop_method(Thread& thread, Set& self, Args)
{
    Ref key = set_pop(self);
    if (!key) {
        return raise(thread, TypeId::KeyError, "pop from an empty set");
    }
    return key;
}

Result<Ref> set_union_method(Thread& thread, Set& self, Args args)
{
    TRY(check_no_keywords(thread, "union", args));
    RefTo<Set> result = set_copy(self);
    for (std::size_t i = 0; i < args.count; ++i) {
        if (args[i] != &self) {
            TRY(set_update(thread, *result, args[i]));
        }
    }
    return result;
}

Result<Ref> set_update_method(Thread& thread, Set& self, Args args)
{
    TRY(check_no_keywords(thread, "update", args));
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY(set_update(thread, self, args[i]));
    }
    return make_none();
}

Result<RefTo<Set>> intersection_of_all(Thread& thread, Set& self, Args args)
{
    if (args.count == 0) {
        return set_copy(self);
    }
    RefTo<Set> result = share(&self);
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_SET(result, set_intersection(thread, *result, args[i]));
    }
    return result;
}

Result<Ref> set_intersection_method(Thread& thread, Set& self, Args args)
{
    TRY(check_no_keywords(thread, "intersection", args));
    return intersection_of_all(thread, self, args);
}

Result<Ref> set_intersection_update_method(Thread& thread, Set& self, Args args)
{
    TRY(check_no_keywords(thread, "intersection_update", args));
    TRY_LET(const RefTo<Set> result, intersection_of_all(thread, self, args));
    set_swap(self, *result);
    return make_none();
}

Result<Ref> set_difference_method(Thread& thread, Set& self, Args args)
{
    TRY(check_no_keywords(thread, "difference", args));
    if (args.count == 0) {
        return set_copy(self);
    }
    TRY_LET(RefTo<Set> result, set_difference(thread, self, args[0]));
    for (std::size_t i = 1; i < args.count; ++i) {
        TRY(set_difference_update(thread, *result, args[i]));
    }
    return result;
}

Result<Ref> set_difference_update_method(Thread& thread, Set& self, Args args)
{
    TRY(check_no_keywords(thread, "difference_update", args));
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY(set_difference_update(thread, self, args[i]));
    }
    return make_none();
}

Result<Ref> set_symmetric_difference_method(Thread& thread, Set& self, Args args)
{
    return set_symmetric_difference(thread, self, args[0]);
}

Result<Ref> set_symmetric_difference_update_method(Thread& thread, Set& self, Args args)
{
    TRY(set_symmetric_difference_update(thread, self, args[0]));
    return make_none();
}

template <auto question> Result<Ref> set_question(Thread& thread, Set& self, Args args)
{
    TRY_LET(const bool answer, question(thread, self, args[0]));
    return make_bool(answer);
}

Result<Ref> set_reduce(Thread& thread, Set& self, Args)
{
    TRY_LET(const Ref items, sequence_to_list(thread, &self));
    const RefTo<Tuple> arguments = make_tuple({ items.get() });
    Ref state;
    TRY_LET(const bool has_state, find_attribute(thread, &self, names().dict, state));
    return make_tuple({ self.type, arguments.get(), has_state ? state.get() : none() });
}

Result<Ref> set_sizeof(Thread&, Set& self, Args)
{
    const std::int64_t table = self.table == self.small
        ? 0
        : (self.mask + 1) * static_cast<std::int64_t>(sizeof(SetEntry));
    return make_int(self.type->basic_size + table);
}

// The rows that both types have.
constexpr Method contains_row = { .name = "__contains__",
    .signature = "object, /",
    .call = native<Set, set_contains_method>,
    .doc = "x in self" };
constexpr Method reduce_row
    = { .name = "__reduce__", .call = native<Set, set_reduce>, .doc = "State for pickling." };
constexpr Method sizeof_row = { .name = "__sizeof__",
    .call = native<Set, set_sizeof>,
    .doc = "Return the size of the set in memory, in bytes." };
constexpr Method class_getitem_row = { .name = "__class_getitem__",
    .signature = "item, /",
    .call = container_class_getitem,
    .doc = "A generic alias of the class, as annotations use it.",
    .kind = MethodKind::Class };
constexpr Method difference_row = { .name = "difference",
    .signature = "*",
    .call = native<Set, set_difference_method>,
    .doc = "Return a new set with the items that are in none of the others." };
constexpr Method intersection_row = { .name = "intersection",
    .signature = "*",
    .call = native<Set, set_intersection_method>,
    .doc = "Return a new set with the items that are in all of the others too." };
constexpr Method isdisjoint_row = { .name = "isdisjoint",
    .signature = "iterable, /",
    .call = native<Set, set_question<set_is_disjoint>>,
    .doc = "Return whether no item is common." };
constexpr Method issubset_row = { .name = "issubset",
    .signature = "iterable, /",
    .call = native<Set, set_question<set_is_subset>>,
    .doc = "Return whether the other contains every item of this set." };
constexpr Method issuperset_row = { .name = "issuperset",
    .signature = "iterable, /",
    .call = native<Set, set_question<set_is_superset>>,
    .doc = "Return whether this set contains every item of the other." };
constexpr Method symmetric_difference_row = { .name = "symmetric_difference",
    .signature = "iterable, /",
    .call = native<Set, set_symmetric_difference_method>,
    .doc = "Return a new set with the items that are in exactly one of the two." };
constexpr Method union_row = { .name = "union",
    .signature = "*",
    .call = native<Set, set_union_method>,
    .doc = "Return a new set with the items of all." };

} // namespace

Result<bool> set_contains_slot(Thread& thread, Object* self, Object* item)
{
    return with_frozen_key(thread, item,
        [&](Object* key) { return set_contains(thread, *static_cast<Set*>(self), key); });
}

const Method set_methods[] = {
    contains_row,
    reduce_row,
    sizeof_row,
    class_getitem_row,
    difference_row,
    intersection_row,
    isdisjoint_row,
    issubset_row,
    issuperset_row,
    symmetric_difference_row,
    union_row,
    { .name = "add",
        .signature = "object, /",
        .call = native<Set, set_add_method>,
        .doc = "Add an item; no effect if it is there." },
    { .name = "clear", .call = native<Set, set_clear_method>, .doc = "Remove all items." },
    { .name = "copy", .call = native<Set, set_copy_method>, .doc = "Return a shallow copy." },
    { .name = "difference_update",
        .signature = "*",
        .call = native<Set, set_difference_update_method>,
        .doc = "Remove the items of the others." },
    { .name = "discard",
        .signature = "object, /",
        .call = native<Set, set_discard_method>,
        .doc = "Remove an item if it is there." },
    { .name = "intersection_update",
        .signature = "*",
        .call = native<Set, set_intersection_update_method>,
        .doc = "Keep only the items that are in all of the others too." },
    { .name = "pop",
        .call = native<Set, set_pop_method>,
        .doc = "Remove and return some item; KeyError if the set is empty." },
    { .name = "remove",
        .signature = "object, /",
        .call = native<Set, set_remove_method>,
        .doc = "Remove an item; KeyError if it is not there." },
    { .name = "symmetric_difference_update",
        .signature = "iterable, /",
        .call = native<Set, set_symmetric_difference_update_method>,
        .doc = "Keep the items that are in exactly one of the two." },
    { .name = "update",
        .signature = "*",
        .call = native<Set, set_update_method>,
        .doc = "Add the items of all others." },
};

const Method frozenset_methods[] = {
    contains_row,
    reduce_row,
    sizeof_row,
    class_getitem_row,
    { .name = "copy", .call = native<Set, frozenset_copy_method>, .doc = "Return a shallow copy." },
    difference_row,
    intersection_row,
    isdisjoint_row,
    issubset_row,
    issuperset_row,
    symmetric_difference_row,
    union_row,
};

} // namespace fw
