// Attributes of classes: how they are looked up and assigned, and those that every class has
// (__name__, __bases__, __dict__, ...).
// CPython: Objects/typeobject.c (type_getattro, type_setattro, type_getsets)

#include "vm/object/type_attributes.h"

#include "vm/object/arguments.h"
#include "vm/object/descriptors.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/type_internal.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace fw {

namespace {

Result<void> check_assignable(Thread& thread, const Type& type, const char* name, Object* value)
{
    if (!has_flag(&type, TypeIsHeap)) {
        return raise(thread, TypeId::TypeError, "can't set {}.{}", type_name(&type), name);
    }
    if (!value) {
        return raise(thread, TypeId::TypeError, "can't delete {}.{}", type_name(&type), name);
    }
    return {};
}

bool is_special_name(const Str& name)
{
    return name.length > 4 && name.at(0) == '_' && name.at(1) == '_'
        && name.at(name.length - 1) == '_' && name.at(name.length - 2) == '_';
}

Result<Ref> get_name(Thread&, Object* self)
{
    return share<Object>(as<Type>(self)->name);
}

Result<void> set_name(Thread& thread, Object* self, Object* value)
{
    Type& type = *as<Type>(self);
    TRY(check_assignable(thread, type, "__name__", value));
    if (!is_str(value)) {
        return raise(thread, TypeId::TypeError, "can only assign string to {}.__name__, not '{}'",
            type_name(&type), type_name(value));
    }
    const std::string text = to_utf8(*static_cast<Str*>(value));
    if (text.find('\0') != std::string::npos) {
        return raise(thread, TypeId::ValueError, "type name must not contain null characters");
    }
    auto* copy = static_cast<char*>(region_allocate(text.size() + 1));
    std::copy_n(text.c_str(), text.size() + 1, copy);
    region_free(type.utf8_name);
    type.utf8_name = copy;
    const Ref old = Ref::adopt(type.name);
    type.name = share(static_cast<Str*>(value)).release();
    return {};
}

Result<Ref> get_qualname(Thread&, Object* self)
{
    return share<Object>(as<Type>(self)->qualname);
}

Result<void> set_qualname(Thread& thread, Object* self, Object* value)
{
    Type& type = *as<Type>(self);
    TRY(check_assignable(thread, type, "__qualname__", value));
    if (!is_str(value)) {
        return raise(thread, TypeId::TypeError,
            "can only assign string to {}.__qualname__, not '{}'", type_name(&type),
            type_name(value));
    }
    const Ref old = Ref::adopt(type.qualname);
    type.qualname = share(static_cast<Str*>(value)).release();
    return {};
}

Result<Ref> get_module(Thread& thread, Object* self)
{
    return type_module(thread, *as<Type>(self));
}

Result<void> set_module(Thread& thread, Object* self, Object* value)
{
    Type& type = *as<Type>(self);
    TRY(check_assignable(thread, type, "__module__", value));
    type_modified(&type);
    dict_set_str(*type.dict, names().module, value);
    return {};
}

Result<Ref> get_doc(Thread& thread, Object* self)
{
    Type& type = *as<Type>(self);
    Object* doc = dict_get_str(*type.dict, names().doc);
    if (!doc) {
        return make_none();
    }
    if (const DescriptorGetFn get = doc->type->slots.descriptor_get;
        get && has_flag(&type, TypeIsHeap)) {
        const Ref keep = share(doc);
        return get(thread, doc, nullptr, &type);
    }
    return share(doc);
}

Result<void> set_doc(Thread& thread, Object* self, Object* value)
{
    Type& type = *as<Type>(self);
    TRY(check_assignable(thread, type, "__doc__", value));
    type_modified(&type);
    dict_set_str(*type.dict, names().doc, value);
    return {};
}

Result<Ref> get_dict(Thread&, Object* self)
{
    return make_mapping_proxy(as<Type>(self)->dict);
}

Result<Ref> get_bases(Thread&, Object* self)
{
    return share<Object>(as<Type>(self)->bases);
}

Result<Ref> get_mro(Thread&, Object* self)
{
    Tuple* mro = as<Type>(self)->mro;
    return mro ? share<Object>(mro) : make_none();
}

Result<Ref> get_base(Thread&, Object* self)
{
    Type* base = as<Type>(self)->base;
    return base ? share<Object>(base) : make_none();
}

Result<Ref> get_basic_size(Thread&, Object* self)
{
    return make_int(reported_size(as<Type>(self)));
}

Result<Ref> get_item_size(Thread&, Object* self)
{
    return make_int(as<Type>(self)->item_size);
}

Result<Ref> get_dict_offset(Thread&, Object* self)
{
    return make_int(as<Type>(self)->dict_offset);
}

Result<Ref> get_weakrefs_offset(Thread&, Object* self)
{
    return make_int(as<Type>(self)->weakrefs_offset);
}

// The bits of CPython's tp_flags that programs look at (inspect.isabstract and others).
Result<Ref> get_flags(Thread&, Object* self)
{
    struct Bit {
        std::uint32_t ours;
        int theirs;
    };
    constexpr Bit bits[] = { { TypeIsHeap, 9 }, { TypeIsBase, 10 }, { TypeIsReady, 12 },
        { TypeHasGc, 14 }, { TypeIsMethodDescriptor, 17 }, { TypeIsAbstract, 20 },
        { TypeIntSubclass, 24 }, { TypeListSubclass, 25 }, { TypeTupleSubclass, 26 },
        { TypeBytesSubclass, 27 }, { TypeStrSubclass, 28 }, { TypeDictSubclass, 29 },
        { TypeExceptionSubclass, 30 }, { TypeTypeSubclass, 31 } };
    std::int64_t flags = 1 << 18; // Py_TPFLAGS_HAVE_VERSION_TAG
    for (const Bit& bit : bits) {
        if (has_flag(as<Type>(self), bit.ours)) {
            flags |= std::int64_t{ 1 } << bit.theirs;
        }
    }
    return make_int(flags);
}

Result<Ref> get_abstract_methods(Thread& thread, Object* self)
{
    Type& type = *as<Type>(self);
    Object* methods
        = &type == type_type() ? nullptr : dict_get_str(*type.dict, names().abstractmethods);
    if (!methods) {
        return raise_with(thread, exception_type(TypeId::AttributeError), names().abstractmethods);
    }
    return share(methods);
}

Result<void> set_abstract_methods(Thread& thread, Object* self, Object* value)
{
    Type& type = *as<Type>(self);
    bool abstract = false;
    if (value) {
        TRY_SET(abstract, is_true(thread, value));
        dict_set_str(*type.dict, names().abstractmethods, value);
    } else if (!dict_delete_str(*type.dict, names().abstractmethods)) {
        return raise_with(thread, exception_type(TypeId::AttributeError), names().abstractmethods);
    }
    type_modified(&type);
    type.flags = abstract ? type.flags | TypeIsAbstract : type.flags & ~TypeIsAbstract;
    return {};
}

Result<Ref> get_text_signature(Thread&, Object*)
{
    return make_none();
}

// The order of a class before and after its bases changed.
struct ChangedOrder {
    RefTo<Type> type;
    RefTo<Tuple> before;
    RefTo<Tuple> after;
};

// A class and what follows from it, recomputed after its bases changed. CPython:
// mro_hierarchy.
Result<void> update_mro_below(Thread& thread, Type& type, std::vector<ChangedOrder>& changed)
{
    RefTo<Tuple> before = RefTo<Tuple>::share(type.mro);
    TRY_LET(const bool updated, update_mro(thread, type));
    if (!updated) {
        return {};
    }
    changed.push_back({ share(&type), std::move(before), share(type.mro) });
    Result<void> result;
    for_each_subclass(type, [&](Type& subclass) {
        if (!result.failed()) {
            result = update_mro_below(thread, subclass, changed);
        }
    });
    return result;
}

// Orders that were changed again since stay.
void undo_mro(std::vector<ChangedOrder>& changed)
{
    for (ChangedOrder& each : changed) {
        if (each.type->mro == each.after.get()) {
            const RefTo<Tuple> current = RefTo<Tuple>::adopt(each.type->mro);
            each.type->mro = each.before.release();
            type_modified(each.type.get());
        }
    }
}

// Through the chain of bases only: a mro() that runs has not set the order yet. CPython:
// type_is_subtype_base_chain.
bool is_on_base_chain(const Type* type, const Type* base)
{
    while (type && type != base) {
        type = type->base;
    }
    return type != nullptr;
}

Result<void> set_bases(Thread& thread, Object* self, Object* value)
{
    Type& type = *as<Type>(self);
    TRY(check_assignable(thread, type, "__bases__", value));
    if (!is_tuple(value)) {
        return raise(thread, TypeId::TypeError, "can only assign tuple to {}.__bases__, not {}",
            type_name(&type), type_name(value));
    }
    auto* bases = static_cast<Tuple*>(value);
    if (bases->length == 0) {
        return raise(thread, TypeId::TypeError,
            "can only assign non-empty tuple to {}.__bases__, not ()", type_name(&type));
    }
    for (Object* base : *bases) {
        if (!is_type(base)) {
            return raise(thread, TypeId::TypeError,
                "{}.__bases__ must be tuple of classes, not '{}'", type_name(&type),
                type_name(base));
        }
        const auto* candidate = static_cast<Type*>(base);
        if (is_subtype(candidate, &type)
            || (candidate->mro && is_on_base_chain(candidate, &type))) {
            return raise(thread, TypeId::TypeError, "a __bases__ item causes an inheritance cycle");
        }
    }
    TRY_LET(Type * base, best_base(thread, *bases));
    if (!same_layout(type.base, base)) {
        return raise(thread, TypeId::TypeError,
            "__bases__ assignment: '{}' object layout differs from '{}'", type_name(base),
            type_name(type.base));
    }
    const RefTo<Tuple> old_bases = RefTo<Tuple>::adopt(type.bases);
    const RefTo<Type> old_base = RefTo<Type>::adopt(type.base);
    type.bases = share(bases).release();
    type.base = share(base).release();
    std::vector<ChangedOrder> changed;
    const bool failed = update_mro_below(thread, type, changed).failed();
    if (failed) {
        undo_mro(changed);
    }
    if (type.bases != bases) { // A mro() assigned others meanwhile: they stay.
        return failed ? Result<void>(Raised{}) : Result<void>();
    }
    if (failed) {
        const RefTo<Tuple> new_bases = RefTo<Tuple>::adopt(type.bases);
        const RefTo<Type> new_base = RefTo<Type>::adopt(type.base);
        type.bases = share(old_bases.get()).release();
        type.base = share(old_base.get()).release();
        return Raised{};
    }
    for (Object* item : *old_bases) {
        remove_subclass(*static_cast<Type*>(item), type);
    }
    for (Object* item : *type.bases) {
        add_subclass(*static_cast<Type*>(item), type);
    }
    type_modified(&type);
    const auto update_below = [](Type& changed, const auto& again) -> void {
        update_all_slots(changed);
        for_each_subclass(changed, [&](Type& subclass) { again(subclass, again); });
    };
    update_below(type, update_below);
    return {};
}

} // namespace

