// The methods that change a bytearray. Their table is in bytearray_type.cpp.
// CPython: Objects/bytearrayobject.c

#pragma once

#include "vm/object/bytes.h"

namespace fw {

// BufferError while memoryviews look at it.
Result<void> byte_array_check_resizable(Thread& thread, const ByteArray& self);
// array[start:end] = bytes; the range is valid.
Result<void> byte_array_replace(
    Thread& thread, ByteArray& self, std::int64_t start, std::int64_t end, std::string_view bytes);
// The bytes of a bytes-like object or an iterable of ints.
Result<std::string> byte_array_items(Thread& thread, Object* source);

Result<Ref> byte_array_append(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_extend(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_insert(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_pop(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_remove(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_reverse(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_clear(Thread& thread, ByteArray& self, Args args);
Result<Ref> byte_array_copy(Thread& thread, ByteArray& self, Args args);

} // namespace fw
