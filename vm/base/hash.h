// CPython 3.9's hash functions as with PYTHONHASHSEED=0, so that hashes and the order of sets are
// CPython's own. They know bytes, numbers and hashes of parts, no objects. CPython:
// Python/pyhash.c, Objects/tupleobject.c, setobject.c

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fw {

using Hash = std::int64_t; // never -1, which means "not computed" where hashes are stored

inline constexpr std::uint64_t hash_modulus = (std::uint64_t{ 1 } << 61) - 1;

// SipHash-2-4 with the zero key over raw bytes; 0 when there are none. For a str: its 1-, 2- or
// 4-byte units as they lie in memory.
Hash hash_bytes(const void* data, std::size_t size);

// SipHash-2-4 with a key of which the second half is zero. CPython: _Py_KeyedHash()
std::uint64_t keyed_hash(std::uint64_t key, const void* data, std::size_t size);

// Numbers that are equal hash equally whatever their type.
Hash hash_double(double value);
Hash hash_complex(double real, double imaginary);
inline Hash hash_int(std::int64_t value)
{
    const std::uint64_t magnitude
        = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    const auto rest = static_cast<Hash>(magnitude % hash_modulus);
    const Hash hash = value < 0 ? -rest : rest;
    return hash == -1 ? -2 : hash;
}
// 64-bit limbs, least significant first, as GMP keeps them.
Hash hash_limbs(std::span<const std::uint64_t> limbs, bool negative);

// Identity: for objects without a hash of their own.
inline Hash hash_address(const void* address)
{
    const auto bits = reinterpret_cast<std::uintptr_t>(address);
    const auto hash = static_cast<Hash>((bits >> 4) | (bits << 60));
    return hash == -1 ? -2 : hash;
}

// add() the hash of each item in order, then finish().
class TupleHash {
public:
    void add(Hash item)
    {
        m_state += static_cast<std::uint64_t>(item) * prime_2;
        m_state = ((m_state << 31) | (m_state >> 33)) * prime_1;
        ++m_length;
    }
    Hash finish() const
    {
        const auto hash = static_cast<Hash>(m_state + (m_length ^ (prime_5 ^ 3527539U)));
        return hash == -1 ? 1546275796 : hash;
    }

private:
    static constexpr std::uint64_t prime_1 = 11400714785074694791U; // xxHash's
    static constexpr std::uint64_t prime_2 = 14029467366897019727U;
    static constexpr std::uint64_t prime_5 = 2870177450012600261U;

    std::uint64_t m_state = prime_5;
    std::uint64_t m_length = 0;
};

// add() the hash of each item in any order, then finish().
class FrozensetHash {
public:
    void add(Hash item)
    {
        const auto bits = static_cast<std::uint64_t>(item);
        m_state ^= ((bits ^ 89869747U) ^ (bits << 16)) * 3644798167U;
        ++m_length;
    }
    Hash finish() const
    {
        std::uint64_t state = m_state ^ ((m_length + 1) * 1927868237U);
        state ^= (state >> 11) ^ (state >> 25);
        const auto hash = static_cast<Hash>(state * 69069U + 907133923U);
        return hash == -1 ? 590923713 : hash;
    }

private:
    std::uint64_t m_state = 0;
    std::uint64_t m_length = 0;
};

} // namespace fw
