// The hash table of dicts: lookup, insertion, deletion, growth. Updating from other mappings is in
// dict_merge.cpp, what programs see in vm/types/dict_*.cpp.
//
// A key's `__eq__` may change the very dict that is being searched. After each comparison that can
// run Python code the search checks that the table and the entry are still those it compared, and
// else starts again. CPython: Objects/dictobject.c

#include "vm/object/dict.h"

#include "vm/base/assert.h"
#include "vm/base/region.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

#include <bit>
#include <cstring>
#include <new>

namespace fw {

namespace {

constexpr std::int64_t empty_index = -1;
constexpr std::int64_t dummy_index = -2; // The entry was deleted; searches go on.
constexpr int perturb_shift = 5;
constexpr std::int64_t largest_size = std::int64_t{ 1 } << 48;

std::uint64_t index_count(const Dict& dict)
{
    return std::uint64_t{ 1 } << dict.log2_size;
}

std::size_t block_size(const Dict& dict)
{
    const std::uint64_t size = index_count(dict);
    const auto entries
        = static_cast<std::size_t>(dict_usable_fraction(static_cast<std::int64_t>(size)));
    return size * dict.index_width + entries * sizeof(DictEntry);
}

// Calls the function with the index table as an array of its true width.
template <class Function> inline auto with_indices(const Dict& dict, Function function)
{
    switch (dict.index_width) {
    case 1:
        return function(static_cast<std::int8_t*>(dict.indices));
    case 2:
        return function(static_cast<std::int16_t*>(dict.indices));
    case 4:
        return function(static_cast<std::int32_t*>(dict.indices));
    default:
        return function(static_cast<std::int64_t*>(dict.indices));
    }
}

// The order in which a hash looks at the slots of the table.
struct Probe {
    Probe(std::int64_t hash, std::uint8_t log2_size)
        : mask((std::uint64_t{ 1 } << log2_size) - 1)
        , perturb(static_cast<std::uint64_t>(hash))
        , slot(perturb & mask)
    {
    }
    void advance()
    {
        perturb >>= perturb_shift;
        slot = (slot * 5 + perturb + 1) & mask;
    }

