// The module _sha512: SHA-512 and SHA-384 (FIPS 180-4), which seeds of random need.
// CPython: Modules/sha512module.c

#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/gc.h"
#include "vm/object/int.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace fw {

namespace {

// The fractional parts of the cube roots of the first 80 primes.
constexpr std::uint64_t round_constants[80] = {
    0x428a2f98d728ae22u,
    0x7137449123ef65cdu,
    0xb5c0fbcfec4d3b2fu,
    0xe9b5dba58189dbbcu,
    0x3956c25bf348b538u,
    0x59f111f1b605d019u,
    0x923f82a4af194f9bu,
    0xab1c5ed5da6d8118u,
    0xd807aa98a3030242u,
    0x12835b0145706fbeu,
    0x243185be4ee4b28cu,
    0x550c7dc3d5ffb4e2u,
    0x72be5d74f27b896fu,
    0x80deb1fe3b1696b1u,
    0x9bdc06a725c71235u,
    0xc19bf174cf692694u,
    0xe49b69c19ef14ad2u,
    0xefbe4786384f25e3u,
    0x0fc19dc68b8cd5b5u,
    0x240ca1cc77ac9c65u,
    0x2de92c6f592b0275u,
    0x4a7484aa6ea6e483u,
    0x5cb0a9dcbd41fbd4u,
    0x76f988da831153b5u,
    0x983e5152ee66dfabu,
    0xa831c66d2db43210u,
    0xb00327c898fb213fu,
    0xbf597fc7beef0ee4u,
    0xc6e00bf33da88fc2u,
    0xd5a79147930aa725u,
    0x06ca6351e003826fu,
    0x142929670a0e6e70u,
    0x27b70a8546d22ffcu,
    0x2e1b21385c26c926u,
    0x4d2c6dfc5ac42aedu,
    0x53380d139d95b3dfu,
    0x650a73548baf63deu,
    0x766a0abb3c77b2a8u,
    0x81c2c92e47edaee6u,
    0x92722c851482353bu,
    0xa2bfe8a14cf10364u,
    0xa81a664bbc423001u,
    0xc24b8b70d0f89791u,
    0xc76c51a30654be30u,
    0xd192e819d6ef5218u,
    0xd69906245565a910u,
    0xf40e35855771202au,
    0x106aa07032bbd1b8u,
    0x19a4c116b8d2d0c8u,
    0x1e376c085141ab53u,
    0x2748774cdf8eeb99u,
    0x34b0bcb5e19b48a8u,
    0x391c0cb3c5c95a63u,
    0x4ed8aa4ae3418acbu,
    0x5b9cca4f7763e373u,
    0x682e6ff3d6b2b8a3u,
    0x748f82ee5defb2fcu,
    0x78a5636f43172f60u,
    0x84c87814a1f0ab72u,
    0x8cc702081a6439ecu,
    0x90befffa23631e28u,
    0xa4506cebde82bde9u,
    0xbef9a3f7b2c67915u,
    0xc67178f2e372532bu,
    0xca273eceea26619cu,
    0xd186b8c721c0c207u,
    0xeada7dd6cde0eb1eu,
    0xf57d4f7fee6ed178u,
    0x06f067aa72176fbau,
    0x0a637dc5a2c898a6u,
    0x113f9804bef90daeu,
    0x1b710b35131c471bu,
    0x28db77f523047d84u,
    0x32caab7b40c72493u,
    0x3c9ebe0a15c9bebcu,
    0x431d67c49c100d4cu,
    0x4cc5d4becb3e42b6u,
    0x597f299cfc657e2au,
    0x5fcb6fab3ad6faecu,
    0x6c44198c4a475817u,
};
// Those of the square roots of the first 8 primes, and of the next 8.
constexpr std::array<std::uint64_t, 8> start_512 = {
    0x6a09e667f3bcc908u,
    0xbb67ae8584caa73bu,
    0x3c6ef372fe94f82bu,
    0xa54ff53a5f1d36f1u,
    0x510e527fade682d1u,
    0x9b05688c2b3e6c1fu,
    0x1f83d9abfb41bd6bu,
    0x5be0cd19137e2179u,
};
constexpr std::array<std::uint64_t, 8> start_384 = {
    0xcbbb9d5dc1059ed8u,
    0x629a292a367cd507u,
    0x9159015a3070dd17u,
    0x152fecd8f70e5939u,
    0x67332667ffc00b31u,
    0x8eb44a8768581511u,
    0xdb0c2e0d64f98fa7u,
    0x47b5481dbefa4fa4u,
};

constexpr std::size_t block_size = 128;

struct Sha : Object {
    std::array<std::uint64_t, 8> sums;
    std::uint64_t length; // bytes so far
    std::uint8_t block[block_size];
    std::size_t filled;

    void mix()
    {
        std::uint64_t words[80];
        for (int i = 0; i < 16; ++i) {
            std::uint64_t word = 0;
            for (int k = 0; k < 8; ++k) {
                word = word << 8 | block[i * 8 + k];
            }
            words[i] = word;
        }
        for (int i = 16; i < 80; ++i) {
            const std::uint64_t x = words[i - 15];
            const std::uint64_t y = words[i - 2];
            words[i] = words[i - 16] + words[i - 7] + (std::rotr(x, 1) ^ std::rotr(x, 8) ^ (x >> 7))
                + (std::rotr(y, 19) ^ std::rotr(y, 61) ^ (y >> 6));
        }
        auto [a, b, c, d, e, f, g, h] = sums;
        for (int i = 0; i < 80; ++i) {
            const std::uint64_t first = h + (std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41))
                + ((e & f) ^ (~e & g)) + round_constants[i] + words[i];
            const std::uint64_t second = (std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39))
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
        const std::uint64_t more[8] = { a, b, c, d, e, f, g, h };
        for (std::size_t i = 0; i < 8; ++i) {
            sums[i] += more[i];
        }
    }

