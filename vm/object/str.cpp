// What every layer needs of strings: making, interning, hashing, comparing and slicing. The methods
// of the Python type are in vm/types/str_*.cpp.
// CPython: Objects/unicodeobject.c, PEP 393

#include "vm/object/str.h"

#include "vm/base/hash.h"
#include "vm/base/system_text.h"
#include "vm/base/utf8.h"
#include "vm/object/dict.h"
#include "vm/object/runtime.h"
#include "vm/object/unicode.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace fw {

namespace {

constexpr std::int64_t longest_str = std::int64_t{ 1 } << 44;

void* inline_data(Str* str)
{
    return str + 1;
}

Str* new_str(std::int64_t length, int width, bool is_ascii)
{
    if (length < 0 || length > longest_str) {
        throw std::bad_alloc();
    }
    auto* const str = static_cast<Str*>(
        region_allocate(sizeof(Str) + static_cast<std::size_t>((length + 1) * width)));
    str->refcount = 1;
    str->type = str_type();
    str->length = length;
    str->hash = -1;
    str->width = static_cast<std::uint8_t>(width);
    str->is_ascii = is_ascii;
    str->is_interned = false;
    str->data = inline_data(str);
    put_unit(str->data, width, length, 0);
    return str;
}

RefTo<Str> empty_str()
{
    Str*& cached = runtime().empty_str;
    if (!cached) {
        cached = new_str(0, 1, true);
    }
    return share(cached);
}

std::size_t byte_size(const Str& str)
{
    return static_cast<std::size_t>(str.length) * str.width;
}

template <class To, class From> void widen(To* to, const From* from, std::int64_t count)
{
    std::copy(from, from + count, to);
}

template <class Unit> char32_t maximum_of(const Unit* units, std::int64_t count)
{
    // The or of all units has the same highest bit as the largest, which is all that matters.
    char32_t bits = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        bits |= units[i];
    }
    return bits > 0x10ffff ? 0x10ffff : bits;
}

} // namespace

void copy_units(void* to, int to_width, std::int64_t to_index, const Str& from,
    std::int64_t from_index, std::int64_t count)
{
    visit_units(from, [&](const auto* units) {
        units += from_index;
        if (to_width == from.width) {
            std::memcpy(static_cast<char*>(to) + to_index * to_width, units,
                static_cast<std::size_t>(count) * from.width);
        } else if (to_width == 2) {
            widen(static_cast<char16_t*>(to) + to_index, units, count);
        } else {
            widen(static_cast<char32_t*>(to) + to_index, units, count);
        }
    });
}

RefTo<Str> make_str_uninitialized(std::int64_t length, char32_t maximum)
{
    if (length == 0) {
        return empty_str();
    }
    return RefTo<Str>::adopt(new_str(length, width_for(maximum), maximum < 0x80));
}

RefTo<Str> make_str_from_char(char32_t character)
{
    if (character < 256) {
        Str*& cached = runtime().latin1_characters[character];
        if (!cached) {
            cached = new_str(1, 1, character < 0x80);
            put_unit(cached->data, 1, 0, character);
        }
        return share(cached);
    }
    RefTo<Str> str = make_str_uninitialized(1, character);
    put_unit(str->data, str->width, 0, character);
    return str;
}

RefTo<Str> make_str(std::string_view utf8)
{
    if (utf8.size() <= 1 && is_ascii(utf8)) {
        return utf8.empty() ? empty_str() : make_str_from_char(static_cast<unsigned char>(utf8[0]));
    }
    if (is_ascii(utf8)) {
        RefTo<Str> str = make_str_uninitialized(static_cast<std::int64_t>(utf8.size()), 0x7f);
        std::memcpy(str->data, utf8.data(), utf8.size());
        return str;
    }
    const Utf8Shape shape = measure_utf8(utf8, Surrogates::Allow);
    if (!shape.good()) {
        return make_str(text_from_system(utf8));
    }
    const auto length = static_cast<std::int64_t>(shape.length);
    if (length == 1) {
        return make_str_from_char(shape.maximum);
    }
    RefTo<Str> str = make_str_uninitialized(length, shape.maximum);
    switch (str->width) {
    case 1:
        decode_utf8(utf8, static_cast<std::uint8_t*>(str->data));
        break;
    case 2:
        decode_utf8(utf8, static_cast<char16_t*>(str->data));
        break;
    default:
        decode_utf8(utf8, static_cast<char32_t*>(str->data));
    }
    return str;
}

