// The complex type.
// CPython: Objects/complexobject.c; its text is read in complex_text.cpp

#include "vm/base/hash.h"
#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/float.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/complex_text.h"
#include "vm/types/format_spec.h"

#include <cerrno>
#include <cmath>

namespace fw {

namespace {

struct ComplexValue {
    double real = 0;
    double imag = 0;
};

bool is_complex(const Object* object)
{
    return is_instance_of(object, complex_type());
}

Ref to_object(ComplexValue value)
{
    return make_complex(value.real, value.imag);
}

ComplexValue value_of(const Object* object)
{
    const auto& number = *static_cast<const Complex*>(object);
    return { number.real, number.imag };
}

Result<bool> operand(Thread& thread, const Object* object, ComplexValue& value)
{
    if (is_complex(object)) {
        value = value_of(object);
        return true;
    }
    if (is_instance_of(object, float_type())) {
        value = { static_cast<const Float*>(object)->value, 0 };
        return true;
    }
    if (is_int(object)) {
        bool overflow;
        value = { int_to_double_rounded(*static_cast<const Int*>(object), overflow), 0 };
        if (overflow) {
            return raise(thread, TypeId::OverflowError, "int too large to convert to float");
        }
        return true;
    }
    return false;
}

template <class Operation>
Result<Ref> with_operands(Thread& thread, Object* left, Object* right, Operation operation)
{
    ComplexValue a;
    ComplexValue b;
    TRY_LET(const bool first, operand(thread, left, a));
    if (!first) {
        return make_not_implemented();
    }
    TRY_LET(const bool second, operand(thread, right, b));
    if (!second) {
        return make_not_implemented();
    }
    return operation(a, b);
}

ComplexValue product(ComplexValue a, ComplexValue b)
{
    return { a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real };
}

// Smith's method: scales by the larger part of the divisor. False: division by zero.
bool quotient(ComplexValue a, ComplexValue b, ComplexValue& result)
{
    const double abs_real = std::fabs(b.real);
    const double abs_imag = std::fabs(b.imag);
    if (abs_real >= abs_imag) {
        if (abs_real == 0) {
            return false;
        }
        const double ratio = b.imag / b.real;
        const double denominator = b.real + b.imag * ratio;
        result
            = { (a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator };
    } else if (abs_imag >= abs_real) {
        const double ratio = b.real / b.imag;
        const double denominator = b.real * ratio + b.imag;
        result
            = { (a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator };
    } else {
        result = { std::nan(""), std::nan("") };
    }
    return true;
}

Result<Ref> complex_add(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [](ComplexValue a, ComplexValue b) -> Result<Ref> {
        return make_complex(a.real + b.real, a.imag + b.imag);
    });
}

Result<Ref> complex_subtract(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [](ComplexValue a, ComplexValue b) -> Result<Ref> {
        return make_complex(a.real - b.real, a.imag - b.imag);
    });
}

Result<Ref> complex_multiply(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right,
        [](ComplexValue a, ComplexValue b) -> Result<Ref> { return to_object(product(a, b)); });
}

Result<Ref> complex_true_divide(Thread& thread, Object* left, Object* right)
{
    return with_operands(thread, left, right, [&](ComplexValue a, ComplexValue b) -> Result<Ref> {
        ComplexValue result;
        if (!quotient(a, b, result)) {
            return raise(thread, TypeId::ZeroDivisionError, "complex division by zero");
        }
        return to_object(result);
    });
}

Result<Ref> complex_floor_divide(Thread& thread, Object*, Object*)
{
    return raise(thread, TypeId::TypeError, "can't take floor of complex number.");
}

Result<Ref> complex_remainder(Thread& thread, Object*, Object*)
{
    return raise(thread, TypeId::TypeError, "can't mod complex numbers.");
}

Result<Ref> complex_divmod(Thread& thread, Object*, Object*)
{
    return raise(thread, TypeId::TypeError, "can't take floor or mod of complex number.");
}

// By squaring: exact for whole exponents that are not large.
ComplexValue power_whole(ComplexValue base, unsigned exponent)
{
    ComplexValue result{ 1, 0 };
    for (unsigned mask = 1; mask <= exponent; mask <<= 1) {
        if (exponent & mask) {
            result = product(result, base);
        }
        base = product(base, base);
    }
    return result;
}

// Zero to a negative or complex power is a domain error, told by errno as the C library tells of
// its own ones.
ComplexValue power_general(ComplexValue a, ComplexValue b)
{
    if (b.real == 0 && b.imag == 0) {
        return { 1, 0 };
    }
    if (a.real == 0 && a.imag == 0) {
        if (b.imag != 0 || b.real < 0) {
            errno = EDOM;
        }
        return { 0, 0 };
    }
    const double magnitude = std::hypot(a.real, a.imag);
    const double angle = std::atan2(a.imag, a.real);
    double length = std::pow(magnitude, b.real);
    double phase = angle * b.real;
    if (b.imag != 0) {
        length /= std::exp(angle * b.imag);
        phase += b.imag * std::log(magnitude);
    }
    return { length * std::cos(phase), length * std::sin(phase) };
}

Result<Ref> complex_power(Thread& thread, Object* left, Object* right, Object* modulus)
{
    return with_operands(thread, left, right, [&](ComplexValue a, ComplexValue b) -> Result<Ref> {
        if (modulus != none()) {
            return raise(thread, TypeId::ValueError, "complex modulo");
        }
        ComplexValue result;
        errno = 0;
        const bool whole = b.imag == 0 && std::fabs(b.real) <= 100 && b.real == std::trunc(b.real);
        if (whole && b.real > 0) {
            result = power_whole(a, static_cast<unsigned>(b.real));
        } else if (!whole) {
            result = power_general(a, b);
        } else if (!quotient({ 1, 0 }, power_whole(a, static_cast<unsigned>(-b.real)), result)) {
            errno = EDOM;
        }
        // Underflow is no error, overflow is one even where the C library says nothing.
        const bool overflow = std::isinf(result.real) || std::isinf(result.imag);
        if (errno == EDOM) {
            return raise(thread, TypeId::ZeroDivisionError, "0.0 to a negative or complex power");
        }
        if (overflow) {
            return raise(thread, TypeId::OverflowError, "complex exponentiation");
        }
        return to_object(result);
    });
}

Result<Ref> complex_negative(Thread&, Object* self)
{
    const ComplexValue value = value_of(self);
    return make_complex(-value.real, -value.imag);
}

Result<Ref> complex_positive(Thread&, Object* self)
{
    return self->type == complex_type() ? share(self) : to_object(value_of(self));
}

Result<Ref> complex_absolute(Thread& thread, Object* self)
{
    const ComplexValue value = value_of(self);
    const double result = std::hypot(value.real, value.imag);
    if (std::isinf(result) && std::isfinite(value.real) && std::isfinite(value.imag)) {
        return raise(thread, TypeId::OverflowError, "absolute value too large");
    }
    return make_float(result);
}

Result<bool> complex_truth(Thread&, Object* self)
{
    const ComplexValue value = value_of(self);
    return value.real != 0 || value.imag != 0;
}

Result<Ref> complex_to_int(Thread& thread, Object*)
{
    return raise(thread, TypeId::TypeError, "can't convert complex to int");
}

Result<Ref> complex_to_float(Thread& thread, Object*)
{
    return raise(thread, TypeId::TypeError, "can't convert complex to float");
}

Result<Ref> complex_repr_slot(Thread&, Complex& self)
{
    return make_str(complex_repr(self.real, self.imag));
}

Result<std::int64_t> complex_hash(Thread&, Object* self)
{
    const ComplexValue value = value_of(self);
    return hash_complex(value.real, value.imag);
}

Result<Ref> complex_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (op != CompareOp::Equal && op != CompareOp::NotEqual) {
        return make_not_implemented();
    }
    const ComplexValue value = value_of(left);
    bool same;
    if (is_complex(right)) {
        const ComplexValue other = value_of(right);
        same = value.real == other.real && value.imag == other.imag;
    } else if (is_instance_of(right, float_type())) {
        same = value.real == static_cast<Float*>(right)->value && value.imag == 0;
    } else if (is_int(right)) {
        if (value.imag != 0) {
            same = false;
        } else {
            Ref real = make_float(value.real);
            TRY_SET(same, equal(thread, real.get(), right)); // Exactly, as floats compare.
        }
    } else {
        return make_not_implemented();
    }
    return make_bool(same == (op == CompareOp::Equal));
}

