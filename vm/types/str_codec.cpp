// The codecs: one function to encode and one to decode for each family.
// CPython: Objects/unicodeobject.c, Objects/stringlib/codecs.h, Lib/encodings/aliases.py

#include "vm/types/str_codec.h"

#include "vm/types/codec_registry.h"

#include "vm/base/utf8.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/str_codec_errors.h"
#include "vm/types/str_codec_escape.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

// Names as Lib/encodings normalises them: lower case, "_" for runs of other characters.
struct Alias {
    std::string_view name;
    std::string_view encoding;
};

constexpr Alias aliases[] = {
    { "utf_8", "utf-8" },
    { "utf8", "utf-8" },
    { "u8", "utf-8" },
    { "utf", "utf-8" },
    { "utf8_ucs2", "utf-8" },
    { "utf8_ucs4", "utf-8" },
    { "cp65001", "utf-8" },
    { "utf_8_sig", "utf-8-sig" },
    { "ascii", "ascii" },
    { "us_ascii", "ascii" },
    { "646", "ascii" },
    { "us", "ascii" },
    { "ansi_x3.4_1968", "ascii" },
    { "ansi_x3_4_1968", "ascii" },
    { "ansi_x3.4_1986", "ascii" },
    { "iso646_us", "ascii" },
    { "iso_646.irv_1991", "ascii" },
    { "iso_ir_6", "ascii" },
    { "cp367", "ascii" },
    { "csascii", "ascii" },
    { "ibm367", "ascii" },
    { "latin_1", "latin-1" },
    { "latin1", "latin-1" },
    { "latin", "latin-1" },
    { "l1", "latin-1" },
    { "iso8859", "latin-1" },
    { "iso8859_1", "latin-1" },
    { "iso_8859_1", "latin-1" },
    { "iso_8859_1_1987", "latin-1" },
    { "iso_ir_100", "latin-1" },
    { "8859", "latin-1" },
    { "cp819", "latin-1" },
    { "ibm819", "latin-1" },
    { "csisolatin1", "latin-1" },
    { "utf_16", "utf-16" },
    { "utf16", "utf-16" },
    { "u16", "utf-16" },
    { "utf_16_le", "utf-16-le" },
    { "utf_16le", "utf-16-le" },
    { "unicodelittleunmarked", "utf-16-le" },
    { "utf_16_be", "utf-16-be" },
    { "utf_16be", "utf-16-be" },
    { "unicodebigunmarked", "utf-16-be" },
    { "utf_32", "utf-32" },
    { "utf32", "utf-32" },
    { "u32", "utf-32" },
    { "utf_32_le", "utf-32-le" },
    { "utf_32le", "utf-32-le" },
    { "utf_32_be", "utf-32-be" },
    { "utf_32be", "utf-32-be" },
    { "unicode_escape", "unicode-escape" },
    { "raw_unicode_escape", "raw-unicode-escape" },
};

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

// --- encoding

// ascii and latin-1: one byte a character, below a limit.
Result<void> encode_narrow(
    const Str& text, char32_t limit, const EncodeErrors& errors, std::string& out)
{
    const char* const reason
        = limit == 128 ? "ordinal not in range(128)" : "ordinal not in range(256)";
    for (std::int64_t i = 0; i < text.length;) {
        const char32_t c = text.at(i);
        if (c < limit) {
            out.push_back(static_cast<char>(c));
            ++i;
            continue;
        }
        std::int64_t end = i + 1;
        while (end < text.length && text.at(end) >= limit) {
            ++end;
        }
        TRY_LET(const auto replacement, errors.handle(i, end, reason));
        out += replacement.text;
        i = end;
    }
    return {};
}

Result<void> encode_utf8(const Str& text, const EncodeErrors& errors, std::string& out)
{
    for (std::int64_t i = 0; i < text.length;) {
        const char32_t c = text.at(i);
        if (!is_surrogate(c)) {
            append_utf8(out, c);
            ++i;
            continue;
        }
        std::int64_t end = i + 1;
        while (end < text.length && is_surrogate(text.at(end))) {
            ++end;
        }
        TRY_LET(const auto replacement, errors.handle(i, end, "surrogates not allowed"));
        out += replacement.text;
        i = end;
    }
    return {};
}

// UTF-16 and UTF-32.
Result<void> encode_wide(
    const Str& text, int width, bool big_endian, const EncodeErrors& errors, std::string& out)
{
    for (std::int64_t i = 0; i < text.length;) {
        const char32_t c = text.at(i);
        if (is_surrogate(c)) {
            std::int64_t end = i + 1;
            TRY_LET(const auto replacement, errors.handle(i, end, "surrogates not allowed"));
            if (replacement.is_bytes) {
                out += replacement.text;
            } else {
                for (const char unit : replacement.text) {
                    append_wide_unit(out, static_cast<unsigned char>(unit), width, big_endian);
                }
            }
            i = end;
            continue;
        }
        if (width == 2 && c >= 0x10000) {
            append_wide_unit(out, 0xd800 + ((c - 0x10000) >> 10), 2, big_endian);
            append_wide_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff), 2, big_endian);
        } else {
            append_wide_unit(out, c, width, big_endian);
        }
        ++i;
    }
    return {};
}

