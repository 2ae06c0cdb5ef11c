// Encodings that are not native: the codecs that the library's `encodings` and a program register.
// CPython: Python/codecs.c, the ends of PyUnicode_AsEncodedString and PyUnicode_Decode

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/raise.h"

namespace fw {

enum class CodecDirection : std::uint8_t { Encode, Decode };

// LookupError: there is none of the name, or it is not one of text.
// CPython: _PyCodec_LookupTextEncoding
Result<Ref> find_text_codec(Thread& thread, std::string_view encoding, CodecDirection direction);

// What a codec (a tuple with the encoder and the decoder in front) makes of the object. `errors` or
// null: the codec's own default. Exceptions name the encoding. CPython: _PyCodec_EncodeInternal,
// _PyCodec_DecodeInternal
Result<Ref> run_codec(Thread& thread, const Tuple& codec, std::string_view encoding,
    CodecDirection direction, Object* object, Object* errors);

// LookupError: there is none, or it is not one of text. `errors` as given, empty: the codec's own
// default.
Result<RefTo<Bytes>> encode_by_codec(
    Thread& thread, Object* text, std::string_view encoding, std::string_view errors);
Result<RefTo<Str>> decode_by_codec(
    Thread& thread, Object* data, std::string_view encoding, std::string_view errors);

} // namespace fw