    std::uint64_t mask;
    std::uint64_t perturb;
    std::uint64_t slot;
};

bool same_text(const Str* left, const Str* right)
{
    return left->length == right->length && left->width == right->width
        && std::memcmp(
               left->data, right->data, static_cast<std::size_t>(left->length) * left->width)
        == 0;
}

// Of an exact str; runs no Python code.
std::int64_t find_str(const Dict& dict, const Str* key, std::int64_t hash)
{
    if (!dict.indices) {
        return dict_absent;
    }
    return with_indices(dict, [&](auto* indices) -> std::int64_t {
        const DictEntry* const entries = dict.entries;
        for (Probe probe(hash, dict.log2_size);; probe.advance()) {
            const std::int64_t index = indices[probe.slot];
            if (index >= 0) {
                const DictEntry& entry = entries[index];
                if (entry.key == key) {
                    return index;
                }
                if (entry.hash == hash && (dict.only_strs || is_str(entry.key))
                    && same_text(static_cast<const Str*>(entry.key), key)) {
                    return index;
                }
            } else if (index == empty_index) {
                return dict_absent;
            }
        }
    });
}

bool is_plain_int(const Object* object)
{
    return object->type == int_type() && static_cast<const Int*>(object)->is_small();
}

enum class Match : std::uint8_t { No, Yes, Raised, Changed };

// Compares an entry of the same hash with the key.
Match matches(Thread& thread, Dict& dict, std::int64_t index, Object* key)
{
    Object* const candidate = dict.entries[index].key;
    if (is_plain_int(candidate) && is_plain_int(key)) {
        return static_cast<Int*>(candidate)->value == static_cast<Int*>(key)->value ? Match::Yes
                                                                                    : Match::No;
    }
    if (candidate->type == str_type() && key->type == str_type()) {
        return same_text(static_cast<Str*>(candidate), static_cast<Str*>(key)) ? Match::Yes
                                                                               : Match::No;
    }
    void* const indices = dict.indices;
    const DictEntry* const entries = dict.entries;
    const std::uint8_t log2_size = dict.log2_size;
    const Ref held = share(candidate);
    const Result<bool> same = equal(thread, candidate, key);
    if (same.failed()) {
        return Match::Raised;
    }
    if (dict.indices != indices || dict.entries != entries || dict.log2_size != log2_size
        || index >= dict.entry_count || dict.entries[index].key != candidate) {
        return Match::Changed;
    }
    return same.value() ? Match::Yes : Match::No;
}

std::int64_t find_any(Thread& thread, Dict& dict, Object* key, std::int64_t hash)
{
    while (dict.indices) {
        const std::int64_t found = with_indices(dict, [&](auto* indices) -> std::int64_t {
            for (Probe probe(hash, dict.log2_size);; probe.advance()) {
                const std::int64_t index = indices[probe.slot];
                if (index == empty_index) {
                    return dict_absent;
                }
                if (index < 0) {
                    continue;
                }
                const DictEntry& entry = dict.entries[index];
                if (entry.key == key) {
                    return index;
                }
                if (entry.hash != hash) {
                    continue;
                }
                switch (matches(thread, dict, index, key)) {
                case Match::Yes:
                    return index;
                case Match::Raised:
                    return dict_raised;
                case Match::Changed:
                    return dummy_index; // Start again.
                case Match::No:
                    break;
                }
            }
        });
        if (found != dummy_index) {
            return found;
        }
    }
    return dict_absent;
}

void touch(Dict& dict)
{
    dict.version = ++runtime().next_dict_version;
}

// Dicts of atoms only need no collector.
void maintain_tracking(Dict& dict, const Object* key, const Object* value)
{
    const auto may_be_tracked = [](const Object* object) {
        return has_flag(object->type, TypeHasGc)
            && (object->type != tuple_type() || gc_is_tracked(const_cast<Object*>(object)));
    };
    if (!gc_is_tracked(&dict) && (may_be_tracked(value) || may_be_tracked(key))) {
        gc_track(&dict);
    }
}

// An empty table; the dict's entries are the caller's business.
void allocate_table(Dict& dict, std::int64_t size)
{
    if (size > largest_size) {
        throw std::bad_alloc();
    }
    Dict table{};
    table.log2_size = static_cast<std::uint8_t>(std::countr_zero(static_cast<std::uint64_t>(size)));
    table.index_width = size <= 0xff ? 1 : size <= 0xffff ? 2 : size <= 0xffffffff ? 4 : 8;
    const std::size_t index_bytes = static_cast<std::size_t>(size) * table.index_width;
    void* const block = region_allocate(block_size(table));
    std::memset(block, 0xff, index_bytes);
    dict.indices = block;
    dict.entries = reinterpret_cast<DictEntry*>(static_cast<std::byte*>(block) + index_bytes);
    dict.log2_size = table.log2_size;
    dict.index_width = table.index_width;
    dict.entry_count = 0;
    dict.usable = dict_usable_fraction(size);
}

void drop_table(Dict& dict)
{
    dict.indices = nullptr;
    dict.entries = nullptr;
    dict.used = 0;
    dict.entry_count = 0;
    dict.usable = 0;
    dict.log2_size = 0;
    dict.index_width = 1;
    dict.only_strs = true;
}

// A slot for a key that is known not to be in the table.
void place_index(Dict& dict, std::int64_t hash, std::int64_t value)
{
    with_indices(dict, [&](auto* indices) {
        Probe probe(hash, dict.log2_size);
        while (indices[probe.slot] >= 0) {
            probe.advance();
        }
        indices[probe.slot] = static_cast<std::remove_reference_t<decltype(*indices)>>(value);
    });
}

// Of a key that is known not to be in the dict; shares both.
void append_entry(Dict& dict, Object* key, std::int64_t hash, Object* value)
{
    if (dict.usable <= 0) {
        if (!dict.indices) {
            allocate_table(dict, dict_minimum_size);
        } else {
            dict_resize(dict, dict.used * 3);
        }
    }
    if (key->type != str_type()) {
        dict.only_strs = false;
    }
    place_index(dict, hash, dict.entry_count);
    incref(key);
    incref(value);
    dict.entries[dict.entry_count] = { hash, key, value };
    ++dict.entry_count;
    --dict.usable;
    ++dict.used;
    touch(dict);
    maintain_tracking(dict, key, value);
}

void replace_value(Dict& dict, std::int64_t index, Object* value)
{
    DictEntry& entry = dict.entries[index];
    Object* const old = entry.value;
    if (old == value) {
        return;
    }
    incref(value);
    entry.value = value;
    touch(dict);
    maintain_tracking(dict, entry.key, value);
    decref(old); // Last: it may run code that looks at the dict.
}

std::int64_t cached_hash(const Str* key)
{
    return key->hash != -1 ? key->hash : str_hash(*key);
}

void take_out(Dict& dict, std::int64_t index)
{
    DictEntry& entry = dict.entries[index];
    with_indices(dict, [&](auto* indices) {
        Probe probe(entry.hash, dict.log2_size);
        while (indices[probe.slot] != index) {
            probe.advance();
        }
        indices[probe.slot] = static_cast<std::remove_reference_t<decltype(*indices)>>(dummy_index);
    });
    entry.key = nullptr;
    entry.value = nullptr;
    --dict.used;
    touch(dict);
}

} // namespace

RefTo<Dict> make_dict()
{
    RefTo<Dict> dict = allocate<Dict>(dict_type());
    dict->only_strs = true;
    dict->index_width = 1;
    dict->version = ++runtime().next_dict_version;
    return dict;
}

RefTo<Dict> make_dict_sized(std::int64_t expected)
{
    RefTo<Dict> dict = make_dict();
    constexpr std::int64_t largest_presize = 128 * 1024;
    if (expected > dict_usable_fraction(dict_minimum_size)) {
        std::int64_t size = dict_minimum_size * 2;
        if (expected > dict_usable_fraction(largest_presize)) {
            size = largest_presize;
        } else {
            while (size < dict_estimate_size(expected)) {
                size <<= 1;
            }
        }
        allocate_table(*dict, size);
    }
    return dict;
}

Result<std::int64_t> dict_hash_key(Thread& thread, Object* key)
{
    if (key->type == str_type()) {
        return cached_hash(static_cast<Str*>(key));
    }
    if (is_plain_int(key)) {
        const std::int64_t value = static_cast<Int*>(key)->value;
        constexpr std::int64_t modulus = (std::int64_t{ 1 } << 61) - 1;
        if (value > -modulus && value < modulus) [[likely]] {
            return value == -1 ? -2 : value; // What int_hash() says of these.
        }
    }
    return hash(thread, key);
}

std::int64_t dict_find(Thread& thread, Dict& dict, Object* key, std::int64_t hash)
{
    if (dict.only_strs && key->type == str_type()) {
        return find_str(dict, static_cast<Str*>(key), hash);
    }
    return find_any(thread, dict, key, hash);
}

Result<Object*> dict_get(Thread& thread, Dict& dict, Object* key)
{
    if (key->type == str_type() && dict.only_strs) [[likely]] {
        auto* const str = static_cast<Str*>(key);
        const std::int64_t index = find_str(dict, str, cached_hash(str));
        return index < 0 ? nullptr : dict.entries[index].value;
    }
    TRY_LET(const std::int64_t key_hash, dict_hash_key(thread, key));
    return dict_get_hashed(thread, dict, key, key_hash);
}

Result<Object*> dict_get_hashed(Thread& thread, Dict& dict, Object* key, std::int64_t hash)
{
    const std::int64_t index = dict_find(thread, dict, key, hash);
    if (index == dict_raised) {
        return Raised{};
    }
    return index < 0 ? nullptr : dict.entries[index].value;
}

Result<void> dict_set(Thread& thread, Dict& dict, Object* key, Object* value)
{
    TRY_LET(const std::int64_t key_hash, dict_hash_key(thread, key));
    return dict_set_hashed(thread, dict, key, key_hash, value);
}

Result<void> dict_set_hashed(
    Thread& thread, Dict& dict, Object* key, std::int64_t hash, Object* value)
{
    const std::int64_t index = dict_find(thread, dict, key, hash);
    if (index >= 0) {
        replace_value(dict, index, value);
        return {};
    }
    if (index == dict_raised) {
        return Raised{};
    }
    append_entry(dict, key, hash, value);
    return {};
}

Result<bool> dict_delete(Thread& thread, Dict& dict, Object* key)
{
    TRY_LET(const std::int64_t key_hash, dict_hash_key(thread, key));
    const std::int64_t index = dict_find(thread, dict, key, key_hash);
    if (index == dict_raised) {
        return Raised{};
    }
    if (index < 0) {
        return false;
    }
    Ref old_key;
    Ref old_value;
    dict_take_entry(dict, index, old_key, old_value);
    return true;
}

Result<Object*> dict_set_default(Thread& thread, Dict& dict, Object* key, Object* value)
{
    TRY_LET(const std::int64_t key_hash, dict_hash_key(thread, key));
    const std::int64_t index = dict_find(thread, dict, key, key_hash);
    if (index == dict_raised) {
        return Raised{};
    }
    if (index >= 0) {
        return dict.entries[index].value;
    }
    append_entry(dict, key, key_hash, value);
    return value;
}

Result<bool> dict_pop(Thread& thread, Dict& dict, Object* key, Ref& value)
{
    if (dict.used == 0) {
        return false; // Without asking for the hash.
    }
    TRY_LET(const std::int64_t key_hash, dict_hash_key(thread, key));
    const std::int64_t index = dict_find(thread, dict, key, key_hash);
    if (index == dict_raised) {
        return Raised{};
    }
    if (index < 0) {
        return false;
    }
    Ref old_key;
    dict_take_entry(dict, index, old_key, value);
    return true;
}

void dict_take_entry(Dict& dict, std::int64_t index, Ref& key, Ref& value)
{
    Ref old_key = adopt(dict.entries[index].key);
    Ref old_value = adopt(dict.entries[index].value);
    take_out(dict, index);
    key = std::move(old_key);
    value = std::move(old_value);
}

bool dict_take_last(Dict& dict, Ref& key, Ref& value)
{
    if (dict.used == 0) {
        return false;
    }
    std::int64_t index = dict.entry_count - 1;
    while (!dict.entries[index].value) {
        --index;
    }
    dict_take_entry(dict, index, key, value);
    dict.entry_count = index; // But `usable` stays: the indices have dummies.
    return true;
}

Object* dict_get_str(const Dict& dict, const Str* key)
{
    const std::int64_t index = find_str(dict, key, cached_hash(key));
    return index < 0 ? nullptr : dict.entries[index].value;
}

void dict_set_str(Dict& dict, Str* key, Object* value)
{
    const std::int64_t hash = cached_hash(key);
    const std::int64_t index = find_str(dict, key, hash);
    if (index >= 0) {
        replace_value(dict, index, value);
    } else {
        append_entry(dict, key, hash, value);
    }
}

bool dict_delete_str(Dict& dict, const Str* key)
{
    const std::int64_t index = find_str(dict, key, cached_hash(key));
    if (index < 0) {
        return false;
    }
    Ref old_key;
    Ref old_value;
    dict_take_entry(dict, index, old_key, old_value);
    return true;
}

std::int64_t dict_find_str(const Dict& dict, const Str* key)
{
    return find_str(dict, key, cached_hash(key));
}

void dict_resize(Dict& dict, std::int64_t minimum_size)
{
    std::int64_t size = dict_minimum_size;
    while (size < minimum_size) {
        size <<= 1;
        if (size > largest_size) {
            throw std::bad_alloc();
        }
    }
    const Dict old = dict;
    allocate_table(dict, size);
    std::int64_t filled = 0;
    for (std::int64_t i = 0; i < old.entry_count; ++i) {
        if (old.entries[i].value) {
            dict.entries[filled++] = old.entries[i];
        }
    }
    with_indices(dict, [&](auto* indices) {
        for (std::int64_t i = 0; i < filled; ++i) {
            Probe probe(dict.entries[i].hash, dict.log2_size);
            while (indices[probe.slot] >= 0) {
                probe.advance();
            }
            indices[probe.slot] = static_cast<std::remove_reference_t<decltype(*indices)>>(i);
        }
    });
    dict.entry_count = filled;
    dict.usable -= filled;
    if (old.indices) {
        region_free(old.indices, block_size(old));
    }
}

std::int64_t dict_table_size(const Dict& dict)
{
    if (!dict.indices) {
        return 0; // The shared empty keys count nowhere.
    }
    constexpr std::int64_t keys_head = 40;
    return keys_head + static_cast<std::int64_t>(block_size(dict));
}

void dict_clear(Dict& dict)
{
    if (!dict.indices) {
        return;
    }
    const Dict old = dict;
    drop_table(dict);
    touch(dict);
    for (std::int64_t i = 0; i < old.entry_count; ++i) {
        xdecref(old.entries[i].key);
        xdecref(old.entries[i].value);
    }
    region_free(old.indices, block_size(old));
}

RefTo<Dict> dict_copy(const Dict& dict)
{
    RefTo<Dict> copy = make_dict();
    if (dict.used == 0) {
        return copy;
    }
    if (dict.type == dict_type() && dict.used >= dict.entry_count * 2 / 3) {
        // Few holes: the table as it is.
        allocate_table(*copy, static_cast<std::int64_t>(index_count(dict)));
        std::memcpy(copy->indices, dict.indices, block_size(dict));
        copy->used = dict.used;
        copy->entry_count = dict.entry_count;
        copy->usable = dict.usable;
        copy->only_strs = dict.only_strs;
        for (std::int64_t i = 0; i < dict.entry_count; ++i) {
            xincref(dict.entries[i].key);
            xincref(dict.entries[i].value);
        }
        if (gc_is_tracked(const_cast<Dict*>(&dict))) {
            gc_track(copy.get());
        }
        return copy;
    }
    dict_resize(*copy, dict_estimate_size(dict.used));
    for (std::int64_t i = 0; i < dict.entry_count; ++i) {
        const DictEntry& entry = dict.entries[i];
        if (entry.value) {
            append_entry(*copy, entry.key, entry.hash, entry.value);
        }
    }
    return copy;
}

bool dict_next(const Dict& dict, std::int64_t& position, Object*& key, Object*& value)
{
    while (position < dict.entry_count) {
        const DictEntry& entry = dict.entries[position++];
        if (entry.value) {
            key = entry.key;
            value = entry.value;
            return true;
        }
    }
    return false;
}

} // namespace fw
