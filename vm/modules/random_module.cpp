// The module _random: the Mersenne Twister MT19937, seeded as CPython seeds it, so that the same
// seed gives the same numbers. CPython: Modules/_randommodule.c

#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/arguments.h"
#include "vm/object/int.h"
#include "vm/object/mpz.h"
#include "vm/object/protocol.h"

#include <cstring>
#include <limits>
#include <vector>

namespace fw {

namespace {

constexpr std::size_t words = 624;
constexpr std::size_t middle = 397;

struct Random : Object {
    std::uint32_t state[words];
    std::size_t index;

    std::uint32_t next()
    {
        if (index >= words) {
            refill();
        }
        std::uint32_t y = state[index++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    void refill()
    {
        const auto mixed = [&](std::size_t i, std::size_t following, std::size_t far) {
            const std::uint32_t y = (state[i] & 0x80000000u) | (state[following] & 0x7fffffffu);
            return state[far] ^ (y >> 1) ^ ((y & 1) ? 0x9908b0dfu : 0u);
        };
        for (std::size_t i = 0; i < words; ++i) {
            state[i] = mixed(i, (i + 1) % words, (i + middle) % words);
        }
        index = 0;
    }

    void seed(std::uint32_t number)
    {
        state[0] = number;
        for (std::size_t i = 1; i < words; ++i) {
            state[i] = 1812433253u * (state[i - 1] ^ (state[i - 1] >> 30))
                + static_cast<std::uint32_t>(i);
        }
        index = words;
    }

    void seed(const std::vector<std::uint32_t>& key)
    {
        seed(19650218u);
        std::size_t i = 1;
        std::size_t j = 0;
        const auto advance = [&] {
            if (++i >= words) {
                state[0] = state[words - 1];
                i = 1;
            }
        };
        for (std::size_t k = std::max(words, key.size()); k > 0; --k) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + key[j]
                + static_cast<std::uint32_t>(j);
            advance();
            j = j + 1 < key.size() ? j + 1 : 0;
        }
        for (std::size_t k = words - 1; k > 0; --k) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u))
                - static_cast<std::uint32_t>(i);
            advance();
        }
        state[0] = 0x80000000u;
    }
};

Result<void> seed_with(Thread& thread, Random& self, Object* seed)
{
    std::vector<std::uint32_t> key;
    if (!seed || seed == none()) {
        const std::string bytes = runtime().host->random_bytes(words * sizeof(std::uint32_t));
        key.resize(words);
        std::memcpy(key.data(), bytes.data(), std::min(bytes.size(), words * sizeof(key[0])));
        self.seed(key);
        return {};
    }
    Mpz number;
    if (is_int(seed)) {
        MpzView view;
        view_int(*as<Int>(seed), view);
        mpz_abs(number, view.mpz);
    } else {
        TRY_LET(const std::int64_t hashed, hash(thread, seed));
        mpz_set_ui(number, static_cast<std::uint64_t>(hashed));
    }
    key.resize((mpz_sizeinbase(number, 2) + 31) / 32);
    mpz_export(key.data(), nullptr, -1, sizeof(key[0]), 0, 0, number);
    self.seed(key);
    return {};
}

Result<Ref> random_create(Thread& thread, Type& type, Args args)
{
    if (&type == module_type_at(ModuleBlock::random, 0)) {
        TRY(check_no_keywords(thread, "Random", args));
    }
    RefTo<Random> self = allocate<Random>(&type);
    Object* seed = args.count > 0 ? args[0] : nullptr;
    TRY(seed_with(thread, *self, seed));
    return self;
}

Result<Ref> random_random(Thread&, Random& self, Args)
{
    const std::uint32_t high = self.next() >> 5;
    const std::uint32_t low = self.next() >> 6;
    return make_float((high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

Result<Ref> random_seed(Thread& thread, Random& self, Args args)
{
    TRY(seed_with(thread, self, args[0]));
    return make_none();
}

Result<Ref> random_getrandbits(Thread& thread, Random& self, Args args)
{
    TRY_LET(std::int64_t bits, to_int64(thread, args[0]));
    if (bits < 0) {
        return raise(thread, TypeId::ValueError, "number of bits must be non-negative");
    }
    if (bits == 0) {
        return make_int(0);
    }
    if (bits <= 32) {
        return make_int(static_cast<std::int64_t>(self.next() >> (32 - bits)));
    }
    check_int_bits(static_cast<std::uint64_t>(bits));
    std::vector<std::uint32_t> parts(static_cast<std::size_t>((bits - 1) / 32 + 1));
    for (std::uint32_t& part : parts) {
        part = self.next();
        if (bits < 32) {
            part >>= 32 - bits;
        }
        bits -= 32;
    }
    Mpz number;
    mpz_import(number, parts.size(), -1, sizeof(parts[0]), 0, 0, parts.data());
    return make_int(number.get());
}

Result<Ref> random_getstate(Thread&, Random& self, Args)
{
    RefTo<Tuple> state = make_tuple(words + 1);
    for (std::size_t i = 0; i < words; ++i) {
        state->items()[i] = make_int(static_cast<std::int64_t>(self.state[i])).release();
    }
    state->items()[words] = make_int(static_cast<std::int64_t>(self.index)).release();
    return state;
}

Result<Ref> random_setstate(Thread& thread, Random& self, Args args)
{
    if (!is_tuple(args[0])) {
        return raise(thread, TypeId::TypeError, "state vector must be a tuple");
    }
    const Tuple& given = *as<Tuple>(args[0]);
    if (given.length != words + 1) {
        return raise(thread, TypeId::ValueError, "state vector is the wrong size");
    }
    std::vector<std::uint32_t> state(words);
    for (std::size_t i = 0; i < words; ++i) {
        TRY_LET(const std::int64_t word, to_int64(thread, given[static_cast<std::int64_t>(i)]));
        state[i] = static_cast<std::uint32_t>(word);
    }
    TRY_LET(const std::int64_t index, to_int64(thread, given[words]));
    if (index < 0 || index > static_cast<std::int64_t>(words)) {
        return raise(thread, TypeId::ValueError, "invalid state");
    }
    std::copy(state.begin(), state.end(), self.state);
    self.index = static_cast<std::size_t>(index);
    return make_none();
}

constexpr Method random_methods[] = {
    { "random", "", native<Random, random_random>, "A float in [0, 1)." },
    { "seed", "n=None, /", native<Random, random_seed>, "Start the numbers of a seed." },
    { "getstate", "", native<Random, random_getstate>, "The state as a tuple." },
    { "setstate", "state, /", native<Random, random_setstate>, "Go back to a state." },
    { "getrandbits", "k, /", native<Random, random_getrandbits>, "An int of k random bits." },
};

constexpr TypeSpec random_spec = {
    .name = "_random.Random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .basic_size = sizeof(Random),
    .flags = TypeIsBase,
    .slots = { .create = random_create },
    .methods = random_methods,
};

} // namespace

Result<RefTo<Module>> make_random_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("_random", {}, "Module implements the Mersenne Twister.");
    add_type(*module, make_module_type(ModuleBlock::random, 0, random_spec));
    return module;
}

} // namespace fw
