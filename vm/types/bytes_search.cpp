// Finding, counting and replacing bytes.
// CPython: Objects/bytes_methods.c, Objects/stringlib/find.h, transmogrify.h

#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <limits>

namespace fw {

std::string_view bytes_of(const Object* self)
{
    return is_bytes(self) ? static_cast<const Bytes*>(self)->view()
                          : static_cast<const ByteArray*>(self)->view();
}

Ref bytes_like(const Object* self, std::string_view data)
{
    if (is_bytes(self)) {
        return make_bytes(data);
    }
    return make_byte_array(data);
}

namespace {

// What was searched for: one byte as an int, or bytes.
struct Needle {
    char byte = 0;
    std::string_view view;
};

struct Search {
    std::string_view text;
    Needle needle;
    std::size_t start;
    std::size_t end;

    std::string_view wanted() const
    {
        return needle.view.data() ? needle.view : std::string_view(&needle.byte, 1);
    }
    bool is_possible() const { return start <= end; }
    std::string_view range() const { return text.substr(start, end - start); }
};

Result<Search> search_arguments(Thread& thread, Object* self, Args given, const char* method)
{
    Object* args[3];
    TRY(find_arguments(thread, method, given, args));
    const auto length = static_cast<std::int64_t>(bytes_of(self).size());
    TRY_LET(const std::int64_t start, bound_argument(thread, args[1], 0, length));
    TRY_LET(const std::int64_t end, bound_argument(thread, args[2], length, length));
    Search search{};
    if (!bytes_view(args[0], search.needle.view)) {
        if (!args[0]->type->slots.to_index) {
            return raise(thread, TypeId::TypeError,
                "argument should be integer or bytes-like object, not '{}'", type_name(args[0]));
        }
        TRY_LET(const unsigned char byte, to_byte(thread, args[0], "byte"));
        search.needle = { static_cast<char>(byte), {} };
    } else if (!search.needle.view.data()) {
        search.needle.view = std::string_view{ "" };
    }
    search.text = bytes_of(self); // After the calls above: they may have changed a bytearray.
    search.start = static_cast<std::size_t>(start);
    search.end = std::min(static_cast<std::size_t>(end), search.text.size());
    return search;
}

std::int64_t found_first(const Search& search)
{
    if (!search.is_possible()) {
        return -1;
    }
    const std::size_t found = search.range().find(search.wanted());
    return found == std::string_view::npos ? -1 : static_cast<std::int64_t>(found + search.start);
}

std::int64_t found_last(const Search& search)
{
    if (!search.is_possible()) {
        return -1;
    }
    const std::size_t found = search.range().rfind(search.wanted());
    return found == std::string_view::npos ? -1 : static_cast<std::int64_t>(found + search.start);
}

Result<Ref> tail_match(Thread& thread, Object* self, Args given, const char* method, bool at_start)
{
    Object* args[3];
    TRY(find_arguments(thread, method, given, args));
    const auto length = static_cast<std::int64_t>(bytes_of(self).size());
    TRY_LET(const std::int64_t start, bound_argument(thread, args[1], 0, length));
    TRY_LET(std::int64_t end, bound_argument(thread, args[2], length, length));
    const std::string_view text = bytes_of(self);
    end = std::min(end, static_cast<std::int64_t>(text.size()));
    const auto matches = [&](std::string_view part) {
        if (start > end || end - start < static_cast<std::int64_t>(part.size())) {
            return false;
        }
        const std::string_view range
            = text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
        return at_start ? range.starts_with(part) : range.ends_with(part);
    };
    if (is_tuple(args[0])) {
        for (Object* const item : *static_cast<Tuple*>(args[0])) {
            TRY_LET(const std::string_view part, require_bytes(thread, item));
            if (matches(part)) {
                return make_bool(true);
            }
        }
        return make_bool(false);
    }
    std::string_view part;
    if (!bytes_view(args[0], part)) {
        return raise(thread, TypeId::TypeError,
            "{} first arg must be bytes or a tuple of bytes, not {}", method, type_name(args[0]));
    }
    return make_bool(matches(part));
}

Ref unchanged(Object* self)
{
    return self->type == bytes_type() ? share(self) : bytes_like(self, bytes_of(self));
}

} // namespace

Result<bool> bytes_contains(Thread& thread, Object* self, Object* item)
{
    std::string_view part;
    if (item->type->slots.to_index) {
        TRY_LET(const unsigned char byte, to_byte(thread, item, "byte"));
        return bytes_of(self).find(static_cast<char>(byte)) != std::string_view::npos;
    }
    TRY_SET(part, require_bytes(thread, item));
    return bytes_of(self).find(part) != std::string_view::npos;
}

Result<Ref> bytes_find(Thread& thread, Object* self, Args args)
{
    TRY_LET(const Search search, search_arguments(thread, self, args, "find"));
    return make_int(found_first(search));
}

Result<Ref> bytes_rfind(Thread& thread, Object* self, Args args)
{
    TRY_LET(const Search search, search_arguments(thread, self, args, "rfind"));
    return make_int(found_last(search));
}

Result<Ref> bytes_index(Thread& thread, Object* self, Args args)
{
    TRY_LET(const Search search, search_arguments(thread, self, args, "index"));
    const std::int64_t found = found_first(search);
    if (found < 0) {
        return raise(thread, TypeId::ValueError, "subsection not found");
    }
    return make_int(found);
}

Result<Ref> bytes_rindex(Thread& thread, Object* self, Args args)
{
    TRY_LET(const Search search, search_arguments(thread, self, args, "rindex"));
    const std::int64_t found = found_last(search);
    if (found < 0) {
        return raise(thread, TypeId::ValueError, "subsection not found");
    }
    return make_int(found);
}

Result<Ref> bytes_count(Thread& thread, Object* self, Args args)
{
    TRY_LET(const Search search, search_arguments(thread, self, args, "count"));
    if (!search.is_possible()) {
        return make_int(0);
    }
    const std::string_view range = search.range();
    const std::string_view wanted = search.wanted();
    if (wanted.empty()) {
        return make_int(range.size() + 1);
    }
    std::int64_t count = 0;
    for (std::size_t at = range.find(wanted); at != std::string_view::npos;
         at = range.find(wanted, at + wanted.size())) {
        ++count;
    }
    return make_int(count);
}

Result<Ref> bytes_startswith(Thread& thread, Object* self, Args args)
{
    return tail_match(thread, self, args, "startswith", true);
}

Result<Ref> bytes_endswith(Thread& thread, Object* self, Args args)
{
    return tail_match(thread, self, args, "endswith", false);
}

Result<Ref> bytes_replace(Thread& thread, Object* self, Args args)
{
    TRY_LET(std::int64_t maximum, count_argument(thread, args[2], -1));
    TRY_LET(const std::string_view old, require_bytes(thread, args[0]));
    TRY_LET(const std::string_view replacement, require_bytes(thread, args[1]));
    if (maximum < 0) {
        maximum = std::numeric_limits<std::int64_t>::max();
    }
    const std::string_view text = bytes_of(self);
    std::string out;
    if (old.empty()) {
        if (maximum == 0 || replacement.empty()) {
            return unchanged(self);
        }
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (maximum-- > 0) {
                out += replacement;
            }
            if (i < text.size()) {
                out.push_back(text[i]);
            }
        }
        return bytes_like(self, out);
    }
    std::size_t position = 0;
    std::size_t found = text.find(old);
    if (found == std::string_view::npos || maximum == 0) {
        return unchanged(self);
    }
    for (; found != std::string_view::npos && maximum > 0; --maximum) {
        out += text.substr(position, found - position);
        out += replacement;
        position = found + old.size();
        found = text.find(old, position);
    }
    out += text.substr(position);
    return bytes_like(self, out);
}

Result<Ref> bytes_removeprefix(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::string_view prefix, require_bytes(thread, args[0]));
    const std::string_view text = bytes_of(self);
    if (!prefix.empty() && text.starts_with(prefix)) {
        return bytes_like(self, text.substr(prefix.size()));
    }
    return unchanged(self);
}

Result<Ref> bytes_removesuffix(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::string_view suffix, require_bytes(thread, args[0]));
    const std::string_view text = bytes_of(self);
    if (!suffix.empty() && text.ends_with(suffix)) {
        return bytes_like(self, text.substr(0, text.size() - suffix.size()));
    }
    return unchanged(self);
}

} // namespace fw
