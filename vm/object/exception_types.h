// What the files of the exception types share. Not for others.
// CPython: Objects/exceptions.c

#pragma once

#include "vm/object/args.h"
#include "vm/object/exception.h"
#include "vm/object/type_spec.h"

#include <span>

namespace fw {

// exceptions.cpp: what all of them do.
Result<Ref> exception_create(Thread& thread, Type& type, Args args);
Result<void> exception_init(Thread& thread, Object* self, Args args);
Result<void> set_exception_args(Thread& thread, Exception& exception, Args args);
Result<Ref> exception_str(Thread& thread, Object* self);
Result<Ref> exception_repr(Thread& thread, Object* self);
Result<Ref> exception_reduce(Thread& thread, Exception& self, Args args);
inline constexpr std::size_t base_exception_attribute_count = 5;
extern const Attribute base_exception_attributes[base_exception_attribute_count];
inline constexpr std::size_t base_exception_method_count = 3;
extern const Method base_exception_methods[base_exception_method_count];

// The rows and functions of the types with more than that, by layout.
Result<void> stop_iteration_init(Thread& thread, Object* self, Args args);
Result<void> system_exit_init(Thread& thread, Object* self, Args args);
Result<void> import_error_init(Thread& thread, Object* self, Args args);
Result<Ref> import_error_str(Thread& thread, Object* self);
Result<Ref> import_error_reduce(Thread& thread, ImportException& self, Args args);
Result<Ref> key_error_str(Thread& thread, Object* self);

// exception_os.cpp
Result<Ref> os_error_create(Thread& thread, Type& type, Args args);
Result<void> os_error_init(Thread& thread, Object* self, Args args);
Result<Ref> os_error_str(Thread& thread, Object* self);
Result<Ref> os_error_reduce(Thread& thread, OsException& self, Args args);
Result<Ref> get_characters_written(Thread& thread, Object* self);
Result<void> set_characters_written(Thread& thread, Object* self, Object* value);

// exception_syntax.cpp
Result<void> syntax_error_init(Thread& thread, Object* self, Args args);
Result<Ref> syntax_error_str(Thread& thread, Object* self);

// exception_unicode.cpp
Result<void> unicode_decode_error_init(Thread& thread, Object* self, Args args);
Result<void> unicode_encode_error_init(Thread& thread, Object* self, Args args);
Result<void> unicode_translate_error_init(Thread& thread, Object* self, Args args);
Result<Ref> unicode_decode_error_str(Thread& thread, Object* self);
Result<Ref> unicode_encode_error_str(Thread& thread, Object* self);
Result<Ref> unicode_translate_error_str(Thread& thread, Object* self);

template <class T> void set_member(T*& member, Object* value)
{
    T* old = member;
    xincref(value);
    member = static_cast<T*>(value);
    xdecref(old);
}

} // namespace fw
