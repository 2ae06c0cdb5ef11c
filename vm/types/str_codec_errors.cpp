// The error handlers strict, ignore, replace, backslashreplace, xmlcharrefreplace, namereplace,
// surrogateescape and surrogatepass.
// CPython: Python/codecs.c

#include "vm/types/str_codec_errors.h"

#include "vm/base/utf8.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <unicode/uchar.h>

namespace fw {

namespace {

Raised unknown_handler(Thread& thread, std::string_view name)
{
    return raise(thread, TypeId::LookupError, "unknown error handler name '{}'", name);
}

std::string escaped(char32_t c)
{
    const auto code = static_cast<std::uint32_t>(c);
    return c < 0x100  ? fmt::format("\\x{:02x}", code)
        : c < 0x10000 ? fmt::format("\\u{:04x}", code)
                      : fmt::format("\\U{:08x}", code);
}

std::string named(char32_t c)
{
    char name[128];
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length
        = u_charName(static_cast<UChar32>(c), U_UNICODE_CHAR_NAME, name, sizeof name, &error);
    if (U_FAILURE(error) || length == 0) {
        return escaped(c);
    }
    return fmt::format("\\N{{{}}}", name);
}

// The layout of a UTF encoding, for surrogatepass; width 0: not one.
struct Layout {
    int width = 0;
    bool big_endian = false;
};

Layout layout_of(std::string_view encoding)
{
    if (encoding == "utf-8") {
        return { 1, false };
    }
    const bool big = encoding.ends_with("-be");
    if (encoding.starts_with("utf-16")) {
        return { 2, big };
    }
    if (encoding.starts_with("utf-32")) {
        return { 4, big };
    }
    return {};
}

// A surrogate encoded at the start of the data; 0: there is none.
char32_t encoded_surrogate(std::string_view data, Layout layout, std::size_t& size)
{
    const auto byte
        = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(data[i])); };
    char32_t c = 0;
    if (layout.width == 1) {
        size = 3;
        if (data.size() >= 3 && (byte(0) & 0xf0) == 0xe0 && (byte(1) & 0xc0) == 0x80
            && (byte(2) & 0xc0) == 0x80) {
            c = ((byte(0) & 0x0f) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f);
        }
    } else {
        size = static_cast<std::size_t>(layout.width);
        if (size > 0 && data.size() >= size) {
            for (std::size_t i = 0; i < size; ++i) {
                c = (c << 8) | byte(layout.big_endian ? i : size - 1 - i);
            }
        }
    }
    return is_surrogate(c) ? c : 0;
}

} // namespace

void append_wide_unit(std::string& out, char32_t unit, int width, bool big_endian)
{
    for (int i = 0; i < width; ++i) {
        const int shift = 8 * (big_endian ? width - 1 - i : i);
        out.push_back(static_cast<char>((unit >> shift) & 0xff));
    }
}

Raised DecodeErrors::fail(std::size_t start, std::size_t end, std::string_view reason) const
{
    RefTo<Str> encoding = make_str(m_encoding);
    Ref source = m_source && is_bytes(m_source) ? share(m_source) : Ref(make_bytes(m_data));
    Ref first = make_int(start);
    Ref last = make_int(end);
    RefTo<Str> text = make_str(reason);
    TRY_LET(Ref exception,
        call(m_thread, exception_type(TypeId::UnicodeDecodeError),
            { encoding.get(), source.get(), first.get(), last.get(), text.get() }));
    return raise_instance(m_thread, std::move(exception));
}

Result<std::size_t> DecodeErrors::handle(
    std::size_t start, std::size_t end, std::string_view reason, StrBuilder& out) const
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(m_data[i]); };
    if (m_handler.empty() || m_handler == "strict") {
        return fail(start, end, reason);
    }
    if (m_handler == "ignore") {
        return end;
    }
    if (m_handler == "replace") {
        out.append(U'\ufffd');
        return end;
    }
    if (m_handler == "backslashreplace") {
        for (std::size_t i = start; i < end; ++i) {
            out.append(escaped(byte(i)));
        }
        return end;
    }
    if (m_handler == "surrogateescape") {
        std::size_t position = start;
        while (position < end && position - start < 4 && byte(position) >= 0x80) {
            out.append(0xdc00 + static_cast<char32_t>(byte(position++)));
        }
        if (position == start) {
            return fail(start, end, reason);
        }
        return position;
    }
    if (m_handler == "surrogatepass") {
        std::size_t size = 0;
        const char32_t c = encoded_surrogate(m_data.substr(start), layout_of(m_encoding), size);
        if (c == 0) {
            return fail(start, end, reason);
        }
        out.append(c);
        return start + size;
    }
    if (m_handler == "xmlcharrefreplace" || m_handler == "namereplace") {
        return raise(m_thread, TypeId::TypeError,
            "don't know how to handle UnicodeDecodeError in error callback");
    }
    return unknown_handler(m_thread, m_handler);
}

Raised EncodeErrors::fail(std::int64_t start, std::int64_t end, std::string_view reason) const
{
    RefTo<Str> encoding = make_str(m_encoding);
    Ref first = make_int(start);
    Ref last = make_int(end);
    RefTo<Str> message = make_str(reason);
    TRY_LET(Ref exception,
        call(m_thread, exception_type(TypeId::UnicodeEncodeError),
            { encoding.get(), const_cast<Str*>(&m_text), first.get(), last.get(), message.get() }));
    return raise_instance(m_thread, std::move(exception));
}

Result<EncodeErrors::Replacement> EncodeErrors::handle(
    std::int64_t start, std::int64_t& end, std::string_view reason) const
{
    if (m_handler.empty() || m_handler == "strict") {
        return fail(start, end, reason);
    }
    Replacement result;
    const auto for_each_character = [&](auto function) {
        for (std::int64_t i = start; i < end; ++i) {
            result.text += function(m_text.at(i));
        }
    };
    if (m_handler == "ignore") {
        return result;
    }
    if (m_handler == "replace") {
        for_each_character([](char32_t) { return '?'; });
        return result;
    }
    if (m_handler == "backslashreplace") {
        for_each_character(escaped);
        return result;
    }
    if (m_handler == "namereplace") {
        for_each_character(named);
        return result;
    }
    if (m_handler == "xmlcharrefreplace") {
        for_each_character(
            [](char32_t c) { return fmt::format("&#{};", static_cast<std::uint32_t>(c)); });
        return result;
    }
    if (m_handler == "surrogateescape") {
        result.is_bytes = true;
        for (std::int64_t i = start; i < end; ++i) {
            const char32_t c = m_text.at(i);
            if (c < 0xdc80 || c > 0xdcff) {
                return fail(start, end, reason);
            }
            result.text.push_back(static_cast<char>(c - 0xdc00));
        }
        return result;
    }
    if (m_handler == "surrogatepass") {
        const Layout layout = layout_of(m_encoding);
        result.is_bytes = true;
        for (std::int64_t i = start; i < end; ++i) {
            const char32_t c = m_text.at(i);
            if (layout.width == 0 || !is_surrogate(c)) {
                return fail(start, end, reason);
            }
            if (layout.width == 1) {
                append_utf8(result.text, c);
            } else {
                append_wide_unit(result.text, c, layout.width, layout.big_endian);
            }
        }
        return result;
    }
    return unknown_handler(m_thread, m_handler);
}

} // namespace fw