// --- decoding

Result<void> decode_ascii(std::string_view data, const DecodeErrors& errors, StrBuilder& out)
{
    for (std::size_t i = 0; i < data.size();) {
        const auto byte = static_cast<unsigned char>(data[i]);
        if (byte < 0x80) {
            out.append(static_cast<char32_t>(byte));
            ++i;
        } else {
            TRY_SET(i, errors.handle(i, i + 1, "ordinal not in range(128)", out));
        }
    }
    return {};
}

// What is wrong at a byte of UTF-8: how many bytes the error covers, and why.
struct Utf8Step {
    char32_t character = 0;
    std::size_t size = 0;
    const char* reason = nullptr;
};

Utf8Step utf8_step(std::string_view data, std::size_t position)
{
    const std::size_t left = data.size() - position;
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(data[position + i]));
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
    constexpr const char* bad_continuation = "invalid continuation byte";
    constexpr const char* cut_off = "unexpected end of data";
    const char32_t first = byte(0);
    if (first < 0x80) {
        return { first, 1 };
    }
    if (first < 0xc2 || first > 0xf4) {
        return { 0, 1, "invalid start byte" };
    }
    const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (left < 2) {
        return { 0, left, cut_off };
    }
    // Overlong forms, surrogates and values beyond the last code point show in the second byte.
    const bool bad_second = !continues(1) || (first == 0xe0 && byte(1) < 0xa0)
        || (first == 0xed && byte(1) >= 0xa0) || (first == 0xf0 && byte(1) < 0x90)
        || (first == 0xf4 && byte(1) >= 0x90);
    if (bad_second) {
        return { 0, 1, bad_continuation };
    }
    char32_t c = first & (0x7fu >> size);
    c = (c << 6) | (byte(1) & 0x3f);
    for (std::size_t i = 2; i < size; ++i) {
        if (i >= left) {
            return { 0, left, cut_off };
        }
        if (!continues(i)) {
            return { 0, i, bad_continuation };
        }
        c = (c << 6) | (byte(i) & 0x3f);
    }
    return { c, size };
}

Result<void> decode_utf8(std::string_view data, const DecodeErrors& errors, StrBuilder& out)
{
    for (std::size_t i = 0; i < data.size();) {
        const Utf8Step step = utf8_step(data, i);
        if (step.reason) {
            TRY_SET(i, errors.handle(i, i + step.size, step.reason, out));
        } else {
            out.append(step.character);
            i += step.size;
        }
    }
    return {};
}

char32_t unit_at(std::string_view data, std::size_t position, std::size_t width, bool big_endian)
{
    char32_t unit = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const std::size_t at = position + (big_endian ? i : width - 1 - i);
        unit = (unit << 8) | static_cast<unsigned char>(data[at]);
    }
    return unit;
}

