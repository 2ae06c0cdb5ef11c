// Strings: immutable arrays of Unicode code points, 1, 2 or 4 bytes each as the largest one needs.
// CPython: Objects/unicodeobject.c, PEP 393

#pragma once

#include "vm/object/object.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace fw {

struct Thread;

struct Str : Object {
    std::int64_t length; // code points
    mutable std::int64_t hash; // -1: not computed yet
    std::uint8_t width; // bytes of a code point: 1, 2, 4
    bool is_ascii;
    bool is_interned;
    void* data; // Right behind the struct, or memory of its own (instances of subclasses). Ends
                // with a zero unit.

    const std::uint8_t* data1() const { return static_cast<const std::uint8_t*>(data); }
    const char16_t* data2() const { return static_cast<const char16_t*>(data); }
    const char32_t* data4() const { return static_cast<const char32_t*>(data); }
    char32_t at(std::int64_t index) const
    {
        switch (width) {
        case 1:
            return data1()[index];
        case 2:
            return data2()[index];
        default:
            return data4()[index];
        }
    }
    // Only for ASCII strings.
    std::string_view ascii() const
    {
        return { static_cast<const char*>(data), static_cast<std::size_t>(length) };
    }
};

// From UTF-8 (surrogates as WTF-8 are kept; the text is known to be well formed otherwise).
RefTo<Str> make_str(std::string_view utf8);
// From code points; the narrowest width that fits is chosen. `width` is that of the source units.
RefTo<Str> make_str_from_units(const void* units, int width, std::int64_t length);
RefTo<Str> make_str_from_char(char32_t character);
// An uninitialised string to be filled at once; `maximum` is the largest code point it will hold.
RefTo<Str> make_str_uninitialized(std::int64_t length, char32_t maximum);

// The one str with this text. CPython: PyUnicode_InternFromString.
RefTo<Str> intern(std::string_view utf8);
// Replaces the reference by the interned equal (exact strs only).
void intern_in_place(RefTo<Str>& str);

// Appends/gives UTF-8; lone surrogates come out as WTF-8.
std::string to_utf8(const Str& str);
void append_utf8(std::string& out, const Str& str);

std::int64_t str_hash(const Str& str); // siphash 2-4 with a zero key; cached
bool str_equal(const Str& left, const Str& right);
bool str_equal(const Str& left, std::string_view ascii);
int str_compare(const Str& left, const Str& right); // by code points
RefTo<Str> str_concat(const Str& left, const Str& right);
RefTo<Str> str_substring(const Str& str, std::int64_t start, std::int64_t end);
std::int64_t str_find_char(
    const Str& str, char32_t character, std::int64_t start, std::int64_t end); // -1: absent
// repr() of a str: quotes and escapes as CPython.
std::string str_repr_utf8(const Str& str);
bool is_printable(char32_t character); // as str.isprintable

// Grows a str piece by piece; widens when needed. CPython: _PyUnicodeWriter.
class StrBuilder {
public:
    StrBuilder() = default;
    ~StrBuilder();
    StrBuilder(const StrBuilder&) = delete;
    StrBuilder& operator=(const StrBuilder&) = delete;

    void append(char32_t character);
    void append(const Str& str);
    void append(const Str& str, std::int64_t start, std::int64_t end);
    void append(std::string_view utf8);
    void append_repeated(char32_t character, std::int64_t count);
    std::int64_t length() const { return m_length; }
    RefTo<Str> finish();

private:
    void reserve(std::int64_t more, char32_t maximum);

    void* m_data = nullptr; // in the region
    std::int64_t m_length = 0;
    std::int64_t m_capacity = 0; // code points
    int m_width = 1;
};

} // namespace fw
