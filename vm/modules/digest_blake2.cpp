// BLAKE2b and BLAKE2s (RFC 7693), with keys and the parameters of tree hashing.
// CPython: Modules/_blake2

#include "vm/modules/digest.h"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace fw {

namespace {

constexpr std::uint8_t message_order[10][16] = {
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 },
    { 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3 },
    { 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4 },
    { 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8 },
    { 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13 },
    { 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9 },
    { 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11 },
    { 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10 },
    { 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5 },
    { 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0 },
};

// The square roots of the first eight primes; their upper halves are those of BLAKE2s.
constexpr std::uint64_t start_words[8]
    = { 0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u,
          0x510e527fade682d1u, 0x9b05688c2b3e6c1fu, 0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u };

template <class Word> constexpr Word start_word(std::size_t index)
{
    return static_cast<Word>(start_words[index] >> (64 - 8 * sizeof(Word)));
}

template <class Word> struct Shape {
    static constexpr bool is_wide = sizeof(Word) == 8;
    static constexpr std::uint64_t block_size = 16 * sizeof(Word);
    static constexpr int rounds = is_wide ? 12 : 10;
    static constexpr int turns[4]
        = { is_wide ? 32 : 16, is_wide ? 24 : 12, is_wide ? 16 : 8, is_wide ? 63 : 7 };
};

template <class Word> void mix_four(Word* v, int a, int b, int c, int d, Word x, Word y)
{
    v[a] = v[a] + v[b] + x;
    v[d] = std::rotr(v[d] ^ v[a], Shape<Word>::turns[0]);
    v[c] = v[c] + v[d];
    v[b] = std::rotr(v[b] ^ v[c], Shape<Word>::turns[1]);
    v[a] = v[a] + v[b] + y;
    v[d] = std::rotr(v[d] ^ v[a], Shape<Word>::turns[2]);
    v[c] = v[c] + v[d];
    v[b] = std::rotr(v[b] ^ v[c], Shape<Word>::turns[3]);
}

enum class Block { Middle, Last };

template <class Word> void compress(DigestState& state, std::uint64_t length, Block which)
{
    Word message[16];
    for (std::size_t i = 0; i < 16; ++i) {
        message[i] = 0;
        for (std::size_t k = 0; k < sizeof(Word); ++k) {
            message[i] |= Word{ state.block[i * sizeof(Word) + k] } << (8 * k);
        }
    }
    Word v[16];
    for (std::size_t i = 0; i < 8; ++i) {
        v[i] = static_cast<Word>(state.words[i]);
        v[i + 8] = start_word<Word>(i);
    }
    v[12] ^= static_cast<Word>(length);
    if constexpr (sizeof(Word) == 4) {
        v[13] ^= static_cast<Word>(length >> 32);
    }
    if (which == Block::Last) {
        v[14] = ~v[14];
        v[15] = state.is_last_node != 0 ? ~v[15] : v[15];
    }
    constexpr int columns[8][4] = { { 0, 4, 8, 12 }, { 1, 5, 9, 13 }, { 2, 6, 10, 14 },
        { 3, 7, 11, 15 }, { 0, 5, 10, 15 }, { 1, 6, 11, 12 }, { 2, 7, 8, 13 }, { 3, 4, 9, 14 } };
    for (int round = 0; round < Shape<Word>::rounds; ++round) {
        const auto& order = message_order[round % 10];
        for (int i = 0; i < 8; ++i) {
            const auto& [a, b, c, d] = columns[i];
            mix_four(v, a, b, c, d, message[order[2 * i]], message[order[2 * i + 1]]);
        }
    }
    for (std::size_t i = 0; i < 8; ++i) {
        state.words[i] ^= static_cast<Word>(v[i] ^ v[i + 8]);
    }
}

// A full block that is not the last.
template <class Word> void mix(DigestState& state)
{
    // All of the length that came before the bytes which are being added now.
    state.words[8] += Shape<Word>::block_size;
    compress<Word>(state, state.words[8], Block::Middle);
}

template <class Word> std::string finish(DigestState& state, std::uint64_t size)
{
    std::fill(state.block.begin() + static_cast<std::ptrdiff_t>(state.filled), state.block.end(),
        std::uint8_t{ 0 });
    compress<Word>(state, state.words[8] + state.filled, Block::Last);
    std::string digest;
    for (std::uint64_t i = 0; i < size; ++i) {
        digest += static_cast<char>(state.words[i / sizeof(Word)] >> (8 * (i % sizeof(Word))));
    }
    return digest;
}

void append_number(std::string& out, std::uint64_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i) {
        out += static_cast<char>(number >> (8 * i));
    }
}

// CPython: the struct blake2b_param
template <class Word> std::string parameter_block(const Blake2Parameters& parameters)
{
    constexpr bool is_wide = Shape<Word>::is_wide;
    constexpr std::size_t salt_size = is_wide ? 16 : 8;
    std::string block;
    append_number(block, parameters.digest_size, 1);
    append_number(block, parameters.key.size(), 1);
    append_number(block, parameters.fanout, 1);
    append_number(block, parameters.depth, 1);
    append_number(block, parameters.leaf_size, 4);
    append_number(block, parameters.node_offset, is_wide ? 8 : 6);
    append_number(block, parameters.node_depth, 1);
    append_number(block, parameters.inner_size, 1);
    block.append(is_wide ? 14 : 0, '\0');
    for (const std::string_view text : { parameters.salt, parameters.person }) {
        block += text;
        block.append(salt_size - text.size(), '\0');
    }
    return block;
}

template <class Word>
void start_with(const DigestKind& kind, DigestState& state, const Blake2Parameters& parameters)
{
    state = {};
    state.digest_size = parameters.digest_size;
    state.is_last_node = parameters.last_node ? 1 : 0;
    const std::string block = parameter_block<Word>(parameters);
    for (std::size_t i = 0; i < 8; ++i) {
        Word word = start_word<Word>(i);
        for (std::size_t k = 0; k < sizeof(Word); ++k) {
            word ^= Word{ static_cast<std::uint8_t>(block[i * sizeof(Word) + k]) } << (8 * k);
        }
        state.words[i] = word;
    }
    if (!parameters.key.empty()) {
        std::string key(parameters.key);
        key.resize(kind.block_size, '\0');
        digest_add(kind, state, key);
    }
}

template <const DigestKind& kind> void start(DigestState& state)
{
    blake2_start(kind, state, { .digest_size = kind.digest_size });
}

} // namespace

void blake2_start(const DigestKind& kind, DigestState& state, const Blake2Parameters& parameters)
{
    if (kind.block_size == Shape<std::uint64_t>::block_size) {
        start_with<std::uint64_t>(kind, state, parameters);
    } else {
        start_with<std::uint32_t>(kind, state, parameters);
    }
}

const DigestKind blake2b_kind = { "blake2b", 128, 64, start<blake2b_kind>, mix<std::uint64_t>,
    finish<std::uint64_t>, DigestKind::FullBlock::Waits };
const DigestKind blake2s_kind = { "blake2s", 64, 32, start<blake2s_kind>, mix<std::uint32_t>,
    finish<std::uint32_t>, DigestKind::FullBlock::Waits };

} // namespace fw
