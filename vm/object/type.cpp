// Types: subtype tests, attribute lookup along the MRO with its cache, and making the types of
// specs ready.
// CPython: Objects/typeobject.c (_PyType_Lookup, PyType_Modified, PyType_Ready)

#include "vm/object/type.h"

#include "vm/object/core_objects.h"
#include "vm/object/descriptors.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/type_internal.h"

#include <bit>

namespace fw {

// What type_lookup found, by the type's version and the name. The names are owned (so that their
// addresses stay theirs), the values are kept by the types. CPython: method_cache.
struct MethodCache {
    static constexpr std::size_t size = 4096;
    struct Entry {
        std::uint32_t version;
        Str* name;
        Object* value;
    };
    std::array<Entry, size> entries;

    Entry& at(std::uint32_t version, const Str* name)
    {
        const auto address = std::bit_cast<std::uintptr_t>(name);
        return entries[(version * 0x9e3779b1u ^ (address >> 4)) % size];
    }
};

namespace {

constexpr std::int64_t longest_cached_name = 100;

Object* lookup_uncached(const Type* type, const Str* name)
{
    const Tuple* mro = type->mro;
    if (!mro) {
        return nullptr;
    }
    for (Object* base : *mro) {
        if (Object* found = dict_get_str(*static_cast<Type*>(base)->dict, name)) {
            return found;
        }
    }
    return nullptr;
}

// A version needs one in every base, so that a change of a base reaches the type. CPython:
// assign_version_tag.
bool assign_version(Type* type)
{
    if (type->version) {
        return true;
    }
    if (!has_flag(type, TypeIsReady) || !type->mro) {
        return false;
    }
    // A base in the MRO that does not know the type as a subclass cannot tell it of changes.
    for (Object* base : *type->bases) {
        if (!assign_version(static_cast<Type*>(base))) {
            return false;
        }
    }
    type->version = runtime().next_type_version++;
    return true;
}

MethodCache& method_cache()
{
    MethodCache*& cache = runtime().method_cache;
    if (!cache) {
        void* memory = region_allocate(sizeof(MethodCache));
        std::memset(memory, 0, sizeof(MethodCache));
        cache = static_cast<MethodCache*>(memory);
    }
    return *cache;
}

std::string_view last_part(std::string_view dotted)
{
    return dotted.substr(dotted.rfind('.') + 1);
}

void add_rows(Type& type, const TypeSpec& spec)
{
    const auto add = [&type](const char* name, const Ref& descriptor) {
        const RefTo<Str> key = intern(name);
        if (!dict_get_str(*type.dict, key.get())) {
            dict_set_str(*type.dict, key.get(), descriptor.get());
        }
    };
    for (const Method& method : spec.methods) {
        // A row replaces the wrapper of the slot with the same name. CPython: METH_COEXIST.
        const RefTo<Str> key = intern(method.name);
        const Ref descriptor = make_method_descriptor(&type, method);
        dict_set_str(*type.dict, key.get(), descriptor.get());
    }
    for (const Member& member : spec.members) {
        const RefTo<Str> name = intern(member.name);
        add(member.name, make_member_descriptor(&type, name.get(), member));
    }
    for (const Attribute& attribute : spec.attributes) {
        add(attribute.name, make_getset_descriptor(&type, attribute));
    }
}

constexpr bool is_copied_apart(std::size_t offset)
{
    return offset == offsetof(Slots, traverse) || offset == offsetof(Slots, clear)
        || offset == offsetof(Slots, create) || offset == offsetof(Slots, hash)
        || offset == offsetof(Slots, compare);
}

bool overrides_hash(const Type& type)
{
    return dict_get_str(*type.dict, names().eq) || dict_get_str(*type.dict, names().hash);
}

// Copies what `type` lacks and `base` itself defines: what the base has only from its own base
// comes from there. CPython: inherit_slots.
void inherit_slots(Type& type, const Type& base)
{
    const Type* root = base.base;
    for (std::size_t offset = 0; offset < sizeof(Slots); offset += sizeof(SlotFunction)) {
        if (is_copied_apart(offset) || read_slot(type.slots, offset)) {
            continue;
        }
        const SlotFunction inherited = read_slot(base.slots, offset);
        if (inherited && (!root || inherited != read_slot(root->slots, offset))) {
            write_slot(type.slots, offset, inherited);
        }
    }
    // Equality and hash go together.
    if (!type.slots.compare && !type.slots.hash && !overrides_hash(type)) {
        type.slots.compare = base.slots.compare;
        type.slots.hash = base.slots.hash;
    }
}

// CPython: inherit_special.
void inherit_special(Type& type, const Type& base)
{
    if (!has_flag(&type, TypeHasGc) && has_flag(&base, TypeHasGc) && !type.slots.traverse) {
        type.slots.traverse = base.slots.traverse;
        type.slots.clear = base.slots.clear;
    }
    const bool inherits_create = &base != object_type() || has_flag(&type, TypeIsHeap);
    if (!type.slots.create && inherits_create) {
        type.slots.create = base.slots.create;
    }
    type.flags |= base.flags & TypeInheritedBits;
    type.basic_size = std::max(type.basic_size, base.basic_size);
    type.item_size = type.item_size ? type.item_size : base.item_size;
    type.dict_offset = type.dict_offset ? type.dict_offset : base.dict_offset;
    type.weakrefs_offset = type.weakrefs_offset ? type.weakrefs_offset : base.weakrefs_offset;
}

} // namespace

bool is_subtype(const Type* type, const Type* base)
{
    if (type == base) {
        return true;
    }
    if (const Tuple* mro = type->mro) {
        for (const Object* candidate : *mro) {
            if (candidate == base) {
                return true;
            }
        }
        return false;
    }
    for (; type; type = type->base) {
        if (type == base) {
            return true;
        }
    }
    return base == object_type();
}

std::string_view type_name(const Type* type)
{
    if (type->spec) {
        return type->spec->name;
    }
    return type->utf8_name;
}

Object* type_lookup(Type* type, Str* name)
{
    if (type->version) [[likely]] {
        const MethodCache::Entry& entry = runtime().method_cache->at(type->version, name);
        if (entry.version == type->version && entry.name == name) [[likely]] {
            return entry.value;
        }
    }
    Object* found = lookup_uncached(type, name);
    if (name->type == str_type() && name->length <= longest_cached_name && assign_version(type)) {
        MethodCache::Entry& entry = method_cache().at(type->version, name);
        incref(name);
        Str* old = entry.name;
        entry = { type->version, name, found };
        if (old) {
            decref(old);
        }
    }
    return found;
}

void type_modified(Type* type)
{
    if (type->version == 0) {
        return; // Nothing was remembered of it, nor of its subclasses.
    }
    type->version = 0;
    for_each_subclass(*type, [](Type& subclass) { type_modified(&subclass); });
}

void add_subclass(Type& base, Type& subclass)
{
    Thread& thread = runtime().thread;
    if (!base.subclasses) {
        base.subclasses = make_dict().release();
    }
    const Ref key = make_int(std::bit_cast<std::int64_t>(&subclass));
    const Ref reference = make_weakref(thread, weakref_type(), &subclass, nullptr).take();
    FW_ASSERT(!dict_set(thread, *base.subclasses, key.get(), reference.get()).failed());
}

void remove_subclass(Type& base, Type& subclass)
{
    if (base.subclasses) {
        const Ref key = make_int(std::bit_cast<std::int64_t>(&subclass));
        FW_ASSERT(!dict_delete(runtime().thread, *base.subclasses, key.get()).failed());
    }
}

void inherit_from_bases(Type& type)
{
    if (type.base) {
        inherit_special(type, *type.base);
    }
    for (Object* base : *type.mro) {
        if (base != &type) {
            inherit_slots(type, *static_cast<Type*>(base));
        }
    }
    if (!type.slots.hash && !dict_get_str(*type.dict, names().hash)) {
        dict_set_str(*type.dict, names().hash, none());
        type.slots.hash = &hash_not_implemented;
    }
}

void type_ready(Type& type, const TypeSpec& spec)
{
    if (has_flag(&type, TypeIsReady)) {
        return;
    }
    Type* base = spec.base ? spec.base() : &type == object_type() ? nullptr : object_type();
    if (base && !has_flag(base, TypeIsReady)) {
        type_ready(*base, *base->spec);
    }
    if (!type.spec) { // A module's type: the built-in ones got this at boot.
        type.refcount = 1;
        type.spec = &spec;
        type.slots = spec.slots;
        type.flags = spec.flags | (spec.slots.traverse ? TypeHasGc : 0u);
        type.basic_size = spec.basic_size;
        type.item_size = spec.item_size;
        type.dict_offset = spec.dict_offset;
        type.weakrefs_offset = spec.weakrefs_offset;
    }
    type.type = base ? base->type : type_type();
    type.name = intern(last_part(spec.name)).release();
    type.qualname = share(type.name).release();
    type.base = base;
    type.dict = make_dict().release();
    if (base) {
        incref(base);
        type.bases = make_tuple({ base }).release();
        RefTo<Tuple> mro = make_tuple(base->mro->length + 1);
        mro->items()[0] = share<Object>(&type).release();
        for (std::int64_t i = 0; i < base->mro->length; ++i) {
            mro->items()[i + 1] = share((*base->mro)[i]).release();
        }
        type.mro = mro.release();
    } else {
        type.bases = make_tuple(0).release();
        type.mro = make_tuple({ &type }).release();
    }
    add_slot_wrappers(type);
    add_rows(type, spec);
    const Ref doc = spec.doc ? Ref(make_str(spec.doc)) : make_none();
    if (!dict_get_str(*type.dict, names().doc)) {
        dict_set_str(*type.dict, names().doc, doc.get());
    }
    inherit_from_bases(type);
    if (base) {
        add_subclass(*base, type);
    }
    type.flags |= TypeIsReady;
}

} // namespace fw