Result<void> decode_utf16(
    std::string_view data, bool big_endian, const DecodeErrors& errors, StrBuilder& out)
{
    for (std::size_t i = 0; i < data.size();) {
        if (data.size() - i < 2) {
            TRY_SET(i, errors.handle(i, data.size(), "truncated data", out));
            continue;
        }
        const char32_t unit = unit_at(data, i, 2, big_endian);
        if (!is_surrogate(unit)) {
            out.append(unit);
            i += 2;
        } else if (unit >= 0xdc00) {
            TRY_SET(i, errors.handle(i, i + 2, "illegal encoding", out));
        } else if (data.size() - i < 4) {
            TRY_SET(i, errors.handle(i, data.size(), "unexpected end of data", out));
        } else {
            const char32_t low = unit_at(data, i + 2, 2, big_endian);
            if (low < 0xdc00 || low > 0xdfff) {
                TRY_SET(i, errors.handle(i, i + 2, "illegal UTF-16 surrogate", out));
            } else {
                out.append(0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
                i += 4;
            }
        }
    }
    return {};
}

Result<void> decode_utf32(
    std::string_view data, bool big_endian, const DecodeErrors& errors, StrBuilder& out)
{
    for (std::size_t i = 0; i < data.size();) {
        if (data.size() - i < 4) {
            TRY_SET(i, errors.handle(i, data.size(), "truncated data", out));
            continue;
        }
        const char32_t c = unit_at(data, i, 4, big_endian);
        if (is_surrogate(c)) {
            TRY_SET(i,
                errors.handle(
                    i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)", out));
        } else if (c > 0x10ffff) {
            TRY_SET(i, errors.handle(i, i + 4, "code point not in range(0x110000)", out));
        } else {
            out.append(c);
            i += 4;
        }
    }
    return {};
}

} // namespace

std::string_view canonical_encoding(std::string_view name)
{
    std::string normal;
    bool pending_separator = false;
    for (const char c : name) {
        const bool is_kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z') || c == '.';
        if (!is_kept) {
            pending_separator = true;
            continue;
        }
        if (pending_separator && !normal.empty()) {
            normal.push_back('_');
        }
        pending_separator = false;
        normal.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    const auto* const found = std::find_if(std::begin(aliases), std::end(aliases),
        [&](const Alias& alias) { return alias.name == normal; });
    return found == std::end(aliases) ? std::string_view() : found->encoding;
}

Result<RefTo<Bytes>> encode_str(
    Thread& thread, const Str& text, std::string_view encoding, std::string_view errors)
{
    const std::string_view name = canonical_encoding(encoding);
    if (name.empty()) {
        const Ref object = share<Object>(const_cast<Str*>(&text));
        return encode_by_codec(thread, object.get(), encoding, errors);
    }
    const bool is_utf8 = name.starts_with("utf-8");
    if (text.is_ascii && name != "utf-8-sig" && (is_utf8 || name == "ascii" || name == "latin-1")) {
        return make_bytes(text.ascii());
    }
    if (name == "unicode-escape") {
        return make_bytes(encode_unicode_escape(text));
    }
    if (name == "raw-unicode-escape") {
        return make_bytes(encode_raw_unicode_escape(text));
    }
    const EncodeErrors handler(thread, text, is_utf8 ? "utf-8" : name, errors);
    std::string out;
    out.reserve(static_cast<std::size_t>(text.length));
    if (is_utf8) {
        if (name == "utf-8-sig") {
            out = utf8_mark;
        }
        TRY(encode_utf8(text, handler, out));
    } else if (name == "ascii" || name == "latin-1") {
        TRY(encode_narrow(text, name == "ascii" ? 128 : 256, handler, out));
    } else {
        const int width = name.starts_with("utf-16") ? 2 : 4;
        const bool big_endian = name.ends_with("-be");
        if (name == "utf-16" || name == "utf-32") {
            append_wide_unit(out, 0xfeff, width, false);
        }
        TRY(encode_wide(text, width, big_endian, handler, out));
    }
    return make_bytes(out);
}

Result<RefTo<Str>> decode_bytes(Thread& thread, Object* source, std::string_view data,
    std::string_view encoding, std::string_view errors)
{
    std::string_view name = canonical_encoding(encoding);
    if (name.empty()) {
        const Ref object = source ? share(source) : Ref(make_bytes(data));
        return decode_by_codec(thread, object.get(), encoding, errors);
    }
    if (name == "latin-1") {
        return make_str_from_units(data.data(), 1, static_cast<std::int64_t>(data.size()));
    }
    const bool is_ascii = std::all_of(
        data.begin(), data.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii && (name.starts_with("utf-8") || name == "ascii")) {
        return make_str(data);
    }
    StrBuilder out;
    if (name == "ascii") {
        TRY(decode_ascii(data, { thread, source, data, name, errors }, out));
    } else if (name == "unicode-escape") {
        TRY(decode_unicode_escape(
            thread, data, { thread, source, data, "unicodeescape", errors }, out));
    } else if (name == "raw-unicode-escape") {
        TRY(decode_raw_unicode_escape(
            data, { thread, source, data, "rawunicodeescape", errors }, out));
    } else if (name.starts_with("utf-8")) {
        if (name == "utf-8-sig" && data.starts_with(utf8_mark)) {
            data.remove_prefix(utf8_mark.size());
            source = nullptr;
        }
        TRY(decode_utf8(data, { thread, source, data, "utf-8", errors }, out));
    } else {
        const std::size_t width = name.starts_with("utf-16") ? 2 : 4;
        bool big_endian = name.ends_with("-be");
        std::string_view body = data;
        std::size_t skipped = 0;
        if (name == "utf-16" || name == "utf-32") {
            if (data.size() >= width) {
                const bool is_little = unit_at(data, 0, width, false) == 0xfeff;
                big_endian = unit_at(data, 0, width, true) == 0xfeff;
                skipped = is_little || big_endian ? width : 0;
            }
            name = width == 2 ? (big_endian ? "utf-16-be" : "utf-16-le")
                              : (big_endian ? "utf-32-be" : "utf-32-le");
        }
        body.remove_prefix(skipped);
        const DecodeErrors handler(thread, skipped ? nullptr : source, body, name, errors);
        if (width == 2) {
            TRY(decode_utf16(body, big_endian, handler, out));
        } else {
            TRY(decode_utf32(body, big_endian, handler, out));
        }
    }
    return out.finish();
}

Result<RefTo<Str>> str_from_encoded(
    Thread& thread, Object* object, std::string_view encoding, std::string_view errors)
{
    if (is_str(object)) {
        return raise(thread, TypeId::TypeError, "decoding str is not supported");
    }
    std::string_view data;
    if (!bytes_view(object, data)) {
        return raise(thread, TypeId::TypeError,
            "decoding to str: need a bytes-like object, {} found", type_name(object));
    }
    if (data.empty()) {
        return make_str(""); // No codec is asked.
    }
    const Ref keep_alive = share(object);
    return decode_bytes(thread, object, data, encoding.empty() ? "utf-8" : encoding, errors);
}

} // namespace fw
