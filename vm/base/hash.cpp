// SipHash and the hash of numbers: a number's residue modulo the prime 2**61 - 1.

#include "vm/base/hash.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace fw {

namespace {

struct SipState {
    std::uint64_t v0 = 0x736f6d6570736575; // "somepseudorandomlygeneratedbytes" under the zero key
    std::uint64_t v1 = 0x646f72616e646f6d;
    std::uint64_t v2 = 0x6c7967656e657261;
    std::uint64_t v3 = 0x7465646279746573;

    void round()
    {
        v0 += v1;
        v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    }
    void absorb(std::uint64_t word)
    {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }
};

Hash never_minus_one(std::uint64_t bits)
{
    const auto hash = static_cast<Hash>(bits);
    return hash == -1 ? -2 : hash;
}

} // namespace

Hash hash_bytes(const void* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    return never_minus_one(keyed_hash(0, data, size));
}

std::uint64_t keyed_hash(std::uint64_t key, const void* data, std::size_t size)
{
    SipState state;
    state.v0 ^= key;
    state.v2 ^= key;
    const auto* bytes = static_cast<const unsigned char*>(data);
    std::uint64_t last = std::uint64_t{ size } << 56;
    for (; size >= 8; size -= 8, bytes += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, 8);
        state.absorb(word);
    }
    std::uint64_t rest = 0;
    if (size > 0) {
        std::memcpy(&rest, bytes, size);
    }
    last |= rest;
    state.absorb(last);
    state.v2 ^= 0xff;
    for (int i = 0; i < 4; ++i) {
        state.round();
    }
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

Hash hash_double(double value)
{
    if (!std::isfinite(value)) {
        return std::isinf(value) ? (value > 0 ? 314159 : -314159) : 0;
    }
    int exponent = 0;
    const double fraction = std::frexp(std::fabs(value), &exponent);
    // The value is mantissa * 2**exponent, and multiplying by 2 modulo 2**61 - 1 rotates 61 bits.
    const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
    exponent -= 53;
    const int turn = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
    std::uint64_t residue = mantissa;
    if (turn != 0) {
        residue = ((residue << turn) & hash_modulus) | (residue >> (61 - turn));
    }
    return never_minus_one(value < 0 ? 0 - residue : residue);
}

Hash hash_complex(double real, double imaginary)
{
    return never_minus_one(static_cast<std::uint64_t>(hash_double(real))
        + 1000003U * static_cast<std::uint64_t>(hash_double(imaginary)));
}

Hash hash_limbs(std::span<const std::uint64_t> limbs, bool negative)
{
    std::uint64_t residue = 0;
    for (std::size_t i = limbs.size(); i-- > 0;) {
        // residue * 2**64 + limb, with 2**64 = 8 modulo 2**61 - 1.
        const std::uint64_t shifted = ((residue << 3) & hash_modulus) | (residue >> 58);
        residue = (shifted + limbs[i] % hash_modulus) % hash_modulus;
    }
    return never_minus_one(negative ? 0 - residue : residue);
}

} // namespace fw
