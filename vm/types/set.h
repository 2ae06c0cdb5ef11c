// Sets and frozensets: an open hash table that probes ten neighbours before it jumps, so that the
// order of the items is CPython's. A key that was removed leaves a dummy with hash -1 behind.
// CPython: Objects/setobject.c, Include/setobject.h

#pragma once

#include "vm/object/object.h"
#include "vm/object/runtime.h"

namespace fw {

struct SetEntry {
    Object* key; // null: never used
    std::int64_t hash;
};

struct Set : Object { // and frozenset
    static constexpr std::int64_t minimum_size = 8;

    std::int64_t fill; // used entries and dummies
    std::int64_t used;
    std::int64_t mask;
    SetEntry* table; // `small`, or memory of its own
    std::int64_t hash; // of a frozenset, -1: not computed yet
    std::int64_t finger; // where pop() looks first
    SetEntry small[minimum_size];
    Object* weakrefs;
};

inline bool is_any_set(const Object* object)
{
    return object->type == set_type() || object->type == frozenset_type()
        || is_subtype(object->type, set_type()) || is_subtype(object->type, frozenset_type());
}
inline bool is_exact_set(const Object* object)
{
    return object->type == set_type() || object->type == frozenset_type();
}

RefTo<Set> make_set(); // empty
// set(iterable), frozenset(iterable) and instances of subclasses; iterable null: empty.
Result<RefTo<Set>> make_set_of(Thread& thread, Type* type, Object* iterable);
RefTo<Set> make_empty_set(Type* type);
// The one empty frozenset.
Ref empty_frozenset();

Result<void> set_add(Thread& thread, Set& set, Object* key);
Result<bool> set_contains(Thread& thread, Set& set, Object* key);
Result<bool> set_discard(Thread& thread, Set& set, Object* key); // false: it was not there
Result<void> set_update(Thread& thread, Set& set, Object* iterable);
void set_clear(Set& set);
// Walks the items in the table's order; position starts at 0. Borrowed; null at the end.
const SetEntry* set_next(const Set& set, std::int64_t& position);

// The same with a known hash.
Result<void> set_add_hashed(Thread& thread, Set& set, Object* key, std::int64_t hash);
Result<bool> set_contains_hashed(Thread& thread, Set& set, Object* key, std::int64_t hash);
Result<bool> set_discard_hashed(Thread& thread, Set& set, Object* key, std::int64_t hash);
void set_resize(Set& set, std::int64_t minimum_used);
// The size that a set of so many items grows to.
inline std::int64_t set_growth(std::int64_t used)
{
    return used > 50000 ? used * 2 : used * 4;
}
// Exchanges the contents, not the identities.
void set_swap(Set& left, Set& right);
Ref set_pop(Set& set); // empty reference: the set is empty

// Algebra (set_algebra.cpp). The results of binary operations are of the base type of `set`.
RefTo<Set> set_copy(const Set& set);
Result<RefTo<Set>> set_intersection(Thread& thread, Set& set, Object* other);
Result<RefTo<Set>> set_difference(Thread& thread, Set& set, Object* other);
Result<RefTo<Set>> set_symmetric_difference(Thread& thread, Set& set, Object* other);
Result<void> set_difference_update(Thread& thread, Set& set, Object* other);
Result<void> set_symmetric_difference_update(Thread& thread, Set& set, Object* other);
Result<bool> set_is_disjoint(Thread& thread, Set& set, Object* other);
Result<bool> set_is_subset(Thread& thread, Set& set, Object* other);
Result<bool> set_is_superset(Thread& thread, Set& set, Object* other);

Result<Ref> set_iterate(Thread& thread, Object* self); // set_iterator.cpp

} // namespace fw
