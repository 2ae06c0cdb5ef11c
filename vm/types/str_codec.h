// Strings to bytes and back: utf-8, utf-16, utf-32, ascii, latin-1, with the error handlers of the
// codecs module. CPython: the codecs of Objects/unicodeobject.c, Python/codecs.c

#pragma once

#include "vm/object/core_objects.h"

#include <string>
#include <string_view>

namespace fw {

// Encodings that are not native: by the registered codecs, LookupError for unknown ones;
// UnicodeEncodeError and UnicodeDecodeError by the handler `errors` ("strict", "ignore", "replace",
// ...).
Result<RefTo<Bytes>> encode_str(
    Thread& thread, const Str& text, std::string_view encoding, std::string_view errors);
// `source` is the object that an error shows (copied into bytes when it is none).
Result<RefTo<Str>> decode_bytes(Thread& thread, Object* source, std::string_view data,
    std::string_view encoding, std::string_view errors);
// "utf-8" for "UTF8", "U8" and so on; empty: unknown.
std::string_view canonical_encoding(std::string_view name);

// str(object, encoding, errors). CPython: PyUnicode_FromEncodedObject.
Result<RefTo<Str>> str_from_encoded(
    Thread& thread, Object* object, std::string_view encoding, std::string_view errors);

} // namespace fw
