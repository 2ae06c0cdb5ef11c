// UTF-8 by the character, for text that is known to be well formed. Lone surrogates are their three
// bytes (WTF-8). Decoding of untrusted bytes, with error handlers, is vm/types/str_codec.cpp.
// CPython: Objects/stringlib/codecs.h

#pragma once

#include <string>

namespace fw {

// Reads the character at `position` and moves past it.
inline char32_t next_utf8(const char*& position)
{
    const auto byte = [&](int index) { return static_cast<unsigned char>(position[index]); };
    const char32_t first = byte(0);
    if (first < 0x80) {
        position += 1;
        return first;
    }
    const auto tail = [&](int index) { return static_cast<char32_t>(byte(index) & 0x3f); };
    if (first < 0xe0) {
        const char32_t character = ((first & 0x1f) << 6) | tail(1);
        position += 2;
        return character;
    }
    if (first < 0xf0) {
        const char32_t character = ((first & 0x0f) << 12) | (tail(1) << 6) | tail(2);
        position += 3;
        return character;
    }
    const char32_t character = ((first & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3);
    position += 4;
    return character;
}

inline void append_utf8(std::string& out, char32_t character)
{
    const auto add = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (character < 0x80) {
        add(character);
    } else if (character < 0x800) {
        add(0xc0 | (character >> 6));
        add(0x80 | (character & 0x3f));
    } else if (character < 0x10000) {
        add(0xe0 | (character >> 12));
        add(0x80 | ((character >> 6) & 0x3f));
        add(0x80 | (character & 0x3f));
    } else {
        add(0xf0 | (character >> 18));
        add(0x80 | ((character >> 12) & 0x3f));
        add(0x80 | ((character >> 6) & 0x3f));
        add(0x80 | (character & 0x3f));
    }
}

} // namespace fw
