// Escaping bytes that are no UTF-8.

#include "vm/base/system_text.h"

#include "vm/base/utf8.h"

namespace fw {

namespace {

constexpr char32_t escaped_byte = 0xdc00; // plus the byte

} // namespace

std::string text_from_system(std::string_view bytes)
{
    std::string text;
    while (true) {
        const Utf8Shape shape = measure_utf8(bytes);
        text += bytes.substr(0, shape.start);
        for (std::size_t i = shape.start; i < shape.end; ++i) {
            append_utf8(text, escaped_byte + static_cast<unsigned char>(bytes[i]));
        }
        if (shape.good()) {
            return text;
        }
        bytes.remove_prefix(shape.end);
    }
}

std::string text_to_system(std::string_view text)
{
    // U+DC80 to U+DCFF are ED B2 80 to ED B3 BF.
    constexpr std::string_view lead = "\xed";
    std::string bytes;
    for (std::size_t at = text.find(lead); at != std::string_view::npos; at = text.find(lead)) {
        std::size_t next = at;
        const char32_t point = next_code_point(text, next);
        bytes += text.substr(0, at);
        if (point >= escaped_byte + 0x80 && point <= escaped_byte + 0xff) {
            bytes += static_cast<char>(point - escaped_byte);
        } else {
            bytes += text.substr(at, next - at);
        }
        text.remove_prefix(next);
    }
    return bytes += text;
}

} // namespace fw
