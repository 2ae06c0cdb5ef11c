// Splitting, joining and stripping strings.
// CPython: Objects/stringlib/split.h, partition.h, Objects/unicodeobject.c

#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/unicode.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <limits>

namespace fw {

namespace {

void add_part(List& list, const Str& text, std::int64_t start, std::int64_t end)
{
    list_append(list, str_substring(text, start, end));
}

RefTo<List> split_spaces(const Str& text, std::int64_t maximum)
{
    RefTo<List> list = make_list();
    visit_units(text, [&](const auto* units) {
        const std::int64_t length = text.length;
        std::int64_t position = 0;
        while (maximum-- > 0) {
            while (position < length && unicode::is_space(units[position])) {
                ++position;
            }
            if (position == length) {
                return;
            }
            const std::int64_t start = position;
            while (position < length && !unicode::is_space(units[position])) {
                ++position;
            }
            add_part(*list, text, start, position);
        }
        while (position < length && unicode::is_space(units[position])) {
            ++position;
        }
        if (position < length) {
            add_part(*list, text, position, length);
        }
    });
    return list;
}

RefTo<List> split_spaces_from_end(const Str& text, std::int64_t maximum)
{
    RefTo<List> list = make_list();
    std::int64_t position = text.length;
    while (maximum-- > 0) {
        while (position > 0 && unicode::is_space(text.at(position - 1))) {
            --position;
        }
        if (position == 0) {
            break;
        }
        const std::int64_t end = position;
        while (position > 0 && !unicode::is_space(text.at(position - 1))) {
            --position;
        }
        add_part(*list, text, position, end);
    }
    while (position > 0 && unicode::is_space(text.at(position - 1))) {
        --position;
    }
    if (position > 0) {
        add_part(*list, text, 0, position);
    }
    std::reverse(list->items, list->items + list->length);
    return list;
}

RefTo<List> split_by(const Str& text, const Str& separator, std::int64_t maximum)
{
    RefTo<List> list = make_list();
    std::int64_t position = 0;
    while (maximum-- > 0) {
        const std::int64_t found = str_find(text, separator, position, text.length);
        if (found < 0) {
            break;
        }
        add_part(*list, text, position, found);
        position = found + separator.length;
    }
    add_part(*list, text, position, text.length);
    return list;
}

RefTo<List> split_by_from_end(const Str& text, const Str& separator, std::int64_t maximum)
{
    RefTo<List> list = make_list();
    std::int64_t end = text.length;
    while (maximum-- > 0) {
        const std::int64_t found = str_find_last(text, separator, 0, end);
        if (found < 0) {
            break;
        }
        add_part(*list, text, found + separator.length, end);
        end = found;
    }
    add_part(*list, text, 0, end);
    std::reverse(list->items, list->items + list->length);
    return list;
}

using SplitSpaces = RefTo<List> (*)(const Str&, std::int64_t);
using SplitBy = RefTo<List> (*)(const Str&, const Str&, std::int64_t);

Result<Ref> split_with(
    Thread& thread, Str& self, Args args, SplitSpaces by_spaces, SplitBy by_separator)
{
    TRY_LET(std::int64_t maximum, count_argument(thread, args[1], -1));
    if (maximum < 0) {
        maximum = std::numeric_limits<std::int64_t>::max();
    }
    if (!args[0] || args[0] == none()) {
        return by_spaces(self, maximum);
    }
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "must be str or None, not {}", type_name(args[0]));
    }
    const auto& separator = *static_cast<Str*>(args[0]);
    if (separator.length == 0) {
        return raise(thread, TypeId::ValueError, "empty separator");
    }
    return by_separator(self, separator, maximum);
}

Result<Str*> partition_separator(Thread& thread, Object* object)
{
    TRY_LET(Str* const separator, require_str(thread, object));
    if (separator->length == 0) {
        return raise(thread, TypeId::ValueError, "empty separator");
    }
    return separator;
}

Ref three_parts(const Str& text, std::int64_t found, Str& separator)
{
    RefTo<Str> head = str_substring(text, 0, found);
    RefTo<Str> tail = str_substring(text, found + separator.length, text.length);
    return make_tuple({ head.get(), &separator, tail.get() });
}

enum StripSides : unsigned { StripLeft = 1, StripRight = 2 };

