// SHA-3 and SHAKE (FIPS 202): the Keccak sponge over 25 words.
// CPython: Modules/_sha3

#include "vm/modules/digest.h"

#include <bit>
#include <utility>

namespace fw {

namespace {

constexpr int round_count = 24;

// The bits of a shift register, in the places 2^j - 1 of each round's constant.
constexpr std::array<std::uint64_t, round_count> round_constants = [] {
    std::array<std::uint64_t, round_count> constants{};
    unsigned bits = 1;
    for (std::uint64_t& constant : constants) {
        for (unsigned j = 0; j < 7; ++j) {
            if ((bits & 1) != 0) {
                constant |= std::uint64_t{ 1 } << ((1u << j) - 1);
            }
            bits = bits << 1 ^ ((bits >> 7 & 1) != 0 ? 0x171u : 0u);
        }
    }
    return constants;
}();

void permute(std::array<std::uint64_t, 25>& words)
{
    for (const std::uint64_t constant : round_constants) {
        std::uint64_t columns[5];
        for (std::size_t x = 0; x < 5; ++x) {
            columns[x] = words[x] ^ words[x + 5] ^ words[x + 10] ^ words[x + 15] ^ words[x + 20];
        }
        for (std::size_t i = 0; i < 25; ++i) {
            words[i] ^= columns[(i + 4) % 5] ^ std::rotl(columns[(i + 1) % 5], 1);
        }
        // Every word moves to another place, turned by 1, 3, 6, 10, ...
        std::size_t x = 1;
        std::size_t y = 0;
        std::uint64_t moved = words[1];
        for (int step = 1; step <= 24; ++step) {
            const std::size_t next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
            std::swap(moved, words[x + 5 * y]);
            words[x + 5 * y] = std::rotl(words[x + 5 * y], step * (step + 1) / 2 % 64);
        }
        for (std::size_t row = 0; row < 25; row += 5) {
            std::uint64_t old[5];
            for (std::size_t i = 0; i < 5; ++i) {
                old[i] = words[row + i];
            }
            for (std::size_t i = 0; i < 5; ++i) {
                words[row + i] = old[i] ^ (~old[(i + 1) % 5] & old[(i + 2) % 5]);
            }
        }
        words[0] ^= constant;
    }
}

void start(DigestState&) { }

void absorb(DigestState& state, std::uint64_t size)
{
    for (std::uint64_t i = 0; i < size; ++i) {
        state.words[i / 8] ^= std::uint64_t{ state.block[i] } << (8 * (i % 8));
    }
    permute(state.words);
}

template <std::uint64_t rate> void mix(DigestState& state)
{
    absorb(state, rate);
}

template <std::uint64_t rate, std::uint8_t suffix>
std::string finish(DigestState& state, std::uint64_t size)
{
    for (std::uint64_t i = state.filled; i < rate; ++i) {
        state.block[i] = 0;
    }
    state.block[state.filled] ^= suffix;
    state.block[rate - 1] ^= 0x80;
    absorb(state, rate);
    std::string digest;
    for (std::uint64_t i = 0; i < size; ++i) {
        if (i > 0 && i % rate == 0) {
            permute(state.words);
        }
        const std::uint64_t place = i % rate;
        digest += static_cast<char>(state.words[place / 8] >> (8 * (place % 8)));
    }
    return digest;
}

template <std::uint64_t rate, std::uint8_t suffix>
constexpr DigestKind kind(const char* name, std::uint64_t digest_size)
{
    return { name, rate, digest_size, start, mix<rate>, finish<rate, suffix> };
}

constexpr std::uint8_t sha3_suffix = 0x06;
constexpr std::uint8_t shake_suffix = 0x1f;

} // namespace

const DigestKind sha3_kinds[6] = {
    kind<144, sha3_suffix>("sha3_224", 28),
    kind<136, sha3_suffix>("sha3_256", 32),
    kind<104, sha3_suffix>("sha3_384", 48),
    kind<72, sha3_suffix>("sha3_512", 64),
    kind<168, shake_suffix>("shake_128", 0),
    kind<136, shake_suffix>("shake_256", 0),
};

} // namespace fw
