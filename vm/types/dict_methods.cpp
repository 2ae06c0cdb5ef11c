// The methods of dict. CPython: Objects/dictobject.c

#include "vm/object/arguments.h"
#include "vm/types/container_support.h"
#include "vm/types/dict_support.h"
#include "vm/types/set.h"

#include <algorithm>

namespace fw {

namespace {

Result<Ref> dict_clear_method(Thread&, Dict& self, Args)
{
    dict_clear(self);
    return make_none();
}

Result<Ref> dict_contains_method(Thread& thread, Dict& self, Args args)
{
    TRY_LET(Object* const value, dict_get(thread, self, args[0]));
    return make_bool(value != nullptr);
}

Result<Ref> dict_copy_method(Thread& thread, Dict& self, Args)
{
    return dict_copy_any(thread, self);
}

// Room for that many more items; a table that is larger (a class may hand out a dict that has items
// already) stays as large.
void make_room(Dict& dict, std::int64_t items)
{
    const std::int64_t size = std::int64_t(1) << dict.log2_size;
    dict_resize(dict, std::max(dict_estimate_size(items), size));
}

// Into an exact dict, from a dict or a set whose hashes are known.
Result<bool> fill_from_table(Thread& thread, Dict& dict, Object* iterable, Object* value)
{
    if (iterable->type == dict_type()) {
        const auto& source = *static_cast<Dict*>(iterable);
        make_room(dict, source.used);
        for (std::int64_t i = 0; i < source.entry_count; ++i) {
            const DictEntry entry = source.entries[i];
            if (entry.value) {
                const Ref key = share(entry.key);
                TRY(dict_set_hashed(thread, dict, entry.key, entry.hash, value));
            }
        }
        return true;
    }
    if (is_exact_set(iterable)) {
        const auto& source = *static_cast<Set*>(iterable);
        make_room(dict, source.used);
        std::int64_t position = 0;
        while (const SetEntry* const entry = set_next(source, position)) {
            const Ref key = share(entry->key);
            TRY(dict_set_hashed(thread, dict, key.get(), entry->hash, value));
        }
        return true;
    }
    return false;
}

Result<Ref> dict_fromkeys(Thread& thread, Object* self, Args args)
{
    Object* const iterable = args[0];
    Object* const value = args[1] ? args[1] : none();
    TRY_LET(const Ref result, call(thread, self, {}));
    const bool plain = result->type == dict_type();
    if (plain) {
        TRY_LET(
            const bool filled, fill_from_table(thread, *as<Dict>(result.get()), iterable, value));
        if (filled) {
            return result;
        }
    }
    TRY(for_each(thread, iterable, [&](const Ref& key) -> Result<bool> {
        if (plain) {
            TRY(dict_set(thread, *as<Dict>(result.get()), key.get(), value));
        } else {
            TRY(set_item(thread, result.get(), key.get(), value));
        }
        return true;
    }));
    return result;
}

Result<Ref> dict_get_method(Thread& thread, Dict& self, Args args)
{
    TRY_LET(Object* const value, dict_get(thread, self, args[0]));
    if (value) {
        return share(value);
    }
    return share(args[1] ? args[1] : none());
}

Result<Ref> dict_items(Thread&, Dict& self, Args)
{
    return make_dict_view(dict_items_type(), self);
}

Result<Ref> dict_keys(Thread&, Dict& self, Args)
{
    return make_dict_view(dict_keys_type(), self);
}

Result<Ref> dict_values(Thread&, Dict& self, Args)
{
    return make_dict_view(dict_values_type(), self);
}

Result<Ref> dict_pop_method(Thread& thread, Dict& self, Args args)
{
    Ref value;
    TRY_LET(const bool found, dict_pop(thread, self, args[0], value));
    if (found) {
        return value;
    }
    if (args[1]) {
        return share(args[1]);
    }
    return raise_with(thread, exception_type(TypeId::KeyError), args[0]);
}

Result<Ref> dict_popitem(Thread& thread, Dict& self, Args)
{
    RefTo<Tuple> item = make_tuple(2);
    Ref key;
    Ref value;
    if (!dict_take_last(self, key, value)) {
        item = nullptr;
        return raise(thread, TypeId::KeyError, "popitem(): dictionary is empty");
    }
    item->items()[0] = key.release();
    item->items()[1] = value.release();
    return item;
}

Result<Ref> dict_reversed(Thread&, Dict& self, Args)
{
    return make_dict_iterator(dict_reverse_key_iterator_type(), self);
}

Result<Ref> dict_setdefault(Thread& thread, Dict& self, Args args)
{
    Object* const fallback = args[1] ? args[1] : none();
    TRY_LET(Object* const value, dict_set_default(thread, self, args[0], fallback));
    return share(value);
}

Result<Ref> dict_update_method(Thread& thread, Dict& self, Args args)
{
    TRY(dict_update_from_args(thread, self, "update", args));
    return make_none();
}

Result<Ref> dict_sizeof(Thread&, Dict& self, Args)
{
    constexpr std::int64_t head = 48; // of CPython's struct
    const std::int64_t own = static_cast<std::int64_t>(self.type->basic_size)
        - static_cast<std::int64_t>(sizeof(Dict));
    return make_int(head + own + dict_table_size(self));
}

} // namespace

Result<void> dict_update_from_args(Thread& thread, Dict& dict, const char* name, Args args)
{
    TRY(check_positional(thread, name, args, 0, 1));
    if (args.count == 1) {
        TRY(dict_update(thread, dict, args[0]));
    }
    if (args.names) {
        Object* const* const values = args.values + args.count;
        for (std::int64_t i = 0; i < args.names->length; ++i) {
            TRY(dict_set(thread, dict, (*args.names)[i], values[i]));
        }
    }
    return {};
}

Result<RefTo<Dict>> dict_copy_any(Thread& thread, Dict& dict)
{
    if (dict.type->slots.iterate == dict_iterate) {
        return dict_copy(dict);
    }
    RefTo<Dict> copy = make_dict(); // A subclass that says for itself which keys it has.
    if (dict.used > 0) {
        TRY(dict_merge(thread, *copy, &dict, DictMerge::Override));
    }
    return copy;
}

const Method dict_methods[] = {
    // A method of its own beside the slot, as in CPython: a bound one is quicker to call.
    { .name = "__getitem__",
        .signature = "key, /",
        .call = [](Thread& thread, Object* self,
                    Args args) { return dict_type()->slots.subscript(thread, self, args[0]); },
        .doc = "Return self[key]." },
    { .name = "__contains__",
        .signature = "key, /",
        .call = native<Dict, dict_contains_method>,
        .doc = "Return whether the key is there." },
    { .name = "__reversed__",
        .call = native<Dict, dict_reversed>,
        .doc = "Return an iterator over the keys from the last to the first." },
    { .name = "__sizeof__",
        .call = native<Dict, dict_sizeof>,
        .doc = "Return the size of the dict in memory, in bytes." },
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = container_class_getitem,
        .doc = "A generic alias of the class, as annotations use it.",
        .kind = MethodKind::Class },
    { .name = "clear", .call = native<Dict, dict_clear_method>, .doc = "Remove all items." },
    { .name = "copy", .call = native<Dict, dict_copy_method>, .doc = "Return a shallow copy." },
    { .name = "fromkeys",
        .signature = "iterable, value=None, /",
        .call = dict_fromkeys,
        .doc = "Return a new dict with the keys of the iterable, all with one value.",
        .kind = MethodKind::Class },
    { .name = "get",
        .signature = "key, default=None, /",
        .call = native<Dict, dict_get_method>,
        .doc = "Return the key's value, else the default." },
    { .name = "items",
        .call = native<Dict, dict_items>,
        .doc = "Return a view of the pairs of key and value." },
    { .name = "keys", .call = native<Dict, dict_keys>, .doc = "Return a view of the keys." },
    { .name = "pop",
        .signature = "key, default=, /",
        .call = native<Dict, dict_pop_method>,
        .doc = "Remove the key and return its value, else the default or KeyError." },
    { .name = "popitem",
        .call = native<Dict, dict_popitem>,
        .doc = "Remove and return the last pair; KeyError if the dict is empty." },
    { .name = "setdefault",
        .signature = "key, default=None, /",
        .call = native<Dict, dict_setdefault>,
        .doc = "Return the key's value, which becomes the default if it is not there." },
    { .name = "update",
        .signature = "*",
        .call = native<Dict, dict_update_method>,
        .doc = "Take over the items of a mapping or of pairs, then the keywords." },
    { .name = "values", .call = native<Dict, dict_values>, .doc = "Return a view of the values." },
};

} // namespace fw
