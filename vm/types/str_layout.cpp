// Padding, tab stops and translation tables.
// CPython: Objects/unicodeobject.c

#include "vm/object/dict.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/str_support.h"

#include <algorithm>

namespace fw {

namespace {

RefTo<Str> pad(const Str& self, std::int64_t left, std::int64_t right, char32_t fill)
{
    if (left <= 0 && right <= 0) {
        return str_exact(self);
    }
    if (left > (std::int64_t{ 1 } << 44) || right > (std::int64_t{ 1 } << 44)) {
        throw std::bad_alloc();
    }
    const std::int64_t total
        = std::max<std::int64_t>(left, 0) + self.length + std::max<std::int64_t>(right, 0);
    RefTo<Str> out = make_str_uninitialized(total, std::max(str_maximum(self), fill));
    std::int64_t position = 0;
    for (; position < left; ++position) {
        put_unit(out->data, out->width, position, fill);
    }
    copy_units(out->data, out->width, position, self, 0, self.length);
    for (position += self.length; position < total; ++position) {
        put_unit(out->data, out->width, position, fill);
    }
    return out;
}

Result<char32_t> fill_argument(Thread& thread, Object* object)
{
    if (!object) {
        return U' ';
    }
    if (!is_str(object)) {
        return raise(thread, TypeId::TypeError,
            "The fill character must be a unicode character, not {}", type_name(object));
    }
    const auto& text = *static_cast<Str*>(object);
    if (text.length != 1) {
        return raise(
            thread, TypeId::TypeError, "The fill character must be exactly one character long");
    }
    return text.at(0);
}

} // namespace

Result<Ref> str_center(Thread& thread, Str& self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const char32_t fill, fill_argument(thread, args[1]));
    if (width <= self.length) {
        return str_exact(self);
    }
    const std::int64_t margin = width - self.length;
    const std::int64_t left = margin / 2 + (margin & width & 1);
    return pad(self, left, margin - left, fill);
}

Result<Ref> str_ljust(Thread& thread, Str& self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const char32_t fill, fill_argument(thread, args[1]));
    return pad(self, 0, width - self.length, fill);
}

Result<Ref> str_rjust(Thread& thread, Str& self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const char32_t fill, fill_argument(thread, args[1]));
    return pad(self, width - self.length, 0, fill);
}

Result<Ref> str_zfill(Thread& thread, Str& self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    if (width <= self.length) {
        return str_exact(self);
    }
    const std::int64_t zeros = width - self.length;
    RefTo<Str> padded = pad(self, zeros, 0, U'0');
    if (self.length > 0 && (self.at(0) == U'+' || self.at(0) == U'-')) {
        put_unit(padded->data, padded->width, 0, self.at(0));
        put_unit(padded->data, padded->width, zeros, U'0');
    }
    return padded;
}

Result<Ref> str_expandtabs(Thread& thread, Str& self, Args args)
{
    TRY_LET(const int size, c_int_argument(thread, args[0], 8));
    if (str_find_char(self, U'\t', 0, self.length) < 0) {
        return str_exact(self);
    }
    StrBuilder out;
    std::int64_t column = 0;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const char32_t c = self.at(i);
        if (c == U'\t') {
            if (size > 0) {
                const std::int64_t step = size - column % size;
                out.append_repeated(U' ', step);
                column += step;
            }
            continue;
        }
        out.append(c);
        ++column;
        if (c == U'\n' || c == U'\r') {
            column = 0;
        }
    }
    return out.finish();
}

namespace {

// One character through the table; appends what it becomes.
Result<void> translate_character(Thread& thread, Object* table, char32_t character, StrBuilder& out)
{
    Ref key = make_int(character);
    auto found = get_item(thread, table, key.get());
    if (found.failed()) {
        if (!pending_is(thread, exception_type(TypeId::LookupError))) {
            return Raised{};
        }
        clear_exception(thread);
        out.append(character);
        return {};
    }
    Ref mapped = found.take();
    if (mapped.get() == none()) {
        return {};
    }
    if (is_int(mapped.get())) {
        const auto& value = *static_cast<Int*>(mapped.get());
        if (!value.is_small() || value.value < 0 || value.value > 0x10ffff) {
            return raise(
                thread, TypeId::ValueError, "character mapping must be in range(0x110000)");
        }
        out.append(static_cast<char32_t>(value.value));
        return {};
    }
    if (is_str(mapped.get())) {
        out.append(*static_cast<Str*>(mapped.get()));
        return {};
    }
    return raise(thread, TypeId::TypeError, "character mapping must return integer, None or str");
}

} // namespace

Result<Ref> str_translate(Thread& thread, Str& self, Args args)
{
    StrBuilder out;
    for (std::int64_t i = 0; i < self.length; ++i) {
        TRY(translate_character(thread, args[0], self.at(i), out));
    }
    return out.finish();
}

Result<Ref> str_maketrans(Thread& thread, Object*, Args args)
{
    RefTo<Dict> table = make_dict();
    Object* const x = args[0];
    if (args[1]) {
        TRY_LET(Str* const to, str_argument(thread, args[1], "maketrans", 2));
        Str* removed = nullptr;
        if (args[2]) {
            TRY_SET(removed, str_argument(thread, args[2], "maketrans", 3));
        }
        if (!is_str(x)) {
            return raise(thread, TypeId::TypeError,
                "first maketrans argument must be a string if there is a second argument");
        }
        const auto& from = *static_cast<Str*>(x);
        if (from.length != to->length) {
            return raise(thread, TypeId::ValueError,
                "the first two maketrans arguments must have equal length");
        }
        for (std::int64_t i = 0; i < from.length; ++i) {
            Ref key = make_int(from.at(i));
            Ref value = make_int(to->at(i));
            TRY(dict_set(thread, *table, key.get(), value.get()));
        }
        for (std::int64_t i = 0; removed && i < removed->length; ++i) {
            Ref key = make_int(removed->at(i));
            TRY(dict_set(thread, *table, key.get(), none()));
        }
        return table;
    }
    if (x->type != dict_type()) {
        return raise(thread, TypeId::TypeError,
            "if you give only one argument to maketrans it must be a dict");
    }
    std::int64_t position = 0;
    Object* key;
    Object* value;
    while (dict_next(*static_cast<Dict*>(x), position, key, value)) {
        if (is_str(key)) {
            const auto& text = *static_cast<Str*>(key);
            if (text.length != 1) {
                return raise(thread, TypeId::ValueError,
                    "string keys in translate table must be of length 1");
            }
            Ref number = make_int(text.at(0));
            TRY(dict_set(thread, *table, number.get(), value));
        } else if (is_int(key)) {
            TRY(dict_set(thread, *table, key, value));
        } else {
            return raise(
                thread, TypeId::TypeError, "keys in translate table must be strings or integers");
        }
    }
    return table;
}

} // namespace fw
