// The dict type: its slots. Methods are in dict_methods.cpp, views and iterators in files of their
// own, the hash table in vm/object/dict.cpp. CPython: Objects/dictobject.c

#include "vm/object/all_specs.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"
#include "vm/types/dict_support.h"

namespace fw {

namespace {

void dict_destroy(Object* self)
{
    gc_untrack(self);
    dict_clear(*static_cast<Dict*>(self));
    free_object(self);
}

void dict_traverse(Object* self, VisitFn visit, void* context)
{
    const auto& dict = *static_cast<Dict*>(self);
    for (std::int64_t i = 0; i < dict.entry_count; ++i) {
        const DictEntry& entry = dict.entries[i];
        if (entry.value) {
            visit(entry.key, context);
            visit(entry.value, context);
        }
    }
}

void dict_clear_slot(Object* self)
{
    dict_clear(*static_cast<Dict*>(self));
}

Result<Ref> dict_create(Thread&, Type& type, Args)
{
    RefTo<Dict> dict;
    if (&type == dict_type()) {
        dict = make_dict();
    } else {
        dict = allocate<Dict>(&type);
        dict->only_strs = true;
        dict->index_width = 1;
        dict->version = ++runtime().next_dict_version;
        gc_track(dict.get());
    }
    dict_resize(*dict, dict_minimum_size); // As dict() and unlike {}.
    return dict;
}

Result<void> dict_init(Thread& thread, Object* self, Args args)
{
    return dict_update_from_args(thread, *static_cast<Dict*>(self), "dict", args);
}

Result<Ref> dict_repr(Thread& thread, Dict& self)
{
    const ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str("{...}");
    }
    if (self.used == 0) {
        return make_str("{}");
    }
    StrBuilder text;
    text.append(U'{');
    std::int64_t position = 0;
    Object* key_place = nullptr;
    Object* value_place = nullptr;
    for (bool first = true; dict_next(self, position, key_place, value_place); first = false) {
        const Ref key = share(key_place); // repr() may change the dict.
        const Ref value = share(value_place);
        if (!first) {
            text.append(", ");
        }
        TRY_LET(const RefTo<Str> key_text, repr(thread, key.get()));
        text.append(*key_text);
        text.append(": ");
        TRY_LET(const RefTo<Str> value_text, repr(thread, value.get()));
        text.append(*value_text);
    }
    text.append(U'}');
    return text.finish();
}

Result<bool> dicts_equal(Thread& thread, Dict& left, Dict& right)
{
    if (left.used != right.used) {
        return false;
    }
    for (std::int64_t i = 0; i < left.entry_count; ++i) {
        const DictEntry entry = left.entries[i];
        if (!entry.value) {
            continue;
        }
        const Ref key = share(entry.key);
        const Ref value = share(entry.value);
        TRY_LET(Object* const found, dict_get_hashed(thread, right, key.get(), entry.hash));
        if (!found) {
            return false;
        }
        const Ref other = share(found);
        TRY_LET(const bool same, equal(thread, value.get(), other.get()));
        if (!same) {
            return false;
        }
    }
    return true;
}

Result<Ref> dict_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_dict(left) || !is_dict(right)
        || (op != CompareOp::Equal && op != CompareOp::NotEqual)) {
        return make_not_implemented();
    }
    TRY_LET(const bool same,
        dicts_equal(thread, *static_cast<Dict*>(left), *static_cast<Dict*>(right)));
    return make_bool(same == (op == CompareOp::Equal));
}

Result<std::int64_t> dict_length(Thread&, Object* self)
{
    return static_cast<Dict*>(self)->used;
}

Result<bool> dict_contains(Thread& thread, Object* self, Object* key)
{
    TRY_LET(Object* const value, dict_get(thread, *static_cast<Dict*>(self), key));
    return value != nullptr;
}

Result<Ref> dict_subscript(Thread& thread, Object* self, Object* key)
{
    TRY_LET(Object* const value, dict_get(thread, *static_cast<Dict*>(self), key));
    if (value) [[likely]] {
        return share(value);
    }
    if (self->type != dict_type()) {
        Ref missing;
        TRY_LET(const bool found, find_special(thread, self, names().missing, missing));
        if (found) {
            return call(thread, missing.get(), { key });
        }
    }
    return raise_with(thread, exception_type(TypeId::KeyError), key);
}

Result<void> dict_set_subscript(Thread& thread, Object* self, Object* key, Object* value)
{
    auto& dict = *static_cast<Dict*>(self);
    if (value) {
        return dict_set(thread, dict, key, value);
    }
    TRY_LET(const bool removed, dict_delete(thread, dict, key));
    if (!removed) {
        return raise_with(thread, exception_type(TypeId::KeyError), key);
    }
    return {};
}

Result<Ref> dict_or(Thread& thread, Object* left, Object* right)
{
    if (!is_dict(left) || !is_dict(right)) {
        return make_not_implemented();
    }
    TRY_LET(RefTo<Dict> result, dict_copy_any(thread, *static_cast<Dict*>(left)));
    TRY(dict_update(thread, *result, right));
    return result;
}

Result<Ref> dict_inplace_or(Thread& thread, Object* self, Object* other)
{
    TRY(dict_update(thread, *static_cast<Dict*>(self), other));
    return share(self);
}

} // namespace

constexpr TypeSpec dict_spec = {
    .name = "dict",
    .doc = "dict(mapping or pairs, **items): keys with their values, in order of insertion.",
    .basic_size = sizeof(Dict),
    .flags = TypeIsBase | TypeDictSubclass,
    .slots = {
        .destroy = dict_destroy,
        .traverse = dict_traverse,
        .clear = dict_clear_slot,
        .repr = unary<Dict, dict_repr>,
        .get_attribute = generic_get_attribute,
        .compare = dict_compare,
        .iterate = dict_iterate,
        .init = dict_init,
        .create = dict_create,
        .bit_or = dict_or,
        .inplace_bit_or = dict_inplace_or,
        .contains = dict_contains,
        .mapping_length = dict_length,
        .subscript = dict_subscript,
        .set_subscript = dict_set_subscript,
    },
    .methods = dict_methods,
};

} // namespace fw
