// Padding, tab stops, tables, and other texts of bytes: hexadecimal and decoded.
// CPython: Objects/stringlib/transmogrify.h, Objects/bytesobject.c, Python/pystrhex.c

#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/str_codec.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fw {

namespace {

Result<char> fill_argument(Thread& thread, Object* object, const char* method)
{
    if (!object) {
        return ' ';
    }
    std::string_view view;
    if ((is_bytes(object) || is_byte_array(object)) && bytes_view(object, view)
        && view.size() == 1) {
        return view[0];
    }
    return raise(thread, TypeId::TypeError,
        "{}() argument 2 must be a byte string of length 1, not {}", method, type_name(object));
}

Ref pad(Object* self, std::int64_t left, std::int64_t right, char fill)
{
    const std::string_view text = bytes_of(self);
    if (left <= 0 && right <= 0 && self->type == bytes_type()) {
        return share(self);
    }
    std::string out(static_cast<std::size_t>(std::max<std::int64_t>(left, 0)), fill);
    out += text;
    out.append(static_cast<std::size_t>(std::max<std::int64_t>(right, 0)), fill);
    return bytes_like(self, out);
}

std::int64_t size_of(Object* self)
{
    return static_cast<std::int64_t>(bytes_of(self).size());
}

} // namespace

Result<Ref> bytes_center(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const char fill, fill_argument(thread, args[1], "center"));
    const std::int64_t margin = width - size_of(self);
    if (margin <= 0) {
        return pad(self, 0, 0, fill);
    }
    const std::int64_t left = margin / 2 + (margin & width & 1);
    return pad(self, left, margin - left, fill);
}

Result<Ref> bytes_ljust(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const char fill, fill_argument(thread, args[1], "ljust"));
    return pad(self, 0, width - size_of(self), fill);
}

Result<Ref> bytes_rjust(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const char fill, fill_argument(thread, args[1], "rjust"));
    return pad(self, width - size_of(self), 0, fill);
}

Result<Ref> bytes_zfill(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::int64_t width, to_index(thread, args[0], TypeId::OverflowError));
    const std::string_view text = bytes_of(self);
    const std::int64_t zeros = width - static_cast<std::int64_t>(text.size());
    if (zeros <= 0) {
        return pad(self, 0, 0, '0');
    }
    std::string out(static_cast<std::size_t>(zeros), '0');
    out += text;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        out[static_cast<std::size_t>(zeros)] = '0';
        out[0] = text[0];
    }
    return bytes_like(self, out);
}

Result<Ref> bytes_expandtabs(Thread& thread, Object* self, Args args)
{
    TRY_LET(const int size, c_int_argument(thread, args[0], 8));
    std::string out;
    std::size_t column = 0;
    for (const char c : bytes_of(self)) {
        if (c == '\t') {
            if (size > 0) {
                const auto tab = static_cast<std::size_t>(size);
                const std::size_t step = tab - column % tab;
                out.append(step, ' ');
                column += step;
            }
            continue;
        }
        out.push_back(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    return bytes_like(self, out);
}

Result<Ref> bytes_translate(Thread& thread, Object* self, Args args)
{
    std::string_view table;
    if (args[0] != none()) {
        TRY_SET(table, require_bytes(thread, args[0]));
        if (table.size() != 256) {
            return raise(
                thread, TypeId::ValueError, "translation table must be 256 characters long");
        }
    }
    std::string_view removed;
    if (args[1]) {
        TRY_SET(removed, require_bytes(thread, args[1]));
    }
    std::string out;
    for (const char c : bytes_of(self)) {
        if (removed.find(c) == std::string_view::npos) {
            out.push_back(table.empty() ? c : table[static_cast<unsigned char>(c)]);
        }
    }
    return bytes_like(self, out);
}

Result<Ref> bytes_maketrans(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view from, require_bytes(thread, args[0]));
    TRY_LET(const std::string_view to, require_bytes(thread, args[1]));
    if (from.size() != to.size()) {
        return raise(thread, TypeId::ValueError, "maketrans arguments must have same length");
    }
    std::array<char, 256> table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = static_cast<char>(i);
    }
    for (std::size_t i = 0; i < from.size(); ++i) {
        table[static_cast<unsigned char>(from[i])] = to[i];
    }
    return make_bytes({ table.data(), table.size() });
}

