// The float type: construction, comparison, operators. Its methods are in float_methods.cpp.
// CPython: Objects/floatobject.c

#include "vm/base/float_text.h"
#include "vm/base/hash.h"
#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/container_support.h"
#include "vm/types/float_methods.h"
#include "vm/types/int_arithmetic.h"

#include <cerrno>
#include <cmath>

namespace fw {

namespace {

void float_destroy(Object* self)
{
    if (self->type == float_type()) {
        region_free(self, sizeof(Float));
        return;
    }
    free_object(self);
}

Result<Ref> float_repr_slot(Thread&, Float& self)
{
    return make_str(float_repr(self.value));
}

Result<std::int64_t> float_hash(Thread&, Object* self)
{
    return hash_double(static_cast<Float*>(self)->value);
}

Result<bool> float_truth(Thread&, Object* self)
{
    return static_cast<Float*>(self)->value != 0;
}

bool is_float(const Object* object)
{
    return is_instance_of(object, float_type());
}

// The operand as a double; false: not a number that floats work with (NotImplemented).
Result<bool> operand(Thread& thread, const Object* object, double& value)
{
    if (is_float(object)) {
        value = static_cast<const Float*>(object)->value;
        return true;
    }
    if (is_int(object)) {
        bool overflow;
        value = int_to_double_rounded(*static_cast<const Int*>(object), overflow);
        if (overflow) {
            return raise(thread, TypeId::OverflowError, "int too large to convert to float");
        }
        return true;
    }
    return false;
}

Result<bool> operands(Thread& thread, const Object* left, const Object* right, double& a, double& b)
{
    TRY_LET(const bool first, operand(thread, left, a));
    if (!first) {
        return false;
    }
    return operand(thread, right, b);
}

// Exactly: the int may have more bits than a double.
int compare_with_int(double value, const Int& integer)
{
    if (std::isinf(value)) {
        return value > 0 ? 1 : -1;
    }
    if (integer.is_small() && int_bit_length(integer) <= 53) {
        const auto other = static_cast<double>(integer.value);
        return value < other ? -1 : value > other ? 1 : 0;
    }
    Ref whole = int_from_double(value);
    const int order = int_compare(*static_cast<Int*>(whole.get()), integer);
    if (order != 0) {
        return order;
    }
    const double rest = value - std::trunc(value);
    return rest < 0 ? -1 : rest > 0 ? 1 : 0;
}

template <class T> bool holds(CompareOp op, T a, T b)
{
    switch (op) {
    case CompareOp::Less:
        return a < b;
    case CompareOp::LessEqual:
        return a <= b;
    case CompareOp::Equal:
        return a == b;
    case CompareOp::NotEqual:
        return a != b;
    case CompareOp::Greater:
        return a > b;
    default:
        return a >= b;
    }
}

Result<Ref> float_compare(Thread&, Object* left, Object* right, CompareOp op)
{
    const double a = static_cast<Float*>(left)->value;
    if (is_float(right)) {
        return make_bool(holds(op, a, static_cast<Float*>(right)->value));
    }
    if (!is_int(right)) {
        return make_not_implemented();
    }
    if (std::isnan(a)) {
        return make_bool(op == CompareOp::NotEqual);
    }
    return make_bool(holds(op, compare_with_int(a, *static_cast<Int*>(right)), 0));
}

// --- operators

// Runs operation(a, b) -> Result<Ref> when both operands are numbers.
template <class Operation>
Result<Ref> with_operands(Thread& thread, Object* left, Object* right, Operation operation)
{
    double a;
    double b;
    TRY_LET(const bool numbers, operands(thread, left, right, a, b));
    if (!numbers) {
        return make_not_implemented();
    }
    return operation(a, b);
}

Result<Ref> float_add(Thread& thread, Object* left, Object* right)
{
    return with_operands(
        thread, left, right, [](double a, double b) -> Result<Ref> { return make_float(a + b); });
}

Result<Ref> float_subtract(Thread& thread, Object* left, Object* right)
{
    return with_operands(
        thread, left, right, [](double a, double b) -> Result<Ref> { return make_float(a - b); });
}

Result<Ref> float_multiply(Thread& thread, Object* left, Object* right)
{
    return with_operands(
        thread, left, right, [](double a, double b) -> Result<Ref> { return make_float(a * b); });
}

Result<Ref> float_true_divide(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [&](double a, double b) -> Result<Ref> {
        if (b == 0) {
            return raise(thread, TypeId::ZeroDivisionError, "float division by zero");
        }
        return make_float(a / b);
    });
}

// Quotient rounded down and the rest with the sign of the divisor. CPython: float_divmod.
struct Division {
    double quotient;
    double rest;
};

Division floor_division(double a, double b)
{
    double rest = std::fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = std::copysign(0.0, b);
    }
    if (quotient != 0) {
        double whole = std::floor(quotient);
        if (quotient - whole > 0.5) {
            whole += 1.0;
        }
        return { whole, rest };
    }
    return { std::copysign(0.0, a / b), rest };
}

