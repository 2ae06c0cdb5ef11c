// Sources in other encodings than UTF-8 and Latin-1: the codecs of the codecs module read them.
// CPython: decode_str(), fp_setreadl(), fp_readl() in Parser/tokenizer.c,
// raise_tokenizer_init_error() in Parser/pegen/pegen.c
#pragma once

#include "vm/object/core_objects.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/source_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace fw {

// Decodes bytes that declare such an encoding to UTF-8, and changes `encoding` to say so. False:
// they do not, or the codecs do not know the encoding, and the front end may have them as they are.
// SyntaxError for what the codec rejects.
Result<bool> decode_declared(Thread& thread, std::string_view text, Str* filename,
    syntax::SourceEncoding& encoding, std::string& decoded);

// Whether the bytes declare such an encoding.
bool is_declared_for_codecs(std::string_view bytes);

// The same for the program's own file, which the reader of files reads in pieces, line by line: an
// error in a later one counts when the parser comes to it. Nothing: the front end may have the file
// as it is.
Result<std::optional<syntax::SourceText>> read_declared_file(
    Thread& thread, std::string_view bytes);

} // namespace fw
