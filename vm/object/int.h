// Integers of any size: a 64-bit value, or GMP limbs beyond it. bool is a subtype with the same
// layout. Invariant: a value that fits in 64 bits has no limbs. CPython: Objects/longobject.c
// (30-bit digits; sys.getsizeof answers as if we had them)

#pragma once

#include "vm/object/object.h"

#include <concepts>
#include <cstdint>
#include <gmp.h>
#include <string>
#include <string_view>

namespace fw {

struct Thread;

inline constexpr std::int64_t small_int_min = -5;
inline constexpr std::int64_t small_int_max = 256;

struct Int : Object {
    std::int64_t value; // The value, or the limbs' signed count (the sign of the number).
    mp_limb_t* limbs; // Null: `value` is it. Else owned memory of the region.

    bool is_small() const { return limbs == nullptr; }
};

// Small values (-5..256) are shared, as in CPython.
Ref make_int(std::int64_t value);
Ref make_int_unsigned(std::uint64_t value);
// From an mpz_t; demotes to 64 bits when it fits.
Ref make_int(mpz_srcptr value);
// Any other integer type; also keeps a literal 0 from being a null pointer.
template <std::integral T>
requires(!std::same_as<T, std::int64_t>) Ref make_int(T value)
{
    if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
        return make_int_unsigned(value);
    } else {
        return make_int(static_cast<std::int64_t>(value));
    }
}
// A read-only mpz_t that aliases the object's limbs (or `storage` for a 64-bit value).
struct MpzView {
    mpz_t mpz;
    mp_limb_t storage;
};
void view_int(const Int& value, MpzView& view);

// From text of digits that is known to be right (a constant of a code unit): decimal, with an
// optional "-".
Ref make_int_from_decimal(std::string_view digits);
std::string int_to_decimal(const Int& value);
// The same for other bases (2..36, lower-case digits, no prefix).
Ref make_int_from_text(std::string_view digits, int base);
std::string int_to_text(const Int& value, int base);

int int_sign(const Int& value); // -1, 0, 1
double int_to_double_rounded(const Int& value, bool& overflow); // half to even, as float(int)
Ref int_from_double(double value); // truncates; finite values only
int int_compare(const Int& left, const Int& right); // <0, 0, >0
std::int64_t int_hash(const Int& value);
std::uint64_t int_bit_length(const Int& value);

} // namespace fw
