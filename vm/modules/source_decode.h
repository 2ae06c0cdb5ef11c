// Sources in other encodings than UTF-8 and Latin-1: the codecs of the codecs module read them.
// The program's own file, which is compiled before anything can run, is left to the front end.
// CPython: decode_str() in Parser/tokenizer.c, raise_tokenizer_init_error() in Parser/pegen/pegen.c
#pragma once

#include "vm/object/core_objects.h"
#include "vm/syntax/parse.h"

#include <string>
#include <string_view>

namespace fw {

// Decodes bytes that declare such an encoding to UTF-8, and changes `encoding` to say so. False:
// they do not, or the codecs do not know the encoding, and the front end may have them as they are.
// SyntaxError for what the codec rejects.
Result<bool> decode_declared(Thread& thread, std::string_view text, Str* filename,
    syntax::SourceEncoding& encoding, std::string& decoded);

} // namespace fw
