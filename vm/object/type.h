// Type objects and their slots: what an object of a type can do.
//
// Built-in types are described by a constexpr TypeSpec (vm/object/type_spec.h) and live at fixed
// places in the Runtime; classes that a program makes are allocated. Both are the same struct.
// Every slot may be null: "not supported" (after the type is ready, inherited slots have been
// copied in, as in CPython). CPython: Include/cpython/object.h, Objects/typeobject.c

#pragma once

#include "vm/object/args.h"
#include "vm/object/object.h"

#include <string_view>

namespace fw {

struct Thread;
struct Str;
struct Tuple;
struct Dict;
struct TypeSpec;

enum class CompareOp : std::uint8_t { Less, LessEqual, Equal, NotEqual, Greater, GreaterEqual };

using VisitFn = void (*)(Object* member, void* context);

using DestroyFn = void (*)(Object*); // Releases members and memory; the count is zero.
using TraverseFn
    = void (*)(Object*, VisitFn, void* context); // Visits each owned reference that is not null.
using ClearFn = void (*)(Object*); // Drops owned references, to break cycles.
using UnaryFn = Result<Ref> (*)(Thread&, Object*);
using BinaryFn
    = Result<Ref> (*)(Thread&, Object* left, Object* right); // May answer NotImplemented.
using TernaryFn
    = Result<Ref> (*)(Thread&, Object*, Object*, Object* modulus); // modulus is None when absent.
using TruthFn = Result<bool> (*)(Thread&, Object*);
using LengthFn = Result<std::int64_t> (*)(Thread&, Object*);
using IndexFn = Result<Ref> (*)(Thread&, Object*, std::int64_t index);
using SetIndexFn
    = Result<void> (*)(Thread&, Object*, std::int64_t index, Object* value); // value null: delete
using ContainsFn = Result<bool> (*)(Thread&, Object*, Object* item);
using SetItemFn
    = Result<void> (*)(Thread&, Object*, Object* key, Object* value); // value null: delete
using HashFn = Result<std::int64_t> (*)(Thread&, Object*); // Never -1, as in CPython.
using CompareFn = Result<Ref> (*)(
    Thread&, Object* left, Object* right, CompareOp); // May answer NotImplemented.
using CallFn = Result<Ref> (*)(Thread&, Object* callable, Args);
using GetAttributeFn = Result<Ref> (*)(Thread&, Object*, Str* name);
using SetAttributeFn
    = Result<void> (*)(Thread&, Object*, Str* name, Object* value); // value null: delete
using NextFn = NextItem (*)(Thread&, Object*);
using DescriptorGetFn
    = Result<Ref> (*)(Thread&, Object* descriptor, Object* instance_or_null, Type* owner_or_null);
using DescriptorSetFn
    = Result<void> (*)(Thread&, Object* descriptor, Object* instance, Object* value_or_null);
using CreateFn = Result<Ref> (*)(Thread&, Type& type, Args); // __new__
using InitFn = Result<void> (*)(Thread&, Object* self, Args); // __init__
using RepeatFn = Result<Ref> (*)(Thread&, Object*, std::int64_t count);

struct Slots {
    DestroyFn destroy = nullptr; // Null in a spec: release the memory only.
    TraverseFn traverse = nullptr; // Not null: instances have a GcHead.
    ClearFn clear = nullptr;
    void (*finalize)(Thread&, Object*) = nullptr; // __del__; keeps the pending exception.

    UnaryFn repr = nullptr;
    UnaryFn str = nullptr;
    HashFn hash = nullptr;
    CallFn call = nullptr;
    GetAttributeFn get_attribute = nullptr;
    SetAttributeFn set_attribute = nullptr;
    CompareFn compare = nullptr;
    UnaryFn iterate = nullptr;
    NextFn next = nullptr;
    DescriptorGetFn descriptor_get = nullptr;
    DescriptorSetFn descriptor_set = nullptr;
    InitFn init = nullptr;
    CreateFn create = nullptr;

    // Numbers
    BinaryFn add = nullptr;
    BinaryFn subtract = nullptr;
    BinaryFn multiply = nullptr;
    BinaryFn matrix_multiply = nullptr;
    BinaryFn true_divide = nullptr;
    BinaryFn floor_divide = nullptr;
    BinaryFn remainder = nullptr;
    BinaryFn divmod = nullptr;
    TernaryFn power = nullptr;
    BinaryFn shift_left = nullptr;
    BinaryFn shift_right = nullptr;
    BinaryFn bit_and = nullptr;
    BinaryFn bit_xor = nullptr;
    BinaryFn bit_or = nullptr;
    UnaryFn negative = nullptr;
    UnaryFn positive = nullptr;
    UnaryFn absolute = nullptr;
    UnaryFn invert = nullptr;
    TruthFn truth = nullptr;
    UnaryFn to_int = nullptr; // __int__
    UnaryFn to_float = nullptr; // __float__
    UnaryFn to_index = nullptr; // __index__
    BinaryFn inplace_add = nullptr;
    BinaryFn inplace_subtract = nullptr;
    BinaryFn inplace_multiply = nullptr;
    BinaryFn inplace_matrix_multiply = nullptr;
    BinaryFn inplace_true_divide = nullptr;
    BinaryFn inplace_floor_divide = nullptr;
    BinaryFn inplace_remainder = nullptr;
    TernaryFn inplace_power = nullptr;
    BinaryFn inplace_shift_left = nullptr;
    BinaryFn inplace_shift_right = nullptr;
    BinaryFn inplace_bit_and = nullptr;
    BinaryFn inplace_bit_xor = nullptr;
    BinaryFn inplace_bit_or = nullptr;

