// Iterating over dicts: keys, values and items, forwards and backwards. They notice when the dict
// changes its size, and when keys were exchanged. CPython: dictiterobject in Objects/dictobject.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"
#include "vm/types/dict_support.h"

#include <algorithm>

namespace fw {

namespace {

struct DictIterator : Object {
    Dict* sequence; // null: exhausted
    std::int64_t used; // of the dict at the start; -1: it has changed since
    std::int64_t position; // of the next entry to look at
    std::int64_t left;
    Tuple* pair; // Of item iterators: handed out again when nobody else holds it any more.
};

enum class Part : std::uint8_t { Key, Value, Item };

Ref give_pair(DictIterator& iterator, const DictEntry& entry)
{
    Tuple* const pair = iterator.pair;
    if (pair->refcount != 1) {
        return make_tuple({ entry.key, entry.value });
    }
    const Ref old_key = adopt(pair->items()[0]);
    const Ref old_value = adopt(pair->items()[1]);
    pair->items()[0] = share(entry.key).release();
    pair->items()[1] = share(entry.value).release();
    if (!gc_is_tracked(pair)) {
        gc_track(pair); // The collector may have let it go while it held nothing to follow.
    }
    return share(pair);
}

template <Part part> Ref give(DictIterator& iterator, const DictEntry& entry)
{
    if constexpr (part == Part::Key) {
        return share(entry.key);
    } else if constexpr (part == Part::Value) {
        return share(entry.value);
    } else {
        return give_pair(iterator, entry);
    }
}

void finish(DictIterator& iterator)
{
    Dict* const dict = iterator.sequence;
    iterator.sequence = nullptr;
    decref(dict);
}

bool size_changed(Thread& thread, DictIterator& iterator)
{
    if (iterator.used == iterator.sequence->used) [[likely]] {
        return false;
    }
    iterator.used = -1; // For good.
    static_cast<void>(
        raise(thread, TypeId::RuntimeError, "dictionary changed size during iteration"));
    return true;
}

template <Part part> NextItem next_forwards(Thread& thread, Object* self)
{
    auto& iterator = *static_cast<DictIterator*>(self);
    if (!iterator.sequence || size_changed(thread, iterator)) {
        return nullptr;
    }
    const Dict& dict = *iterator.sequence;
    std::int64_t position = iterator.position;
    while (position < dict.entry_count && !dict.entries[position].value) {
        ++position;
    }
    if (position >= dict.entry_count) {
        finish(iterator);
        return nullptr;
    }
    if (iterator.left == 0) { // One more than there were.
        static_cast<void>(
            raise(thread, TypeId::RuntimeError, "dictionary keys changed during iteration"));
        finish(iterator);
        return nullptr;
    }
    iterator.position = position + 1;
    --iterator.left;
    return give<part>(iterator, dict.entries[position]);
}

template <Part part> NextItem next_backwards(Thread& thread, Object* self)
{
    auto& iterator = *static_cast<DictIterator*>(self);
    if (!iterator.sequence || size_changed(thread, iterator)) {
        return nullptr;
    }
    const Dict& dict = *iterator.sequence;
    std::int64_t position = std::min(iterator.position, dict.entry_count - 1);
    while (position >= 0 && !dict.entries[position].value) {
        --position;
    }
    if (position < 0) {
        finish(iterator);
        return nullptr;
    }
    iterator.position = position - 1;
    --iterator.left;
    return give<part>(iterator, dict.entries[position]);
}

void dict_iterator_destroy(Object* self)
{
    auto& iterator = *static_cast<DictIterator*>(self);
    gc_untrack(self);
    xdecref(iterator.sequence);
    xdecref(iterator.pair);
    free_object(self);
}

void dict_iterator_traverse(Object* self, VisitFn visit, void* context)
{
    const auto& iterator = *static_cast<DictIterator*>(self);
    if (iterator.sequence) {
        visit(iterator.sequence, context);
    }
    if (iterator.pair) {
        visit(iterator.pair, context);
    }
}

Result<Ref> dict_iterator_length_hint(Thread&, DictIterator& self, Args)
{
    return make_int(self.sequence && self.used == self.sequence->used ? self.left : 0);
}

RefTo<Tuple> make_pair_to_fill()
{
    return make_tuple({ none(), none() });
}

Result<Ref> dict_iterator_reduce(Thread& thread, DictIterator& self, Args)
{
    auto copy = allocate<DictIterator>(self.type); // So that this one stays where it is.
    copy->sequence = self.sequence;
    xincref(copy->sequence);
    copy->used = self.used;
    copy->position = self.position;
    copy->left = self.left;
    copy->pair = self.pair ? make_pair_to_fill().release() : nullptr;
    TRY_LET(const Ref rest, sequence_to_list(thread, copy.get()));
    return reduce_to(thread, "iter", rest.get());
}

constexpr Method dict_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<DictIterator, dict_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<DictIterator, dict_iterator_reduce>,
        .doc = "State for pickling." },
};

constexpr TypeSpec dict_iteration_spec(
    const char* name, NextFn next, GetAttributeFn get_attribute = nullptr)
{
    return {
        .name = name,
        .basic_size = sizeof(DictIterator),
        .slots = {
            .destroy = dict_iterator_destroy,
            .traverse = dict_iterator_traverse,
            .get_attribute = get_attribute,
            .iterate = iterate_self,
            .next = next,
        },
        .methods = dict_iterator_methods,
    };
}

} // namespace

Ref make_dict_iterator(Type* type, Dict& dict)
{
    const bool backwards = type == dict_reverse_key_iterator_type()
        || type == dict_reverse_value_iterator_type() || type == dict_reverse_item_iterator_type();
    auto iterator = allocate<DictIterator>(type);
    iterator->sequence = share(&dict).release();
    iterator->used = dict.used;
    iterator->left = dict.used;
    iterator->position = backwards ? dict.entry_count - 1 : 0;
    if (type == dict_item_iterator_type() || type == dict_reverse_item_iterator_type()) {
        iterator->pair = make_pair_to_fill().release();
    }
    gc_track(iterator.get());
    return iterator;
}

Result<Ref> dict_iterate(Thread&, Object* self)
{
    return make_dict_iterator(dict_key_iterator_type(), *static_cast<Dict*>(self));
}

constexpr TypeSpec dict_key_iterator_spec
    = dict_iteration_spec("dict_keyiterator", next_forwards<Part::Key>, generic_get_attribute);
constexpr TypeSpec dict_value_iterator_spec
    = dict_iteration_spec("dict_valueiterator", next_forwards<Part::Value>, generic_get_attribute);
constexpr TypeSpec dict_item_iterator_spec
    = dict_iteration_spec("dict_itemiterator", next_forwards<Part::Item>, generic_get_attribute);
constexpr TypeSpec dict_reverse_key_iterator_spec
    = dict_iteration_spec("dict_reversekeyiterator", next_backwards<Part::Key>);
constexpr TypeSpec dict_reverse_value_iterator_spec
    = dict_iteration_spec("dict_reversevalueiterator", next_backwards<Part::Value>);
constexpr TypeSpec dict_reverse_item_iterator_spec
    = dict_iteration_spec("dict_reverseitemiterator", next_backwards<Part::Item>);

} // namespace fw
