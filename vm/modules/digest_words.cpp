// MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4), which mix 64 bytes as 32-bit words into a few
// sums; and how bytes reach the blocks of every kind of digest.
// CPython: Modules/md5module.c, sha1module.c, sha256module.c

#include "vm/modules/digest.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace fw {

namespace {

// The sines of 1 to 64; the fractional parts of the cube roots and square roots of primes.
constexpr std::uint32_t md5_constants[] = { 0xd76aa478u, 0xe8c7b756u, 0x242070dbu, 0xc1bdceeeu,
    0xf57c0fafu, 0x4787c62au, 0xa8304613u, 0xfd469501u, 0x698098d8u, 0x8b44f7afu, 0xffff5bb1u,
    0x895cd7beu, 0x6b901122u, 0xfd987193u, 0xa679438eu, 0x49b40821u, 0xf61e2562u, 0xc040b340u,
    0x265e5a51u, 0xe9b6c7aau, 0xd62f105du, 0x02441453u, 0xd8a1e681u, 0xe7d3fbc8u, 0x21e1cde6u,
    0xc33707d6u, 0xf4d50d87u, 0x455a14edu, 0xa9e3e905u, 0xfcefa3f8u, 0x676f02d9u, 0x8d2a4c8au,
    0xfffa3942u, 0x8771f681u, 0x6d9d6122u, 0xfde5380cu, 0xa4beea44u, 0x4bdecfa9u, 0xf6bb4b60u,
    0xbebfbc70u, 0x289b7ec6u, 0xeaa127fau, 0xd4ef3085u, 0x04881d05u, 0xd9d4d039u, 0xe6db99e5u,
    0x1fa27cf8u, 0xc4ac5665u, 0xf4292244u, 0x432aff97u, 0xab9423a7u, 0xfc93a039u, 0x655b59c3u,
    0x8f0ccc92u, 0xffeff47du, 0x85845dd1u, 0x6fa87e4fu, 0xfe2ce6e0u, 0xa3014314u, 0x4e0811a1u,
    0xf7537e82u, 0xbd3af235u, 0x2ad7d2bbu, 0xeb86d391u };

constexpr std::uint32_t sha256_constants[] = { 0x428a2f98u, 0x71374491u, 0xb5c0fbcfu, 0xe9b5dba5u,
    0x3956c25bu, 0x59f111f1u, 0x923f82a4u, 0xab1c5ed5u, 0xd807aa98u, 0x12835b01u, 0x243185beu,
    0x550c7dc3u, 0x72be5d74u, 0x80deb1feu, 0x9bdc06a7u, 0xc19bf174u, 0xe49b69c1u, 0xefbe4786u,
    0x0fc19dc6u, 0x240ca1ccu, 0x2de92c6fu, 0x4a7484aau, 0x5cb0a9dcu, 0x76f988dau, 0x983e5152u,
    0xa831c66du, 0xb00327c8u, 0xbf597fc7u, 0xc6e00bf3u, 0xd5a79147u, 0x06ca6351u, 0x14292967u,
    0x27b70a85u, 0x2e1b2138u, 0x4d2c6dfcu, 0x53380d13u, 0x650a7354u, 0x766a0abbu, 0x81c2c92eu,
    0x92722c85u, 0xa2bfe8a1u, 0xa81a664bu, 0xc24b8b70u, 0xc76c51a3u, 0xd192e819u, 0xd6990624u,
    0xf40e3585u, 0x106aa070u, 0x19a4c116u, 0x1e376c08u, 0x2748774cu, 0x34b0bcb5u, 0x391c0cb3u,
    0x4ed8aa4au, 0x5b9cca4fu, 0x682e6ff3u, 0x748f82eeu, 0x78a5636fu, 0x84c87814u, 0x8cc70208u,
    0x90befffau, 0xa4506cebu, 0xbef9a3f7u, 0xc67178f2u };

constexpr std::uint32_t sha256_start[] = { 0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au,
    0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u };

constexpr std::uint32_t sha224_start[] = { 0xc1059ed8u, 0x367cd507u, 0x3070dd17u, 0xf70e5939u,
    0xffc00b31u, 0x68581511u, 0x64f98fa7u, 0xbefa4fa4u };

constexpr std::uint64_t block_size = 64;

enum class Order { Little, Big };

template <Order order> std::uint32_t word_at(const std::uint8_t* from)
{
    std::uint32_t word = 0;
    for (unsigned i = 0; i < 4; ++i) {
        word |= std::uint32_t{ from[i] } << (8 * (order == Order::Little ? i : 3 - i));
    }
    return word;
}

template <Order order> void append_number(std::string& out, std::uint64_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i) {
        const unsigned place = order == Order::Little ? i : bytes - 1 - i;
        out += static_cast<char>(number >> (8 * place));
    }
}

std::uint32_t narrow(std::uint64_t word)
{
    return static_cast<std::uint32_t>(word);
}

void add_words(DigestState& state, std::span<const std::uint32_t> words)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        state.words[i] = narrow(state.words[i] + words[i]);
    }
}

template <class T> void start_with(DigestState& state, const T& words)
{
    std::copy(std::begin(words), std::end(words), state.words.begin());
}

// A one bit, zeros, the length in bits: then the words are the digest.
template <Order order, const DigestKind& kind>
std::string finish_words(DigestState& state, std::uint64_t size)
{
    std::string tail;
    append_number<order>(tail, state.length * 8, 8);
    digest_add(kind, state, std::string_view("\x80", 1));
    while (state.filled != block_size - 8) {
        digest_add(kind, state, std::string_view("\0", 1));
    }
    digest_add(kind, state, tail);
    std::string digest;
    for (std::size_t i = 0; i < size / 4; ++i) {
        append_number<order>(digest, state.words[i], 4);
    }
    return digest;
}

