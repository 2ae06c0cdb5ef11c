// Updating a dict from another mapping or from pairs.
// CPython: dict_merge() and PyDict_MergeFromSeq2() in Objects/dictobject.c

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/dict.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<void> merge_item(
    Thread& thread, Dict& dict, Object* key, std::int64_t hash, Object* value, DictMerge how)
{
    if (how != DictMerge::Override) {
        const std::int64_t index = dict_find(thread, dict, key, hash);
        if (index == dict_raised) {
            return Raised{};
        }
        if (index >= 0) {
            if (how == DictMerge::RaiseKeyError) {
                return raise_with(thread, exception_type(TypeId::KeyError), key);
            }
            return {};
        }
    }
    return dict_set_hashed(thread, dict, key, hash, value);
}

Result<void> merge_dict(Thread& thread, Dict& dict, Dict& other, DictMerge how)
{
    if (&dict == &other || other.used == 0) {
        return {};
    }
    if (dict.used == 0) {
        how = DictMerge::Override;
    }
    const std::int64_t size = dict.indices ? std::int64_t{ 1 } << dict.log2_size : 1;
    if (dict_usable_fraction(size) < other.used) {
        dict_resize(dict, dict_estimate_size(dict.used + other.used));
    }
    const std::int64_t count = other.entry_count;
    for (std::int64_t i = 0; i < count; ++i) {
        const DictEntry entry = other.entries[i];
        if (!entry.value) {
            continue;
        }
        const Ref key = share(entry.key); // A comparison may change the other dict.
        const Ref value = share(entry.value);
        TRY(merge_item(thread, dict, entry.key, entry.hash, entry.value, how));
        if (other.entry_count != count) {
            return raise(thread, TypeId::RuntimeError, "dict mutated during update");
        }
    }
    return {};
}

Result<void> merge_pairs(Thread& thread, Dict& dict, Object* pairs)
{
    TRY_LET(const Ref iterator, get_iterator(thread, pairs));
    for (std::int64_t i = 0;; ++i) {
        const Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            if (iteration_ended(thread)) {
                return {};
            }
            return Raised{};
        }
        auto fast = sequence_fast(thread, item.get(), "");
        if (fast.failed()) {
            if (pending_is(thread, exception_type(TypeId::TypeError))) {
                clear_exception(thread);
                return raise(thread, TypeId::TypeError,
                    "cannot convert dictionary update sequence element #{} to a sequence", i);
            }
            return Raised{};
        }
        const Ref pair = fast.take();
        const std::int64_t count = is_list(pair.get()) ? static_cast<List*>(pair.get())->length
                                                       : static_cast<Tuple*>(pair.get())->length;
        if (count != 2) {
            return raise(thread, TypeId::ValueError,
                "dictionary update sequence element #{} has length {}; 2 is required", i, count);
        }
        Object* const* const items = is_list(pair.get()) ? static_cast<List*>(pair.get())->items
                                                         : static_cast<Tuple*>(pair.get())->items();
        const Ref key = share(items[0]);
        const Ref value = share(items[1]);
        TRY(dict_set(thread, dict, key.get(), value.get()));
    }
}

} // namespace

Result<void> dict_merge(Thread& thread, Dict& dict, Object* mapping, DictMerge how)
{
    if (is_dict(mapping) && mapping->type->slots.iterate == dict_type()->slots.iterate) {
        return merge_dict(thread, dict, *static_cast<Dict*>(mapping), how);
    }
    TRY_LET(const Ref keys, call_method(thread, mapping, names().keys));
    return for_each(thread, keys.get(), [&](const Ref& key) -> Result<bool> {
        if (how != DictMerge::Override) {
            TRY_LET(Object* const present, dict_get(thread, dict, key.get()));
            if (present && how == DictMerge::Keep) {
                return true;
            }
            if (present) {
                return raise_with(thread, exception_type(TypeId::KeyError), key.get());
            }
        }
        TRY_LET(const Ref value, get_item(thread, mapping, key.get()));
        TRY(dict_set(thread, dict, key.get(), value.get()));
        return true;
    });
}

Result<void> dict_update(Thread& thread, Dict& dict, Object* other)
{
    if (other->type == dict_type()) {
        return dict_merge(thread, dict, other, DictMerge::Override);
    }
    Ref keys;
    TRY_LET(const bool mapping, find_attribute(thread, other, names().keys, keys));
    if (mapping) {
        return dict_merge(thread, dict, other, DictMerge::Override);
    }
    return merge_pairs(thread, dict, other);
}

Result<void> dict_merge_unique(Thread& thread, Dict& dict, Object* other, Object* callable)
{
    if (!dict_merge(thread, dict, other, DictMerge::RaiseKeyError).failed()) {
        return {};
    }
    if (pending_is(thread, exception_type(TypeId::AttributeError))) {
        clear_exception(thread);
        const std::string text = function_text(thread, callable);
        return raise(thread, TypeId::TypeError, "{} argument after ** must be a mapping, not {}",
            text, type_name(other));
    }
    if (pending_is(thread, exception_type(TypeId::KeyError))) {
        SavedException saved = save_exception(thread);
        const Tuple* const args = static_cast<Exception*>(saved.exception.get())->args;
        if (!args || args->length != 1) {
            restore_exception(thread, std::move(saved));
            return Raised{};
        }
        const std::string text = function_text(thread, callable);
        TRY_LET(const RefTo<Str> key, str(thread, (*args)[0]));
        return raise(thread, TypeId::TypeError, "{} got multiple values for keyword argument '{}'",
            text, to_utf8(*key));
    }
    return Raised{};
}

} // namespace fw
