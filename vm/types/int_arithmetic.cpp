// Operators on ints of any size.
// CPython: Objects/longobject.c

#include "vm/types/int_arithmetic.h"

#include "vm/object/mpz.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <bit>
#include <cmath>
#include <limits>
#include <new>

namespace fw {

namespace {

const Int& integer(const Object* object)
{
    return *static_cast<const Int*>(object);
}

bool are_ints(const Object* left, const Object* right)
{
    return is_int(left) && is_int(right);
}

bool are_small(const Object* left, const Object* right)
{
    return integer(left).is_small() && integer(right).is_small();
}

using MpzOperation = void (*)(mpz_ptr, mpz_srcptr, mpz_srcptr);

Ref compute(MpzOperation operation, const Object* left, const Object* right)
{
    MpzView a;
    MpzView b;
    view_int(integer(left), a);
    view_int(integer(right), b);
    Mpz result;
    operation(result, a.mpz, b.mpz);
    return make_int(result.get());
}

Raised divided_by_zero(Thread& thread)
{
    return raise(thread, TypeId::ZeroDivisionError, "integer division or modulo by zero");
}

bool is_zero(const Object* object)
{
    return integer(object).value == 0;
}

// 64-bit division that rounds down; not for the one quotient that overflows.
bool can_divide_small(const Object* left, const Object* right)
{
    return are_small(left, right)
        && !(integer(right).value == -1
            && integer(left).value == std::numeric_limits<std::int64_t>::min());
}

std::int64_t floor_quotient(std::int64_t a, std::int64_t b)
{
    const std::int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t floor_rest(std::int64_t a, std::int64_t b)
{
    const std::int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

Result<double> as_double(Thread& thread, const Object* object)
{
    bool overflow;
    const double value = int_to_double_rounded(integer(object), overflow);
    if (overflow) {
        return raise(thread, TypeId::OverflowError, "int too large to convert to float");
    }
    return value;
}

// The quotient of two big numbers, rounded once, half to even.
Result<Ref> divide_exactly(Thread& thread, const Object* left, const Object* right)
{
    MpzView a;
    MpzView b;
    view_int(integer(left), a);
    view_int(integer(right), b);
    const bool negative = (mpz_sgn(a.mpz) < 0) != (mpz_sgn(b.mpz) < 0);
    const auto a_bits = static_cast<std::int64_t>(mpz_sizeinbase(a.mpz, 2));
    const auto b_bits = static_cast<std::int64_t>(mpz_sizeinbase(b.mpz, 2));
    const auto too_large = [&] {
        return raise(
            thread, TypeId::OverflowError, "integer division result too large for a float");
    };
    if (a_bits - b_bits > 1025) {
        return too_large();
    }
    if (a_bits - b_bits < -1100) {
        return make_float(negative ? -0.0 : 0.0);
    }
    // A quotient of 65 to 67 bits, its last bit set when something was left over.
    const std::int64_t shift = 66 - (a_bits - b_bits);
    Mpz dividend;
    Mpz divisor;
    mpz_abs(dividend, a.mpz);
    mpz_abs(divisor, b.mpz);
    if (shift > 0) {
        mpz_mul_2exp(dividend, dividend, static_cast<mp_bitcnt_t>(shift));
    } else {
        mpz_mul_2exp(divisor, divisor, static_cast<mp_bitcnt_t>(-shift));
    }
    Mpz quotient;
    Mpz rest;
    mpz_tdiv_qr(quotient, rest, dividend, divisor);
    if (mpz_sgn(rest.get()) != 0) {
        mpz_setbit(quotient, 0);
    }
    const auto bits = static_cast<std::int64_t>(mpz_sizeinbase(quotient.get(), 2));
    // The result has 53 bits, fewer when it is subnormal.
    const std::int64_t keep = std::min<std::int64_t>(53, bits - shift + 1074);
    if (keep < 0) {
        return make_float(negative ? -0.0 : 0.0);
    }
    const std::int64_t drop = bits - keep;
    const bool half = mpz_tstbit(quotient.get(), static_cast<mp_bitcnt_t>(drop - 1)) != 0;
    const bool below = static_cast<std::int64_t>(mpz_scan1(quotient.get(), 0)) < drop - 1;
    const bool odd = mpz_tstbit(quotient.get(), static_cast<mp_bitcnt_t>(drop)) != 0;
    mpz_tdiv_q_2exp(quotient, quotient, static_cast<mp_bitcnt_t>(drop));
    if (half && (below || odd)) {
        mpz_add_ui(quotient, quotient, 1);
    }
    const double value = std::ldexp(mpz_get_d(quotient.get()), static_cast<int>(drop - shift));
    if (std::isinf(value)) {
        return too_large();
    }
    return make_float(negative ? -value : value);
}

Result<Ref> power_modulo(Thread& thread, Object* base, Object* exponent, Object* modulus)
{
    if (is_zero(modulus)) {
        return raise(thread, TypeId::ValueError, "pow() 3rd argument cannot be 0");
    }
    MpzView b;
    MpzView e;
    MpzView m;
    view_int(integer(base), b);
    view_int(integer(exponent), e);
    view_int(integer(modulus), m);
    Mpz positive_modulus;
    mpz_abs(positive_modulus, m.mpz);
    Mpz result;
    if (mpz_sgn(e.mpz) < 0) {
        if (mpz_cmp_ui(positive_modulus.get(), 1) == 0) {
            return make_int(0);
        }
        if (mpz_invert(result, b.mpz, positive_modulus) == 0) {
            return raise(
                thread, TypeId::ValueError, "base is not invertible for the given modulus");
        }
        Mpz positive_exponent;
        mpz_neg(positive_exponent, e.mpz);
        mpz_powm(result, result, positive_exponent, positive_modulus);
    } else {
        mpz_powm(result, b.mpz, e.mpz, positive_modulus);
    }
    // The result has the sign of the modulus.
    if (mpz_sgn(m.mpz) < 0 && mpz_sgn(result.get()) != 0) {
        mpz_add(result, result, m.mpz);
    }
    return make_int(result.get());
}

// exponent >= 0.
Ref power_plain(const Int& base, const Int& exponent)
{
    if (base.is_small() && base.value >= -1 && base.value <= 1) {
        const bool odd
            = exponent.is_small() ? (exponent.value & 1) != 0 : (exponent.limbs[0] & 1) != 0;
        const bool is_zero_power = exponent.is_small() && exponent.value == 0;
        return make_int(is_zero_power || (base.value == -1 && !odd) ? 1 : base.value);
    }
    if (!exponent.is_small()) {
        throw std::bad_alloc();
    }
    auto remaining = static_cast<std::uint64_t>(exponent.value);
    if (base.is_small()) {
        std::int64_t result = 1;
        std::int64_t square = base.value;
        std::uint64_t rest = remaining;
        while (true) {
            if ((rest & 1) && __builtin_mul_overflow(result, square, &result)) {
                break;
            }
            rest >>= 1;
            if (rest == 0) {
                return make_int(result);
            }
            if (__builtin_mul_overflow(square, square, &square)) {
                break;
            }
        }
    }
    const std::uint64_t bits = int_bit_length(base);
    std::uint64_t result_bits;
    if (__builtin_mul_overflow(bits, remaining, &result_bits)) {
        throw std::bad_alloc();
    }
    check_int_bits(result_bits);
    MpzView view;
    view_int(base, view);
    Mpz result;
    mpz_pow_ui(result, view.mpz, remaining);
    return make_int(result.get());
}

} // namespace

Result<Ref> int_add(Thread&, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    std::int64_t sum;
    if (are_small(left, right)
        && !__builtin_add_overflow(integer(left).value, integer(right).value, &sum)) {
        return make_int(sum);
    }
    return compute(mpz_add, left, right);
}

Result<Ref> int_subtract(Thread&, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    std::int64_t difference;
    if (are_small(left, right)
        && !__builtin_sub_overflow(integer(left).value, integer(right).value, &difference)) {
        return make_int(difference);
    }
    return compute(mpz_sub, left, right);
}

Result<Ref> int_multiply(Thread&, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    std::int64_t product;
    if (are_small(left, right)
        && !__builtin_mul_overflow(integer(left).value, integer(right).value, &product)) {
        return make_int(product);
    }
    check_int_bits(int_bit_length(integer(left)) + int_bit_length(integer(right)));
    return compute(mpz_mul, left, right);
}

Result<Ref> int_true_divide(Thread& thread, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    if (is_zero(right)) {
        return raise(thread, TypeId::ZeroDivisionError, "division by zero");
    }
    if (is_zero(left)) {
        return make_float(integer(right).value < 0 ? -0.0 : 0.0);
    }
    if (int_bit_length(integer(left)) <= 53 && int_bit_length(integer(right)) <= 53) {
        return make_float(
            static_cast<double>(integer(left).value) / static_cast<double>(integer(right).value));
    }
    return divide_exactly(thread, left, right);
}

Result<Ref> int_floor_divide(Thread& thread, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    if (is_zero(right)) {
        return divided_by_zero(thread);
    }
    if (can_divide_small(left, right)) {
        return make_int(floor_quotient(integer(left).value, integer(right).value));
    }
    return compute(mpz_fdiv_q, left, right);
}

Result<Ref> int_remainder(Thread& thread, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    if (is_zero(right)) {
        return divided_by_zero(thread);
    }
    if (can_divide_small(left, right)) {
        return make_int(floor_rest(integer(left).value, integer(right).value));
    }
    return compute(mpz_fdiv_r, left, right);
}

Result<Ref> int_divmod(Thread& thread, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    TRY_LET(Ref quotient, int_floor_divide(thread, left, right));
    TRY_LET(Ref rest, int_remainder(thread, left, right));
    return make_tuple({ quotient.get(), rest.get() });
}

Result<Ref> int_power(Thread& thread, Object* left, Object* right, Object* modulus)
{
    if (!are_ints(left, right) || (modulus != none() && !is_int(modulus))) {
        return make_not_implemented();
    }
    if (modulus != none()) {
        return power_modulo(thread, left, right, modulus);
    }
    if (integer(right).value < 0) {
        TRY_LET(const double base, as_double(thread, left));
        TRY_LET(const double exponent, as_double(thread, right));
        return float_power_values(thread, base, exponent);
    }
    return power_plain(integer(left), integer(right));
}

Result<Ref> int_shift_left(Thread& thread, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    const Int& count = integer(right);
    if (count.value < 0) {
        return raise(thread, TypeId::ValueError, "negative shift count");
    }
    if (is_zero(left)) {
        return make_int(0);
    }
    if (!count.is_small()) {
        return raise(thread, TypeId::OverflowError, "too many digits in integer");
    }
    const Int& value = integer(left);
    const std::uint64_t bits = int_bit_length(value);
    const auto places = static_cast<std::uint64_t>(count.value);
    if (bits + places < 63 && places < 63) {
        return make_int(value.value * (std::int64_t{ 1 } << places));
    }
    if (places > std::numeric_limits<std::uint64_t>::max() / 4) {
        throw std::bad_alloc();
    }
    check_int_bits(bits + places);
    MpzView view;
    view_int(value, view);
    Mpz result;
    mpz_mul_2exp(result, view.mpz, places);
    return make_int(result.get());
}

Result<Ref> int_shift_right(Thread& thread, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    const Int& count = integer(right);
    if (count.value < 0) {
        return raise(thread, TypeId::ValueError, "negative shift count");
    }
    const Int& value = integer(left);
    if (!count.is_small()) {
        return make_int(value.value < 0 ? -1 : 0);
    }
    if (value.is_small()) {
        return make_int(value.value >> (count.value > 63 ? 63 : count.value));
    }
    MpzView view;
    view_int(value, view);
    Mpz result;
    mpz_fdiv_q_2exp(result, view.mpz, static_cast<mp_bitcnt_t>(count.value));
    return make_int(result.get());
}

Result<Ref> int_and(Thread&, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    if (are_small(left, right)) {
        return make_int(integer(left).value & integer(right).value);
    }
    return compute(mpz_and, left, right);
}

Result<Ref> int_xor(Thread&, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    if (are_small(left, right)) {
        return make_int(integer(left).value ^ integer(right).value);
    }
    return compute(mpz_xor, left, right);
}

Result<Ref> int_or(Thread&, Object* left, Object* right)
{
    if (!are_ints(left, right)) {
        return make_not_implemented();
    }
    if (are_small(left, right)) {
        return make_int(integer(left).value | integer(right).value);
    }
    return compute(mpz_ior, left, right);
}

Result<Ref> int_negative(Thread&, Object* object)
{
    const Int& value = integer(object);
    if (value.is_small() && value.value != std::numeric_limits<std::int64_t>::min()) {
        return make_int(-value.value);
    }
    MpzView view;
    view_int(value, view);
    Mpz result;
    mpz_neg(result, view.mpz);
    return make_int(result.get());
}

Result<Ref> int_positive(Thread&, Object* object)
{
    return int_exact(object);
}

Result<Ref> int_absolute(Thread& thread, Object* object)
{
    return integer(object).value < 0 ? int_negative(thread, object) : int_exact(object);
}

Result<Ref> int_invert(Thread&, Object* object)
{
    const Int& value = integer(object);
    if (value.is_small()) {
        return make_int(~value.value);
    }
    MpzView view;
    view_int(value, view);
    Mpz result;
    mpz_com(result, view.mpz);
    return make_int(result.get());
}

} // namespace fw