    // Sequences
    LengthFn length = nullptr;
    BinaryFn concat = nullptr;
    RepeatFn repeat = nullptr;
    IndexFn item = nullptr; // Negative indices have been made positive where `length` exists.
    SetIndexFn set_item = nullptr;
    ContainsFn contains = nullptr;
    BinaryFn inplace_concat = nullptr;
    RepeatFn inplace_repeat = nullptr;

    // Mappings
    LengthFn mapping_length = nullptr;
    BinaryFn subscript = nullptr; // self[key]
    SetItemFn set_subscript = nullptr;

    // Coroutines
    UnaryFn await = nullptr;
    UnaryFn async_iterate = nullptr;
    UnaryFn async_next = nullptr;
};

// Bits of Type::flags. Those that CPython has (Py_TPFLAGS_...) mean the same, with values of our
// own.
enum TypeFlags : std::uint32_t {
    TypeIsBase = 1u << 0, // May be subclassed.
    TypeIsHeap = 1u << 1, // Made by a class statement or type().
    TypeIsReady = 1u << 2,
    TypeHasGc = 1u << 3, // Instances have a GcHead.
    TypeIsMethodDescriptor = 1u << 4, // LOAD_METHOD may pass self without binding.
    TypeIsAbstract = 1u << 5,
    TypeIntSubclass = 1u << 8, // Fast isinstance of the built-ins.
    TypeListSubclass = 1u << 9,
    TypeTupleSubclass = 1u << 10,
    TypeBytesSubclass = 1u << 11,
    TypeStrSubclass = 1u << 12,
    TypeDictSubclass = 1u << 13,
    TypeExceptionSubclass = 1u << 14,
    TypeTypeSubclass = 1u << 15,
    TypeInheritedBits = 0xff00u | TypeHasGc,
};

struct Type : Object {
    Slots slots;
    std::uint32_t flags;
    // Changes whenever the type or a base changes; 0: not cacheable now. Never reused. CPython:
    // tp_version_tag.
    std::uint32_t version;
    std::uint32_t basic_size; // Bytes of an instance without its items.
    std::uint32_t item_size; // Bytes of one item, 0 if instances have a fixed size.
    // Where an instance keeps its `__dict__` and its list of weak references, in bytes from its
    // start. 0: it has none; negative (dict only): from the end of the items, which CPython's
    // variable-size types need.
    std::int32_t dict_offset;
    std::int32_t weakrefs_offset;
    const TypeSpec* spec; // Null for heap types.
    Str* name; // __name__, last part only
    Str* qualname;
    Type* base;
    Tuple* bases;
    Tuple* mro;
    Dict* dict; // The type's own __dict__
    Dict* subclasses; // address of the class (int) -> weak reference; null until there is one
    Object* weakrefs;
    Tuple* slot_names; // __slots__ members of a heap type (mangled), or null
    char* utf8_name; // The name of a heap type as UTF-8 with a zero behind it; null for built-ins.
};

inline bool has_flag(const Type* type, std::uint32_t flag)
{
    return (type->flags & flag) != 0;
}

// __basicsize__: without what only our instances have.
std::int64_t reported_size(const Type* type);

// type(object) is `type` or a subclass. No Python code, no __instancecheck__. CPython:
// PyObject_TypeCheck.
bool is_subtype(const Type* type, const Type* base);
inline bool is_instance_of(const Object* object, const Type* type)
{
    return object->type == type || is_subtype(object->type, type);
}

// "int", "Point", "collections.OrderedDict": tp_name, as the messages of TypeError show it.
std::string_view type_name(const Type* type);
inline std::string_view type_name(const Object* object)
{
    return type_name(object->type);
}

// The attribute as found along the MRO (borrowed), or null; never raises, runs no Python code.
// CPython: _PyType_Lookup.
Object* type_lookup(Type* type, Str* name);

// Called when `type->dict` or its bases changed: forgets caches of it and its subclasses. CPython:
// PyType_Modified.
void type_modified(Type* type);

// A new class as `type(name, bases, namespace, **keywords)` makes it (metaclass already decided).
// CPython: type_new.
Result<Ref> type_create(
    Thread& thread, Type& metaclass, Str* name, Tuple* bases, Dict* dict, Args keywords);

// Makes the Type of a spec, at a place in the Runtime or newly allocated (modules' types): bases,
// MRO, dict with descriptors for its methods and slot wrappers for its slots, inherited slots.
// CPython: PyType_Ready.
void type_ready(Type& type, const TypeSpec& spec);

} // namespace fw