RefTo<Str> make_str_from_units(const void* units, int width, std::int64_t length)
{
    if (length == 0) {
        return empty_str();
    }
    const auto make = [&](const auto* source) {
        if (length == 1) {
            return make_str_from_char(source[0]);
        }
        const char32_t maximum = maximum_of(source, length);
        RefTo<Str> str = make_str_uninitialized(length, maximum);
        if (str->width == width) {
            std::memcpy(str->data, source, byte_size(*str));
        } else {
            for (std::int64_t i = 0; i < length; ++i) {
                put_unit(str->data, str->width, i, source[i]);
            }
        }
        return str;
    };
    switch (width) {
    case 1:
        return make(static_cast<const std::uint8_t*>(units));
    case 2:
        return make(static_cast<const char16_t*>(units));
    default:
        return make(static_cast<const char32_t*>(units));
    }
}

void str_copy_into(Str& into, const Str& text)
{
    const std::size_t size = byte_size(text) + text.width;
    into.data = region_allocate(size);
    std::memcpy(into.data, text.data, size);
    into.length = text.length;
    into.hash = text.hash;
    into.width = text.width;
    into.is_ascii = text.is_ascii;
    into.is_interned = false;
}

void str_destroy(Object* object)
{
    auto* const str = static_cast<Str*>(object);
    if (str->is_interned) {
        // The table's two references are not counted; they are while it lets go of them.
        str->refcount = 3;
        str->is_interned = false;
        dict_delete_str(*runtime().interned, str);
        str->refcount = 0;
    }
    if (str->data && str->data != inline_data(str)) {
        region_free(str->data);
    }
    if (str->type == str_type()) {
        region_free(str);
        return;
    }
    free_object(str);
}

RefTo<Str> intern(std::string_view utf8)
{
    RefTo<Str> str = make_str(utf8);
    intern_in_place(str);
    return str;
}

void intern_in_place(RefTo<Str>& str)
{
    if (str->is_interned || str->type != str_type()) {
        return;
    }
    Dict*& table = runtime().interned;
    if (!table) {
        table = make_dict().release();
    }
    if (Object* const found = dict_get_str(*table, str.get())) {
        str = share(static_cast<Str*>(found));
        return;
    }
    dict_set_str(*table, str.get(), str.get());
    str->refcount -= 2; // An interned string dies when nobody but the table has it.
    str->is_interned = true;
}

void append_utf8(std::string& out, const Str& str)
{
    if (str.is_ascii) {
        out.append(str.ascii());
        return;
    }
    visit_units(str, [&](const auto* units) {
        for (std::int64_t i = 0; i < str.length; ++i) {
            append_utf8(out, static_cast<char32_t>(units[i]));
        }
    });
}

std::string to_utf8(const Str& str)
{
    std::string out;
    out.reserve(static_cast<std::size_t>(str.length));
    append_utf8(out, str);
    return out;
}

std::int64_t str_hash(const Str& str)
{
    if (str.hash == -1) {
        str.hash = hash_bytes(str.data, byte_size(str));
    }
    return str.hash;
}

bool str_equal(const Str& left, const Str& right)
{
    if (&left == &right) {
        return true;
    }
    return left.length == right.length && left.width == right.width
        && std::memcmp(left.data, right.data, byte_size(left)) == 0;
}

bool str_equal(const Str& left, std::string_view ascii)
{
    return left.is_ascii && left.ascii() == ascii;
}

int str_compare(const Str& left, const Str& right)
{
    const std::int64_t common = std::min(left.length, right.length);
    if (left.width == 1 && right.width == 1) {
        const int order = std::memcmp(left.data, right.data, static_cast<std::size_t>(common));
        if (order != 0) {
            return order < 0 ? -1 : 1;
        }
    } else {
        for (std::int64_t i = 0; i < common; ++i) {
            const char32_t a = left.at(i);
            const char32_t b = right.at(i);
            if (a != b) {
                return a < b ? -1 : 1;
            }
        }
    }
    return left.length < right.length ? -1 : left.length > right.length ? 1 : 0;
}

