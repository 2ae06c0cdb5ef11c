// Upper and lower case, and what kind of characters a string is made of.
// CPython: Objects/unicodeobject.c (do_lower and its neighbours)

#include "vm/object/protocol.h"
#include "vm/object/unicode.h"
#include "vm/types/str_support.h"

namespace fw {

namespace {

// A capital sigma at the end of a word becomes the final small one.
char32_t lower_sigma(const Str& text, std::int64_t index)
{
    std::int64_t i = index - 1;
    while (i >= 0 && unicode::is_case_ignorable(text.at(i))) {
        --i;
    }
    bool is_final = i >= 0 && unicode::is_cased(text.at(i));
    if (is_final) {
        i = index + 1;
        while (i < text.length && unicode::is_case_ignorable(text.at(i))) {
            ++i;
        }
        is_final = i == text.length || !unicode::is_cased(text.at(i));
    }
    return is_final ? 0x3c2 : 0x3c3;
}

int lower_at(const Str& text, std::int64_t index, char32_t (&out)[3])
{
    const char32_t c = text.at(index);
    if (c == 0x3a3) {
        out[0] = lower_sigma(text, index);
        return 1;
    }
    return unicode::to_lower(c, out);
}

// Builds a string from what map(index, out) writes for each character.
template <class Map> RefTo<Str> map_characters(const Str& text, Map map)
{
    StrBuilder out;
    for (std::int64_t i = 0; i < text.length; ++i) {
        char32_t mapped[3];
        const int count = map(i, mapped);
        for (int k = 0; k < count; ++k) {
            out.append(mapped[k]);
        }
    }
    return out.finish();
}

template <class Map> RefTo<Str> map_ascii(const Str& text, Map map)
{
    // A new object even for one character, as in CPython: 'a'.lower() is not 'a'.
    RefTo<Str> out = make_str_uninitialized(text.length, 0x7f);
    auto* const units = static_cast<std::uint8_t*>(out->data);
    for (std::int64_t i = 0; i < text.length; ++i) {
        units[i] = map(text.data1()[i]);
    }
    return out;
}

std::uint8_t ascii_lower(std::uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c + 32) : c;
}

std::uint8_t ascii_upper(std::uint8_t c)
{
    return c >= 'a' && c <= 'z' ? static_cast<std::uint8_t>(c - 32) : c;
}

// Not empty, and the predicate holds for every character.
template <class Predicate> Result<Ref> all_are(const Str& text, Predicate predicate)
{
    for (std::int64_t i = 0; i < text.length; ++i) {
        if (!predicate(text.at(i))) {
            return make_bool(false);
        }
    }
    return make_bool(text.length > 0);
}

} // namespace

Result<Ref> str_lower(Thread&, Str& self, Args)
{
    if (self.is_ascii && self.length > 0) {
        return map_ascii(self, ascii_lower);
    }
    return map_characters(
        self, [&](std::int64_t i, char32_t(&out)[3]) { return lower_at(self, i, out); });
}

Result<Ref> str_upper(Thread&, Str& self, Args)
{
    if (self.is_ascii && self.length > 0) {
        return map_ascii(self, ascii_upper);
    }
    return map_characters(self,
        [&](std::int64_t i, char32_t(&out)[3]) { return unicode::to_upper(self.at(i), out); });
}

Result<Ref> str_casefold(Thread&, Str& self, Args)
{
    if (self.is_ascii && self.length > 0) {
        return map_ascii(self, ascii_lower);
    }
    return map_characters(self,
        [&](std::int64_t i, char32_t(&out)[3]) { return unicode::to_folded(self.at(i), out); });
}

Result<Ref> str_title(Thread&, Str& self, Args)
{
    bool in_word = false;
    return map_characters(self, [&](std::int64_t i, char32_t(&out)[3]) {
        const char32_t c = self.at(i);
        const int count = in_word ? lower_at(self, i, out) : unicode::to_title(c, out);
        in_word = unicode::is_cased(c);
        return count;
    });
}

Result<Ref> str_capitalize(Thread&, Str& self, Args)
{
    return map_characters(self, [&](std::int64_t i, char32_t(&out)[3]) {
        return i == 0 ? unicode::to_title(self.at(0), out) : lower_at(self, i, out);
    });
}

Result<Ref> str_swapcase(Thread&, Str& self, Args)
{
    return map_characters(self, [&](std::int64_t i, char32_t(&out)[3]) {
        const char32_t c = self.at(i);
        if (unicode::is_upper(c)) {
            return lower_at(self, i, out);
        }
        if (unicode::is_lower(c)) {
            return unicode::to_upper(c, out);
        }
        out[0] = c;
        return 1;
    });
}

Result<Ref> str_isalnum(Thread&, Str& self, Args)
{
    return all_are(self, unicode::is_alnum);
}

Result<Ref> str_isalpha(Thread&, Str& self, Args)
{
    return all_are(self, unicode::is_alpha);
}

Result<Ref> str_isascii(Thread&, Str& self, Args)
{
    return make_bool(self.is_ascii);
}

Result<Ref> str_isdecimal(Thread&, Str& self, Args)
{
    return all_are(self, unicode::is_decimal);
}

Result<Ref> str_isdigit(Thread&, Str& self, Args)
{
    return all_are(self, unicode::is_digit);
}

Result<Ref> str_isnumeric(Thread&, Str& self, Args)
{
    return all_are(self, unicode::is_numeric);
}

Result<Ref> str_isspace(Thread&, Str& self, Args)
{
    return all_are(self, unicode::is_space);
}

Result<Ref> str_isprintable(Thread&, Str& self, Args)
{
    if (self.length == 0) {
        return make_bool(true);
    }
    return all_are(self, is_printable);
}

Result<Ref> str_isidentifier(Thread&, Str& self, Args)
{
    if (self.length == 0 || !unicode::is_identifier_start(self.at(0))) {
        return make_bool(false);
    }
    return all_are(self, unicode::is_identifier_part);
}

Result<Ref> str_islower(Thread&, Str& self, Args)
{
    bool has_lower = false;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const char32_t c = self.at(i);
        if (unicode::is_upper(c) || unicode::is_title(c)) {
            return make_bool(false);
        }
        has_lower = has_lower || unicode::is_lower(c);
    }
    return make_bool(has_lower);
}

Result<Ref> str_isupper(Thread&, Str& self, Args)
{
    bool has_upper = false;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const char32_t c = self.at(i);
        if (unicode::is_lower(c) || unicode::is_title(c)) {
            return make_bool(false);
        }
        has_upper = has_upper || unicode::is_upper(c);
    }
    return make_bool(has_upper);
}

Result<Ref> str_istitle(Thread&, Str& self, Args)
{
    bool has_cased = false;
    bool in_word = false;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const char32_t c = self.at(i);
        if (unicode::is_upper(c) || unicode::is_title(c)) {
            if (in_word) {
                return make_bool(false);
            }
            in_word = true;
            has_cased = true;
        } else if (unicode::is_lower(c)) {
            if (!in_word) {
                return make_bool(false);
            }
            has_cased = true;
        } else {
            in_word = false;
        }
    }
    return make_bool(has_cased);
}

} // namespace fw
