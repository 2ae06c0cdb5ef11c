// UTF-8 to and from arrays of code points of 1, 2 or 4 bytes. Lone surrogates are three bytes as in
// WTF-8 where the caller allows them. No names, categories or case here: that is ICU's part.
// CPython: Objects/stringlib/codecs.h

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fw {

inline constexpr char32_t largest_code_point = 0x10ffff;

constexpr bool is_surrogate(char32_t point)
{
    return point >= 0xd800 && point <= 0xdfff;
}

// Bytes of a unit that can hold every code point up to `maximum`.
constexpr int unit_width(char32_t maximum)
{
    return maximum < 0x100 ? 1 : maximum < 0x10000 ? 2 : 4;
}

enum class Surrogates { Reject, Allow };

enum class Utf8Problem {
    None,
    InvalidStart, // "invalid start byte"
    InvalidContinuation, // "invalid continuation byte"
    UnexpectedEnd, // "unexpected end of data"
};
const char* describe(Utf8Problem problem); // CPython's words

// What is in the text up to its end or to the first problem, which is at bytes [start, end).
struct Utf8Shape {
    std::size_t length = 0; // code points
    char32_t maximum = 0;
    Utf8Problem problem = Utf8Problem::None;
    std::size_t start = 0; // the length of the good part when there is no problem
    std::size_t end = 0;

    bool good() const { return problem == Utf8Problem::None; }
};
Utf8Shape measure_utf8(std::string_view text, Surrogates surrogates = Surrogates::Reject);

// Decodes text that measure_utf8 found good. Unit is wide enough for its maximum; room for its
// length.
template <typename Unit> void decode_utf8(std::string_view text, Unit* to);
extern template void decode_utf8(std::string_view, std::uint8_t*);
extern template void decode_utf8(std::string_view, char16_t*);
extern template void decode_utf8(std::string_view, char32_t*);

// The next code point of good text; moves the position behind it.
char32_t next_code_point(std::string_view text, std::size_t& position);
std::u32string to_utf32(std::string_view good_text);

// Bytes that encoding takes, and encoding; returns the end of what it wrote. Lone surrogates come
// out as WTF-8.
template <typename Unit> std::size_t utf8_size(const Unit* units, std::size_t length);
extern template std::size_t utf8_size(const std::uint8_t*, std::size_t);
extern template std::size_t utf8_size(const char16_t*, std::size_t);
extern template std::size_t utf8_size(const char32_t*, std::size_t);
template <typename Unit> char* encode_utf8(const Unit* units, std::size_t length, char* to);
extern template char* encode_utf8(const std::uint8_t*, std::size_t, char*);
extern template char* encode_utf8(const char16_t*, std::size_t, char*);
extern template char* encode_utf8(const char32_t*, std::size_t, char*);
void append_utf8(std::string& text, char32_t point);
template <typename Unit> std::string to_utf8(const Unit* units, std::size_t length)
{
    std::string text(utf8_size(units, length), '\0');
    encode_utf8(units, length, text.data());
    return text;
}

bool is_ascii(const void* bytes, std::size_t size);
inline bool is_ascii(std::string_view text)
{
    return is_ascii(text.data(), text.size());
}

// The largest unit, exactly for wide units; for bytes 0x7f or 0xff as the bound that matters.
char32_t maximum_unit(const std::uint8_t* units, std::size_t length);
char32_t maximum_unit(const char16_t* units, std::size_t length);
char32_t maximum_unit(const char32_t* units, std::size_t length);

// Copies units between widths (1, 2 or 4 bytes); the values must fit.
void convert_units(const void* from, int from_width, void* to, int to_width, std::size_t length);

} // namespace fw
