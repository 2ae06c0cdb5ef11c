// Structs of the descriptors that types are made of, and how they are made. Their Python-visible
// types are in vm/types. CPython: Include/descrobject.h, Objects/descrobject.c

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/type_slots.h"

namespace fw {

struct WrapperDescriptor : Object { // int.__add__
    const SlotRow* row;
    Type* owner;
    SlotFunction wrapped;
};

struct MethodWrapper : Object { // (1).__add__
    WrapperDescriptor* descriptor;
    Object* self;
};

struct MemberDescriptor : Object { // __slots__ and a struct's members
    Type* owner;
    Str* name;
    MemberKind kind;
    bool read_only;
    std::uint32_t offset;
    const char* doc; // or null
};

struct GetSetDescriptor : Object {
    Type* owner;
    Str* name;
    const Attribute* attribute;
};

struct StaticMethod : Object {
    Object* callable;
    Dict* dict;
};

struct ClassMethod : Object {
    Object* callable;
    Dict* dict;
};

struct Property : Object {
    Object* getter; // or null, as the next two
    Object* setter;
    Object* deleter;
    Object* doc;
    bool doc_from_getter;
};

struct Super : Object {
    Type* start;
    Object* self; // or null
    Type* self_type; // or null
};

struct MappingProxy : Object {
    Object* mapping;
};

Ref make_wrapper_descriptor(Type* owner, const SlotRow& row, SlotFunction wrapped);
Ref make_method_descriptor(Type* owner, const Method& method); // by its kind
Ref make_member_descriptor(Type* owner, Str* name, const Member& member);
Ref make_getset_descriptor(Type* owner, const Attribute& attribute);
Ref make_bound_builtin(const MethodDescriptor& descriptor, Object* self);
Ref make_staticmethod(Object* callable);
Ref make_classmethod(Object* callable);
Ref make_mapping_proxy(Object* mapping);

Result<Ref> read_member(Thread& thread, const MemberDescriptor& member, Object* object);
Result<void> write_member(
    Thread& thread, const MemberDescriptor& member, Object* object, Object* value);

// "Class.name": what __qualname__ of a descriptor is.
RefTo<Str> descriptor_qualname(const Type* owner, std::string_view name);

} // namespace fw
