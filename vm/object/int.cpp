// What every layer needs of integers: making, comparing, hashing, text and doubles. The arithmetic
// is in vm/types/int_arithmetic.cpp.
// CPython: Objects/longobject.c

#include "vm/object/int.h"

#include "vm/base/hash.h"
#include "vm/object/mpz.h"
#include "vm/object/runtime.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>

namespace fw {

static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0);

namespace {

Int* new_int()
{
    auto* object = static_cast<Int*>(region_allocate(sizeof(Int)));
    object->refcount = 1;
    object->type = int_type();
    return object;
}

constexpr std::size_t limb_count(const Int& value)
{
    return static_cast<std::size_t>(value.value < 0 ? -value.value : value.value);
}

} // namespace

void check_int_bits(std::uint64_t bits)
{
    // GMP counts limbs in an int and aborts beyond; nothing near that size fits in the region.
    if (bits >= (std::uint64_t{ 1 } << 36)) {
        throw std::bad_alloc();
    }
}

Ref make_int(std::int64_t value)
{
    if (value >= small_int_min && value <= small_int_max) {
        return Ref::share(&runtime().small_ints[static_cast<std::size_t>(value - small_int_min)]);
    }
    Int* const object = new_int();
    object->value = value;
    object->limbs = nullptr;
    return Ref::adopt(object);
}

Ref make_int_unsigned(std::uint64_t value)
{
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return make_int(static_cast<std::int64_t>(value));
    }
    mp_limb_t limb = value;
    mpz_t alias;
    return make_int(mpz_roinit_n(alias, &limb, 1));
}

Ref make_int(mpz_srcptr value)
{
    if (mpz_fits_slong_p(value)) {
        return make_int(static_cast<std::int64_t>(mpz_get_si(value)));
    }
    const std::size_t count = mpz_size(value);
    auto* const limbs = static_cast<mp_limb_t*>(region_allocate(count * sizeof(mp_limb_t)));
    std::memcpy(limbs, mpz_limbs_read(value), count * sizeof(mp_limb_t));
    Int* object = nullptr;
    try {
        object = new_int();
    } catch (...) {
        region_free(limbs);
        throw;
    }
    const auto size = static_cast<std::int64_t>(count);
    object->value = mpz_sgn(value) < 0 ? -size : size;
    object->limbs = limbs;
    return Ref::adopt(object);
}

void view_int(const Int& value, MpzView& view)
{
    if (!value.is_small()) {
        mpz_roinit_n(view.mpz, value.limbs, value.value);
        return;
    }
    const auto bits = static_cast<std::uint64_t>(value.value);
    view.storage = value.value < 0 ? 0 - bits : bits;
    mpz_roinit_n(view.mpz, &view.storage, value.value < 0 ? -1 : value.value > 0 ? 1 : 0);
}

Ref make_int_from_text(std::string_view digits, int base)
{
    Mpz number;
    const int failed = mpz_set_str(number, std::string(digits).c_str(), base);
    FW_ASSERT(failed == 0);
    return make_int(number.get());
}

Ref make_int_from_decimal(std::string_view digits)
{
    return make_int_from_text(digits, 10);
}

std::string int_to_decimal(const Int& value)
{
    if (value.is_small()) {
        return std::to_string(value.value);
    }
    return int_to_text(value, 10);
}

std::string int_to_text(const Int& value, int base)
{
    MpzView view;
    view_int(value, view);
    std::string text(mpz_sizeinbase(view.mpz, base) + 2, '\0');
    mpz_get_str(text.data(), base, view.mpz);
    text.resize(std::strlen(text.c_str()));
    return text;
}

int int_sign(const Int& value)
{
    return value.value < 0 ? -1 : value.value > 0 ? 1 : 0;
}

double int_to_double_rounded(const Int& value, bool& overflow)
{
    overflow = false;
    if (value.is_small()) {
        return static_cast<double>(value.value);
    }
    const std::size_t count = limb_count(value);
    const std::uint64_t bits = int_bit_length(value);
    if (bits > 1024) {
        overflow = true;
        return value.value < 0 ? -HUGE_VAL : HUGE_VAL;
    }
    // The 64 leading bits; what is below them only decides ties, so its being there goes into bit
    // 0.
    const int zeros = std::countl_zero(value.limbs[count - 1]);
    std::uint64_t top = value.limbs[count - 1] << zeros;
    bool sticky = false;
    if (count > 1) {
        const std::uint64_t next = value.limbs[count - 2];
        if (zeros > 0) {
            top |= next >> (64 - zeros);
            sticky = (next << zeros) != 0;
        } else {
            sticky = next != 0;
        }
        for (std::size_t i = 0; i + 2 < count && !sticky; ++i) {
            sticky = value.limbs[i] != 0;
        }
    }
    top |= sticky ? 1u : 0u;
    const double magnitude = std::ldexp(static_cast<double>(top), static_cast<int>(bits) - 64);
    overflow = std::isinf(magnitude);
    return value.value < 0 ? -magnitude : magnitude;
}

Ref int_from_double(double value)
{
    if (value >= -9223372036854775808.0 && value < 9223372036854775808.0) {
        return make_int(static_cast<std::int64_t>(value));
    }
    Mpz number;
    mpz_set_d(number, value);
    return make_int(number.get());
}

int int_compare(const Int& left, const Int& right)
{
    if (left.is_small() && right.is_small()) {
        return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
    }
    if (left.is_small() || right.is_small()) {
        // The one with limbs is the further one from zero.
        return left.is_small() ? (right.value < 0 ? 1 : -1) : (left.value < 0 ? -1 : 1);
    }
    if (left.value != right.value) {
        return left.value < right.value ? -1 : 1;
    }
    const int order = mpn_cmp(left.limbs, right.limbs, static_cast<mp_size_t>(limb_count(left)));
    return left.value < 0 ? -order : order;
}

std::int64_t int_hash(const Int& value)
{
    if (value.is_small()) {
        return hash_int(value.value);
    }
    return hash_limbs({ value.limbs, limb_count(value) }, value.value < 0);
}

std::uint64_t int_bit_length(const Int& value)
{
    if (value.is_small()) {
        const auto bits = static_cast<std::uint64_t>(value.value);
        return static_cast<std::uint64_t>(64 - std::countl_zero(value.value < 0 ? 0 - bits : bits));
    }
    const std::size_t count = limb_count(value);
    return count * 64 - static_cast<std::uint64_t>(std::countl_zero(value.limbs[count - 1]));
}

} // namespace fw
