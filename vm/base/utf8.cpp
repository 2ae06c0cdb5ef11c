// One strict decoder that measures, and fast decoders for text that is known to be good.

#include "vm/base/utf8.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

bool is_continuation(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

std::size_t ascii_prefix(const unsigned char* bytes, std::size_t size)
{
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + i, 8);
        if (word & high_bits) {
            break;
        }
    }
    while (i < size && bytes[i] < 0x80) {
        ++i;
    }
    return i;
}

// Checks the sequence at `bytes` (not ASCII, size > 0): its length when good, else 0 with the
// problem's kind and extent.
int check_sequence(const unsigned char* bytes, std::size_t size, Surrogates surrogates,
    Utf8Problem& problem, std::size_t& extent)
{
    const unsigned char first = bytes[0];
    extent = 1;
    if (first < 0xc2 || first > 0xf4) {
        problem = Utf8Problem::InvalidStart;
        return 0;
    }
    const int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    for (int i = 1; i < length; ++i) {
        if (static_cast<std::size_t>(i) >= size) {
            problem = Utf8Problem::UnexpectedEnd;
            return 0;
        }
        const unsigned char byte = bytes[i];
        bool good = is_continuation(byte);
        if (i == 1) {
            good = good && !(first == 0xe0 && byte < 0xa0) && !(first == 0xf0 && byte < 0x90)
                && !(first == 0xf4 && byte > 0x8f)
                && !(surrogates == Surrogates::Reject && first == 0xed && byte > 0x9f);
        }
        if (!good) {
            problem = Utf8Problem::InvalidContinuation;
            return 0;
        }
        ++extent;
    }
    return length;
}

char32_t decode_good(const unsigned char* bytes, std::size_t& position)
{
    const auto next = [&] { return static_cast<char32_t>(bytes[position++] & 0x3f); };
    const char32_t first = bytes[position++];
    if (first < 0x80) {
        return first;
    }
    if (first < 0xe0) {
        return (first & 0x1f) << 6 | next();
    }
    if (first < 0xf0) {
        const char32_t high = (first & 0xf) << 12;
        const char32_t middle = next() << 6;
        return high | middle | next();
    }
    const char32_t high = (first & 7) << 18;
    const char32_t middle = next() << 12;
    const char32_t low = next() << 6;
    return high | middle | low | next();
}

char* encode_one(char32_t point, char* to)
{
    const auto put = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xc0 | point >> 6);
        put(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        put(0xe0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3f));
        put(0x80 | (point & 0x3f));
    } else {
        put(0xf0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3f));
        put(0x80 | (point >> 6 & 0x3f));
        put(0x80 | (point & 0x3f));
    }
    return to;
}

template <typename From, typename To> void convert(const void* from, void* to, std::size_t length)
{
    const auto* const source = static_cast<const From*>(from);
    auto* const target = static_cast<To*>(to);
    for (std::size_t i = 0; i < length; ++i) {
        target[i] = static_cast<To>(source[i]);
    }
}

template <typename From>
void convert_from(const void* from, void* to, int to_width, std::size_t length)
{
    switch (to_width) {
    case 1:
        return convert<From, std::uint8_t>(from, to, length);
    case 2:
        return convert<From, char16_t>(from, to, length);
    default:
        return convert<From, char32_t>(from, to, length);
    }
}

template <typename Unit> char32_t largest(const Unit* units, std::size_t length)
{
    Unit result = 0;
    for (std::size_t i = 0; i < length; ++i) {
        result = std::max(result, units[i]);
    }
    return result;
}

} // namespace

const char* describe(Utf8Problem problem)
{
    switch (problem) {
    case Utf8Problem::InvalidStart:
        return "invalid start byte";
    case Utf8Problem::InvalidContinuation:
        return "invalid continuation byte";
    case Utf8Problem::UnexpectedEnd:
        return "unexpected end of data";
    case Utf8Problem::None:
        break;
    }
    return "";
}

