// The Runtime: everything that there is once in a machine. It lives at a fixed address in the
// Region, so that its members (built-in types, singletons, small ints, interned names) have
// addresses known at compile time. One machine at a time can exist in a process. CPython:
// _PyRuntimeState and PyInterpreterState

#pragma once

#include "vm/base/region.h"
#include "vm/object/gc.h"
#include "vm/object/int.h"
#include "vm/object/tape.h"
#include "vm/object/thread.h"
#include "vm/object/type.h"

#include <array>
#include <string>

namespace fw {

namespace host {
class Host;
}
namespace hooks {
class Registry;
}

enum class TypeId : std::uint16_t {
#define FW_TYPE(identifier, name) identifier##_,
#include "vm/object/types.def"
#undef FW_TYPE
    first_exception,
#define FW_EXCEPTION(name, base, layout) name,
#include "vm/object/exceptions.def"
#undef FW_EXCEPTION
    first_module_type
    = 200, // Modules number their own types from here, in blocks: see vm/modules/module_types.h.
    count = 400,
};

// Names that the machine itself looks up, interned at start: names().init is the str "__init__".
struct Names {
#define FW_NAME(identifier, text) Str* identifier;
#include "vm/object/names.def"
#undef FW_NAME
};

struct Runtime {
    Thread thread;
    std::array<Type, static_cast<std::size_t>(TypeId::count)> types;
    Object none;
    Object not_implemented;
    Object ellipsis;
    Int false_;
    Int true_;
    std::array<Int, small_int_max - small_int_min + 1> small_ints;
    Names names;
    Dict* interned; // str -> the same str; references not counted, as in CPython
    std::array<Str*, 256> latin1_characters; // One-character strings, made on demand.
    Str* empty_str;
    Tuple* empty_tuple;
    Object* empty_bytes;
    std::array<Object*, 256> one_byte_bytes;
    Object* empty_frozenset;
    GcState gc;
    Dict* modules; // sys.modules
    Dict* builtins; // the builtins module's dict
    Object* sys_module;
    Object* builtins_module;
    std::uint32_t next_type_version;
    std::int64_t int_text_limit; // sys.get_int_max_str_digits(); 0: no limit
    std::uint64_t next_dict_version;
    host::Host* host; // Outside the region. Reached only through vm/host's interface.
    hooks::Registry* hooks; // Outside the region.
    class Machine* machine; // Outside the region; vm/eval/machine.h.
    Tape* tape; // Outside the region.
    // What eval supplies to the layers below it.
    CallFn call_function; // calls a Python function object
    struct Code* (*code_of_frame)(Frame*);
    std::int32_t (*line_of_frame)(Frame*); // where it is now
    Dict* (*globals_of_frame)(Frame*);
    // What super() without arguments stands for in the current frame: the class of the method
    // (borrowed) and its first argument. Raises RuntimeError when there is none.
    Result<void> (*super_defaults)(Thread&, Type*& type, Ref& self);
    // A line of a source file without its end; empty when it cannot be had. For tracebacks.
    std::string (*source_line)(Thread&, Str* filename, std::int32_t line);
    const struct BuiltinModule* builtin_modules; // vm/eval/import.h; ends with a null name
    Result<Ref> (*compile_source)(Thread&, std::string_view source, Str* filename);
    Object* spare_memory_error; // made at boot, for when there is no memory for a MemoryError
    struct MethodCache* method_cache; // of type_lookup; see type.cpp
    // One slot for each layer or module that keeps state of its own in the region (owned there).
    std::array<void*, 64> module_state;
};

static_assert(sizeof(Runtime) <= Region::root_size);

inline Runtime& runtime()
{
    return *reinterpret_cast<Runtime*>(Region::root_address);
}
inline Names& names()
{
    return runtime().names;
}
inline Type* type_at(std::size_t index)
{
    return &runtime().types[index];
}
inline Type* type_of(TypeId id)
{
    return type_at(static_cast<std::size_t>(id));
}

// object_type(), int_type(), ... : the built-in types. exception types:
// exception_type(TypeId::ValueError).
#define FW_TYPE(identifier, name)                                                                  \
    inline Type* identifier##_type()                                                               \
    {                                                                                              \
        return type_of(TypeId::identifier##_);                                                     \
    }
#include "vm/object/types.def"
#undef FW_TYPE
inline Type* exception_type(TypeId id)
{
    return type_of(id);
}

// Borrowed singletons, and new references to them.
inline Object* none()
{
    return &runtime().none;
}
inline Object* not_implemented()
{
    return &runtime().not_implemented;
}
inline Object* ellipsis()
{
    return &runtime().ellipsis;
}
inline Object* true_object()
{
    return &runtime().true_;
}
inline Object* false_object()
{
    return &runtime().false_;
}
inline Ref make_none()
{
    return share(none());
}
inline Ref make_not_implemented()
{
    return share(not_implemented());
}
inline Ref make_bool(bool value)
{
    return share(value ? true_object() : false_object());
}

// Puts an empty Runtime at its address: singletons, small ints, interned names, the built-in types'
// headers. Then the specs are made ready one by one (see builtins/boot.h).
Runtime& boot_runtime();

} // namespace fw
