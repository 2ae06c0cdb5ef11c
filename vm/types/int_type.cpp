// The int type: construction, text, comparison and methods. Its operators are in
// int_arithmetic.cpp.
// CPython: Objects/longobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/float.h"
#include "vm/object/mpz.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_support.h"
#include "vm/types/format_spec.h"
#include "vm/types/int_arithmetic.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace fw {

namespace {

void int_destroy(Object* self)
{
    auto* const value = static_cast<Int*>(self);
    if (value->limbs) {
        region_free(value->limbs);
    }
    if (value->type == int_type()) {
        region_free(value, sizeof(Int));
        return;
    }
    free_object(value);
}

Result<Ref> int_repr(Thread& thread, Int& self)
{
    if (self.is_small()) {
        // A string of its own even for one digit, as in CPython: not the shared one of that
        // character.
        const fmt::format_int text(self.value);
        RefTo<Str> made = make_str_uninitialized(static_cast<std::int64_t>(text.size()), 0x7f);
        std::memcpy(made->data, text.data(), text.size());
        return made;
    }
    TRY_LET(std::string text, int_to_decimal_checked(thread, self));
    return make_str(text);
}

Result<std::int64_t> int_hash_slot(Thread&, Object* self)
{
    return int_hash(*static_cast<Int*>(self));
}

Result<Ref> int_compare_slot(Thread&, Object* left, Object* right, CompareOp op)
{
    if (!is_int(left) || !is_int(right)) {
        return make_not_implemented();
    }
    const int order = int_compare(*static_cast<Int*>(left), *static_cast<Int*>(right));
    switch (op) {
    case CompareOp::Less:
        return make_bool(order < 0);
    case CompareOp::LessEqual:
        return make_bool(order <= 0);
    case CompareOp::Equal:
        return make_bool(order == 0);
    case CompareOp::NotEqual:
        return make_bool(order != 0);
    case CompareOp::Greater:
        return make_bool(order > 0);
    default:
        return make_bool(order >= 0);
    }
}

Result<bool> int_truth(Thread&, Object* self)
{
    return static_cast<Int*>(self)->value != 0;
}

Result<Ref> int_to_float(Thread& thread, Object* self)
{
    bool overflow;
    const double value = int_to_double_rounded(*static_cast<Int*>(self), overflow);
    if (overflow) {
        return raise(thread, TypeId::OverflowError, "int too large to convert to float");
    }
    return make_float(value);
}

// --- construction

Result<Ref> int_from_arguments(Thread& thread, Object* x, Object* base)
{
    if (!x) {
        if (base) {
            return raise(thread, TypeId::TypeError, "int() missing string argument");
        }
        return make_int(0);
    }
    if (!base) {
        return number_int(thread, x);
    }
    TRY_LET(const std::int64_t number, to_index(thread, base, clip_to_index));
    if ((number != 0 && number < 2) || number > 36) {
        return raise(thread, TypeId::ValueError, "int() base must be >= 2 and <= 36, or 0");
    }
    if (is_str(x)) {
        return int_from_str(thread, x, static_cast<int>(number));
    }
    std::string_view bytes;
    if ((is_bytes(x) || is_byte_array(x)) && bytes_view(x, bytes)) {
        return int_from_bytes_text(thread, x, bytes, static_cast<int>(number));
    }
    return raise(thread, TypeId::TypeError, "int() can't convert non-string with explicit base");
}

Result<Ref> int_create(Thread& thread, Type& type, Args args)
{
    static constexpr SignatureShape shape("x=0, /, base=10");
    Ref exact;
    if (args.count == 1 && !args.names) {
        TRY_SET(exact, number_int(thread, args[0]));
    } else {
        Object* values[2];
        TRY(bind_arguments(thread, "int", shape, args, values));
        TRY_SET(exact, int_from_arguments(thread, values[0], values[1]));
    }
    if (&type == int_type()) {
        return exact;
    }
    const auto& number = *static_cast<Int*>(exact.get());
    RefTo<Int> copy = allocate<Int>(&type);
    if (number.limbs) {
        const auto size = static_cast<std::size_t>(number.value < 0 ? -number.value : number.value)
            * sizeof(mp_limb_t);
        copy->limbs = static_cast<mp_limb_t*>(region_allocate(size));
        std::memcpy(copy->limbs, number.limbs, size);
    }
    copy->value = number.value;
    return copy;
}

// --- methods

Result<Ref> int_itself(Thread&, Int& self, Args)
{
    return int_exact(&self);
}

Result<Ref> int_as_integer_ratio(Thread&, Int& self, Args)
{
    Ref numerator = int_exact(&self);
    Ref one = make_int(1);
    return make_tuple({ numerator.get(), one.get() });
}

Result<Ref> int_bit_length_method(Thread&, Int& self, Args)
{
    return make_int_unsigned(int_bit_length(self));
}

// Rounds to a multiple of 10 ** -digits, half to even.
Result<Ref> int_round(Thread& thread, Int& self, Args args)
{
    if (!args[0]) {
        return int_exact(&self);
    }
    TRY_LET(Ref digits, number_index(thread, args[0]));
    const auto& count = *static_cast<Int*>(digits.get());
    if (count.value >= 0) {
        return int_exact(&self);
    }
    const auto places = static_cast<std::uint64_t>(-(count.value + 1)) + 1;
    if (!count.is_small() || places > int_bit_length(self)) {
        return make_int(0); // 10 ** places is more than twice the number.
    }
    Mpz unit;
    mpz_ui_pow_ui(unit, 10, places);
    MpzView view;
    view_int(self, view);
    Mpz quotient;
    Mpz rest;
    mpz_fdiv_qr(quotient, rest, view.mpz, unit);
    mpz_mul_2exp(rest, rest, 1);
    const int half = mpz_cmp(rest.get(), unit.get());
    if (half > 0 || (half == 0 && mpz_odd_p(quotient.get()))) {
        mpz_add_ui(quotient, quotient, 1);
    }
    mpz_mul(quotient, quotient, unit);
    return make_int(quotient.get());
}

Result<Ref> int_format(Thread& thread, Int& self, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "__format__() argument must be str, not {}",
            type_name(args[0]));
    }
    return format_int_value(thread, &self, *static_cast<Str*>(args[0]));
}