Result<Ref> float_floor_divide(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [&](double a, double b) -> Result<Ref> {
        if (b == 0) {
            return raise(thread, TypeId::ZeroDivisionError, "float floor division by zero");
        }
        return make_float(floor_division(a, b).quotient);
    });
}

Result<Ref> float_remainder(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [&](double a, double b) -> Result<Ref> {
        if (b == 0) {
            return raise(thread, TypeId::ZeroDivisionError, "float modulo");
        }
        return make_float(floor_division(a, b).rest);
    });
}

Result<Ref> float_divmod(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [&](double a, double b) -> Result<Ref> {
        if (b == 0) {
            return raise(thread, TypeId::ZeroDivisionError, "float divmod()");
        }
        const Division division = floor_division(a, b);
        Ref quotient = make_float(division.quotient);
        Ref rest = make_float(division.rest);
        return make_tuple({ quotient.get(), rest.get() });
    });
}

Result<Ref> float_power(Thread& thread, Object* left, Object* right, Object* modulus)
{
    if (modulus != none()) {
        return raise(thread, TypeId::TypeError,
            "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return with_operands(
        thread, left, right, [&](double a, double b) { return float_power_values(thread, a, b); });
}

Result<Ref> float_negative(Thread&, Object* self)
{
    return make_float(-static_cast<Float*>(self)->value);
}

Result<Ref> float_absolute(Thread&, Object* self)
{
    return make_float(std::fabs(static_cast<Float*>(self)->value));
}

Result<Ref> float_itself(Thread&, Object* self)
{
    if (self->type == float_type()) {
        return share(self);
    }
    return make_float(static_cast<Float*>(self)->value);
}

Result<Ref> float_to_int(Thread& thread, Object* self)
{
    return double_to_int(thread, static_cast<Float*>(self)->value);
}

Result<Ref> float_imag(Thread&, Object*)
{
    return make_float(0.0);
}

constexpr Method float_methods[] = {
    { .name = "__ceil__",
        .call = native<Float, float_ceil>,
        .doc = "The smallest int that is not smaller." },
    { .name = "__floor__",
        .call = native<Float, float_floor>,
        .doc = "The largest int that is not larger." },
    { .name = "__format__",
        .signature = "format_spec, /",
        .call = native<Float, float_format>,
        .doc = "Format by a specification." },
    { .name = "__getformat__",
        .signature = "typestr, /",
        .call = float_getformat,
        .doc = "How the machine stores floats.",
        .kind = MethodKind::Class },
    { .name = "__getnewargs__",
        .call = native<Float, float_getnewargs>,
        .doc = "Arguments that make an equal float." },
    { .name = "__round__",
        .signature = "ndigits=None, /",
        .call = native<Float, float_round>,
        .doc = "Round to so many decimal places, or to an int." },
    { .name = "__setformat__",
        .signature = "typestr, fmt, /",
        .call = float_setformat,
        .doc = "For CPython's own tests.",
        .kind = MethodKind::Class },
    { .name = "__sizeof__", .call = native<Float, float_sizeof>, .doc = "Size in bytes." },
    { .name = "__trunc__",
        .call = native<Float, float_trunc>,
        .doc = "The nearest int towards zero." },
    { .name = "as_integer_ratio",
        .call = native<Float, float_as_integer_ratio>,
        .doc = "The two ints whose ratio is exactly the float." },
    { .name = "conjugate", .call = native<Float, float_conjugate>, .doc = "The float itself." },
    { .name = "fromhex",
        .signature = "string, /",
        .call = float_fromhex,
        .doc = "The float that hexadecimal text stands for.",
        .kind = MethodKind::Class },
    { .name = "hex",
        .call = native<Float, float_hex>,
        .doc = "The exact value as hexadecimal text." },
    { .name = "is_integer",
        .call = native<Float, float_is_integer>,
        .doc = "Whether the float is a whole number." },
};

constexpr Attribute float_attributes[] = {
    { .name = "real", .get = float_itself, .doc = "the real part of a complex number" },
    { .name = "imag", .get = float_imag, .doc = "the imaginary part of a complex number" },
};

Result<Ref> float_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, float_type(), args, 0, 1));
    Ref exact;
    if (args.count == 0) {
        exact = make_float(0.0);
    } else {
        TRY_SET(exact, number_float(thread, args[0]));
    }
    if (&type == float_type()) {
        return exact;
    }
    RefTo<Float> copy = allocate<Float>(&type);
    copy->value = static_cast<Float*>(exact.get())->value;
    return copy;
}

} // namespace