char32_t str_maximum(const Str& str)
{
    if (str.is_ascii) {
        return 0x7f;
    }
    return str.width == 1 ? 0xff : str.width == 2 ? 0xffff : 0x10ffff;
}

RefTo<Str> str_concat(const Str& left, const Str& right)
{
    const std::int64_t length = left.length + right.length;
    RefTo<Str> str
        = make_str_uninitialized(length, std::max(str_maximum(left), str_maximum(right)));
    if (length != 0) {
        copy_units(str->data, str->width, 0, left, 0, left.length);
        copy_units(str->data, str->width, left.length, right, 0, right.length);
    }
    return str;
}

bool str_append_in_place(RefTo<Str>& left, const Str& right)
{
    Str* const old = left.get();
    if (old->refcount != 1 || old->type != str_type() || old->is_interned
        || old->data != inline_data(old) || right.width > old->width || old->length == 0
        || &right == old) {
        return false;
    }
    const std::int64_t length = old->length + right.length;
    if (length > longest_str) {
        return false;
    }
    const std::size_t size = sizeof(Str) + static_cast<std::size_t>((length + 1) * old->width);
    auto* const str = static_cast<Str*>(region_reallocate(old, size));
    static_cast<void>(left.release());
    str->data = inline_data(str);
    copy_units(str->data, str->width, str->length, right, 0, right.length);
    str->length = length;
    str->hash = -1;
    str->is_ascii = str->is_ascii && right.is_ascii;
    put_unit(str->data, str->width, length, 0);
    left = RefTo<Str>::adopt(str);
    return true;
}

RefTo<Str> str_substring(const Str& str, std::int64_t start, std::int64_t end)
{
    if (end <= start) {
        return empty_str();
    }
    if (start == 0 && end == str.length && str.type == str_type()) {
        return share(const_cast<Str*>(&str));
    }
    if (str.is_ascii && end - start > 1) {
        RefTo<Str> part = make_str_uninitialized(end - start, 0x7f);
        std::memcpy(part->data, str.data1() + start, static_cast<std::size_t>(end - start));
        return part;
    }
    return make_str_from_units(
        static_cast<const char*>(str.data) + start * str.width, str.width, end - start);
}

std::int64_t str_find_char(const Str& str, char32_t character, std::int64_t start, std::int64_t end)
{
    if (start >= end || character > str_maximum(str)) {
        return -1;
    }
    if (str.width == 1) {
        const void* const found = std::memchr(str.data1() + start, static_cast<int>(character),
            static_cast<std::size_t>(end - start));
        return found ? static_cast<const std::uint8_t*>(found) - str.data1() : -1;
    }
    return visit_units(str, [&](const auto* units) -> std::int64_t {
        for (std::int64_t i = start; i < end; ++i) {
            if (units[i] == character) {
                return i;
            }
        }
        return -1;
    });
}

std::string str_repr_utf8(const Str& str)
{
    static constexpr char digits[] = "0123456789abcdef";
    const bool has_single = str_find_char(str, U'\'', 0, str.length) >= 0;
    const bool has_double = str_find_char(str, U'"', 0, str.length) >= 0;
    const char quote = has_single && !has_double ? '"' : '\'';
    std::string out;
    out.reserve(static_cast<std::size_t>(str.length) + 2);
    out.push_back(quote);
    for (std::int64_t i = 0; i < str.length; ++i) {
        const char32_t c = str.at(i);
        if (c == static_cast<char32_t>(quote) || c == U'\\') {
            out.push_back('\\');
            out.push_back(static_cast<char>(c));
        } else if (c >= 0x20 && c < 0x7f) {
            out.push_back(static_cast<char>(c));
        } else if (c == U'\n') {
            out.append("\\n");
        } else if (c == U'\r') {
            out.append("\\r");
        } else if (c == U'\t') {
            out.append("\\t");
        } else if (c >= 0x80 && is_printable(c)) {
            append_utf8(out, c);
        } else {
            const int count = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
            out.push_back('\\');
            out.push_back(count == 2 ? 'x' : count == 4 ? 'u' : 'U');
            for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
                out.push_back(digits[(c >> shift) & 0xf]);
            }
        }
    }
    out.push_back(quote);
    return out;
}

} // namespace fw
