// Exception instances and tracebacks.
// CPython: Include/cpython/pyerrors.h, Objects/exceptions.c, Python/traceback.c

#pragma once

#include "vm/object/dict.h"
#include "vm/object/object.h"
#include "vm/object/tuple.h"
#include "vm/object/type_spec.h"

#include <span>
#include <string>

namespace fw {

struct Frame;

struct Exception : Object {
    Dict* dict;
    Tuple* args;
    Object* traceback; // a Traceback or null
    Object* context;
    Object* cause;
    bool suppress_context;
};
struct ValueException : Exception { // StopIteration.value, SystemExit.code
    Object* value;
};
struct ImportException : Exception {
    Object* msg;
    Object* name;
    Object* path;
};
struct OsException : Exception {
    Object* error_number;
    Object* strerror;
    Object* filename;
    Object* filename2;
    std::int64_t characters_written; // -1: not set
};
struct SyntaxException : Exception {
    Object* msg;
    Object* filename;
    Object* lineno;
    Object* offset;
    Object* text;
    Object* print_file_and_line;
};
struct UnicodeException : Exception {
    Object* encoding;
    Object* object;
    std::int64_t start;
    std::int64_t end;
    Object* reason;
};

struct Traceback : Object {
    Traceback* next; // towards where it was raised
    Frame* frame;
    std::int32_t lasti; // bytes
    std::int32_t lineno;
};

// The built-in exception types in the order of exceptions.def.
std::span<const TypeSpec> exception_specs();

// An instance. Empty when its class raised instead (only classes written in Python do). CPython:
// PyObject_Call(type, args).
Ref make_exception(Type* type, Tuple* args);
// Puts a Traceback for the frame in front of the thread's pending traceback. CPython:
// PyTraceBack_Here.
void add_traceback(Thread& thread, Frame* frame, std::int32_t lasti, std::int32_t lineno);
// "Traceback (most recent call last): ..." with causes and contexts, as python prints an uncaught
// exception. Source lines are read through the host. Calls str() of the exceptions. CPython:
// Python/pythonrun.c, print_exception
std::string format_exception(Thread& thread, Object* exception);

} // namespace fw