    void add(std::string_view bytes)
    {
        length += bytes.size();
        while (!bytes.empty()) {
            const std::size_t count = std::min(bytes.size(), block_size - filled);
            std::memcpy(block + filled, bytes.data(), count);
            bytes.remove_prefix(count);
            filled += count;
            if (filled == block_size) {
                mix();
                filled = 0;
            }
        }
    }

    // Ends the text: a one bit, zeros, its length in bits.
    std::string finish()
    {
        const std::uint64_t bits = length * 8;
        const std::size_t size = digest_size();
        add(std::string_view("\x80", 1));
        constexpr std::size_t length_place = block_size - 16; // its upper half is always zero
        while (filled != length_place) {
            add(std::string_view("\0", 1));
        }
        char tail[16] = {};
        for (int i = 0; i < 8; ++i) {
            tail[8 + i] = static_cast<char>(bits >> (56 - 8 * i));
        }
        add(std::string_view(tail, 16));
        std::string digest;
        for (const std::uint64_t sum : sums) {
            for (int i = 0; i < 8; ++i) {
                digest += static_cast<char>(sum >> (56 - 8 * i));
            }
        }
        return digest.substr(0, size);
    }

    std::size_t digest_size() const;
};

Type* sha512_type()
{
    return module_type_at(ModuleBlock::random, 1);
}

Type* sha384_type()
{
    return module_type_at(ModuleBlock::random, 2);
}

std::size_t Sha::digest_size() const
{
    return type == sha384_type() ? 48 : 64;
}

std::string digest_of(const Sha& sha)
{
    RefTo<Sha> copy = allocate<Sha>(sha.type);
    copy->sums = sha.sums;
    copy->length = sha.length;
    copy->filled = sha.filled;
    std::memcpy(copy->block, sha.block, block_size);
    return copy->finish();
}

template <bool is_384> Result<Ref> make_sha(Thread& thread, Object*, Args args)
{
    RefTo<Sha> sha = allocate<Sha>(is_384 ? sha384_type() : sha512_type());
    sha->sums = is_384 ? start_384 : start_512;
    if (args[0]) {
        if (is_str(args[0])) {
            return raise(thread, TypeId::TypeError, "Strings must be encoded before hashing");
        }
        TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
        sha->add(bytes);
    }
    return sha;
}

Result<Ref> sha_update(Thread& thread, Sha& self, Args args)
{
    if (is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "Strings must be encoded before hashing");
    }
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    self.add(bytes);
    return make_none();
}

Result<Ref> sha_digest(Thread&, Sha& self, Args)
{
    return make_bytes(digest_of(self));
}

Result<Ref> sha_hexdigest(Thread&, Sha& self, Args)
{
    std::string text;
    for (const char c : digest_of(self)) {
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return make_str(text);
}

Result<Ref> sha_copy(Thread&, Sha& self, Args)
{
    RefTo<Sha> copy = allocate<Sha>(self.type);
    copy->sums = self.sums;
    copy->length = self.length;
    copy->filled = self.filled;
    std::memcpy(copy->block, self.block, block_size);
    return copy;
}

Result<Ref> get_block_size(Thread&, Object*)
{
    return make_int(block_size);
}

Result<Ref> get_digest_size(Thread&, Object* self)
{
    return make_int(as<Sha>(self)->digest_size());
}

Result<Ref> get_name(Thread&, Object* self)
{
    return make_str(self->type == sha384_type() ? "sha384" : "sha512");
}

constexpr Method sha_methods[] = {
    { "update", "obj, /", native<Sha, sha_update>, "Add bytes." },
    { "digest", "", native<Sha, sha_digest>, "The digest as bytes." },
    { "hexdigest", "", native<Sha, sha_hexdigest>, "The digest as hexadecimal text." },
    { "copy", "", native<Sha, sha_copy>, "An independent copy." },
};
constexpr Attribute sha_attributes[] = {
    { .name = "block_size", .get = get_block_size },
    { .name = "digest_size", .get = get_digest_size },
    { .name = "name", .get = get_name },
};

constexpr TypeSpec sha512_spec = {
    .name = "_sha512.sha512",
    .basic_size = sizeof(Sha),
    .methods = sha_methods,
    .attributes = sha_attributes,
};
constexpr TypeSpec sha384_spec = {
    .name = "_sha512.sha384",
    .basic_size = sizeof(Sha),
    .methods = sha_methods,
    .attributes = sha_attributes,
};

constexpr Method functions[] = {
    { "sha512", "string=b'', *, usedforsecurity=True", make_sha<false>, "A SHA-512 sum." },
    { "sha384", "string=b'', *, usedforsecurity=True", make_sha<true>, "A SHA-384 sum." },
};

} // namespace

Result<RefTo<Module>> make_sha512_module(Thread&)
{
    make_module_type(ModuleBlock::random, 1, sha512_spec);
    make_module_type(ModuleBlock::random, 2, sha384_spec);
    return make_native_module("_sha512", functions, "SHA-512 and SHA-384.");
}

} // namespace fw
