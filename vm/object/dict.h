// Dicts: insertion-ordered hash tables. The struct and what every layer needs of it; the
// Python-visible type and the views are in vm/types/dict_type.cpp.
//
// Layout and probing follow CPython's compact dict: a sparse table of 1, 2, 4 or 8-byte indices and
// a dense array of entries; a deleted entry has a null value. Sizes, growth and so sys.getsizeof
// and popitem are CPython's. CPython: Objects/dictobject.c

#pragma once

#include "vm/object/gc.h"
#include "vm/object/object.h"
#include "vm/object/runtime.h"

namespace fw {

struct Thread;
struct Str;

struct DictEntry {
    std::int64_t hash;
    Object* key; // null: deleted
    Object* value;
};

struct Dict : Object {
    std::int64_t used; // live items
    // Changes at each change of the dict; two dicts never have the same. CPython: ma_version_tag.
    // For caches.
    std::uint64_t version;
    std::int64_t entry_count; // entries in use, deleted ones too
    std::int64_t usable; // entries that may still be appended before it grows
    std::uint8_t log2_size; // of the index table
    std::uint8_t index_width; // bytes of an index: 1, 2, 4, 8
    bool only_strs; // Every key is an exact str: lookups run no Python code.
    void*
        indices; // One block of memory with the entries behind it; null: empty, nothing allocated.
    DictEntry* entries;
};

RefTo<Dict> make_dict();
// The table's size for so many items, as CPython estimates it.
inline constexpr std::int64_t dict_estimate_size(std::int64_t items)
{
    return (items * 3 + 1) / 2;
}
// Items that a table of `size` indices holds before it grows.
inline constexpr std::int64_t dict_usable_fraction(std::int64_t size)
{
    return (size << 1) / 3;
}
inline constexpr std::int64_t dict_minimum_size = 8;
RefTo<Dict> make_dict_sized(std::int64_t expected);

// Lookups that may run __hash__ and __eq__ of the keys.
Result<Object*> dict_get(Thread& thread, Dict& dict, Object* key); // borrowed; null: absent
Result<Object*> dict_get_hashed(Thread& thread, Dict& dict, Object* key, std::int64_t hash);
Result<void> dict_set(Thread& thread, Dict& dict, Object* key, Object* value);
Result<void> dict_set_hashed(
    Thread& thread, Dict& dict, Object* key, std::int64_t hash, Object* value);
Result<bool> dict_delete(Thread& thread, Dict& dict, Object* key); // false: it was not there
Result<Object*> dict_set_default(
    Thread& thread, Dict& dict, Object* key, Object* value); // borrowed
// Takes it out; empty: absent, unless an exception is pending.
Result<bool> dict_pop(Thread& thread, Dict& dict, Object* key, Ref& value);

// Lookups by exact str: run no Python code as long as the keys are strs (others are compared by
// identity first and never equal an exact str unless their type says so; such dicts are rare and
// the raising forms above are for them).
Object* dict_get_str(const Dict& dict, const Str* key); // borrowed; null: absent
void dict_set_str(Dict& dict, Str* key,
    Object* value); // only for dicts with `only_strs`, e.g. namespaces we make
bool dict_delete_str(Dict& dict, const Str* key);
// Index of the entry of an exact str, -1: absent. For inline caches.
std::int64_t dict_find_str(const Dict& dict, const Str* key);

// Index of the entry of any key; dict_absent or dict_raised.
inline constexpr std::int64_t dict_absent = -1;
inline constexpr std::int64_t dict_raised = -3;
std::int64_t dict_find(Thread& thread, Dict& dict, Object* key, std::int64_t hash);

// hash(key); the hash of a str or a small int without a call.
Result<std::int64_t> dict_hash_key(Thread& thread, Object* key);
// Takes the entry at an index out; the key and the value are the caller's then.
void dict_take_entry(Dict& dict, std::int64_t index, Ref& key, Ref& value);
// Takes the last entry out, as popitem; false: empty.
bool dict_take_last(Dict& dict, Ref& key, Ref& value);
// Makes room for so many items in all; existing ones are kept. CPython: dictresize.
void dict_resize(Dict& dict, std::int64_t minimum_size);
// Bytes of the table, counted as CPython's keys object.
std::int64_t dict_table_size(const Dict& dict);

// What is due when a value is written straight into an entry (inline caches do): another version,
// and the collector follows the dict from its first container on.
inline void dict_stored(Dict& dict, const Object* value)
{
    dict.version = ++runtime().next_dict_version;
    if (!gc_is_tracked(&dict) && has_flag(value->type, TypeHasGc)) {
        gc_track(&dict);
    }
}

void dict_clear(Dict& dict);
RefTo<Dict> dict_copy(const Dict& dict);
// dict.update(other): other a dict, a mapping with keys(), or an iterable of pairs (CPython's rules
// and errors).
Result<void> dict_update(Thread& thread, Dict& dict, Object* other);
// The same without overriding keys that are there, or with. CPython: PyDict_Merge.
enum class DictMerge : std::uint8_t { Keep, Override, RaiseKeyError };
Result<void> dict_merge(Thread& thread, Dict& dict, Object* mapping, DictMerge how);
// As **kwargs merging: duplicate keys raise TypeError naming the callable. CPython:
// _PyDict_MergeEx(override=2)
Result<void> dict_merge_unique(Thread& thread, Dict& dict, Object* other, Object* callable);

// Walks the items in order: position starts at 0. Borrowed; the dict must not change meanwhile.
bool dict_next(const Dict& dict, std::int64_t& position, Object*& key, Object*& value);

} // namespace fw
