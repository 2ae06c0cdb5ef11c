// Upper and lower case of ASCII bytes, and what kind of bytes there are.
// CPython: Objects/bytes_methods.c

#include "vm/object/protocol.h"
#include "vm/types/bytes_methods.h"

#include <algorithm>
#include <string>

namespace fw {

namespace {

bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool is_letter(char c)
{
    return is_lower(c) || is_upper(c);
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char lowered(char c)
{
    return is_upper(c) ? static_cast<char>(c + 32) : c;
}

char raised(char c)
{
    return is_lower(c) ? static_cast<char>(c - 32) : c;
}

template <class Map> Ref mapped(Object* self, Map map)
{
    std::string out(bytes_of(self));
    std::transform(out.begin(), out.end(), out.begin(), map);
    return bytes_like(self, out);
}

template <class Predicate> Ref all_are(Object* self, Predicate predicate)
{
    const std::string_view text = bytes_of(self);
    return make_bool(!text.empty() && std::all_of(text.begin(), text.end(), predicate));
}

// Whether there are letters of one case and none of the other.
Ref has_only(Object* self, bool (*wanted)(char), bool (*unwanted)(char))
{
    const std::string_view text = bytes_of(self);
    return make_bool(std::any_of(text.begin(), text.end(), wanted)
        && std::none_of(text.begin(), text.end(), unwanted));
}

} // namespace

Result<Ref> bytes_lower(Thread&, Object* self, Args)
{
    return mapped(self, lowered);
}

Result<Ref> bytes_upper(Thread&, Object* self, Args)
{
    return mapped(self, raised);
}

Result<Ref> bytes_title(Thread&, Object* self, Args)
{
    bool in_word = false;
    return mapped(self, [&](char c) {
        const char result = in_word ? lowered(c) : raised(c);
        in_word = is_letter(c);
        return result;
    });
}

Result<Ref> bytes_capitalize(Thread&, Object* self, Args)
{
    bool is_first = true;
    return mapped(self, [&](char c) {
        const char result = is_first ? raised(c) : lowered(c);
        is_first = false;
        return result;
    });
}

Result<Ref> bytes_swapcase(Thread&, Object* self, Args)
{
    return mapped(self, [](char c) { return is_upper(c) ? lowered(c) : raised(c); });
}

Result<Ref> bytes_isalnum(Thread&, Object* self, Args)
{
    return all_are(self, [](char c) { return is_letter(c) || is_digit(c); });
}

Result<Ref> bytes_isalpha(Thread&, Object* self, Args)
{
    return all_are(self, is_letter);
}

Result<Ref> bytes_isascii(Thread&, Object* self, Args)
{
    const std::string_view text = bytes_of(self);
    return make_bool(std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

Result<Ref> bytes_isdigit(Thread&, Object* self, Args)
{
    return all_are(self, is_digit);
}

Result<Ref> bytes_isspace(Thread&, Object* self, Args)
{
    return all_are(self, is_space);
}

Result<Ref> bytes_islower(Thread&, Object* self, Args)
{
    return has_only(self, is_lower, is_upper);
}

Result<Ref> bytes_isupper(Thread&, Object* self, Args)
{
    return has_only(self, is_upper, is_lower);
}

Result<Ref> bytes_istitle(Thread&, Object* self, Args)
{
    bool has_cased = false;
    bool in_word = false;
    for (const char c : bytes_of(self)) {
        if (is_upper(c) ? in_word : is_lower(c) && !in_word) {
            return make_bool(false);
        }
        in_word = is_letter(c);
        has_cased = has_cased || in_word;
    }
    return make_bool(has_cased);
}

} // namespace fw
