// Hashes of constants and the walk over a set of them.
// CPython: Objects/setobject.c, Python/pyhash.c, long_hash(), tuplehash()
#include "vm/code/set_order.h"

#include "vm/code/text.h"

#include <gmp.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <string>

namespace fw::code {

namespace {

constexpr int hash_bits = 61;
constexpr std::uint64_t hash_modulus = (std::uint64_t{ 1 } << hash_bits) - 1;

// -1 means an error in CPython, so no value hashes to it.
std::int64_t not_minus_one(std::int64_t hash)
{
    return hash == -1 ? -2 : hash;
}

std::int64_t hash_signed(std::uint64_t remainder, bool negative)
{
    const auto value = static_cast<std::int64_t>(remainder % hash_modulus);
    return not_minus_one(negative ? -value : value);
}

std::int64_t hash_int(std::int64_t value)
{
    const bool negative = value < 0;
    const std::uint64_t magnitude
        = negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return hash_signed(magnitude, negative);
}

std::int64_t hash_big_int(const BigIntConstant& value)
{
    const bool negative = value.hex[0] == '-';
    mpz_t number;
    mpz_t modulus;
    mpz_init_set_str(number, value.hex.c_str() + (negative ? 1 : 0), 16);
    mpz_init_set_ui(modulus, hash_modulus);
    mpz_tdiv_r(number, number, modulus);
    const std::uint64_t remainder = mpz_get_ui(number);
    mpz_clear(number);
    mpz_clear(modulus);
    return hash_signed(remainder, negative);
}

std::int64_t hash_double(double value)
{
    if (std::isinf(value)) {
        return value > 0 ? 314159 : -314159;
    }
    if (std::isnan(value)) {
        return 0;
    }
    int exponent = 0;
    double fraction = std::frexp(value, &exponent);
    const bool negative = fraction < 0;
    fraction = std::fabs(fraction);
    std::uint64_t hash = 0;
    while (fraction != 0) {
        hash = ((hash << 28) & hash_modulus) | hash >> (hash_bits - 28);
        fraction *= 268435456.0; // 2**28
        exponent -= 28;
        const auto digit = static_cast<std::uint64_t>(fraction);
        fraction -= static_cast<double>(digit);
        hash += digit;
        if (hash >= hash_modulus) {
            hash -= hash_modulus;
        }
    }
    const int shift
        = exponent >= 0 ? exponent % hash_bits : hash_bits - 1 - ((-1 - exponent) % hash_bits);
    hash = ((hash << shift) & hash_modulus) | hash >> (hash_bits - shift);
    const auto result = static_cast<std::int64_t>(hash);
    return not_minus_one(negative ? -result : result);
}

// SipHash-2-4 with a key of zeros, as PYTHONHASHSEED=0 chooses.
std::int64_t hash_bytes(std::string_view data)
{
    if (data.empty()) {
        return 0;
    }
    std::uint64_t v0 = 0x736f6d6570736575;
    std::uint64_t v1 = 0x646f72616e646f6d;
    std::uint64_t v2 = 0x6c7967656e657261;
    std::uint64_t v3 = 0x7465646279746573;
    const auto round = [&] {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    };
    const auto take = [&](std::uint64_t word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    };
    std::size_t at = 0;
    for (; at + 8 <= data.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, data.data() + at, 8);
        take(word);
    }
    std::uint64_t last = static_cast<std::uint64_t>(data.size()) << 56;
    for (std::size_t i = 0; at + i < data.size(); ++i) {
        last |= static_cast<std::uint64_t>(static_cast<unsigned char>(data[at + i])) << (8 * i);
    }
    take(last);
    v2 ^= 0xff;
    round();
    round();
    round();
    round();
    return not_minus_one(static_cast<std::int64_t>(v0 ^ v1 ^ v2 ^ v3));
}

// A str is hashed as an array of units of 1, 2 or 4 bytes, the smallest that hold its largest code
// point.
std::int64_t hash_string(std::string_view utf8)
{
    std::u32string points;
    char32_t largest = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        points += decode_utf8(utf8, i);
        largest = std::max(largest, points.back());
    }
    const std::size_t width = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4;
    std::string data;
    for (const char32_t point : points) {
        for (std::size_t i = 0; i < width; ++i) {
            data += static_cast<char>((point >> (8 * i)) & 0xff);
        }
    }
    return hash_bytes(data);
}

