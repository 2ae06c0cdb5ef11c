// Built-in types and functions as constexpr data: TypeSpec, Method, Attribute. They stand next to
// the functions they name; type_ready() and make_builtin() turn them into objects.
//
// A Method's signature is text, "self" left out, as inspect.signature shows it; it drives the
// argument binder (vm/object/arguments.cpp), the TypeErrors and the help:
//     ""                        no arguments
//     "object, /"               exactly one, positional only
//     "x, y=None, /"            positional only, the second optional
//     "iterable, /, start=0"    also by keyword
//     "iterable, /, *, key=None, reverse=False"
//     "*"                       raw: the native gets the Args as they were passed, keywords too,
//     and checks for itself
// The native gets args.values with one entry for each parameter, null where an optional one was not
// given; args.count is the number of parameters (for "*": of positional arguments) and args.names
// is null (except "*"). Default values in the text are documentation: the native supplies them.
// CPython: PyMethodDef, PyGetSetDef, PyMemberDef, Argument Clinic

#pragma once

#include "vm/object/type.h"

#include <span>
#include <string_view>

namespace fw {

using NativeFn = Result<Ref> (*)(
    Thread&, Object* self, Args); // self: null or the module for functions of a module

enum class MethodKind : std::uint8_t { Instance, Class, Static };

struct Method {
    const char* name;
    const char* signature = "";
    NativeFn call = nullptr;
    const char* doc = "";
    MethodKind kind = MethodKind::Instance; // Class: self is the Type
};

// A computed attribute. set null: read-only. CPython: PyGetSetDef.
struct Attribute {
    const char* name;
    Result<Ref> (*get)(Thread&, Object* self) = nullptr;
    Result<void> (*set)(Thread&, Object* self, Object* value_or_null) = nullptr;
    const char* doc = "";
};

// An attribute that is a reference in the struct. CPython: PyMemberDef (T_OBJECT and T_OBJECT_EX,
// int kinds).
enum class MemberKind : std::uint8_t {
    Object /* null reads as None */,
    ObjectOrRaise,
    Int64,
    Int32,
    Bool
};
struct Member {
    const char* name;
    MemberKind kind;
    std::uint32_t offset; // bytes
    bool read_only = true;
    const char* doc = "";
};

struct TypeSpec {
    const char* name; // "int"; for modules' types "itertools.count"
    const char* doc = nullptr;
    Type* (*base)() = nullptr; // null: object
    std::uint32_t basic_size = sizeof(Object);
    std::uint32_t hidden_size = 0; // of it, bytes that CPython's instances do not have
    std::uint32_t item_size = 0;
    std::int32_t dict_offset = 0;
    std::int32_t weakrefs_offset = 0;
    std::uint32_t flags = 0; // TypeIsBase and so on
    Slots slots = {};
    std::span<const Method> methods = {};
    std::span<const Attribute> attributes = {};
    std::span<const Member> members = {};
};

// Adapts a native of a known self type, `Result<Ref> f(Thread&, T& self, Args)`, to NativeFn. The
// descriptor has checked the type of self before.
template <class T, auto function>
constexpr NativeFn native = [](Thread& thread, Object* self, Args args) -> Result<Ref> {
    return function(thread, *static_cast<T*>(self), args);
};

// The same for slots and attributes: slot<List, list_repr>.
template <class T, auto function>
constexpr UnaryFn unary = [](Thread& thread, Object* self) -> Result<Ref> {
    return function(thread, *static_cast<T*>(self));
};

// A builtin_function_or_method for a row (functions of modules): self is the module or null.
// `module_name` may be null.
Result<Ref> make_builtin(const Method& method, Object* self, Str* module_name);

} // namespace fw