namespace {

// The one ASCII character between groups of digits.
Result<char32_t> separator_argument(Thread& thread, Object* object)
{
    TRY_LET(const std::int64_t count, length(thread, object));
    if (count != 1) {
        return raise(thread, TypeId::ValueError, "sep must be length 1.");
    }
    char32_t separator;
    std::string_view view;
    if (is_str(object)) {
        separator = static_cast<Str*>(object)->at(0);
    } else if (is_bytes(object) && bytes_view(object, view)) {
        separator = static_cast<unsigned char>(view[0]);
    } else {
        return raise(thread, TypeId::TypeError, "sep must be str or bytes.");
    }
    if (separator > 127) {
        return raise(thread, TypeId::ValueError, "sep must be ASCII.");
    }
    return separator;
}

} // namespace

Result<Ref> bytes_hex(Thread& thread, Object* self, Args args)
{
    static constexpr char digits[] = "0123456789abcdef";
    char32_t separator = 0;
    if (args[0]) {
        TRY_SET(separator, separator_argument(thread, args[0]));
    }
    TRY_LET(const int group, c_int_argument(thread, args[1], 1));
    TRY_LET(const std::string_view data, require_bytes(thread, self));
    const auto size = static_cast<std::size_t>(std::abs(group));
    std::string out;
    for (std::size_t i = 0; i < data.size(); ++i) {
        // Groups count from the right, for a negative size from the left.
        const std::size_t position = group > 0 ? data.size() - i : i;
        if (i > 0 && separator && size > 0 && position % size == 0) {
            out.push_back(static_cast<char>(separator));
        }
        const auto byte = static_cast<unsigned char>(data[i]);
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 15]);
    }
    return make_str(out);
}

Result<Ref> bytes_fromhex(Thread& thread, Object* type, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "fromhex() argument must be str, not {}",
            type_name(args[0]));
    }
    const auto& text = *static_cast<Str*>(args[0]);
    const auto value_at = [&](std::int64_t i) -> int {
        const char32_t c = i < text.length ? text.at(i) : 0;
        if (c >= U'0' && c <= U'9') {
            return static_cast<int>(c - U'0');
        }
        const char32_t lower = c | 0x20;
        return lower >= U'a' && lower <= U'f' ? static_cast<int>(lower - U'a') + 10 : -1;
    };
    std::string out;
    for (std::int64_t i = 0; i < text.length;) {
        const char32_t c = text.at(i);
        if (c == U' ' || (c >= U'\t' && c <= U'\r')) {
            ++i;
            continue;
        }
        const int high = value_at(i);
        const int low = value_at(i + 1);
        if (high < 0 || low < 0) {
            return raise(thread, TypeId::ValueError,
                "non-hexadecimal number found in fromhex() arg at position {}",
                high < 0 ? i : i + 1);
        }
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (type == bytes_type()) {
        return make_bytes(out);
    }
    if (type == bytearray_type()) {
        return make_byte_array(out);
    }
    RefTo<Bytes> bytes = make_bytes(out);
    return call(thread, type, { bytes.get() });
}

Result<Ref> bytes_decode(Thread& thread, Object* self, Args args)
{
    TRY_LET(const std::string encoding, text_argument(thread, args[0], "decode", 1, "encoding"));
    TRY_LET(const std::string errors, text_argument(thread, args[1], "decode", 2, "errors"));
    const std::string_view data = bytes_of(self);
    if (data.empty()) {
        return Ref(make_str("")); // No codec is asked.
    }
    return decode_bytes(thread, self, data, args[0] ? std::string_view(encoding) : "utf-8", errors);
}

} // namespace fw
