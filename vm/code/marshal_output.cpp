// Single pieces of marshal data.
// CPython: Python/marshal.c
#include "vm/code/marshal_output.h"

#include "vm/base/float_text.h"
#include "vm/base/utf8.h"

#include <array>
#include <bit>

namespace fw::code::marshal {

void Output::number(std::int32_t value)
{
    const auto bits = static_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8) {
        byte(static_cast<std::uint8_t>(bits >> shift));
    }
}

void Output::type(Type type, bool is_shared)
{
    byte(static_cast<std::uint8_t>(static_cast<std::uint8_t>(type) | (is_shared ? ref_flag : 0)));
}

void Output::reference(std::size_t number_of_object)
{
    type(Type::Ref, false);
    number(static_cast<std::int32_t>(number_of_object));
}

void Output::counted(std::string_view bytes)
{
    number(static_cast<std::int32_t>(bytes.size()));
    m_bytes += bytes;
}

void Output::integer(std::int64_t value, bool is_shared)
{
    if (value >= INT32_MIN && value <= INT32_MAX) {
        type(Type::Int, is_shared);
        number(static_cast<std::int32_t>(value));
        return;
    }
    std::array<std::uint16_t, 5> digits{};
    std::size_t count = 0;
    std::uint64_t rest
        = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    for (; rest != 0; rest >>= digit_bits) {
        digits[count++] = static_cast<std::uint16_t>(rest & ((1U << digit_bits) - 1));
    }
    long_integer(value < 0, std::span(digits).first(count), is_shared);
}

void Output::long_integer(bool negative, std::span<const std::uint16_t> digits, bool is_shared)
{
    type(Type::Long, is_shared);
    const auto count = static_cast<std::int32_t>(digits.size());
    number(negative ? -count : count);
    for (const std::uint16_t digit : digits) {
        byte(static_cast<std::uint8_t>(digit));
        byte(static_cast<std::uint8_t>(digit >> 8));
    }
}

void Output::float_bits(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) {
        byte(static_cast<std::uint8_t>(bits >> shift));
    }
}

void Output::float_text(double value)
{
    const std::string text = format_double(value, 'g', 17);
    byte(static_cast<std::uint8_t>(text.size()));
    m_bytes += text;
}

void Output::floating(double value, bool is_shared)
{
    if (m_version > 1) {
        type(Type::Float, is_shared);
        float_bits(value);
    } else {
        type(Type::FloatText, is_shared);
        float_text(value);
    }
}

void Output::complex(double real, double imaginary, bool is_shared)
{
    if (m_version > 1) {
        type(Type::Complex, is_shared);
        float_bits(real);
        float_bits(imaginary);
    } else {
        type(Type::ComplexText, is_shared);
        float_text(real);
        float_text(imaginary);
    }
}

void Output::bytes(std::string_view bytes, bool is_shared)
{
    type(Type::Bytes, is_shared);
    counted(bytes);
}

void Output::text(std::string_view utf8, bool interned, bool is_shared)
{
    if (m_version < 4 || !is_ascii(utf8)) {
        type(m_version >= 3 && interned ? Type::InternedUtf8 : Type::Utf8, is_shared);
        counted(utf8);
    } else if (utf8.size() < 256) {
        type(interned ? Type::ShortInternedAscii : Type::ShortAscii, is_shared);
        byte(static_cast<std::uint8_t>(utf8.size()));
        m_bytes += utf8;
    } else {
        type(interned ? Type::InternedAscii : Type::Ascii, is_shared);
        counted(utf8);
    }
}

void Output::tuple(std::size_t size, bool is_shared)
{
    if (m_version >= 4 && size < 256) {
        type(Type::SmallTuple, is_shared);
        byte(static_cast<std::uint8_t>(size));
    } else {
        sized(Type::Tuple, size, is_shared);
    }
}

void Output::sized(Type container, std::size_t size, bool is_shared)
{
    type(container, is_shared);
    number(static_cast<std::int32_t>(size));
}

} // namespace fw::code::marshal
