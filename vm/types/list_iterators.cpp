// Iterating over lists, forwards and backwards. The list may change meanwhile: the index is what
// counts. CPython: listiterobject and listreviterobject in Objects/listobject.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"
#include "vm/types/list_support.h"

#include <algorithm>

namespace fw {

namespace {

using ListIterator = ItemIterator<List>;

NextItem list_iterator_next(Thread&, Object* self)
{
    auto& iterator = *static_cast<ListIterator*>(self);
    List* const list = iterator.sequence;
    if (!list) {
        return nullptr;
    }
    if (iterator.index < list->length) {
        return share((*list)[iterator.index++]);
    }
    iterator.sequence = nullptr;
    decref(list);
    return nullptr;
}

Result<Ref> reduce_exhausted(Thread& thread)
{
    const RefTo<List> empty = make_list();
    return reduce_to(thread, "iter", empty.get());
}

Result<Ref> list_iterator_length_hint(Thread&, ListIterator& self, Args)
{
    const std::int64_t left = self.sequence ? self.sequence->length - self.index : 0;
    return make_int(std::max<std::int64_t>(left, 0));
}

Result<Ref> list_iterator_reduce(Thread& thread, ListIterator& self, Args)
{
    if (self.sequence) {
        return reduce_to(thread, "iter", self.sequence, self.index);
    }
    return reduce_exhausted(thread);
}

Result<Ref> list_iterator_setstate(Thread& thread, ListIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, state_argument(thread, args[0]));
    if (self.sequence) {
        self.index = std::clamp<std::int64_t>(index, 0, self.sequence->length);
    }
    return make_none();
}

NextItem list_reverse_iterator_next(Thread&, Object* self)
{
    auto& iterator = *static_cast<ListIterator*>(self);
    List* const list = iterator.sequence;
    if (!list) {
        return nullptr;
    }
    if (iterator.index >= 0 && iterator.index < list->length) {
        return share((*list)[iterator.index--]);
    }
    iterator.index = -1;
    iterator.sequence = nullptr;
    decref(list);
    return nullptr;
}

Result<Ref> list_reverse_iterator_length_hint(Thread&, ListIterator& self, Args)
{
    const std::int64_t left = self.index + 1;
    return make_int(!self.sequence || self.sequence->length < left ? 0 : left);
}

Result<Ref> list_reverse_iterator_reduce(Thread& thread, ListIterator& self, Args)
{
    if (self.sequence) {
        return reduce_to(thread, "reversed", self.sequence, self.index);
    }
    return reduce_exhausted(thread);
}

Result<Ref> list_reverse_iterator_setstate(Thread& thread, ListIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, state_argument(thread, args[0]));
    if (self.sequence) {
        self.index = std::clamp<std::int64_t>(index, -1, self.sequence->length - 1);
    }
    return make_none();
}

constexpr Method list_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<ListIterator, list_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<ListIterator, list_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<ListIterator, list_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

constexpr Method list_reverse_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<ListIterator, list_reverse_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<ListIterator, list_reverse_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<ListIterator, list_reverse_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

Result<Ref> list_iterate(Thread&, Object* self)
{
    return make_item_iterator<List>(list_iterator_type(), self);
}

Result<Ref> list_iterate_reversed(Thread&, List& self, Args)
{
    TRY_LET(Ref iterator, make_item_iterator<List>(list_reverse_iterator_type(), &self));
    as<ListIterator>(iterator.get())->index = self.length - 1;
    return iterator;
}

constexpr TypeSpec list_iterator_spec = {
    .name = "list_iterator",
    .basic_size = sizeof(ListIterator),
    .slots = {
        .destroy = item_iterator_destroy<ListIterator>,
        .traverse = item_iterator_traverse<ListIterator>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = list_iterator_next,
    },
    .methods = list_iterator_methods,
};

constexpr TypeSpec list_reverse_iterator_spec = {
    .name = "list_reverseiterator",
    .basic_size = sizeof(ListIterator),
    .slots = {
        .destroy = item_iterator_destroy<ListIterator>,
        .traverse = item_iterator_traverse<ListIterator>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = list_reverse_iterator_next,
    },
    .methods = list_reverse_iterator_methods,
};

} // namespace fw
