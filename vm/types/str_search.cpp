// Finding, counting and replacing strings in strings.
// CPython: Objects/stringlib/fastsearch.h, find.h, replace.h, tailmatch in Objects/unicodeobject.c

#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

namespace fw {

namespace {

template <class Unit>
std::int64_t first_of(
    const Unit* text, std::int64_t length, const Unit* needle, std::int64_t needle_length)
{
    if constexpr (sizeof(Unit) == 1) {
        const void* const found = memmem(text, static_cast<std::size_t>(length), needle,
            static_cast<std::size_t>(needle_length));
        return found ? static_cast<const Unit*>(found) - text : -1;
    } else {
        const Unit* const found = std::search(text, text + length, needle, needle + needle_length);
        return found == text + length ? -1 : found - text;
    }
}

template <class Unit>
std::int64_t last_of(
    const Unit* text, std::int64_t length, const Unit* needle, std::int64_t needle_length)
{
    for (std::int64_t i = length - needle_length; i >= 0; --i) {
        if (text[i] == needle[0] && std::equal(needle, needle + needle_length, text + i)) {
            return i;
        }
    }
    return -1;
}

// Gives function(units of text, units of needle) both of the text's width. The needle is no wider.
template <class Function>
std::int64_t with_equal_widths(const Str& text, const Str& needle, Function function)
{
    return visit_units(text, [&](const auto* units) -> std::int64_t {
        using Unit = std::remove_cv_t<std::remove_pointer_t<decltype(units)>>;
        if (needle.width == text.width) {
            return function(units, static_cast<const Unit*>(needle.data));
        }
        std::vector<Unit> widened(static_cast<std::size_t>(needle.length));
        for (std::int64_t i = 0; i < needle.length; ++i) {
            widened[static_cast<std::size_t>(i)] = static_cast<Unit>(needle.at(i));
        }
        return function(units, static_cast<const Unit*>(widened.data()));
    });
}

bool cannot_occur(const Str& text, const Str& needle, std::int64_t start, std::int64_t end)
{
    return needle.width > text.width || end - start < needle.length;
}

} // namespace

std::int64_t str_find(const Str& text, const Str& needle, std::int64_t start, std::int64_t end)
{
    if (cannot_occur(text, needle, start, end)) {
        return -1;
    }
    if (needle.length == 0) {
        return start;
    }
    if (needle.length == 1) {
        return str_find_char(text, needle.at(0), start, end);
    }
    const std::int64_t found
        = with_equal_widths(text, needle, [&](const auto* units, const auto* wanted) {
              return first_of(units + start, end - start, wanted, needle.length);
          });
    return found < 0 ? -1 : found + start;
}

std::int64_t str_find_last(const Str& text, const Str& needle, std::int64_t start, std::int64_t end)
{
    if (cannot_occur(text, needle, start, end)) {
        return -1;
    }
    if (needle.length == 0) {
        return end;
    }
    const std::int64_t found
        = with_equal_widths(text, needle, [&](const auto* units, const auto* wanted) {
              return last_of(units + start, end - start, wanted, needle.length);
          });
    return found < 0 ? -1 : found + start;
}

bool str_matches_at(const Str& text, const Str& part, std::int64_t position)
{
    if (position < 0 || position + part.length > text.length || part.width > text.width) {
        return false;
    }
    if (part.width == text.width) {
        return std::memcmp(static_cast<const char*>(text.data) + position * text.width, part.data,
                   static_cast<std::size_t>(part.length * part.width))
            == 0;
    }
    for (std::int64_t i = 0; i < part.length; ++i) {
        if (text.at(position + i) != part.at(i)) {
            return false;
        }
    }
    return true;
}

RefTo<Str> str_exact(const Str& str)
{
    if (str.type == str_type()) {
        return share(const_cast<Str*>(&str));
    }
    return make_str_from_units(str.data, str.width, str.length);
}

RefTo<Str> str_replace_all(
    const Str& text, const Str& old, const Str& replacement, std::int64_t maximum)
{
    if (maximum < 0) {
        maximum = std::numeric_limits<std::int64_t>::max();
    }
    if (maximum == 0 || old.length > text.length || (old.length == 0 && replacement.length == 0)) {
        return str_exact(text);
    }
    if (old.length == 0) {
        // In front of each character and at the end.
        StrBuilder out;
        std::int64_t done = 0;
        for (std::int64_t i = 0; i <= text.length; ++i) {
            if (done < maximum) {
                out.append(replacement);
                ++done;
            }
            if (i < text.length) {
                out.append(text.at(i));
            }
        }
        return out.finish();
    }
    std::int64_t found = str_find(text, old, 0, text.length);
    if (found < 0) {
        return str_exact(text);
    }
    StrBuilder out;
    std::int64_t position = 0;
    for (std::int64_t done = 0; found >= 0 && done < maximum; ++done) {
        out.append(text, position, found);
        out.append(replacement);
        position = found + old.length;
        found = str_find(text, old, position, text.length);
    }
    out.append(text, position, text.length);
    return out.finish();
}

// --- arguments

Result<Str*> require_str(Thread& thread, Object* object)
{
    if (!is_str(object)) {
        return raise(thread, TypeId::TypeError, "must be str, not {}", type_name(object));
    }
    return static_cast<Str*>(object);
}

Result<Str*> str_argument(Thread& thread, Object* object, const char* method, int number)
{
    if (is_str(object)) {
        return static_cast<Str*>(object);
    }
    if (number == 0) {
        return raise(thread, TypeId::TypeError, "{}() argument must be str, not {}", method,
            type_name(object));
    }
    return raise(thread, TypeId::TypeError, "{}() argument {} must be str, not {}", method, number,
        type_name(object));
}

Result<void> find_arguments(Thread& thread, const char* method, Args args, Object* (&values)[3])
{
    if (args.names && args.names->length > 0) {
        return raise(thread, TypeId::TypeError, "{}() takes no keyword arguments", method);
    }
    if (args.count < 1 || args.count > 3) {
        return raise(thread, TypeId::TypeError, "{}() takes at {} ({} given)", method,
            args.count < 1 ? "least 1 argument" : "most 3 arguments", args.count);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        values[i] = i < args.count ? args[i] : nullptr;
    }
    return {};
}

Result<std::int64_t> bound_argument(
    Thread& thread, Object* object, std::int64_t fallback, std::int64_t length)
{
    std::int64_t value = fallback;
    if (object && object != none()) {
        if (!object->type->slots.to_index) {
            return raise(thread, TypeId::TypeError,
                "slice indices must be integers or None or have an __index__ method");
        }
        TRY_SET(value, to_index(thread, object, clip_to_index));
    }
    if (value < 0) {
        value = std::max<std::int64_t>(value + length, 0);
    }
    return value;
}

Result<std::int64_t> count_argument(Thread& thread, Object* object, std::int64_t fallback)
{
    if (!object) {
        return fallback;
    }
    return to_index(thread, object, TypeId::OverflowError);
}

Result<int> c_int_argument(Thread& thread, Object* object, int fallback)
{
    if (!object) {
        return fallback;
    }
    if (is_instance_of(object, float_type())) {
        return raise(thread, TypeId::TypeError, "integer argument expected, got float");
    }
    if (!object->type->slots.to_index) {
        return raise(
            thread, TypeId::TypeError, "an integer is required (got type {})", type_name(object));
    }
    TRY_LET(const std::int64_t value, to_int64(thread, object));
    if (value > std::numeric_limits<int>::max()) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C int");
    }
    if (value < std::numeric_limits<int>::min()) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C int");
    }
    return static_cast<int>(value);
}