Result<Ref> int_getnewargs(Thread&, Int& self, Args)
{
    Ref exact = int_exact(&self);
    return make_tuple({ exact.get() });
}

// As with CPython's digits of 30 bits.
Result<Ref> int_sizeof(Thread&, Int& self, Args)
{
    const std::uint64_t digits = (int_bit_length(self) + 29) / 30;
    return make_int_unsigned(24 + 4 * digits);
}

Result<bool> is_little_endian(Thread& thread, Object* order, const char* method)
{
    if (!is_str(order)) {
        return raise(thread, TypeId::TypeError, "{}() argument 'byteorder' must be str, not {}",
            method, type_name(order));
    }
    const auto& text = *static_cast<Str*>(order);
    const bool little = str_equal(text, "little");
    if (!little && !str_equal(text, "big")) {
        return raise(thread, TypeId::ValueError, "byteorder must be either 'little' or 'big'");
    }
    return little;
}

Result<Ref> int_to_bytes(Thread& thread, Int& self, Args args)
{
    TRY_LET(const std::int64_t length, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const bool little, is_little_endian(thread, args[1], "to_bytes"));
    bool is_signed = false;
    if (args[2]) {
        TRY_SET(is_signed, is_true(thread, args[2]));
    }
    if (length < 0) {
        return raise(thread, TypeId::ValueError, "length argument must be non-negative");
    }
    const bool negative = self.value < 0;
    if (negative && !is_signed) {
        return raise(thread, TypeId::OverflowError, "can't convert negative int to unsigned");
    }
    // ~value has the bits of a negative number.
    Ref magnitude = share(static_cast<Object*>(&self));
    if (negative) {
        TRY_SET(magnitude, int_invert(thread, &self));
    }
    const auto& bits_source = *static_cast<Int*>(magnitude.get());
    const std::uint64_t bits = int_bit_length(bits_source) + (is_signed ? 1 : 0);
    // -1 fits in no bytes at all, as in CPython.
    const bool is_nothing = bits_source.value == 0 && length == 0;
    const bool fits
        = is_nothing || self.value == 0 || (bits + 7) / 8 <= static_cast<std::uint64_t>(length);
    if (!fits) {
        return raise(thread, TypeId::OverflowError, "int too big to convert");
    }
    RefTo<Bytes> bytes = make_bytes_uninitialized(length);
    std::memset(bytes->data(), 0, static_cast<std::size_t>(length));
    MpzView view;
    view_int(bits_source, view);
    std::size_t written = 0;
    if (length > 0) {
        mpz_export(bytes->data(), &written, -1, 1, 0, 0, view.mpz);
    }
    if (negative) {
        for (std::int64_t i = 0; i < length; ++i) {
            bytes->data()[i] = static_cast<char>(~bytes->data()[i]);
        }
    }
    if (!little) {
        std::reverse(bytes->data(), bytes->data() + length);
    }
    return bytes;
}

