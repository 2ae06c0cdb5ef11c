// Writing single pieces of marshal data: what a number or a text looks like in each version of the
// format. What is in what, and what is shared, is for those who call. CPython: w_complex_object()
#pragma once

#include "vm/code/marshal_format.h"

#include <span>
#include <string>
#include <string_view>

namespace fw::code::marshal {

class Output {
public:
    explicit Output(int version)
        : m_version(version)
    {
    }

    int version() const { return m_version; }
    std::string take() { return std::move(m_bytes); }

    void byte(std::uint8_t value) { m_bytes += static_cast<char>(value); }
    void number(std::int32_t value); // four bytes
    void type(Type type, bool is_shared);
    void reference(std::size_t number);

    void integer(std::int64_t value, bool is_shared);
    // Digits of 15 bits, the lowest first, the last one not zero.
    void long_integer(bool negative, std::span<const std::uint16_t> digits, bool is_shared);
    void floating(double value, bool is_shared);
    void complex(double real, double imaginary, bool is_shared);
    void bytes(std::string_view bytes, bool is_shared);
    void text(std::string_view utf8, bool interned, bool is_shared);
    void tuple(std::size_t size, bool is_shared); // its head; the items follow
    void sized(Type type, std::size_t size, bool is_shared); // that of a list or set

private:
    void counted(std::string_view bytes);
    void float_bits(double value);
    void float_text(double value);

    int m_version;
    std::string m_bytes;
};

} // namespace fw::code::marshal
