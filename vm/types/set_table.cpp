// The hash table of sets: lookup, insertion, deletion, growth, merging.
// CPython: set_lookkey(), set_add_entry(), set_table_resize(), set_merge() in Objects/setobject.c

#include "vm/types/set.h"

#include "vm/base/region.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

constexpr std::int64_t dummy_hash = -1;
constexpr int perturb_shift = 5;
constexpr std::uint64_t linear_probes = 9;
constexpr std::int64_t largest_size = std::int64_t{ 1 } << 48;

// Stands in the place of removed keys; never looked into.
Object* dummy()
{
    return reinterpret_cast<Object*>(std::uintptr_t{ 16 });
}

bool is_live(const SetEntry& entry)
{
    return entry.key && entry.key != dummy();
}

enum class Match : std::uint8_t { No, Yes, Raised, Changed };

// Compares an entry of the same hash with the key.
Match matches(Thread& thread, Set& set, const SetEntry& entry, Object* key)
{
    Object* const candidate = entry.key;
    if (candidate == key) {
        return Match::Yes;
    }
    if (candidate->type == str_type() && key->type == str_type()) {
        return str_equal(*static_cast<Str*>(candidate), *static_cast<Str*>(key)) ? Match::Yes
                                                                                 : Match::No;
    }
    if (candidate->type == int_type() && key->type == int_type()) {
        return int_compare(*static_cast<Int*>(candidate), *static_cast<Int*>(key)) == 0 ? Match::Yes
                                                                                        : Match::No;
    }
    const SetEntry* const table = set.table;
    const std::int64_t mask = set.mask;
    const Ref held = share(candidate);
    const Result<bool> same = equal(thread, candidate, key);
    if (same.failed()) {
        return Match::Raised;
    }
    if (set.table != table || set.mask != mask || entry.key != candidate) {
        return Match::Changed;
    }
    return same.value() ? Match::Yes : Match::No;
}

// The key's entry, or the unused one where the search ended; null: raised.
SetEntry* find(Thread& thread, Set& set, Object* key, std::int64_t hash)
{
    while (true) {
        SetEntry* const table = set.table;
        const auto mask = static_cast<std::uint64_t>(set.mask);
        auto perturb = static_cast<std::uint64_t>(hash);
        std::uint64_t slot = perturb & mask;
        bool changed = false;
        while (!changed) {
            const std::uint64_t last = slot + linear_probes <= mask ? slot + linear_probes : slot;
            for (std::uint64_t i = slot; i <= last; ++i) {
                SetEntry& entry = table[i];
                if (!entry.key) {
                    return &entry;
                }
                if (entry.hash != hash) { // A dummy's -1 is nobody's.
                    continue;
                }
                const Match match = matches(thread, set, entry, key);
                if (match == Match::Yes) {
                    return &entry;
                }
                if (match == Match::Raised) {
                    return nullptr;
                }
                if (match == Match::Changed) {
                    changed = true;
                    break;
                }
            }
            perturb >>= perturb_shift;
            slot = (slot * 5 + 1 + perturb) & mask;
        }
    }
}

// Of a key that is known not to be there, into a table without dummies.
void insert_clean(SetEntry* table, std::uint64_t mask, Object* key, std::int64_t hash)
{
    auto perturb = static_cast<std::uint64_t>(hash);
    std::uint64_t slot = perturb & mask;
    while (true) {
        const std::uint64_t last = slot + linear_probes <= mask ? slot + linear_probes : slot;
        for (std::uint64_t i = slot; i <= last; ++i) {
            if (!table[i].key) {
                table[i] = { key, hash };
                return;
            }
        }
        perturb >>= perturb_shift;
        slot = (slot * 5 + 1 + perturb) & mask;
    }
}

void free_table(SetEntry* table, std::int64_t mask)
{
    region_free(table, static_cast<std::size_t>(mask + 1) * sizeof(SetEntry));
}

