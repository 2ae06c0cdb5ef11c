// Iterating over sets. CPython: setiterobject in Objects/setobject.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"
#include "vm/types/set.h"

namespace fw {

namespace {

struct SetIterator : Object {
    Set* sequence; // null: exhausted
    std::int64_t used; // of the set at the start; -1: it has changed since
    std::int64_t position;
    std::int64_t left;
};

NextItem set_iterator_next(Thread& thread, Object* self)
{
    auto& iterator = *static_cast<SetIterator*>(self);
    Set* const set = iterator.sequence;
    if (!set) {
        return nullptr;
    }
    if (iterator.used != set->used) {
        iterator.used = -1; // For good.
        static_cast<void>(raise(thread, TypeId::RuntimeError, "Set changed size during iteration"));
        return nullptr;
    }
    if (const SetEntry* const entry = set_next(*set, iterator.position)) {
        --iterator.left;
        return share(entry->key);
    }
    iterator.sequence = nullptr;
    decref(set);
    return nullptr;
}

Result<Ref> set_iterator_length_hint(Thread&, SetIterator& self, Args)
{
    return make_int(self.sequence && self.used == self.sequence->used ? self.left : 0);
}

Result<Ref> set_iterator_reduce(Thread& thread, SetIterator& self, Args)
{
    auto copy = allocate<SetIterator>(set_iterator_type()); // So that this one stays where it is.
    copy->sequence = self.sequence;
    xincref(copy->sequence);
    copy->used = self.used;
    copy->position = self.position;
    copy->left = self.left;
    TRY_LET(const Ref rest, sequence_to_list(thread, copy.get()));
    return reduce_to(thread, "iter", rest.get());
}

constexpr Method set_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<SetIterator, set_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<SetIterator, set_iterator_reduce>,
        .doc = "State for pickling." },
};

} // namespace

Result<Ref> set_iterate(Thread&, Object* self)
{
    auto* const set = static_cast<Set*>(self);
    auto iterator = allocate<SetIterator>(set_iterator_type());
    iterator->sequence = share(set).release();
    iterator->used = set->used;
    iterator->left = set->used;
    gc_track(iterator.get());
    return iterator;
}

constexpr TypeSpec set_iterator_spec = {
    .name = "set_iterator",
    .basic_size = sizeof(SetIterator),
    .slots = {
        .destroy = item_iterator_destroy<SetIterator>,
        .traverse = item_iterator_traverse<SetIterator>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = set_iterator_next,
    },
    .methods = set_iterator_methods,
};

} // namespace fw
