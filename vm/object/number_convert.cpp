// int(), float() and operator.index() of any object.
// CPython: Objects/abstract.c

#include "vm/object/bytes.h"
#include "vm/object/float.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// The result of a conversion method must be an int; of a strict subclass with a warning.
Result<Ref> checked_int(Thread& thread, Ref result, const char* method)
{
    if (result->type == int_type()) {
        return result;
    }
    if (!is_int(result.get())) {
        return raise(thread, TypeId::TypeError, "{} returned non-int (type {})", method,
            type_name(result.get()));
    }
    TRY(warn(thread, TypeId::DeprecationWarning,
        fmt::format("{} returned non-int (type {}).  The ability to return an instance of a "
                    "strict subclass of int is deprecated, and may not be supported in a future "
                    "version of Python.",
            method, type_name(result.get()))));
    return result;
}

} // namespace

Ref int_exact(Object* object)
{
    auto* const number = static_cast<Int*>(object);
    if (number->type == int_type()) {
        return share(object);
    }
    MpzView view;
    view_int(*number, view);
    return number->is_small() ? make_int(number->value) : make_int(view.mpz);
}

Result<Ref> number_index(Thread& thread, Object* object)
{
    if (is_int(object)) {
        return share(object);
    }
    const UnaryFn function = object->type->slots.to_index;
    if (!function) {
        return raise(thread, TypeId::TypeError, "'{}' object cannot be interpreted as an integer",
            type_name(object));
    }
    TRY_LET(Ref result, function(thread, object));
    return checked_int(thread, std::move(result), "__index__");
}

Result<Ref> number_int(Thread& thread, Object* object)
{
    if (object->type == int_type()) {
        return share(object);
    }
    if (const UnaryFn function = object->type->slots.to_int) {
        TRY_LET(Ref result, function(thread, object));
        TRY_SET(result, checked_int(thread, std::move(result), "__int__"));
        return int_exact(result.get());
    }
    if (object->type->slots.to_index) {
        TRY_LET(Ref result, number_index(thread, object));
        return int_exact(result.get());
    }
    Ref truncate;
    TRY_LET(bool has_trunc, find_special(thread, object, names().trunc, truncate));
    if (has_trunc) {
        TRY_LET(Ref result, call(thread, truncate.get(), {}));
        if (is_int(result.get())) {
            return int_exact(result.get());
        }
        if (!result->type->slots.to_int && !result->type->slots.to_index) {
            return raise(thread, TypeId::TypeError, "__trunc__ returned non-Integral (type {})",
                type_name(result.get()));
        }
        return number_int(thread, result.get());
    }
    if (is_str(object)) {
        return int_from_str(thread, object, 10);
    }
    std::string_view bytes;
    if (bytes_view(object, bytes)) {
        return int_from_bytes_text(thread, object, bytes, 10);
    }
    return raise(thread, TypeId::TypeError,
        "int() argument must be a string, a bytes-like object or a number, not '{}'",
        type_name(object));
}

Result<Ref> number_float(Thread& thread, Object* object)
{
    if (object->type == float_type()) {
        return share(object);
    }
    if (const UnaryFn function = object->type->slots.to_float) {
        TRY_LET(Ref result, function(thread, object));
        if (result->type == float_type()) {
            return result;
        }
        if (!is_instance_of(result.get(), float_type())) {
            return raise(thread, TypeId::TypeError, "{}.__float__ returned non-float (type {})",
                type_name(object), type_name(result.get()));
        }
        TRY(warn(thread, TypeId::DeprecationWarning,
            fmt::format("{}.__float__ returned non-float (type {}).  The ability to return an "
                        "instance of a strict subclass of float is deprecated, and may not be "
                        "supported in a future version of Python.",
                type_name(object), type_name(result.get()))));
        return make_float(static_cast<Float*>(result.get())->value);
    }
    if (object->type->slots.to_index) {
        TRY_LET(Ref number, number_index(thread, object));
        bool overflow;
        const double value = int_to_double_rounded(*static_cast<Int*>(number.get()), overflow);
        if (overflow) {
            return raise(thread, TypeId::OverflowError, "int too large to convert to float");
        }
        return make_float(value);
    }
    if (is_instance_of(object, float_type())) {
        return make_float(static_cast<Float*>(object)->value);
    }
    return float_from_text(thread, object);
}

} // namespace fw