constexpr Attribute type_attribute_rows[type_attribute_count] = {
    { .name = "__name__", .get = get_name, .set = set_name },
    { .name = "__qualname__", .get = get_qualname, .set = set_qualname },
    { .name = "__bases__", .get = get_bases, .set = set_bases },
    { .name = "__module__", .get = get_module, .set = set_module },
    { .name = "__abstractmethods__", .get = get_abstract_methods, .set = set_abstract_methods },
    { .name = "__dict__", .get = get_dict },
    { .name = "__doc__", .get = get_doc, .set = set_doc },
    { .name = "__text_signature__", .get = get_text_signature },
    { .name = "__mro__", .get = get_mro },
    { .name = "__base__", .get = get_base },
    { .name = "__basicsize__", .get = get_basic_size },
    { .name = "__itemsize__", .get = get_item_size },
    { .name = "__flags__", .get = get_flags },
    { .name = "__dictoffset__", .get = get_dict_offset },
    { .name = "__weakrefoffset__", .get = get_weakrefs_offset },
};

// CPython: compatible_for_assignment, same_slots_added.
bool same_layout(const Type* left, const Type* right)
{
    const auto skip = [](const Type* type) {
        while (type->base && type->basic_size == type->base->basic_size
            && type->item_size == type->base->item_size
            && type->dict_offset == type->base->dict_offset
            && type->weakrefs_offset == type->base->weakrefs_offset && has_flag(type, TypeIsHeap)) {
            type = type->base;
        }
        return type;
    };
    left = skip(left);
    right = skip(right);
    if (left == right) {
        return true;
    }
    if (!left->base || left->base != right->base || left->basic_size != right->basic_size
        || left->dict_offset != right->dict_offset
        || left->weakrefs_offset != right->weakrefs_offset || !has_flag(left, TypeIsHeap)
        || !has_flag(right, TypeIsHeap)) {
        return false;
    }
    const std::int64_t count = left->slot_names ? left->slot_names->length : 0;
    if (count != (right->slot_names ? right->slot_names->length : 0)) {
        return false;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        if ((*left->slot_names)[i] != (*right->slot_names)[i]) {
            return false;
        }
    }
    return true;
}