std::int64_t hash_tuple(const std::vector<Constant>& items)
{
    constexpr std::uint64_t prime_1 = 11400714785074694791U;
    constexpr std::uint64_t prime_2 = 14029467366897019727U;
    constexpr std::uint64_t prime_5 = 2870177450012600261U;
    std::uint64_t hash = prime_5;
    for (const Constant& item : items) {
        hash += static_cast<std::uint64_t>(constant_hash(item)) * prime_2;
        hash = std::rotl(hash, 31) * prime_1;
    }
    hash += items.size() ^ (prime_5 ^ 3527539U);
    return hash == ~std::uint64_t{ 0 } ? 1546275796 : static_cast<std::int64_t>(hash);
}

std::int64_t hash_frozen_set(const std::vector<Constant>& items)
{
    std::uint64_t hash = 0;
    for (const Constant& item : items) {
        const auto bits = static_cast<std::uint64_t>(constant_hash(item));
        hash ^= ((bits ^ 89869747U) ^ (bits << 16)) * 3644798167U;
    }
    hash ^= (items.size() + 1) * 1927868237U;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923U;
    return hash == ~std::uint64_t{ 0 } ? 590923713 : static_cast<std::int64_t>(hash);
}

struct Hash {
    std::int64_t operator()(const NoneConstant&) const { return 1; }
    std::int64_t operator()(const EllipsisConstant&) const { return 2; }
    std::int64_t operator()(bool value) const { return value ? 1 : 0; }
    std::int64_t operator()(std::int64_t value) const { return hash_int(value); }
    std::int64_t operator()(const BigIntConstant& value) const { return hash_big_int(value); }
    std::int64_t operator()(double value) const { return hash_double(value); }
    std::int64_t operator()(const ComplexConstant& value) const
    {
        const auto real = static_cast<std::uint64_t>(hash_double(value.real));
        const auto imaginary = static_cast<std::uint64_t>(hash_double(value.imaginary));
        return not_minus_one(static_cast<std::int64_t>(real + 1000003U * imaginary));
    }
    std::int64_t operator()(const StringConstant& value) const { return hash_string(value.utf8); }
    std::int64_t operator()(const BytesConstant& value) const { return hash_bytes(value.bytes); }
    std::int64_t operator()(const TupleConstant& value) const { return hash_tuple(*value.items); }
    std::int64_t operator()(const FrozenSetConstant& value) const
    {
        return hash_frozen_set(*value.items);
    }
};

// The hash table of a set that only grows.
class SetTable {
public:
    void add(const Constant& item)
    {
        insert(&item, static_cast<std::uint64_t>(constant_hash(item)));
        ++m_used;
        const std::size_t mask = m_slots.size() - 1;
        if (m_used * 5 >= mask * 3) {
            grow(m_used > 50000 ? m_used * 2 : m_used * 4);
        }
    }

    std::vector<Constant> items() const
    {
        std::vector<Constant> out;
        for (const Slot& slot : m_slots) {
            if (slot.item != nullptr) {
                out.push_back(*slot.item);
            }
        }
        return out;
    }

private:
    struct Slot {
        const Constant* item = nullptr;
        std::uint64_t hash = 0;
    };

    static constexpr std::size_t linear_probes = 9;

    void insert(const Constant* item, std::uint64_t hash)
    {
        const std::size_t mask = m_slots.size() - 1;
        std::uint64_t perturb = hash;
        std::size_t i = hash & mask;
        for (;;) {
            const std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
            for (std::size_t probe = 0; probe <= probes; ++probe) {
                if (m_slots[i + probe].item == nullptr) {
                    m_slots[i + probe] = { item, hash };
                    return;
                }
            }
            perturb >>= 5;
            i = (i * 5 + 1 + perturb) & mask;
        }
    }

    void grow(std::size_t least)
    {
        std::size_t size = 8;
        while (size <= least) {
            size *= 2;
        }
        std::vector<Slot> old(size);
        old.swap(m_slots);
        for (const Slot& slot : old) {
            if (slot.item != nullptr) {
                insert(slot.item, slot.hash);
            }
        }
    }

    std::vector<Slot> m_slots = std::vector<Slot>(8);
    std::size_t m_used = 0;
};

std::vector<Constant> table_order(const std::vector<Constant>& items)
{
    SetTable table;
    for (const Constant& item : items) {
        table.add(item);
    }
    return table.items();
}

} // namespace

std::int64_t constant_hash(const Constant& constant)
{
    return std::visit(Hash{}, constant.value);
}

std::vector<Constant> in_set_order(const std::vector<Constant>& items)
{
    // Twice: the compiler makes the frozenset again from its items when it merges constants.
    return table_order(table_order(items));
}

} // namespace fw::code
