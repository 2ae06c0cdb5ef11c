// What the files of str share: finding one string in another, arguments that must be strings, and
// the methods by theme, whose table is in str_type.cpp. CPython: Objects/stringlib/*.h,
// Objects/unicodeobject.c

#pragma once

#include "vm/object/core_objects.h"

#include <string>

namespace fw {

// --- search (str_search.cpp)

// Where `needle` first or last is within text[start:end]; -1: nowhere. The empty needle is found at
// once when start <= end.
std::int64_t str_find(const Str& text, const Str& needle, std::int64_t start, std::int64_t end);
std::int64_t str_find_last(
    const Str& text, const Str& needle, std::int64_t start, std::int64_t end);
bool str_matches_at(const Str& text, const Str& part, std::int64_t position);
RefTo<Str> str_replace_all(
    const Str& text, const Str& old, const Str& replacement, std::int64_t maximum);

// A borrowed str, or TypeError "must be str, not int".
Result<Str*> require_str(Thread& thread, Object* object);
// The same as the n-th argument of a method: "replace() argument 1 must be str, not int".
Result<Str*> str_argument(Thread& thread, Object* object, const char* method, int number);
// The arguments of find() and its kind, which take one to three values by position; null: not
// given.
Result<void> find_arguments(Thread& thread, const char* method, Args args, Object* (&values)[3]);
// A bound of a slice that may be None or null (the fallback): negative ones count from the end, all
// are clipped to the length.
Result<std::int64_t> bound_argument(
    Thread& thread, Object* object, std::int64_t fallback, std::int64_t length);
// An index argument that may be null (the fallback).
Result<std::int64_t> count_argument(Thread& thread, Object* object, std::int64_t fallback);
// A C int, with the errors of an argument parser ("an integer is required (got type str)").
Result<int> c_int_argument(Thread& thread, Object* object, int fallback);
// The encoding or errors argument of a method: empty when null. `name` null: "str() argument 2".
Result<std::string> text_argument(
    Thread& thread, Object* object, const char* method, int number, const char* name);
// The str itself when its type is exact, else a copy of the exact type.
RefTo<Str> str_exact(const Str& str);

Result<bool> str_contains(Thread& thread, Object* self, Object* item);
Result<Ref> str_find_method(Thread& thread, Str& self, Args args);
Result<Ref> str_rfind(Thread& thread, Str& self, Args args);
Result<Ref> str_index(Thread& thread, Str& self, Args args);
Result<Ref> str_rindex(Thread& thread, Str& self, Args args);
Result<Ref> str_count(Thread& thread, Str& self, Args args);
Result<Ref> str_startswith(Thread& thread, Str& self, Args args);
Result<Ref> str_endswith(Thread& thread, Str& self, Args args);
Result<Ref> str_replace(Thread& thread, Str& self, Args args);
Result<Ref> str_removeprefix(Thread& thread, Str& self, Args args);
Result<Ref> str_removesuffix(Thread& thread, Str& self, Args args);

// --- splitting and joining (str_split.cpp)
Result<Ref> str_split(Thread& thread, Str& self, Args args);
Result<Ref> str_rsplit(Thread& thread, Str& self, Args args);
Result<Ref> str_splitlines(Thread& thread, Str& self, Args args);
Result<Ref> str_partition(Thread& thread, Str& self, Args args);
Result<Ref> str_rpartition(Thread& thread, Str& self, Args args);
Result<Ref> str_join(Thread& thread, Str& self, Args args);
Result<Ref> str_strip(Thread& thread, Str& self, Args args);
Result<Ref> str_lstrip(Thread& thread, Str& self, Args args);
Result<Ref> str_rstrip(Thread& thread, Str& self, Args args);

// --- case and character classes (str_case.cpp)
Result<Ref> str_lower(Thread& thread, Str& self, Args args);
Result<Ref> str_upper(Thread& thread, Str& self, Args args);
Result<Ref> str_casefold(Thread& thread, Str& self, Args args);
Result<Ref> str_title(Thread& thread, Str& self, Args args);
Result<Ref> str_capitalize(Thread& thread, Str& self, Args args);
Result<Ref> str_swapcase(Thread& thread, Str& self, Args args);
Result<Ref> str_isalnum(Thread& thread, Str& self, Args args);
Result<Ref> str_isalpha(Thread& thread, Str& self, Args args);
Result<Ref> str_isascii(Thread& thread, Str& self, Args args);
Result<Ref> str_isdecimal(Thread& thread, Str& self, Args args);
Result<Ref> str_isdigit(Thread& thread, Str& self, Args args);
Result<Ref> str_isidentifier(Thread& thread, Str& self, Args args);
Result<Ref> str_islower(Thread& thread, Str& self, Args args);
Result<Ref> str_isnumeric(Thread& thread, Str& self, Args args);
Result<Ref> str_isprintable(Thread& thread, Str& self, Args args);
Result<Ref> str_isspace(Thread& thread, Str& self, Args args);
Result<Ref> str_istitle(Thread& thread, Str& self, Args args);
Result<Ref> str_isupper(Thread& thread, Str& self, Args args);

// --- layout and translation (str_layout.cpp)
Result<Ref> str_center(Thread& thread, Str& self, Args args);
Result<Ref> str_ljust(Thread& thread, Str& self, Args args);
Result<Ref> str_rjust(Thread& thread, Str& self, Args args);
Result<Ref> str_zfill(Thread& thread, Str& self, Args args);
Result<Ref> str_expandtabs(Thread& thread, Str& self, Args args);
Result<Ref> str_translate(Thread& thread, Str& self, Args args);
Result<Ref> str_maketrans(Thread& thread, Object*, Args args);

// --- formatting (str_format_percent.cpp, str_format_method.cpp)
Result<Ref> str_percent(Thread& thread, Object* left, Object* right); // the remainder slot
Result<Ref> str_format(Thread& thread, Str& self, Args args);
Result<Ref> str_format_map(Thread& thread, Str& self, Args args);

// --- iteration (str_iterator.cpp)
Result<Ref> str_iterate(Thread& thread, Object* self);

} // namespace fw
