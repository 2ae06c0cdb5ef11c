// Message digests as plain data and functions: MD5, SHA-1, SHA-2 with 32-bit words, SHA-3, BLAKE2.
// What hashlib builds upon; the Python objects are in hash_module.cpp, SHA-512 in
// sha512_module.cpp.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fw {

// One running sum of any kind. 32-bit words are kept in 64 bits.
struct DigestState {
    std::array<std::uint64_t, 25> words;
    std::uint64_t length; // bytes so far, mixed in or not
    std::uint64_t filled; // bytes in the block
    std::uint64_t digest_size; // that it was started for
    std::uint64_t is_last_node; // BLAKE2's trees
    std::array<std::uint8_t, 168> block;
};

struct DigestKind {
    const char* name; // as hashlib has it
    std::uint64_t block_size;
    std::uint64_t digest_size; // 0: as many bytes as are asked for
    void (*start)(DigestState&);
    void (*mix)(DigestState&); // the full block
    std::string (*finish)(DigestState&, std::uint64_t size);
    // BLAKE2 marks the last block: a full one waits until more comes.
    enum class FullBlock { Mixed, Waits } full_block = FullBlock::Mixed;
};

void digest_start(const DigestKind& kind, DigestState& state);
void digest_add(const DigestKind& kind, DigestState& state, std::string_view bytes);

// digest_words.cpp, digest_sha3.cpp, digest_blake2.cpp
extern const DigestKind md5_kind;
extern const DigestKind sha1_kind;
extern const DigestKind sha224_kind;
extern const DigestKind sha256_kind;
extern const DigestKind sha3_kinds[6]; // 224, 256, 384, 512, shake 128 and 256
extern const DigestKind blake2b_kind;
extern const DigestKind blake2s_kind;

// The parameters of BLAKE2, checked. CPython: py_blake2b_new_impl
struct Blake2Parameters {
    std::uint64_t digest_size;
    std::uint64_t fanout = 1;
    std::uint64_t depth = 1;
    std::uint64_t leaf_size = 0;
    std::uint64_t node_offset = 0;
    std::uint64_t node_depth = 0;
    std::uint64_t inner_size = 0;
    bool last_node = false;
    std::string_view key = {};
    std::string_view salt = {};
    std::string_view person = {};
};
void blake2_start(const DigestKind& kind, DigestState& state, const Blake2Parameters& parameters);

} // namespace fw
