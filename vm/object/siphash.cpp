// SipHash-2-4 as its authors describe it, with a zero key.
// CPython: Python/pyhash.c

#include "vm/object/siphash.h"

#include <bit>
#include <cstring>

namespace fw {

namespace {

struct SipState {
    // The four initial constants, which the zero key leaves as they are.
    std::uint64_t v0 = 0x736f6d6570736575;
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

    void mix(std::uint64_t word)
    {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }
};

} // namespace

std::int64_t hash_bytes(const void* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    SipState state;
    const auto* bytes = static_cast<const unsigned char*>(data);
    const std::size_t tail = size % 8;
    for (const unsigned char* const end = bytes + (size - tail); bytes != end; bytes += 8) {
        std::uint64_t word;
        std::memcpy(&word, bytes, 8);
        state.mix(word);
    }
    std::uint64_t last = static_cast<std::uint64_t>(size) << 56;
    for (std::size_t i = 0; i < tail; ++i) {
        last |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    }
    state.mix(last);
    state.v2 ^= 0xff;
    state.round();
    state.round();
    state.round();
    state.round();
    const auto hash = static_cast<std::int64_t>((state.v0 ^ state.v1) ^ (state.v2 ^ state.v3));
    return hash == -1 ? -2 : hash;
}

} // namespace fw
