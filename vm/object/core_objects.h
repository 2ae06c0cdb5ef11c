// Structs of the core objects that the machine itself makes and reads: code, function, cell,
// method, module, builtin functions and descriptors, slice, float, bytes. Their Python-visible
// types are in object/, types/ and eval/. CPython: Include/cpython/*.h

#pragma once

#include "vm/code/opcode.h"
#include "vm/object/dict.h"
#include "vm/object/object.h"
#include "vm/object/str.h"
#include "vm/object/tuple.h"
#include "vm/object/type_spec.h"

#include <memory>

namespace fw {

namespace code {
struct CodeUnit;
}

struct Float : Object {
    double value;
};

struct Complex : Object {
    double real;
    double imag;
};

struct Bytes : Object {
    std::int64_t length;
    std::int64_t hash; // -1: not computed yet
    char* data() { return reinterpret_cast<char*>(this + 1); } // Ends with a zero byte.
    const char* data() const { return reinterpret_cast<const char*>(this + 1); }
    std::string_view view() const { return { data(), static_cast<std::size_t>(length) }; }
};
RefTo<Bytes> make_bytes(std::string_view data);
RefTo<Bytes> make_bytes_uninitialized(std::int64_t length);

struct Slice : Object {
    Object* start;
    Object* stop;
    Object* step;
};
Ref make_slice(Object* start, Object* stop, Object* step); // shares them

// A cell of a closure. Created empty, shared by the frames and functions that use the variable.
struct Cell : Object {
    Object* content; // null: empty
    std::uint64_t written_at; // the step of the last write, which may be the cell's birth
};
RefTo<Cell> make_cell(Object* content);

struct Function : Object {
    struct Code* code;
    Dict* globals;
    Tuple* defaults; // or null
    Dict* keyword_defaults; // or null
    Tuple* closure; // of Cells, or null
    Object* doc;
    Str* name;
    Str* qualname;
    Dict* dict; // or null
    Object* weakrefs;
    Object* module;
    Dict* annotations; // or null
};

struct BoundMethod : Object {
    Object* function;
    Object* self;
    Object* weakrefs;
};
Ref make_method(Object* function, Object* self);

// How the binder places arguments; made from a Method's signature. See arguments.h.
struct Signature {
    std::uint16_t parameters = 0; // all
    std::uint16_t required = 0; // of the positional ones
    std::uint16_t positional = 0; // that may be given by position
    std::uint16_t positional_only = 0;
    std::uint16_t required_keywords = 0; // of the keyword-only ones
    bool raw = false; // "*"
    bool keywords = false; // some parameter can be given by keyword
    Tuple* names = nullptr; // of all parameters (strs), owned
};

struct BuiltinFunction : Object {
    const Method* method;
    Object* self; // or null
    Str* module; // or null
    Object* weakrefs;
    Signature signature;
};

struct MethodDescriptor : Object { // method_descriptor, classmethod_descriptor
    const Method* method;
    Type* owner;
    Str* name;
    Signature signature;
};

struct Module : Object {
    Dict* dict;
    Object* weakrefs;
};
RefTo<Module> make_module(std::string_view
        name); // __name__, __doc__, __package__, __loader__, __spec__ as CPython sets them

// A code object: the loaded form of a code unit. Immutable but for what the loop caches.
struct Code : Object {
    std::int32_t argcount;
    std::int32_t posonlyargcount;
    std::int32_t kwonlyargcount;
    std::int32_t nlocals;
    std::int32_t stacksize;
    std::int32_t flags;
    std::int32_t firstlineno;
    std::int32_t instruction_count; // code units (2 bytes each in co_code)
    Bytes* code; // co_code
    Tuple* consts;
    Tuple* names;
    Tuple* varnames;
    Tuple* freevars;
    Tuple* cellvars;
    Bytes* lnotab;
    Str* filename;
    Str* name;
    std::int32_t*
        cell_to_argument; // for each cell variable the parameter that it is, or -1; null: none is
    Object* weakrefs;
    // The instructions as the loop runs them: decoded, with their caches. Made when the code first
    // runs (eval).
    struct Instruction* instructions;
    // Source ranges and node ids; outside the region, kept alive by the machine. Null for code that
    // a program made, until it runs.
    const code::CodeUnit* unit;
    // That it can be executed. Code that a program made is verified before it first runs (eval).
    bool is_verified;
};

enum CodeFlags : std::int32_t {
    CodeOptimized = 0x1,
    CodeNewLocals = 0x2,
    CodeVarArgs = 0x4,
    CodeVarKeywords = 0x8,
    CodeNested = 0x10,
    CodeGenerator = 0x20,
    CodeNoFree = 0x40,
    CodeCoroutine = 0x80,
    CodeIterableCoroutine = 0x100,
    CodeAsyncGenerator = 0x200,
};

// Makes the code object of a unit, and of those in its constants. Names and identifier-like strings
// are interned as in CPython (all_name_chars). The unit must outlive the machine, and come from the
// compiler or have been verified. `filename` null: each has its unit's.
Ref make_code(const code::CodeUnit& unit, Str* filename);

// Fast exact and subclass checks.
inline bool is_str(const Object* object)
{
    return has_flag(object->type, TypeStrSubclass);
}
inline bool is_int(const Object* object)
{
    return has_flag(object->type, TypeIntSubclass);
}
inline bool is_tuple(const Object* object)
{
    return has_flag(object->type, TypeTupleSubclass);
}
inline bool is_list(const Object* object)
{
    return has_flag(object->type, TypeListSubclass);
}
inline bool is_dict(const Object* object)
{
    return has_flag(object->type, TypeDictSubclass);
}
inline bool is_bytes(const Object* object)
{
    return has_flag(object->type, TypeBytesSubclass);
}
inline bool is_type(const Object* object)
{
    return has_flag(object->type, TypeTypeSubclass);
}
inline bool is_exception(const Object* object)
{
    return has_flag(object->type, TypeExceptionSubclass);
}
inline bool is_exception_class(const Object* object)
{
    return is_type(object) && has_flag(static_cast<const Type*>(object), TypeExceptionSubclass);
}

} // namespace fw
