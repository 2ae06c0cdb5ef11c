// What native modules are made with: a module object from rows of functions and constants, and
// OSErrors from error numbers. CPython: PyModule_Create, PyModule_AddObject, Python/errors.c

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/raise.h"

#include <concepts>
#include <span>

namespace fw {

RefTo<Module> make_native_module(
    std::string_view name, std::span<const Method> functions, const char* doc = nullptr);
void add_functions(Module& module, std::string_view module_name, std::span<const Method> functions);
void add_to_module(Module& module, std::string_view name, Object* value);
void add_to_module(Module& module, std::string_view name, std::string_view text);
void add_number(Module& module, std::string_view name, std::int64_t number);
template <std::integral T> void add_to_module(Module& module, std::string_view name, T number)
{
    add_number(module, name, static_cast<std::int64_t>(number));
}
// Under the last part of its name.
void add_type(Module& module, Type* type);

// An exception class of a module's own, such as io.UnsupportedOperation.
Result<Ref> make_exception_class(
    Thread& thread, std::string_view module, std::string_view name, Tuple* bases);

// A path as UTF-8: str, bytes or an object with __fspath__. CPython: PyUnicode_FSConverter
Result<std::string> path_text(Thread& thread, Object* object);

// OSError(number, text[, filename]), which chooses its subclass. CPython: PyErr_SetFromErrno...
Raised raise_os_error(Thread& thread, int error_number);
Raised raise_os_error(Thread& thread, int error_number, Object* filename);
std::string error_text(int error_number); // strerror

} // namespace fw
