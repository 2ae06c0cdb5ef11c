// Reading UTF-8 that may hold lone surrogates; private to vm/code.
#pragma once

#include <cstddef>
#include <string_view>

namespace fw::code {

// The code point at `position`, which moves on behind it. The text is well-formed.
inline char32_t decode_utf8(std::string_view text, std::size_t& position)
{
    const auto byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<char32_t>(static_cast<unsigned char>(text[at])) : 0;
    };
    const char32_t first = byte(position);
    if (first < 0x80) {
        position += 1;
        return first;
    }
    if (first < 0xe0) {
        const char32_t point = ((first & 0x1f) << 6) | (byte(position + 1) & 0x3f);
        position += 2;
        return point;
    }
    if (first < 0xf0) {
        const char32_t point = ((first & 0x0f) << 12) | ((byte(position + 1) & 0x3f) << 6)
            | (byte(position + 2) & 0x3f);
        position += 3;
        return point;
    }
    const char32_t point = ((first & 0x07) << 18) | ((byte(position + 1) & 0x3f) << 12)
        | ((byte(position + 2) & 0x3f) << 6) | (byte(position + 3) & 0x3f);
    position += 4;
    return point;
}

} // namespace fw::code