// --- construction

// A number for complex(): itself complex, by __complex__, or by its float. `is_complex_value` tells
// which.
struct Part {
    ComplexValue value;
    bool is_complex_value = false;
};

Result<bool> special_complex(Thread& thread, Object* object, Ref& result)
{
    if (object->type == complex_type()) {
        return false;
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, object, names().complex, method));
    if (!found) {
        return false;
    }
    TRY_SET(result, call(thread, method.get(), {}));
    if (!is_complex(result.get())) {
        return raise(thread, TypeId::TypeError, "__complex__ returned non-complex (type {})",
            type_name(result.get()));
    }
    if (result->type != complex_type()) {
        TRY(warn(thread, TypeId::DeprecationWarning,
            fmt::format("__complex__ returned non-complex (type {}).  The ability to return an "
                        "instance of a strict subclass of complex is deprecated, and may not be "
                        "supported in a future version of Python.",
                type_name(result.get()))));
    }
    return true;
}

bool is_real(const Object* object)
{
    return object->type->slots.to_float || object->type->slots.to_index;
}

Result<Part> part_of(Thread& thread, Object* object)
{
    if (is_complex(object)) {
        return Part{ value_of(object), true };
    }
    TRY_LET(Ref number, number_float(thread, object));
    return Part{ { static_cast<Float*>(number.get())->value, 0 }, false };
}

Ref make_of_type(Type& type, ComplexValue value)
{
    RefTo<Complex> object = allocate<Complex>(&type);
    object->real = value.real;
    object->imag = value.imag;
    return object;
}

