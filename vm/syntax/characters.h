// What each byte of source text may be part of. Bytes from 0x80 on belong to names until a closer
// look says otherwise.
#pragma once

#include <array>
#include <cstdint>

namespace fw::syntax {

enum CharacterClass : std::uint8_t {
    NameStart = 1,
    NamePart = 2,
    Digit = 4,
    HexDigit = 8,
};

constexpr std::array<std::uint8_t, 256> make_character_classes()
{
    std::array<std::uint8_t, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        std::uint8_t bits = 0;
        const bool is_digit = c >= '0' && c <= '9';
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_letter || c == '_' || c >= 128) {
            bits |= NameStart | NamePart;
        }
        if (is_digit) {
            bits |= Digit | NamePart;
        }
        if (is_digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
            bits |= HexDigit;
        }
        classes[static_cast<std::size_t>(c)] = bits;
    }
    return classes;
}

inline constexpr std::array<std::uint8_t, 256> character_classes = make_character_classes();

constexpr bool has_class(char c, std::uint8_t wanted)
{
    return (character_classes[static_cast<unsigned char>(c)] & wanted) != 0;
}

constexpr bool is_digit(char c)
{
    return has_class(c, Digit);
}

// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

} // namespace fw::syntax