Result<std::string> text_argument(
    Thread& thread, Object* object, const char* method, int number, const char* name)
{
    if (!object) {
        return std::string();
    }
    if (is_str(object)) {
        return to_utf8(*static_cast<Str*>(object));
    }
    if (name) {
        return raise(thread, TypeId::TypeError, "{}() argument '{}' must be str, not {}", method,
            name, type_name(object));
    }
    return raise(thread, TypeId::TypeError, "{}() argument {} must be str, not {}", method, number,
        type_name(object));
}

namespace {

struct SearchArguments {
    Str* needle;
    std::int64_t start;
    std::int64_t end;
};

Result<SearchArguments> search_arguments(
    Thread& thread, const Str& self, Args given, const char* method)
{
    Object* args[3];
    TRY(find_arguments(thread, method, given, args));
    SearchArguments result{};
    TRY_SET(result.start, bound_argument(thread, args[1], 0, self.length));
    TRY_SET(result.end, bound_argument(thread, args[2], self.length, self.length));
    result.end = std::min(result.end, self.length);
    TRY_SET(result.needle, require_str(thread, args[0]));
    return result;
}

Result<Ref> tail_match(Thread& thread, Str& self, Args given, const char* method, bool at_start)
{
    Object* args[3];
    TRY(find_arguments(thread, method, given, args));
    TRY_LET(const std::int64_t start, bound_argument(thread, args[1], 0, self.length));
    TRY_LET(std::int64_t end, bound_argument(thread, args[2], self.length, self.length));
    end = std::min(end, self.length);
    const auto matches = [&](const Str& part) {
        if (end - start < part.length) {
            return false;
        }
        return str_matches_at(self, part, at_start ? start : end - part.length);
    };
    if (is_tuple(args[0])) {
        for (Object* const part : *static_cast<Tuple*>(args[0])) {
            if (!is_str(part)) {
                return raise(thread, TypeId::TypeError,
                    "tuple for {} must only contain str, not {}", method, type_name(part));
            }
            if (matches(*static_cast<Str*>(part))) {
                return make_bool(true);
            }
        }
        return make_bool(false);
    }
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError,
            "{} first arg must be str or a tuple of str, not {}", method, type_name(args[0]));
    }
    return make_bool(matches(*static_cast<Str*>(args[0])));
}

} // namespace

