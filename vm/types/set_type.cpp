// The set and frozenset types: their slots. Methods are in set_methods.cpp, the table in
// set_table.cpp. CPython: Objects/setobject.c

#include "vm/object/all_specs.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"
#include "vm/types/set.h"
#include "vm/types/set_support.h"

#include <cstddef>

namespace fw {

namespace {

void set_destroy(Object* self)
{
    gc_untrack(self);
    set_clear(*static_cast<Set*>(self));
    free_object(self);
}

void set_traverse(Object* self, VisitFn visit, void* context)
{
    std::int64_t position = 0;
    while (const SetEntry* const entry = set_next(*static_cast<Set*>(self), position)) {
        visit(entry->key, context);
    }
}

void set_clear_members(Object* self)
{
    set_clear(*static_cast<Set*>(self));
}

Result<Ref> set_create(Thread&, Type& type, Args)
{
    return make_empty_set(&type);
}

Result<void> set_init(Thread& thread, Object* self, Args args)
{
    TRY(check_arguments(thread, *self->type, set_type(), args, 0, 1));
    auto& set = *static_cast<Set*>(self);
    set_clear(set);
    set.hash = -1;
    if (args.count == 0) {
        return {};
    }
    return set_update(thread, set, args[0]);
}

Result<Ref> frozenset_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, frozenset_type(), args, 0, 1));
    Object* const iterable = args.count ? args[0] : nullptr;
    if (&type != frozenset_type()) {
        return make_set_of(thread, &type, iterable);
    }
    if (!iterable) {
        return empty_frozenset();
    }
    if (iterable->type == frozenset_type()) {
        return share(iterable);
    }
    TRY_LET(const RefTo<Set> set, make_set_of(thread, &type, iterable));
    return set->used == 0 ? empty_frozenset() : Ref(set);
}

Result<Ref> set_repr(Thread& thread, Set& self)
{
    const std::string_view name = type_name(&self);
    const ReprGuard guard(thread, &self);
    StrBuilder text;
    if (guard.repeated() || self.used == 0) {
        text.append(name);
        text.append(guard.repeated() ? "(...)" : "()");
        return text.finish();
    }
    TRY_LET(const Ref items, sequence_to_list(thread, &self));
    TRY_LET(const RefTo<Str> items_text, repr(thread, items.get()));
    const bool plain = self.type == set_type();
    if (!plain) {
        text.append(name);
        text.append(U'(');
    }
    text.append(U'{');
    text.append(*items_text, 1, items_text->length - 1);
    text.append(plain ? "}" : "})");
    return text.finish();
}

// The same for every order of the items.
Result<std::int64_t> frozenset_hash(Thread&, Object* self)
{
    auto& set = *static_cast<Set*>(self);
    if (set.hash != -1) {
        return set.hash;
    }
    const auto shuffle
        = [](std::uint64_t bits) { return ((bits ^ 89869747u) ^ (bits << 16)) * 3644798167u; };
    std::uint64_t mix = 0;
    std::int64_t position = 0;
    while (const SetEntry* const entry = set_next(set, position)) {
        mix ^= shuffle(static_cast<std::uint64_t>(entry->hash));
    }
    mix ^= (static_cast<std::uint64_t>(set.used) + 1) * 1927868237u;
    mix ^= (mix >> 11) ^ (mix >> 25);
    mix = mix * 69069u + 907133923u;
    if (mix == static_cast<std::uint64_t>(-1)) {
        mix = 590923713u;
    }
    set.hash = static_cast<std::int64_t>(mix);
    return set.hash;
}

Result<Ref> set_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_any_set(right)) {
        return make_not_implemented();
    }
    auto& a = *static_cast<Set*>(left);
    auto& b = *static_cast<Set*>(right);
    bool holds = false;
    switch (op) {
    case CompareOp::Equal:
    case CompareOp::NotEqual:
        if (a.used == b.used && (a.hash == -1 || b.hash == -1 || a.hash == b.hash)) {
            TRY_SET(holds, set_is_subset(thread, a, right));
        }
        holds = holds == (op == CompareOp::Equal);
        break;
    case CompareOp::Less:
        if (a.used < b.used) {
            TRY_SET(holds, set_is_subset(thread, a, right));
        }
        break;
    case CompareOp::LessEqual:
        TRY_SET(holds, set_is_subset(thread, a, right));
        break;
    case CompareOp::Greater:
        if (a.used > b.used) {
            TRY_SET(holds, set_is_superset(thread, a, right));
        }
        break;
    case CompareOp::GreaterEqual:
        TRY_SET(holds, set_is_superset(thread, a, right));
        break;
    }
    return make_bool(holds);
}

Result<std::int64_t> set_length(Thread&, Object* self)
{
    return static_cast<Set*>(self)->used;
}

// A binary operator is only for sets on both sides.
template <auto operation> Result<Ref> set_operator(Thread& thread, Object* left, Object* right)
{
    if (!is_any_set(left) || !is_any_set(right)) {
        return make_not_implemented();
    }
    return operation(thread, *static_cast<Set*>(left), right);
}

Result<RefTo<Set>> set_union(Thread& thread, Set& set, Object* other)
{
    RefTo<Set> result = set_copy(set);
    TRY(set_update(thread, *result, other));
    return result;
}

Result<void> set_intersection_update(Thread& thread, Set& set, Object* other)
{
    TRY_LET(const RefTo<Set> result, set_intersection(thread, set, other));
    set_swap(set, *result);
    return {};
}

template <auto operation> Result<Ref> set_inplace(Thread& thread, Object* self, Object* other)
{
    if (!is_any_set(other)) {
        return make_not_implemented();
    }
    TRY(operation(thread, *static_cast<Set*>(self), other));
    return share(self);
}

} // namespace

constexpr TypeSpec set_spec = {
    .name = "set",
    .doc = "set(iterable=()): an unordered collection of unique items.",
    .basic_size = sizeof(Set),
    .weakrefs_offset = offsetof(Set, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = set_destroy,
        .traverse = set_traverse,
        .clear = set_clear_members,
        .repr = unary<Set, set_repr>,
        .get_attribute = generic_get_attribute,
        .compare = set_compare,
        .iterate = set_iterate,
        .init = set_init,
        .create = set_create,
        .subtract = set_operator<set_difference>,
        .bit_and = set_operator<set_intersection>,
        .bit_xor = set_operator<set_symmetric_difference>,
        .bit_or = set_operator<set_union>,
        .inplace_subtract = set_inplace<set_difference_update>,
        .inplace_bit_and = set_inplace<set_intersection_update>,
        .inplace_bit_xor = set_inplace<set_symmetric_difference_update>,
        .inplace_bit_or = set_inplace<set_update>,
        .length = set_length,
        .contains = set_contains_slot,
    },
    .methods = set_methods,
};

constexpr TypeSpec frozenset_spec = {
    .name = "frozenset",
    .doc = "frozenset(iterable=()): an immutable set.",
    .basic_size = sizeof(Set),
    .weakrefs_offset = offsetof(Set, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = set_destroy,
        .traverse = set_traverse,
        .clear = set_clear_members,
        .repr = unary<Set, set_repr>,
        .hash = frozenset_hash,
        .get_attribute = generic_get_attribute,
        .compare = set_compare,
        .iterate = set_iterate,
        .create = frozenset_create,
        .subtract = set_operator<set_difference>,
        .bit_and = set_operator<set_intersection>,
        .bit_xor = set_operator<set_symmetric_difference>,
        .bit_or = set_operator<set_union>,
        .length = set_length,
        .contains = set_contains_slot,
    },
    .methods = frozenset_methods,
};

} // namespace fw
