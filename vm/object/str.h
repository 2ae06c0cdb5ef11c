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

// From UTF-8. Surrogates as WTF-8 are kept, other bytes become what os.fsdecode() makes of them.
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
char32_t str_maximum(const Str& str); // no character is larger; exact for the width's class
// left += right without a copy where the caller holds the only reference to an exact str that is
// wide enough. False: nothing was done. CPython: PyUnicode_Append, unicode_concatenate
bool str_append_in_place(RefTo<Str>& left, const Str& right);
// Makes `into` (an instance of a subclass, its memory zero) hold the same text, with memory of its
// own.
void str_copy_into(Str& into, const Str& text);
void str_destroy(Object* str); // the destroy slot of str

// What the units of a str are: visit_units(str, [](const auto* units) { ... }).
template <class Function> decltype(auto) visit_units(const Str& str, Function&& function)
{
    switch (str.width) {
    case 1:
        return function(str.data1());
    case 2:
        return function(str.data2());
    default:
        return function(str.data4());
    }
}

inline int width_for(char32_t maximum)
{
    return maximum < 0x100 ? 1 : maximum < 0x10000 ? 2 : 4;
}
// Stores a character of the str that is being filled.
inline void put_unit(void* data, int width, std::int64_t index, char32_t character)
{
    switch (width) {
    case 1:
        static_cast<std::uint8_t*>(data)[index] = static_cast<std::uint8_t>(character);
        return;
    case 2:
        static_cast<char16_t*>(data)[index] = static_cast<char16_t>(character);
        return;
    default:
        static_cast<char32_t*>(data)[index] = character;
    }
}
// Copies units into wider or equal ones.
void copy_units(void* to, int to_width, std::int64_t to_index, const Str& from,
    std::int64_t from_index, std::int64_t count);

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
    void append(const char* utf8) { append(std::string_view(utf8)); }
    void append_repeated(char32_t character, std::int64_t count);
    std::int64_t length() const { return m_length; }
    RefTo<Str> finish();

private:
    void reserve(std::int64_t more, char32_t maximum);
    void* units() { return static_cast<Str*>(m_block) + 1; }

    void* m_block = nullptr; // in the region: room for the Str, then the units
    std::int64_t m_length = 0;
    std::int64_t m_capacity = 0; // code points
    int m_width = 1;
    bool m_is_ascii = true;
};

} // namespace fw
