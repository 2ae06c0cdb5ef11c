// Attribute access with inline caches. What is cached holds as long as the type's version does;
// values of instances are never cached, only where in the instance's dict they stand. CPython:
// Objects/object.c (_PyObject_GenericGetAttrWithDict, _PyObject_GetMethod); its 3.9 has no such
// caches

#include "vm/eval/attributes.h"

#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// Whether the type's attribute cannot become a data descriptor while the type's version stays: its
// own type is a built-in one, or there is no such attribute.
bool is_surely_no_data_descriptor(const Object* attribute)
{
    return !attribute
        || (!has_flag(attribute->type, TypeIsHeap) && !attribute->type->slots.descriptor_set);
}

bool uses_generic_lookup(const Type* type)
{
    return type->slots.get_attribute == generic_get_attribute;
}

} // namespace

Result<Ref> load_attribute_slow(Thread& thread, Object* owner, AttributeCache& cache)
{
    Type* type = owner->type;
    cache.type_version = 0;
    if (uses_generic_lookup(type) && type->dict_offset > 0) {
        Object* attribute = type_lookup(type, cache.name);
        if (type->version != 0 && is_surely_no_data_descriptor(attribute)) {
            if (const Dict* dict = instance_dict(owner)) {
                const std::int64_t index = dict_find_str(*dict, cache.name);
                if (index >= 0) {
                    cache.type_version = type->version;
                    cache.kind = AttributeKind::Instance;
                    cache.index = index;
                    return share(dict->entries[index].value);
                }
            }
            if (attribute && !attribute->type->slots.descriptor_get) {
                cache.type_version = type->version;
                cache.kind = AttributeKind::ClassValue;
                cache.found = attribute;
                return share(attribute);
            }
        }
    }
    return get_attribute(thread, owner, cache.name);
}

Result<void> store_attribute_slow(
    Thread& thread, Object* owner, AttributeCache& cache, Object* value)
{
    Type* type = owner->type;
    cache.type_version = 0;
    TRY(set_attribute(thread, owner, cache.name, value));
    if (owner->type == type && type->slots.set_attribute == generic_set_attribute
        && type->dict_offset > 0) {
        const Object* attribute = type_lookup(type, cache.name);
        const Dict* dict = instance_dict(owner);
        if (type->version != 0 && is_surely_no_data_descriptor(attribute) && dict) {
            cache.index = dict_find_str(*dict, cache.name);
            cache.kind = AttributeKind::Instance;
            cache.type_version = cache.index >= 0 ? type->version : 0;
        }
    }
    return {};
}

Result<bool> load_method_slow(Thread& thread, Object* owner, AttributeCache& cache, Ref& method)
{
    Type* type = owner->type;
    cache.type_version = 0;
    if (uses_generic_lookup(type) && type->dict_offset >= 0) {
        Object* attribute = type_lookup(type, cache.name);
        if (attribute && type->version != 0 && has_flag(attribute->type, TypeIsMethodDescriptor)
            && !has_flag(attribute->type, TypeIsHeap)) {
            const Dict* dict = instance_dict(owner);
            if (!dict || dict_find_str(*dict, cache.name) < 0) {
                cache.type_version = type->version;
                cache.kind = AttributeKind::Method;
                cache.found = attribute;
                method = share(attribute);
                return true;
            }
        }
    }
    return get_method(thread, owner, cache.name, method);
}

} // namespace fw
