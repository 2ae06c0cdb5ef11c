// The module marshal: objects as bytes, in the format of compiled code.
// CPython: Python/marshal.c

#include "vm/base/fiber.h"
#include "vm/code/marshal_format.h"
#include "vm/modules/marshal_objects.h"
#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/types/str_support.h"

namespace fw {

namespace {

// Nesting is read and written by recursion; the deepest that the format allows takes this much.
constexpr std::size_t stack_for_nesting = 24 * 1024 * 1024;

Result<void> check_stack(Thread& thread)
{
    if (Fiber::running() && Fiber::stack_left() < stack_for_nesting) {
        return raise(thread, TypeId::RecursionError, "maximum recursion depth exceeded");
    }
    return {};
}

Result<Ref> dumped(Thread& thread, Object* value, Object* version)
{
    TRY(check_stack(thread));
    TRY_LET(const int number, c_int_argument(thread, version, code::marshal::current_version));
    return marshal_object(thread, value, number);
}

Result<Ref> marshal_dumps(Thread& thread, Object*, Args args)
{
    return dumped(thread, args[0], args[1]);
}

Result<Ref> marshal_dump(Thread& thread, Object*, Args args)
{
    TRY_LET(const Ref bytes, dumped(thread, args[0], args[2]));
    return call_method(thread, args[1], names().write, { bytes.get() });
}

Result<Ref> marshal_loads(Thread& thread, Object*, Args args)
{
    TRY(check_stack(thread));
    std::string_view bytes;
    if (!bytes_view(args[0], bytes)) {
        return raise(thread, TypeId::TypeError, "a bytes-like object is required, not '{}'",
            type_name(args[0]));
    }
    // Hashing what is read can run anything: a bytearray must not change meanwhile.
    const std::string copy = args[0]->type == bytes_type() ? std::string() : std::string(bytes);
    return unmarshal_bytes(thread, args[0]->type == bytes_type() ? bytes : copy);
}

Result<Ref> marshal_load(Thread& thread, Object*, Args args)
{
    TRY(check_stack(thread));
    return unmarshal_file(thread, args[0]);
}

constexpr Method marshal_functions[] = {
    { "dump", "value, file, version=4, /", marshal_dump, "Write the value to a file." },
    { "load", "file, /", marshal_load, "Read one value from a file." },
    { "dumps", "value, version=4, /", marshal_dumps, "The bytes that dump() would write." },
    { "loads", "bytes, /", marshal_loads, "The value that the bytes stand for." },
};

} // namespace

Result<RefTo<Module>> make_marshal_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("marshal", marshal_functions, "The format of compiled code.");
    add_to_module(*module, "version", std::int64_t{ code::marshal::current_version });
    return module;
}

} // namespace fw
