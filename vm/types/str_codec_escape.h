// The codecs unicode_escape and raw_unicode_escape: text as Python writes it in literals.
// CPython: PyUnicode_AsUnicodeEscapeString(), _PyUnicode_DecodeUnicodeEscape() and their raw
// counterparts in Objects/unicodeobject.c

#pragma once

#include "vm/types/str_codec_errors.h"

namespace fw {

std::string encode_unicode_escape(const Str& text);
std::string encode_raw_unicode_escape(const Str& text); // Latin-1 characters as they are.

// Raise what the error handler does with bad escapes. An escape that means nothing stays, with a
// DeprecationWarning for the first one.
Result<void> decode_unicode_escape(
    Thread& thread, std::string_view data, const DecodeErrors& errors, StrBuilder& out);
Result<void> decode_raw_unicode_escape(
    std::string_view data, const DecodeErrors& errors, StrBuilder& out);

} // namespace fw