Result<Ref> int_from_bytes(Thread& thread, Object* self, Args args)
{
    TRY_LET(const bool little, is_little_endian(thread, args[1], "from_bytes"));
    bool is_signed = false;
    if (args[2]) {
        TRY_SET(is_signed, is_true(thread, args[2]));
    }
    TRY_LET(RefTo<Bytes> bytes, bytes_from_object(thread, args[0]));
    const auto size = static_cast<std::size_t>(bytes->length);
    Mpz number;
    mpz_import(number, size, little ? -1 : 1, 1, 0, 0, bytes->data());
    if (is_signed && size > 0) {
        const char top = bytes->data()[little ? size - 1 : 0];
        if (static_cast<unsigned char>(top) >= 0x80) {
            Mpz wrap;
            mpz_setbit(wrap, 8 * size);
            mpz_sub(number, number, wrap);
        }
    }
    Ref value = make_int(number.get());
    if (self == int_type()) {
        return value;
    }
    return call(thread, self, { value.get() });
}

Result<Ref> int_real(Thread&, Object* self)
{
    return int_exact(self);
}

Result<Ref> int_imag(Thread&, Object*)
{
    return make_int(0);
}

Result<Ref> int_denominator(Thread&, Object*)
{
    return make_int(1);
}

constexpr Method int_methods[] = {
    { .name = "__ceil__",
        .call = native<Int, int_itself>,
        .doc = "Ceiling of an int is the int itself." },
    { .name = "__floor__",
        .call = native<Int, int_itself>,
        .doc = "Floor of an int is the int itself." },
    { .name = "__format__",
        .signature = "format_spec, /",
        .call = native<Int, int_format>,
        .doc = "Format by a specification." },
    { .name = "__getnewargs__",
        .call = native<Int, int_getnewargs>,
        .doc = "Arguments that make an equal int." },
    { .name = "__round__",
        .signature = "ndigits=None, /",
        .call = native<Int, int_round>,
        .doc = "Round to a power of ten, half to even." },
    { .name = "__sizeof__", .call = native<Int, int_sizeof>, .doc = "Size in bytes." },
    { .name = "__trunc__",
        .call = native<Int, int_itself>,
        .doc = "Truncating an int gives the int itself." },
    { .name = "as_integer_ratio",
        .call = native<Int, int_as_integer_ratio>,
        .doc = "The pair (self, 1)." },
    { .name = "bit_length",
        .call = native<Int, int_bit_length_method>,
        .doc = "How many bits the magnitude takes." },
    { .name = "conjugate",
        .call = native<Int, int_itself>,
        .doc = "The complex conjugate of an int is the int itself." },
    { .name = "from_bytes",
        .signature = "bytes, byteorder, *, signed=False",
        .call = int_from_bytes,
        .doc = "The int that bytes stand for.",
        .kind = MethodKind::Class },
    { .name = "to_bytes",
        .signature = "length, byteorder, *, signed=False",
        .call = native<Int, int_to_bytes>,
        .doc = "The bytes that stand for the int." },
};

constexpr Attribute int_attributes[] = {
    { .name = "real", .get = int_real, .doc = "the real part of a complex number" },
    { .name = "imag", .get = int_imag, .doc = "the imaginary part of a complex number" },
    { .name = "numerator",
        .get = int_real,
        .doc = "the numerator of a rational number in lowest terms" },
    { .name = "denominator",
        .get = int_denominator,
        .doc = "the denominator of a rational number in lowest terms" },
};

} // namespace

constexpr TypeSpec int_spec = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "A whole number of any size, made from a number or from text in a base.",
    .basic_size = sizeof(Int),
    .flags = TypeIsBase | TypeIntSubclass,
    .slots = {
        .destroy = int_destroy,
        .repr = unary<Int, int_repr>,
        .hash = int_hash_slot,
        .compare = int_compare_slot,
        .create = int_create,
        .add = int_add,
        .subtract = int_subtract,
        .multiply = int_multiply,
        .true_divide = int_true_divide,
        .floor_divide = int_floor_divide,
        .remainder = int_remainder,
        .divmod = int_divmod,
        .power = int_power,
        .shift_left = int_shift_left,
        .shift_right = int_shift_right,
        .bit_and = int_and,
        .bit_xor = int_xor,
        .bit_or = int_or,
        .negative = int_negative,
        .positive = int_positive,
        .absolute = int_absolute,
        .invert = int_invert,
        .truth = int_truth,
        .to_int = int_positive,
        .to_float = int_to_float,
        .to_index = int_positive,
    },
    .methods = int_methods,
    .attributes = int_attributes,
};

} // namespace fw