// Before so many items are added: one large step instead of many.
void reserve_for(Set& set, std::int64_t count)
{
    if ((set.fill + count) * 5 >= set.mask * 3) {
        set_resize(set, (set.used + count) * 2);
    }
}

Result<void> merge(Thread& thread, Set& set, Set& other)
{
    if (&other == &set || other.used == 0) {
        return {};
    }
    reserve_for(set, other.used);
    if (set.fill == 0 && set.mask == other.mask && other.fill == other.used) {
        for (std::int64_t i = 0; i <= other.mask; ++i) {
            xincref(other.table[i].key);
            set.table[i] = other.table[i];
        }
        set.fill = other.fill;
        set.used = other.used;
        return {};
    }
    if (set.fill == 0) {
        set.fill = other.used;
        set.used = other.used;
        for (std::int64_t i = 0; i <= other.mask; ++i) {
            const SetEntry& entry = other.table[i];
            if (is_live(entry)) {
                incref(entry.key);
                insert_clean(
                    set.table, static_cast<std::uint64_t>(set.mask), entry.key, entry.hash);
            }
        }
        return {};
    }
    std::int64_t position = 0;
    while (const SetEntry* const entry = set_next(other, position)) {
        const Ref key = share(entry->key);
        TRY(set_add_hashed(thread, set, key.get(), entry->hash));
    }
    return {};
}

} // namespace

RefTo<Set> make_empty_set(Type* type)
{
    RefTo<Set> set = allocate<Set>(type);
    set->mask = Set::minimum_size - 1;
    set->table = set->small;
    set->hash = -1;
    gc_track(set.get());
    return set;
}

RefTo<Set> make_set()
{
    return make_empty_set(set_type());
}

Result<RefTo<Set>> make_set_of(Thread& thread, Type* type, Object* iterable)
{
    RefTo<Set> set = make_empty_set(type);
    if (iterable) {
        TRY(set_update(thread, *set, iterable));
    }
    return set;
}

Ref empty_frozenset()
{
    Object*& shared = runtime().empty_frozenset;
    if (!shared) {
        shared = make_empty_set(frozenset_type()).release();
    }
    return share(shared);
}

Result<void> set_add_hashed(Thread& thread, Set& set, Object* key, std::int64_t hash)
{
    const Ref held = share(key); // A comparison may drop the caller's.
    SetEntry* const entry = find(thread, set, key, hash);
    if (!entry) {
        return Raised{};
    }
    if (entry->key) {
        return {};
    }
    incref(key);
    *entry = { key, hash };
    ++set.fill;
    ++set.used;
    if (set.fill * 5 >= set.mask * 3) {
        set_resize(set, set_growth(set.used));
    }
    return {};
}

Result<bool> set_contains_hashed(Thread& thread, Set& set, Object* key, std::int64_t hash)
{
    const SetEntry* const entry = find(thread, set, key, hash);
    if (!entry) {
        return Raised{};
    }
    return entry->key != nullptr;
}

Result<bool> set_discard_hashed(Thread& thread, Set& set, Object* key, std::int64_t hash)
{
    SetEntry* const entry = find(thread, set, key, hash);
    if (!entry) {
        return Raised{};
    }
    if (!entry->key) {
        return false;
    }
    const Ref old = adopt(entry->key); // Released when the set is whole again.
    *entry = { dummy(), dummy_hash };
    --set.used;
    return true;
}

Result<void> set_add(Thread& thread, Set& set, Object* key)
{
    TRY_LET(const std::int64_t hash, dict_hash_key(thread, key));
    return set_add_hashed(thread, set, key, hash);
}

Result<bool> set_contains(Thread& thread, Set& set, Object* key)
{
    TRY_LET(const std::int64_t hash, dict_hash_key(thread, key));
    return set_contains_hashed(thread, set, key, hash);
}

Result<bool> set_discard(Thread& thread, Set& set, Object* key)
{
    TRY_LET(const std::int64_t hash, dict_hash_key(thread, key));
    return set_discard_hashed(thread, set, key, hash);
}

