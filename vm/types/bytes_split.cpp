// Splitting, joining and stripping bytes.
// CPython: Objects/stringlib/split.h, join.h, partition.h

#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace fw {

namespace {

bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

using Parts = std::vector<std::string_view>;

Parts split_spaces(std::string_view text, std::int64_t maximum)
{
    Parts parts;
    std::size_t at = 0;
    const auto skip_spaces = [&] {
        while (at < text.size() && is_space(text[at])) {
            ++at;
        }
        return at < text.size();
    };
    while (maximum-- > 0) {
        if (!skip_spaces()) {
            return parts;
        }
        const std::size_t start = at;
        while (at < text.size() && !is_space(text[at])) {
            ++at;
        }
        parts.push_back(text.substr(start, at - start));
    }
    if (skip_spaces()) {
        parts.push_back(text.substr(at));
    }
    return parts;
}

Parts split_spaces_from_end(std::string_view text, std::int64_t maximum)
{
    Parts parts;
    const auto skip_spaces = [&] {
        while (!text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
        }
        return !text.empty();
    };
    bool done = false;
    while (!done && maximum-- > 0) {
        done = !skip_spaces();
        if (!done) {
            std::size_t start = text.size();
            while (start > 0 && !is_space(text[start - 1])) {
                --start;
            }
            parts.push_back(text.substr(start));
            text = text.substr(0, start);
        }
    }
    if (skip_spaces()) {
        parts.push_back(text);
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

Parts split_by(std::string_view text, std::string_view separator, std::int64_t maximum)
{
    Parts parts;
    std::size_t position = 0;
    while (maximum-- > 0) {
        const std::size_t found = text.find(separator, position);
        if (found == std::string_view::npos) {
            break;
        }
        parts.push_back(text.substr(position, found - position));
        position = found + separator.size();
    }
    parts.push_back(text.substr(position));
    return parts;
}

Parts split_by_from_end(std::string_view text, std::string_view separator, std::int64_t maximum)
{
    Parts parts;
    while (maximum-- > 0) {
        const std::size_t found = text.rfind(separator);
        if (found == std::string_view::npos) {
            break;
        }
        parts.push_back(text.substr(found + separator.size()));
        text = text.substr(0, found);
    }
    parts.push_back(text);
    std::reverse(parts.begin(), parts.end());
    return parts;
}

Ref list_of(Object* self, const Parts& parts)
{
    RefTo<List> list = make_list();
    for (const std::string_view part : parts) {
        list_append(*list, bytes_like(self, part));
    }
    return list;
}

using SplitSpaces = Parts (*)(std::string_view, std::int64_t);
using SplitBy = Parts (*)(std::string_view, std::string_view, std::int64_t);

Result<Ref> split_with(
    Thread& thread, Object* self, Args args, SplitSpaces by_spaces, SplitBy by_separator)
{
    TRY_LET(std::int64_t maximum, count_argument(thread, args[1], -1));
    if (maximum < 0) {
        maximum = std::numeric_limits<std::int64_t>::max();
    }
    if (!args[0] || args[0] == none()) {
        return list_of(self, by_spaces(bytes_of(self), maximum));
    }
    TRY_LET(const std::string_view separator, require_bytes(thread, args[0]));
    if (separator.empty()) {
        return raise(thread, TypeId::ValueError, "empty separator");
    }
    return list_of(self, by_separator(bytes_of(self), separator, maximum));
}

Result<Ref> partition(Thread& thread, Object* self, Args args, bool from_end)
{
    TRY_LET(const std::string_view separator, require_bytes(thread, args[0]));
    if (separator.empty()) {
        return raise(thread, TypeId::ValueError, "empty separator");
    }
    const std::string_view text = bytes_of(self);
    const std::size_t found = from_end ? text.rfind(separator) : text.find(separator);
    std::string_view parts[3] = { text, {}, {} };
    if (found != std::string_view::npos) {
        parts[0] = text.substr(0, found);
        parts[1] = separator;
        parts[2] = text.substr(found + separator.size());
    } else if (from_end) {
        std::swap(parts[0], parts[2]);
    }
    Ref head = bytes_like(self, parts[0]);
    Ref middle = bytes_like(self, parts[1]);
    Ref tail = bytes_like(self, parts[2]);
    return make_tuple({ head.get(), middle.get(), tail.get() });
}

enum StripSides : unsigned { StripLeft = 1, StripRight = 2 };

Result<Ref> strip(Thread& thread, Object* self, Args args, unsigned sides)
{
    std::string_view characters;
    const bool by_spaces = !args[0] || args[0] == none();
    if (!by_spaces) {
        TRY_SET(characters, require_bytes(thread, args[0]));
    }
    const auto is_stripped = [&](char c) {
        return by_spaces ? is_space(c) : characters.find(c) != std::string_view::npos;
    };
    std::string_view text = bytes_of(self);
    const std::size_t length = text.size();
    while ((sides & StripLeft) && !text.empty() && is_stripped(text.front())) {
        text.remove_prefix(1);
    }
    while ((sides & StripRight) && !text.empty() && is_stripped(text.back())) {
        text.remove_suffix(1);
    }
    if (text.size() == length && self->type == bytes_type()) {
        return share(self);
    }
    return bytes_like(self, text);
}

} // namespace

Result<Ref> bytes_split(Thread& thread, Object* self, Args args)
{
    return split_with(thread, self, args, split_spaces, split_by);
}

Result<Ref> bytes_rsplit(Thread& thread, Object* self, Args args)
{
    return split_with(thread, self, args, split_spaces_from_end, split_by_from_end);
}

Result<Ref> bytes_splitlines(Thread& thread, Object* self, Args args)
{
    TRY_LET(const int keep_ends, c_int_argument(thread, args[0], 0));
    const std::string_view text = bytes_of(self);
    Parts parts;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", position), text.size());
        std::size_t next = end;
        if (next < text.size()) {
            next += text.substr(next).starts_with("\r\n") ? 2 : 1;
        }
        parts.push_back(text.substr(position, (keep_ends ? next : end) - position));
        position = next;
    }
    return list_of(self, parts);
}

Result<Ref> bytes_partition(Thread& thread, Object* self, Args args)
{
    return partition(thread, self, args, false);
}

Result<Ref> bytes_rpartition(Thread& thread, Object* self, Args args)
{
    return partition(thread, self, args, true);
}

Result<Ref> bytes_join(Thread& thread, Object* self, Args args)
{
    TRY_LET(Ref sequence, sequence_fast(thread, args[0], "can only join an iterable"));
    const bool is_array = is_list(sequence.get());
    Object* const* const items = is_array ? static_cast<List*>(sequence.get())->items
                                          : static_cast<Tuple*>(sequence.get())->items();
    const std::int64_t count = is_array ? static_cast<List*>(sequence.get())->length
                                        : static_cast<Tuple*>(sequence.get())->length;
    if (count == 1 && self->type == bytes_type() && items[0]->type == bytes_type()) {
        return share(items[0]);
    }
    std::string out;
    for (std::int64_t i = 0; i < count; ++i) {
        std::string_view part;
        if (!bytes_view(items[i], part)) {
            return raise(thread, TypeId::TypeError,
                "sequence item {}: expected a bytes-like object, {} found", i, type_name(items[i]));
        }
        if (i > 0) {
            out += bytes_of(self);
        }
        out += part;
    }
    return bytes_like(self, out);
}

Result<Ref> bytes_strip(Thread& thread, Object* self, Args args)
{
    return strip(thread, self, args, StripLeft | StripRight);
}

Result<Ref> bytes_lstrip(Thread& thread, Object* self, Args args)
{
    return strip(thread, self, args, StripLeft);
}

Result<Ref> bytes_rstrip(Thread& thread, Object* self, Args args)
{
    return strip(thread, self, args, StripRight);
}

} // namespace fw