// --- methods

Result<bool> str_contains(Thread& thread, Object* self, Object* item)
{
    if (!is_str(item)) {
        return raise(thread, TypeId::TypeError,
            "'in <string>' requires string as left operand, not {}", type_name(item));
    }
    const auto& text = *static_cast<Str*>(self);
    return str_find(text, *static_cast<Str*>(item), 0, text.length) >= 0;
}

Result<Ref> str_find_method(Thread& thread, Str& self, Args args)
{
    TRY_LET(const SearchArguments search, search_arguments(thread, self, args, "find"));
    return make_int(str_find(self, *search.needle, search.start, search.end));
}

Result<Ref> str_rfind(Thread& thread, Str& self, Args args)
{
    TRY_LET(const SearchArguments search, search_arguments(thread, self, args, "rfind"));
    return make_int(str_find_last(self, *search.needle, search.start, search.end));
}

Result<Ref> str_index(Thread& thread, Str& self, Args args)
{
    TRY_LET(const SearchArguments search, search_arguments(thread, self, args, "index"));
    const std::int64_t found = str_find(self, *search.needle, search.start, search.end);
    if (found < 0) {
        return raise(thread, TypeId::ValueError, "substring not found");
    }
    return make_int(found);
}

Result<Ref> str_rindex(Thread& thread, Str& self, Args args)
{
    TRY_LET(const SearchArguments search, search_arguments(thread, self, args, "rindex"));
    const std::int64_t found = str_find_last(self, *search.needle, search.start, search.end);
    if (found < 0) {
        return raise(thread, TypeId::ValueError, "substring not found");
    }
    return make_int(found);
}

Result<Ref> str_count(Thread& thread, Str& self, Args args)
{
    TRY_LET(const SearchArguments search, search_arguments(thread, self, args, "count"));
    const std::int64_t length = search.needle->length;
    if (length == 0) {
        return make_int(std::max<std::int64_t>(search.end - search.start + 1, 0));
    }
    std::int64_t count = 0;
    std::int64_t position = search.start;
    while (true) {
        const std::int64_t found = str_find(self, *search.needle, position, search.end);
        if (found < 0) {
            return make_int(count);
        }
        ++count;
        position = found + length;
    }
}

Result<Ref> str_startswith(Thread& thread, Str& self, Args args)
{
    return tail_match(thread, self, args, "startswith", true);
}

Result<Ref> str_endswith(Thread& thread, Str& self, Args args)
{
    return tail_match(thread, self, args, "endswith", false);
}

Result<Ref> str_replace(Thread& thread, Str& self, Args args)
{
    TRY_LET(Str* const old, str_argument(thread, args[0], "replace", 1));
    TRY_LET(Str* const replacement, str_argument(thread, args[1], "replace", 2));
    TRY_LET(const std::int64_t maximum, count_argument(thread, args[2], -1));
    return str_replace_all(self, *old, *replacement, maximum);
}

Result<Ref> str_removeprefix(Thread& thread, Str& self, Args args)
{
    TRY_LET(Str* const prefix, str_argument(thread, args[0], "removeprefix", 0));
    if (str_matches_at(self, *prefix, 0)) {
        return str_substring(self, prefix->length, self.length);
    }
    return str_exact(self);
}

Result<Ref> str_removesuffix(Thread& thread, Str& self, Args args)
{
    TRY_LET(Str* const suffix, str_argument(thread, args[0], "removesuffix", 0));
    if (suffix->length > 0 && str_matches_at(self, *suffix, self.length - suffix->length)) {
        return str_substring(self, 0, self.length - suffix->length);
    }
    return str_exact(self);
}

} // namespace fw