Result<Ref> type_module(Thread& thread, Type& type)
{
    if (has_flag(&type, TypeIsHeap)) {
        Object* module = dict_get_str(*type.dict, names().module);
        if (!module) {
            return raise_with(thread, exception_type(TypeId::AttributeError), names().module);
        }
        return share(module);
    }
    const std::string_view name = type_name(&type);
    const std::size_t dot = name.rfind('.');
    return Ref(intern(dot == std::string_view::npos ? "builtins" : name.substr(0, dot)));
}

// As for instances, with the classes of the MRO in the place of the instance's dict; what is found
// there is bound to "no instance".
Result<Ref> type_get_attribute(Thread& thread, Object* self, Str* name)
{
    auto* type = static_cast<Type*>(self);
    Type* metaclass = type->type;
    const Ref meta_attribute = Ref::share(type_lookup(metaclass, name));
    const DescriptorGetFn meta_get
        = meta_attribute ? meta_attribute->type->slots.descriptor_get : nullptr;
    if (meta_get && meta_attribute->type->slots.descriptor_set) {
        return meta_get(thread, meta_attribute.get(), type, metaclass);
    }
    if (Object* found = type_lookup(type, name)) {
        Ref attribute = share(found);
        if (const DescriptorGetFn get = found->type->slots.descriptor_get) {
            return get(thread, attribute.get(), nullptr, type);
        }
        return attribute;
    }
    if (meta_get) {
        return meta_get(thread, meta_attribute.get(), type, metaclass);
    }
    if (meta_attribute) {
        return meta_attribute;
    }
    return raise(thread, TypeId::AttributeError, "type object '{}' has no attribute '{}'",
        type_name(type), to_utf8(*name));
}

