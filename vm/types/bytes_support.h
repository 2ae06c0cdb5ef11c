// What the bytes-like types and their users share: bytes out of any object that can become bytes.
// CPython: PyBytes_FromObject, PyObject_Bytes

#pragma once

#include "vm/object/bytes.h"

namespace fw {

// bytes(object) as int.from_bytes, bytes.join and others take it: __bytes__, a bytes-like object,
// or an iterable of ints. TypeError "cannot convert 'x' object to bytes".
Result<RefTo<Bytes>> bytes_from_object(Thread& thread, Object* object);
// The same without __bytes__ (the constructor asked for it already). CPython: PyBytes_FromObject.
Result<RefTo<Bytes>> bytes_from_iterable(Thread& thread, Object* object);
// An int from 0 to 255; ValueError "byte must be in range(0, 256)" with `what` in front.
Result<unsigned char> to_byte(Thread& thread, Object* object, const char* what);
// The bytes of a bytes-like object, or TypeError "a bytes-like object is required, not 'x'".
Result<std::string_view> require_bytes(Thread& thread, Object* object);

// repr() of bytes: b'...'. A bytearray's escapes single quotes whatever the quotes around are.
enum class SingleQuotes { EscapeIfQuote, EscapeAlways };
std::string bytes_repr_text(
    std::string_view data, SingleQuotes quotes = SingleQuotes::EscapeIfQuote);

} // namespace fw
