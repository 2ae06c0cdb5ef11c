// The bytes of the marshal format: type codes, flags, limits, and what can be wrong with them.
// Shared by what reads and writes code units here and by the module `marshal`, which does the same
// with objects. CPython: Python/marshal.c
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fw::code::marshal {

enum class Type : std::uint8_t {
    Null = '0',
    None = 'N',
    False = 'F',
    True = 'T',
    StopIteration = 'S',
    Ellipsis = '.',
    Int = 'i', // 32 bits, signed
    Int64 = 'I', // read, never written
    FloatText = 'f', // versions 0 and 1
    Float = 'g',
    ComplexText = 'x', // versions 0 and 1
    Complex = 'y',
    Long = 'l', // digits of 15 bits
    Bytes = 's',
    InternedUtf8 = 't',
    Utf8 = 'u',
    Ref = 'r',
    Tuple = '(',
    SmallTuple = ')',
    List = '[',
    Dict = '{',
    Code = 'c',
    Unknown = '?', // stands where something could not be written
    Set = '<',
    FrozenSet = '>',
    Ascii = 'a',
    InternedAscii = 'A',
    ShortAscii = 'z',
    ShortInternedAscii = 'Z',
};

inline constexpr std::uint8_t ref_flag = 0x80; // the object gets the next number for Ref
inline constexpr int current_version = 4;
inline constexpr int deepest_nesting = 2000;
inline constexpr int digit_bits = 15;

// What is wrong with the data; each is another exception in Python.
enum class Fault : std::uint8_t {
    TooShort, // EOFError
    Bad, // ValueError
    NullObject, // TypeError
};

inline constexpr std::string_view no_object = "EOF read where object expected";

} // namespace fw::code::marshal