Result<void> type_set_attribute(Thread& thread, Object* self, Str* name, Object* value)
{
    auto* type = static_cast<Type*>(self);
    if (!has_flag(type, TypeIsHeap)) {
        return raise(thread, TypeId::TypeError,
            "can't set attributes of built-in/extension type '{}'", type_name(type));
    }
    RefTo<Str> key = share(name);
    if (name->type == str_type()) {
        intern_in_place(key);
    }
    TRY(generic_set_attribute(thread, type, key.get(), value));
    type_modified(type);
    if (is_special_name(*key)) {
        update_slots(*type, key.get());
    }
    return {};
}

std::int64_t reported_size(const Type* type)
{
    return std::int64_t{ type->basic_size } - (type->spec ? type->spec->hidden_size : 0);
}

// The attributes of a class and its bases, as dir() wants them. CPython: merge_class_dict.
Result<void> merge_class_dict(Thread& thread, Dict& into, Object* type)
{
    Ref class_dict;
    TRY_LET(bool has_dict, find_attribute(thread, type, names().dict, class_dict));
    if (has_dict) {
        TRY(dict_update(thread, into, class_dict.get()));
    }
    Ref bases;
    TRY_LET(bool has_bases, find_attribute(thread, type, names().bases, bases));
    if (has_bases) {
        TRY(for_each(thread, bases.get(), [&](Ref base) -> Result<bool> {
            TRY(merge_class_dict(thread, into, base.get()));
            return true;
        }));
    }
    return {};
}

} // namespace fw
