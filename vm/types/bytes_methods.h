// The methods that bytes and bytearray share. Each works on either as self, and gives an object of
// self's kind.
// CPython: Objects/bytes_methods.c, Objects/stringlib/*.h

#pragma once

#include "vm/object/bytes.h"

#include <array>
#include <iterator>

namespace fw {

// The bytes of a bytes or bytearray, and a new object of the same kind.
std::string_view bytes_of(const Object* self);
Ref bytes_like(const Object* self, std::string_view data);

// bytes_search.cpp
Result<bool> bytes_contains(Thread& thread, Object* self, Object* item);
Result<Ref> bytes_find(Thread& thread, Object* self, Args args);
Result<Ref> bytes_rfind(Thread& thread, Object* self, Args args);
Result<Ref> bytes_index(Thread& thread, Object* self, Args args);
Result<Ref> bytes_rindex(Thread& thread, Object* self, Args args);
Result<Ref> bytes_count(Thread& thread, Object* self, Args args);
Result<Ref> bytes_startswith(Thread& thread, Object* self, Args args);
Result<Ref> bytes_endswith(Thread& thread, Object* self, Args args);
Result<Ref> bytes_replace(Thread& thread, Object* self, Args args);
Result<Ref> bytes_removeprefix(Thread& thread, Object* self, Args args);
Result<Ref> bytes_removesuffix(Thread& thread, Object* self, Args args);

// bytes_split.cpp
Result<Ref> bytes_split(Thread& thread, Object* self, Args args);
Result<Ref> bytes_rsplit(Thread& thread, Object* self, Args args);
Result<Ref> bytes_splitlines(Thread& thread, Object* self, Args args);
Result<Ref> bytes_partition(Thread& thread, Object* self, Args args);
Result<Ref> bytes_rpartition(Thread& thread, Object* self, Args args);
Result<Ref> bytes_join(Thread& thread, Object* self, Args args);
Result<Ref> bytes_strip(Thread& thread, Object* self, Args args);
Result<Ref> bytes_lstrip(Thread& thread, Object* self, Args args);
Result<Ref> bytes_rstrip(Thread& thread, Object* self, Args args);

// bytes_layout.cpp
Result<Ref> bytes_center(Thread& thread, Object* self, Args args);
Result<Ref> bytes_ljust(Thread& thread, Object* self, Args args);
Result<Ref> bytes_rjust(Thread& thread, Object* self, Args args);
Result<Ref> bytes_zfill(Thread& thread, Object* self, Args args);
Result<Ref> bytes_expandtabs(Thread& thread, Object* self, Args args);
Result<Ref> bytes_translate(Thread& thread, Object* self, Args args);
Result<Ref> bytes_maketrans(Thread& thread, Object*, Args args);
Result<Ref> bytes_hex(Thread& thread, Object* self, Args args); // a memoryview too
Result<Ref> bytes_fromhex(Thread& thread, Object* type, Args args);
Result<Ref> bytes_decode(Thread& thread, Object* self, Args args);
Result<Ref> bytes_percent(Thread& thread, Object* left, Object* right); // the remainder slot

// bytes_case.cpp
Result<Ref> bytes_lower(Thread& thread, Object* self, Args args);
Result<Ref> bytes_upper(Thread& thread, Object* self, Args args);
Result<Ref> bytes_title(Thread& thread, Object* self, Args args);
Result<Ref> bytes_capitalize(Thread& thread, Object* self, Args args);
Result<Ref> bytes_swapcase(Thread& thread, Object* self, Args args);
Result<Ref> bytes_isalnum(Thread& thread, Object* self, Args args);
Result<Ref> bytes_isalpha(Thread& thread, Object* self, Args args);
Result<Ref> bytes_isascii(Thread& thread, Object* self, Args args);
Result<Ref> bytes_isdigit(Thread& thread, Object* self, Args args);
Result<Ref> bytes_islower(Thread& thread, Object* self, Args args);
Result<Ref> bytes_isspace(Thread& thread, Object* self, Args args);
Result<Ref> bytes_istitle(Thread& thread, Object* self, Args args);
Result<Ref> bytes_isupper(Thread& thread, Object* self, Args args);

// The rows of both types' tables for these methods.
inline constexpr Method bytes_shared_methods[] = {
    { .name = "capitalize", .call = bytes_capitalize, .doc = "First byte upper case, rest lower." },
    { .name = "center",
        .signature = "width, fillchar=b' ', /",
        .call = bytes_center,
        .doc = "Centred in a width." },
    { .name = "count",
        .signature = "*",
        .call = bytes_count,
        .doc = "How often sub occurs, without overlaps." },
    { .name = "decode",
        .signature = "encoding='utf-8', errors='strict'",
        .call = bytes_decode,
        .doc = "The text that the bytes encode." },
    { .name = "endswith",
        .signature = "*",
        .call = bytes_endswith,
        .doc = "Whether the bytes end with suffix, or one of a tuple." },
    { .name = "expandtabs",
        .signature = "tabsize=8",
        .call = bytes_expandtabs,
        .doc = "A copy with tabs as spaces." },
    { .name = "find", .signature = "*", .call = bytes_find, .doc = "Where sub first is, or -1." },
    { .name = "fromhex",
        .signature = "string, /",
        .call = bytes_fromhex,
        .doc = "Bytes out of hexadecimal digits.",
        .kind = MethodKind::Class },
    { .name = "hex",
        .signature = "sep=None, bytes_per_sep=1",
        .call = bytes_hex,
        .doc = "The bytes as hexadecimal digits." },
    { .name = "index",
        .signature = "*",
        .call = bytes_index,
        .doc = "Where sub first is, or ValueError." },
    { .name = "isalnum", .call = bytes_isalnum, .doc = "Whether all are letters or digits." },
    { .name = "isalpha", .call = bytes_isalpha, .doc = "Whether all are letters." },
    { .name = "isascii", .call = bytes_isascii, .doc = "Whether all are ASCII." },
    { .name = "isdigit", .call = bytes_isdigit, .doc = "Whether all are digits." },
    { .name = "islower", .call = bytes_islower, .doc = "Whether letters are lower case." },
    { .name = "isspace", .call = bytes_isspace, .doc = "Whether all are whitespace." },
    { .name = "istitle", .call = bytes_istitle, .doc = "Whether words start in upper case." },
    { .name = "isupper", .call = bytes_isupper, .doc = "Whether letters are upper case." },
    { .name = "join",
        .signature = "iterable_of_bytes, /",
        .call = bytes_join,
        .doc = "The items with these bytes between them." },
    { .name = "ljust",
        .signature = "width, fillchar=b' ', /",
        .call = bytes_ljust,
        .doc = "Left-justified in a width." },
    { .name = "lower", .call = bytes_lower, .doc = "A copy in lower case." },
    { .name = "lstrip",
        .signature = "bytes=None, /",
        .call = bytes_lstrip,
        .doc = "Without whitespace, or given bytes, at the start." },
    { .name = "maketrans",
        .signature = "frm, to, /",
        .call = bytes_maketrans,
        .doc = "A table for translate().",
        .kind = MethodKind::Static },
    { .name = "partition",
        .signature = "sep, /",
        .call = bytes_partition,
        .doc = "What is before sep, sep, and what is after it." },
    { .name = "removeprefix",
        .signature = "prefix, /",
        .call = bytes_removeprefix,
        .doc = "Without prefix at the start." },
    { .name = "removesuffix",
        .signature = "suffix, /",
        .call = bytes_removesuffix,
        .doc = "Without suffix at the end." },
    { .name = "replace",
        .signature = "old, new, count=-1, /",
        .call = bytes_replace,
        .doc = "A copy with occurrences of old replaced by new." },
    { .name = "rfind", .signature = "*", .call = bytes_rfind, .doc = "Where sub last is, or -1." },
    { .name = "rindex",
        .signature = "*",
        .call = bytes_rindex,
        .doc = "Where sub last is, or ValueError." },
    { .name = "rjust",
        .signature = "width, fillchar=b' ', /",
        .call = bytes_rjust,
        .doc = "Right-justified in a width." },
    { .name = "rpartition",
        .signature = "sep, /",
        .call = bytes_rpartition,
        .doc = "As partition, at the last sep." },
    { .name = "rsplit",
        .signature = "sep=None, maxsplit=-1",
        .call = bytes_rsplit,
        .doc = "The parts, cut from the end." },
    { .name = "rstrip",
        .signature = "bytes=None, /",
        .call = bytes_rstrip,
        .doc = "Without whitespace, or given bytes, at the end." },
    { .name = "split",
        .signature = "sep=None, maxsplit=-1",
        .call = bytes_split,
        .doc = "The parts, cut at sep or at whitespace." },
    { .name = "splitlines",
        .signature = "keepends=False",
        .call = bytes_splitlines,
        .doc = "The lines." },
    { .name = "startswith",
        .signature = "*",
        .call = bytes_startswith,
        .doc = "Whether the bytes start with prefix, or one of a tuple." },
    { .name = "strip",
        .signature = "bytes=None, /",
        .call = bytes_strip,
        .doc = "Without whitespace, or given bytes, at both ends." },
    { .name = "swapcase", .call = bytes_swapcase, .doc = "Upper case to lower and back." },
    { .name = "title", .call = bytes_title, .doc = "Words start in upper case." },
    { .name = "translate",
        .signature = "table, /, delete=b''",
        .call = bytes_translate,
        .doc = "Each byte as the table of 256 has it." },
    { .name = "upper", .call = bytes_upper, .doc = "A copy in upper case." },
    { .name = "zfill",
        .signature = "width, /",
        .call = bytes_zfill,
        .doc = "Zeros in front, behind a sign." },
};

// A type's own methods and the shared ones, as one table.
template <std::size_t N> constexpr auto with_shared_methods(const Method (&own)[N])
{
    std::array<Method, N + std::size(bytes_shared_methods)> all{};
    std::size_t i = 0;
    for (const Method& method : own) {
        all[i++] = method;
    }
    for (const Method& method : bytes_shared_methods) {
        all[i++] = method;
    }
    return all;
}

} // namespace fw