Result<void> set_update(Thread& thread, Set& set, Object* iterable)
{
    if (is_any_set(iterable)) {
        return merge(thread, set, *static_cast<Set*>(iterable));
    }
    if (iterable->type == dict_type()) {
        const auto& dict = *static_cast<Dict*>(iterable);
        reserve_for(set, dict.used);
        for (std::int64_t i = 0; i < dict.entry_count; ++i) {
            const DictEntry entry = dict.entries[i];
            if (entry.value) {
                TRY(set_add_hashed(thread, set, entry.key, entry.hash));
            }
        }
        return {};
    }
    return for_each(thread, iterable, [&](const Ref& item) -> Result<bool> {
        TRY(set_add(thread, set, item.get()));
        return true;
    });
}

void set_clear(Set& set)
{
    if (set.fill == 0 && set.table == set.small) {
        return;
    }
    // Empty first: what is released may look at the set.
    SetEntry copy[Set::minimum_size];
    SetEntry* table = set.table;
    const std::int64_t mask = set.mask;
    const bool is_small = table == set.small;
    if (is_small) {
        std::copy_n(set.small, Set::minimum_size, copy);
        table = copy;
    }
    std::fill_n(set.small, Set::minimum_size, SetEntry{});
    set.table = set.small;
    set.mask = Set::minimum_size - 1;
    set.fill = 0;
    set.used = 0;
    set.hash = -1;
    for (std::int64_t i = 0; i <= mask; ++i) {
        if (is_live(table[i])) {
            decref(table[i].key);
        }
    }
    if (!is_small) {
        free_table(table, mask);
    }
}

void set_resize(Set& set, std::int64_t minimum_used)
{
    std::int64_t size = Set::minimum_size;
    while (size <= minimum_used) {
        size <<= 1;
        if (size > largest_size) {
            throw std::bad_alloc();
        }
    }
    SetEntry copy[Set::minimum_size];
    SetEntry* old = set.table;
    const std::int64_t old_mask = set.mask;
    const bool was_small = old == set.small;
    SetEntry* table = set.small;
    if (size == Set::minimum_size) {
        if (was_small) {
            if (set.fill == set.used) {
                return;
            }
            std::copy_n(set.small, Set::minimum_size, copy);
            old = copy;
        }
    } else {
        table = static_cast<SetEntry*>(
            region_allocate(static_cast<std::size_t>(size) * sizeof(SetEntry)));
    }
    std::memset(static_cast<void*>(table), 0, static_cast<std::size_t>(size) * sizeof(SetEntry));
    set.table = table;
    set.mask = size - 1;
    set.fill = set.used;
    for (std::int64_t i = 0; i <= old_mask; ++i) {
        if (is_live(old[i])) {
            insert_clean(table, static_cast<std::uint64_t>(set.mask), old[i].key, old[i].hash);
        }
    }
    if (!was_small) {
        free_table(old, old_mask);
    }
}

void set_swap(Set& left, Set& right)
{
    std::swap(left.fill, right.fill);
    std::swap(left.used, right.used);
    std::swap(left.mask, right.mask);
    const bool left_small = left.table == left.small;
    const bool right_small = right.table == right.small;
    std::swap(left.table, right.table);
    std::swap(left.small, right.small);
    if (left_small) {
        right.table = right.small;
    }
    if (right_small) {
        left.table = left.small;
    }
    left.hash = -1;
    right.hash = -1;
}

Ref set_pop(Set& set)
{
    if (set.used == 0) {
        return nullptr;
    }
    std::int64_t place = set.finger & set.mask;
    while (!is_live(set.table[place])) {
        place = place == set.mask ? 0 : place + 1;
    }
    Ref key = adopt(set.table[place].key);
    set.table[place] = { dummy(), dummy_hash };
    --set.used;
    set.finger = place + 1;
    return key;
}

const SetEntry* set_next(const Set& set, std::int64_t& position)
{
    while (position <= set.mask) {
        const SetEntry& entry = set.table[position++];
        if (is_live(entry)) {
            return &entry;
        }
    }
    return nullptr;
}

} // namespace fw