// The special cases are spelled out, as C libraries differ in them. CPython: float_pow.
Result<Ref> float_power_values(Thread& thread, double base, double exponent)
{
    if (exponent == 0) {
        return make_float(1.0);
    }
    if (std::isnan(base)) {
        return make_float(base);
    }
    if (std::isnan(exponent)) {
        return make_float(base == 1.0 ? 1.0 : exponent);
    }
    const bool odd = std::fmod(std::fabs(exponent), 2.0) == 1.0;
    if (std::isinf(exponent)) {
        const double magnitude = std::fabs(base);
        if (magnitude == 1.0) {
            return make_float(1.0);
        }
        return make_float((exponent > 0) == (magnitude > 1.0) ? HUGE_VAL : 0.0);
    }
    if (std::isinf(base)) {
        if (exponent > 0) {
            return make_float(odd ? base : HUGE_VAL);
        }
        return make_float(odd ? std::copysign(0.0, base) : 0.0);
    }
    if (base == 0) {
        if (exponent < 0) {
            return raise(
                thread, TypeId::ZeroDivisionError, "0.0 cannot be raised to a negative power");
        }
        return make_float(odd ? base : 0.0);
    }
    bool negate = false;
    if (base < 0) {
        if (exponent != std::floor(exponent)) {
            // A complex result.
            Ref left = make_float(base);
            Ref right = make_float(exponent);
            return complex_type()->slots.power(thread, left.get(), right.get(), none());
        }
        base = -base;
        negate = odd;
    }
    if (base == 1.0) {
        return make_float(negate ? -1.0 : 1.0);
    }
    const double power = std::pow(base, exponent);
    if (std::isinf(power)) {
        Ref number = make_int(ERANGE);
        RefTo<Str> text = make_str("Numerical result out of range");
        RefTo<Tuple> arguments = make_tuple({ number.get(), text.get() });
        TRY_LET(Ref exception,
            call_with(thread, exception_type(TypeId::OverflowError), arguments.get(), nullptr));
        return raise_instance(thread, std::move(exception));
    }
    return make_float(negate ? -power : power);
}

constexpr TypeSpec float_spec = {
    .name = "float",
    .doc = "Convert a string or number to a floating point number, if possible.",
    .basic_size = sizeof(Float),
    .flags = TypeIsBase,
    .slots = {
        .destroy = float_destroy,
        .repr = unary<Float, float_repr_slot>,
        .hash = float_hash,
        .compare = float_compare,
        .create = float_create,
        .add = float_add,
        .subtract = float_subtract,
        .multiply = float_multiply,
        .true_divide = float_true_divide,
        .floor_divide = float_floor_divide,
        .remainder = float_remainder,
        .divmod = float_divmod,
        .power = float_power,
        .negative = float_negative,
        .positive = float_itself,
        .absolute = float_absolute,
        .truth = float_truth,
        .to_int = float_to_int,
        .to_float = float_itself,
    },
    .methods = float_methods,
    .attributes = float_attributes,
};

} // namespace fw