Utf8Shape measure_utf8(std::string_view text, Surrogates surrogates)
{
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    Utf8Shape shape;
    std::size_t position = 0;
    while (position < text.size()) {
        if (bytes[position] < 0x80) {
            const std::size_t count = ascii_prefix(bytes + position, text.size() - position);
            shape.length += count;
            shape.maximum = std::max<char32_t>(shape.maximum, 0x7f);
            position += count;
            continue;
        }
        std::size_t extent = 0;
        if (check_sequence(
                bytes + position, text.size() - position, surrogates, shape.problem, extent)
            == 0) {
            shape.start = position;
            shape.end = position + extent;
            return shape;
        }
        shape.maximum = std::max(shape.maximum, decode_good(bytes, position));
        ++shape.length;
    }
    shape.start = shape.end = position;
    return shape;
}

template <typename Unit> void decode_utf8(std::string_view text, Unit* to)
{
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    for (std::size_t position = 0; position < text.size();) {
        *to++ = static_cast<Unit>(decode_good(bytes, position));
    }
}
template void decode_utf8(std::string_view, std::uint8_t*);
template void decode_utf8(std::string_view, char16_t*);
template void decode_utf8(std::string_view, char32_t*);

char32_t next_code_point(std::string_view text, std::size_t& position)
{
    return decode_good(reinterpret_cast<const unsigned char*>(text.data()), position);
}

std::u32string to_utf32(std::string_view good_text)
{
    std::u32string points;
    points.reserve(good_text.size());
    for (std::size_t position = 0; position < good_text.size();) {
        points.push_back(next_code_point(good_text, position));
    }
    return points;
}

template <typename Unit> std::size_t utf8_size(const Unit* units, std::size_t length)
{
    std::size_t size = length;
    for (std::size_t i = 0; i < length; ++i) {
        const char32_t point = units[i];
        size += (point >= 0x80 ? 1U : 0U) + (point >= 0x800 ? 1U : 0U)
            + (point >= 0x10000 ? 1U : 0U);
    }
    return size;
}
template std::size_t utf8_size(const std::uint8_t*, std::size_t);
template std::size_t utf8_size(const char16_t*, std::size_t);
template std::size_t utf8_size(const char32_t*, std::size_t);

template <typename Unit> char* encode_utf8(const Unit* units, std::size_t length, char* to)
{
    for (std::size_t i = 0; i < length; ++i) {
        to = encode_one(units[i], to);
    }
    return to;
}
template char* encode_utf8(const std::uint8_t*, std::size_t, char*);
template char* encode_utf8(const char16_t*, std::size_t, char*);
template char* encode_utf8(const char32_t*, std::size_t, char*);

void append_utf8(std::string& text, char32_t point)
{
    char bytes[4];
    text.append(bytes, encode_one(point, bytes));
}

bool is_ascii(const void* bytes, std::size_t size)
{
    return ascii_prefix(static_cast<const unsigned char*>(bytes), size) == size;
}

char32_t maximum_unit(const std::uint8_t* units, std::size_t length)
{
    return is_ascii(units, length) ? 0x7f : 0xff;
}
char32_t maximum_unit(const char16_t* units, std::size_t length)
{
    return largest(units, length);
}
char32_t maximum_unit(const char32_t* units, std::size_t length)
{
    return largest(units, length);
}

void convert_units(const void* from, int from_width, void* to, int to_width, std::size_t length)
{
    if (length == 0) {
        return;
    }
    if (from_width == to_width) {
        std::memcpy(to, from, length * static_cast<std::size_t>(to_width));
        return;
    }
    switch (from_width) {
    case 1:
        return convert_from<std::uint8_t>(from, to, to_width, length);
    case 2:
        return convert_from<char16_t>(from, to, to_width, length);
    default:
        return convert_from<char32_t>(from, to, to_width, length);
    }
}

} // namespace fw
