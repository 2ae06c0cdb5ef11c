// Raising Python exceptions from native code.
//     return raise(thread, TypeId::TypeError, "'{}' object is not callable", type_name(callable));
// CPython: Python/errors.c

#pragma once

#include "vm/object/runtime.h"

#include <fmt/format.h>

namespace fw {

// Raises type(message).
Raised raise_message(Thread& thread, TypeId type, std::string_view utf8_message);

template <class... Arguments>
Raised raise(
    Thread& thread, TypeId type, fmt::format_string<Arguments...> format, Arguments&&... arguments)
{
    return raise_message(thread, type, fmt::format(format, std::forward<Arguments>(arguments)...));
}

// Raises type(argument): StopIteration(value), KeyError(key).
Raised raise_with(Thread& thread, Type* type, Object* argument);
Raised raise_none(Thread& thread, Type* type); // type()
// Makes an existing instance the pending one; sets its __context__ to the exception being handled.
// CPython: PyErr_SetObject.
Raised raise_instance(Thread& thread, Ref instance);

// Whether the pending exception is an instance of the type.
bool pending_is(const Thread& thread, const Type* type);
// Drops the pending exception.
void clear_exception(Thread& thread);
// Takes the pending exception away (to restore it later, across code that may raise). CPython:
// PyErr_Fetch/PyErr_Restore.
struct SavedException {
    Ref exception;
    Ref traceback;
};
SavedException save_exception(Thread& thread);
void restore_exception(Thread& thread, SavedException saved);

// Prints an exception that nobody can catch ("Exception ignored in: ..."), then drops it. CPython:
// PyErr_WriteUnraisable.
void write_unraisable(Thread& thread, Object* where);

// issue a warning through the warnings filters' default rules; may raise.
Result<void> warn(Thread& thread, TypeId category, std::string_view message);

// Runs a native function body that may throw std::bad_alloc: it becomes MemoryError.
Raised raise_memory_error(Thread& thread);

} // namespace fw
