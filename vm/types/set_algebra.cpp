// Union, intersection, difference and the comparisons of sets. Which set is walked decides the
// order of the result, so the choices are CPython's. A key and its hash are taken out of the table
// before anything is compared: a comparison may change the sets. CPython: Objects/setobject.c

#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/types/set.h"

#include <utility>

namespace fw {

namespace {

Type* base_type(const Set& set)
{
    return is_instance_of(&set, set_type()) ? set_type() : frozenset_type();
}

// function(key, hash) -> Result<bool> for each item; false stops.
template <class Function> Result<bool> each_key(const Set& set, Function function)
{
    std::int64_t position = 0;
    while (const SetEntry* const entry = set_next(set, position)) {
        const Ref key = share(entry->key);
        TRY_LET(const bool more, function(key.get(), entry->hash));
        if (!more) {
            return false;
        }
    }
    return true;
}

// The same for any iterable; hashes each item.
template <class Function>
Result<bool> each_item(Thread& thread, Object* iterable, Function function)
{
    bool finished = true;
    TRY(for_each(thread, iterable, [&](const Ref& item) -> Result<bool> {
        TRY_LET(const std::int64_t item_hash, dict_hash_key(thread, item.get()));
        TRY_SET(finished, function(item.get(), item_hash));
        return finished;
    }));
    return finished;
}

Result<RefTo<Set>> copy_and_subtract(Thread& thread, Set& set, Object* other)
{
    RefTo<Set> result = set_copy(set);
    TRY(set_difference_update(thread, *result, other));
    return result;
}

} // namespace

RefTo<Set> set_copy(const Set& set)
{
    auto& source = const_cast<Set&>(set);
    RefTo<Set> copy = make_empty_set(base_type(set));
    // Into an empty set nothing is compared, so this cannot raise.
    set_update(runtime().thread, *copy, &source).take();
    return copy;
}

Result<RefTo<Set>> set_intersection(Thread& thread, Set& set, Object* other)
{
    if (&set == other) {
        return set_copy(set);
    }
    RefTo<Set> result = make_empty_set(base_type(set));
    if (is_any_set(other)) {
        Set* walked = static_cast<Set*>(other);
        Set* asked = &set;
        if (walked->used > asked->used) {
            std::swap(walked, asked);
        }
        TRY(each_key(*walked, [&](Object* key, std::int64_t hash) -> Result<bool> {
            TRY_LET(const bool common, set_contains_hashed(thread, *asked, key, hash));
            if (common) {
                TRY(set_add_hashed(thread, *result, key, hash));
            }
            return true;
        }));
        return result;
    }
    TRY(each_item(thread, other, [&](Object* key, std::int64_t hash) -> Result<bool> {
        TRY_LET(const bool common, set_contains_hashed(thread, set, key, hash));
        if (common) {
            TRY(set_add_hashed(thread, *result, key, hash));
        }
        return true;
    }));
    return result;
}

Result<void> set_difference_update(Thread& thread, Set& set, Object* other)
{
    if (&set == other) {
        set_clear(set);
        return {};
    }
    if (is_any_set(other)) {
        Ref walked = share(other);
        if ((static_cast<Set*>(other)->used >> 3) > set.used) {
            TRY_SET(walked, set_intersection(thread, set, other));
        }
        TRY(each_key(*as<Set>(walked.get()), [&](Object* key, std::int64_t hash) -> Result<bool> {
            TRY(set_discard_hashed(thread, set, key, hash));
            return true;
        }));
    } else {
        TRY(for_each(thread, other, [&](const Ref& item) -> Result<bool> {
            TRY(set_discard(thread, set, item.get()));
            return true;
        }));
    }
    // More than a quarter are dummies: rid the table of them.
    if (set.fill - set.used > set.mask / 4) {
        set_resize(set, set_growth(set.used));
    }
    return {};
}

Result<RefTo<Set>> set_difference(Thread& thread, Set& set, Object* other)
{
    const bool from_dict = other->type == dict_type();
    if (!from_dict && !is_any_set(other)) {
        return copy_and_subtract(thread, set, other);
    }
    const std::int64_t other_size
        = from_dict ? static_cast<Dict*>(other)->used : static_cast<Set*>(other)->used;
    if ((set.used >> 2) > other_size) {
        return copy_and_subtract(thread, set, other);
    }
    RefTo<Set> result = make_empty_set(base_type(set));
    TRY(each_key(set, [&](Object* key, std::int64_t hash) -> Result<bool> {
        bool common = false;
        if (from_dict) {
            TRY_LET(Object* const value,
                dict_get_hashed(thread, *static_cast<Dict*>(other), key, hash));
            common = value != nullptr;
        } else {
            TRY_SET(common, set_contains_hashed(thread, *static_cast<Set*>(other), key, hash));
        }
        if (!common) {
            TRY(set_add_hashed(thread, *result, key, hash));
        }
        return true;
    }));
    return result;
}

Result<void> set_symmetric_difference_update(Thread& thread, Set& set, Object* other)
{
    if (&set == other) {
        set_clear(set);
        return {};
    }
    const auto toggle = [&](Object* key, std::int64_t hash) -> Result<bool> {
        TRY_LET(const bool removed, set_discard_hashed(thread, set, key, hash));
        if (!removed) {
            TRY(set_add_hashed(thread, set, key, hash));
        }
        return true;
    };
    if (other->type == dict_type()) {
        const auto& dict = *static_cast<Dict*>(other);
        for (std::int64_t i = 0; i < dict.entry_count; ++i) {
            const DictEntry entry = dict.entries[i];
            if (entry.value) {
                const Ref key = share(entry.key);
                TRY(toggle(key.get(), entry.hash));
            }
        }
        return {};
    }
    RefTo<Set> walked;
    if (is_any_set(other)) {
        walked = share(static_cast<Set*>(other));
    } else {
        TRY_SET(walked, make_set_of(thread, base_type(set), other));
    }
    TRY(each_key(*walked, toggle));
    return {};
}

Result<RefTo<Set>> set_symmetric_difference(Thread& thread, Set& set, Object* other)
{
    TRY_LET(RefTo<Set> result, make_set_of(thread, base_type(set), other));
    TRY(set_symmetric_difference_update(thread, *result, &set));
    return result;
}

Result<bool> set_is_disjoint(Thread& thread, Set& set, Object* other)
{
    if (&set == other) {
        return set.used == 0;
    }
    if (is_exact_set(other)) {
        Set* walked = static_cast<Set*>(other);
        Set* asked = &set;
        if (walked->used > asked->used) {
            std::swap(walked, asked);
        }
        return each_key(*walked, [&](Object* key, std::int64_t hash) -> Result<bool> {
            TRY_LET(const bool common, set_contains_hashed(thread, *asked, key, hash));
            return !common;
        });
    }
    return each_item(thread, other, [&](Object* key, std::int64_t hash) -> Result<bool> {
        TRY_LET(const bool common, set_contains_hashed(thread, set, key, hash));
        return !common;
    });
}

Result<bool> set_is_subset(Thread& thread, Set& set, Object* other)
{
    if (!is_any_set(other)) {
        TRY_LET(const RefTo<Set> items, make_set_of(thread, set_type(), other));
        return set_is_subset(thread, set, items.get());
    }
    auto& asked = *static_cast<Set*>(other);
    if (set.used > asked.used) {
        return false;
    }
    return each_key(set, [&](Object* key, std::int64_t hash) -> Result<bool> {
        return set_contains_hashed(thread, asked, key, hash);
    });
}

Result<bool> set_is_superset(Thread& thread, Set& set, Object* other)
{
    if (!is_any_set(other)) {
        TRY_LET(const RefTo<Set> items, make_set_of(thread, set_type(), other));
        return set_is_subset(thread, *items, &set);
    }
    return set_is_subset(thread, *static_cast<Set*>(other), &set);
}

} // namespace fw