Result<Ref> complex_create(Thread& thread, Type& type, Args args)
{
    static constexpr SignatureShape shape("real=0, imag=0");
    Object* values[2];
    TRY(bind_arguments(thread, "complex", shape, args, values));
    Object* real = values[0];
    Object* const imag = values[1];
    if (real && real->type == complex_type() && !imag && &type == complex_type()) {
        return share(real);
    }
    if (real && is_str(real)) {
        if (imag) {
            return raise(
                thread, TypeId::TypeError, "complex() can't take second arg if first is a string");
        }
        ComplexValue value;
        switch (complex_from_text(
            ascii_number_text(*static_cast<Str*>(real)), value.real, value.imag)) {
        case ComplexText::Good:
            break;
        case ComplexText::Malformed:
            return raise(thread, TypeId::ValueError, "complex() arg is a malformed string");
        case ComplexText::MisplacedUnderscore: {
            TRY_LET(RefTo<Str> shown, repr(thread, real));
            return raise(thread, TypeId::ValueError, "could not convert string to complex: {}",
                to_utf8(*shown));
        }
        }
        return make_of_type(type, value);
    }
    if (imag && is_str(imag)) {
        return raise(thread, TypeId::TypeError, "complex() second arg can't be a string");
    }
    Ref special;
    if (real) {
        TRY_LET(const bool found, special_complex(thread, real, special));
        if (found) {
            real = special.get();
        }
        if (!is_complex(real) && !is_real(real)) {
            return raise(thread, TypeId::TypeError,
                "complex() first argument must be a string or a number, not '{}'", type_name(real));
        }
    }
    if (imag && !is_complex(imag) && !is_real(imag)) {
        return raise(thread, TypeId::TypeError,
            "complex() second argument must be a number, not '{}'", type_name(imag));
    }
    // complex(a, b) is a + b * 1j, for complex a and b too, without losing signs of zeros.
    Part first;
    if (real) {
        TRY_SET(first, part_of(thread, real));
    }
    if (!imag) {
        return make_of_type(type, first.value);
    }
    TRY_LET(Part second, part_of(thread, imag));
    if (second.is_complex_value) {
        first.value.real -= second.value.imag;
    }
    if (first.is_complex_value) {
        second.value.real += first.value.imag;
    }
    return make_of_type(type, { first.value.real, second.value.real });
}

Result<Ref> complex_conjugate(Thread&, Complex& self, Args)
{
    return make_complex(self.real, -self.imag);
}

Result<Ref> complex_getnewargs(Thread&, Complex& self, Args)
{
    Ref real = make_float(self.real);
    Ref imag = make_float(self.imag);
    return make_tuple({ real.get(), imag.get() });
}

Result<Ref> complex_format(Thread& thread, Complex& self, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "__format__() argument must be str, not {}",
            type_name(args[0]));
    }
    return format_complex_value(thread, &self, *static_cast<Str*>(args[0]));
}

Result<Ref> complex_sizeof(Thread&, Complex&, Args)
{
    return make_int(32);
}

Result<Ref> complex_real(Thread&, Object* self)
{
    return make_float(value_of(self).real);
}

Result<Ref> complex_imag(Thread&, Object* self)
{
    return make_float(value_of(self).imag);
}

constexpr Method complex_methods[] = {
    { .name = "__format__",
        .signature = "format_spec, /",
        .call = native<Complex, complex_format>,
        .doc = "Format by a specification." },
    { .name = "__getnewargs__",
        .call = native<Complex, complex_getnewargs>,
        .doc = "Arguments that make an equal complex number." },
    { .name = "__sizeof__", .call = native<Complex, complex_sizeof>, .doc = "Size in bytes." },
    { .name = "conjugate",
        .call = native<Complex, complex_conjugate>,
        .doc = "The number with the sign of its imaginary part turned." },
};

constexpr Attribute complex_attributes[] = {
    { .name = "real", .get = complex_real, .doc = "the real part of a complex number" },
    { .name = "imag", .get = complex_imag, .doc = "the imaginary part of a complex number" },
};

} // namespace

constexpr TypeSpec complex_spec = {
    .name = "complex",
    .doc = "Create a complex number from a real part and an optional imaginary part.\n\nThis is "
           "equivalent to (real + imag*1j) where imag defaults to 0.",
    .basic_size = sizeof(Complex),
    .flags = TypeIsBase,
    .slots = {
        .repr = unary<Complex, complex_repr_slot>,
        .hash = complex_hash,
        .compare = complex_compare,
        .create = complex_create,
        .add = complex_add,
        .subtract = complex_subtract,
        .multiply = complex_multiply,
        .true_divide = complex_true_divide,
        .floor_divide = complex_floor_divide,
        .remainder = complex_remainder,
        .divmod = complex_divmod,
        .power = complex_power,
        .negative = complex_negative,
        .positive = complex_positive,
        .absolute = complex_absolute,
        .truth = complex_truth,
        .to_int = complex_to_int,
        .to_float = complex_to_float,
    },
    .methods = complex_methods,
    .attributes = complex_attributes,
};

} // namespace fw