Result<Ref> strip(Thread& thread, Str& self, Args args, const char* method, unsigned sides)
{
    const Str* characters = nullptr;
    if (args[0] && args[0] != none()) {
        if (!is_str(args[0])) {
            return raise(thread, TypeId::TypeError, "{} arg must be None or str", method);
        }
        characters = static_cast<Str*>(args[0]);
    }
    const auto is_stripped = [&](char32_t c) {
        return characters ? str_find_char(*characters, c, 0, characters->length) >= 0
                          : unicode::is_space(c);
    };
    std::int64_t start = 0;
    std::int64_t end = self.length;
    if (sides & StripLeft) {
        while (start < end && is_stripped(self.at(start))) {
            ++start;
        }
    }
    if (sides & StripRight) {
        while (end > start && is_stripped(self.at(end - 1))) {
            --end;
        }
    }
    return str_substring(self, start, end);
}

} // namespace

Result<Ref> str_split(Thread& thread, Str& self, Args args)
{
    return split_with(thread, self, args, split_spaces, split_by);
}

Result<Ref> str_rsplit(Thread& thread, Str& self, Args args)
{
    return split_with(thread, self, args, split_spaces_from_end, split_by_from_end);
}

Result<Ref> str_splitlines(Thread& thread, Str& self, Args args)
{
    TRY_LET(const int keep_ends, c_int_argument(thread, args[0], 0));
    RefTo<List> list = make_list();
    std::int64_t position = 0;
    while (position < self.length) {
        std::int64_t end = position;
        while (end < self.length && !unicode::is_line_break(self.at(end))) {
            ++end;
        }
        std::int64_t next = end;
        if (next < self.length) {
            next += self.at(next) == U'\r' && next + 1 < self.length && self.at(next + 1) == U'\n'
                ? 2
                : 1;
        }
        add_part(*list, self, position, keep_ends ? next : end);
        position = next;
    }
    return list;
}

Result<Ref> str_partition(Thread& thread, Str& self, Args args)
{
    TRY_LET(Str* const separator, partition_separator(thread, args[0]));
    const std::int64_t found = str_find(self, *separator, 0, self.length);
    if (found < 0) {
        RefTo<Str> whole = str_exact(self);
        RefTo<Str> empty = make_str({});
        return make_tuple({ whole.get(), empty.get(), empty.get() });
    }
    return three_parts(self, found, *separator);
}

Result<Ref> str_rpartition(Thread& thread, Str& self, Args args)
{
    TRY_LET(Str* const separator, partition_separator(thread, args[0]));
    const std::int64_t found = str_find_last(self, *separator, 0, self.length);
    if (found < 0) {
        RefTo<Str> whole = str_exact(self);
        RefTo<Str> empty = make_str({});
        return make_tuple({ empty.get(), empty.get(), whole.get() });
    }
    return three_parts(self, found, *separator);
}

Result<Ref> str_join(Thread& thread, Str& self, Args args)
{
    TRY_LET(Ref sequence, sequence_fast(thread, args[0], "can only join an iterable"));
    Object* const* items;
    std::int64_t count;
    if (is_list(sequence.get())) {
        items = static_cast<List*>(sequence.get())->items;
        count = static_cast<List*>(sequence.get())->length;
    } else {
        items = static_cast<Tuple*>(sequence.get())->items();
        count = static_cast<Tuple*>(sequence.get())->length;
    }
    if (count == 1 && items[0]->type == str_type()) {
        return share(items[0]);
    }
    std::int64_t length = count > 1 ? self.length * (count - 1) : 0;
    char32_t maximum = count > 1 ? str_maximum(self) : 0x7f;
    for (std::int64_t i = 0; i < count; ++i) {
        if (!is_str(items[i])) {
            return raise(thread, TypeId::TypeError,
                "sequence item {}: expected str instance, {} found", i, type_name(items[i]));
        }
        const auto& item = *static_cast<Str*>(items[i]);
        length += item.length;
        maximum = std::max(maximum, str_maximum(item));
    }
    RefTo<Str> joined = make_str_uninitialized(length, maximum);
    if (length == 0) {
        return joined;
    }
    std::int64_t position = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        if (i > 0) {
            copy_units(joined->data, joined->width, position, self, 0, self.length);
            position += self.length;
        }
        const auto& item = *static_cast<Str*>(items[i]);
        copy_units(joined->data, joined->width, position, item, 0, item.length);
        position += item.length;
    }
    return joined;
}

Result<Ref> str_strip(Thread& thread, Str& self, Args args)
{
    return strip(thread, self, args, "strip", StripLeft | StripRight);
}

Result<Ref> str_lstrip(Thread& thread, Str& self, Args args)
{
    return strip(thread, self, args, "lstrip", StripLeft);
}

Result<Ref> str_rstrip(Thread& thread, Str& self, Args args)
{
    return strip(thread, self, args, "rstrip", StripRight);
}

} // namespace fw