constexpr std::uint32_t sha1_start[]
    = { 0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u };

void start_md5(DigestState& state)
{
    start_with(state, std::span(sha1_start).first<4>());
}

void mix_md5(DigestState& state)
{
    constexpr int turns[4][4]
        = { { 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 } };
    std::uint32_t a = narrow(state.words[0]);
    std::uint32_t b = narrow(state.words[1]);
    std::uint32_t c = narrow(state.words[2]);
    std::uint32_t d = narrow(state.words[3]);
    for (std::uint32_t i = 0; i < 64; ++i) {
        const std::uint32_t round = i / 16;
        const std::uint32_t mixed = round == 0 ? (b & c) | (~b & d)
            : round == 1                       ? (d & b) | (~d & c)
            : round == 2                       ? b ^ c ^ d
                                               : c ^ (b | ~d);
        const std::uint32_t place = round == 0 ? i
            : round == 1                       ? 5 * i + 1
            : round == 2                       ? 3 * i + 5
                                               : 7 * i;
        const std::uint32_t word = word_at<Order::Little>(&state.block[place % 16 * 4]);
        const std::uint32_t turned
            = std::rotl(a + mixed + md5_constants[i] + word, turns[round][i % 4]);
        a = std::exchange(d, std::exchange(c, std::exchange(b, b + turned)));
    }
    const std::uint32_t more[] = { a, b, c, d };
    add_words(state, more);
}

void start_sha1(DigestState& state)
{
    start_with(state, sha1_start);
}

void mix_sha1(DigestState& state)
{
    std::uint32_t words[80];
    for (int i = 0; i < 16; ++i) {
        words[i] = word_at<Order::Big>(&state.block[static_cast<std::size_t>(i) * 4]);
    }
    for (int i = 16; i < 80; ++i) {
        words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    std::uint32_t a = narrow(state.words[0]);
    std::uint32_t b = narrow(state.words[1]);
    std::uint32_t c = narrow(state.words[2]);
    std::uint32_t d = narrow(state.words[3]);
    std::uint32_t e = narrow(state.words[4]);
    constexpr std::uint32_t constants[4] = { 0x5a827999u, 0x6ed9eba1u, 0x8f1bbcdcu, 0xca62c1d6u };
    for (int i = 0; i < 80; ++i) {
        const int round = i / 20;
        const std::uint32_t mixed = round == 0 ? (b & c) | (~b & d)
            : round == 2                       ? (b & c) | (b & d) | (c & d)
                                               : b ^ c ^ d;
        const std::uint32_t sum = std::rotl(a, 5) + mixed + e + constants[round] + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = sum;
    }
    const std::uint32_t more[] = { a, b, c, d, e };
    add_words(state, more);
}

void start_sha224(DigestState& state)
{
    start_with(state, sha224_start);
}

void start_sha256(DigestState& state)
{
    start_with(state, sha256_start);
}

void mix_sha256(DigestState& state)
{
    std::uint32_t words[64];
    for (int i = 0; i < 16; ++i) {
        words[i] = word_at<Order::Big>(&state.block[static_cast<std::size_t>(i) * 4]);
    }
    for (int i = 16; i < 64; ++i) {
        const std::uint32_t x = words[i - 15];
        const std::uint32_t y = words[i - 2];
        words[i] = words[i - 16] + words[i - 7] + (std::rotr(x, 7) ^ std::rotr(x, 18) ^ (x >> 3))
            + (std::rotr(y, 17) ^ std::rotr(y, 19) ^ (y >> 10));
    }
    std::array<std::uint32_t, 8> sums{};
    std::transform(state.words.begin(), state.words.begin() + 8, sums.begin(), narrow);
    auto [a, b, c, d, e, f, g, h] = sums;
    for (int i = 0; i < 64; ++i) {
        const std::uint32_t first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25))
            + ((e & f) ^ (~e & g)) + sha256_constants[i] + words[i];
        const std::uint32_t second = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22))
            + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const std::uint32_t more[] = { a, b, c, d, e, f, g, h };
    add_words(state, more);
}

} // namespace

void digest_start(const DigestKind& kind, DigestState& state)
{
    state = {};
    state.digest_size = kind.digest_size;
    kind.start(state);
}

void digest_add(const DigestKind& kind, DigestState& state, std::string_view bytes)
{
    state.length += bytes.size();
    while (!bytes.empty()) {
        if (state.filled == kind.block_size) { // it has waited
            kind.mix(state);
            state.filled = 0;
        }
        const std::size_t count
            = std::min<std::size_t>(bytes.size(), kind.block_size - state.filled);
        std::memcpy(&state.block[state.filled], bytes.data(), count);
        bytes.remove_prefix(count);
        state.filled += count;
        if (state.filled == kind.block_size && kind.full_block == DigestKind::FullBlock::Mixed) {
            kind.mix(state);
            state.filled = 0;
        }
    }
}

const DigestKind md5_kind
    = { "md5", block_size, 16, start_md5, mix_md5, finish_words<Order::Little, md5_kind> };
const DigestKind sha1_kind
    = { "sha1", block_size, 20, start_sha1, mix_sha1, finish_words<Order::Big, sha1_kind> };
const DigestKind sha224_kind
    = { "sha224", block_size, 28, start_sha224, mix_sha256, finish_words<Order::Big, sha224_kind> };
const DigestKind sha256_kind
    = { "sha256", block_size, 32, start_sha256, mix_sha256, finish_words<Order::Big, sha256_kind> };

} // namespace fw
