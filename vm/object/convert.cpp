// Conversions of any object: repr(), str(), ascii(), format(), and C++ numbers and text out of
// Python ones.
// CPython: Objects/object.c, Objects/abstract.c

#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <limits>

namespace fw {

namespace {

Result<RefTo<Str>> checked_str(Thread& thread, Ref result, const char* method)
{
    if (!is_str(result.get())) {
        return raise(thread, TypeId::TypeError, "{} returned non-string (type {})", method,
            type_name(result.get()));
    }
    return as<Str>(std::move(result));
}

} // namespace

Result<RefTo<Str>> repr(Thread& thread, Object* object)
{
    const UnaryFn function = object->type->slots.repr;
    if (!function) {
        return make_str(
            fmt::format("<{} object at {}>", type_name(object), static_cast<const void*>(object)));
    }
    // A repr may recur through a container's items.
    RecursionGuard guard(thread);
    TRY(guard.enter(" while getting the repr of an object"));
    TRY_LET(Ref result, function(thread, object));
    return checked_str(thread, std::move(result), "__repr__");
}

Result<RefTo<Str>> str(Thread& thread, Object* object)
{
    if (object->type == str_type()) {
        return share(static_cast<Str*>(object));
    }
    const UnaryFn function = object->type->slots.str;
    if (!function) {
        return repr(thread, object);
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" while getting the str of an object"));
    TRY_LET(Ref result, function(thread, object));
    return checked_str(thread, std::move(result), "__str__");
}

Result<RefTo<Str>> ascii(Thread& thread, Object* object)
{
    TRY_LET(RefTo<Str> text, repr(thread, object));
    if (text->is_ascii) {
        return text;
    }
    static constexpr char digits[] = "0123456789abcdef";
    StrBuilder out;
    for (std::int64_t i = 0; i < text->length; ++i) {
        const char32_t c = text->at(i);
        if (c < 0x80) {
            out.append(c);
            continue;
        }
        const int count = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        out.append(U'\\');
        out.append(count == 2 ? U'x' : count == 4 ? U'u' : U'U');
        for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
            out.append(static_cast<char32_t>(digits[(c >> shift) & 0xf]));
        }
    }
    return out.finish();
}

Result<RefTo<Str>> format(Thread& thread, Object* object, Str* spec)
{
    RefTo<Str> empty;
    if (!spec) {
        empty = make_str({});
        spec = empty.get();
    }
    if (spec->length == 0 && (object->type == str_type() || object->type == int_type())) {
        return str(thread, object);
    }
    Ref method;
    TRY_LET(bool found, find_special(thread, object, names().format, method));
    if (!found) {
        return raise(
            thread, TypeId::TypeError, "Type {} doesn't define __format__", type_name(object));
    }
    TRY_LET(Ref result, call(thread, method.get(), { spec }));
    if (!is_str(result.get())) {
        return raise(thread, TypeId::TypeError, "__format__ must return a str, not {}",
            type_name(result.get()));
    }
    return as<Str>(std::move(result));
}

Result<std::int64_t> to_int64(Thread& thread, Object* object)
{
    TRY_LET(Ref number, number_index(thread, object));
    const auto& value = *static_cast<Int*>(number.get());
    if (!value.is_small()) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C long");
    }
    return value.value;
}

Result<std::int64_t> to_index(Thread& thread, Object* object, TypeId overflow_error)
{
    TRY_LET(Ref number, number_index(thread, object));
    const auto& value = *static_cast<Int*>(number.get());
    if (value.is_small()) {
        return value.value;
    }
    if (overflow_error == clip_to_index) {
        return value.value < 0 ? std::numeric_limits<std::int64_t>::min()
                               : std::numeric_limits<std::int64_t>::max();
    }
    return raise(
        thread, overflow_error, "cannot fit '{}' into an index-sized integer", type_name(object));
}

Result<double> to_double(Thread& thread, Object* object)
{
    if (is_instance_of(object, float_type())) {
        return static_cast<Float*>(object)->value;
    }
    if (!object->type->slots.to_float && !object->type->slots.to_index) {
        return raise(thread, TypeId::TypeError, "must be real number, not {}", type_name(object));
    }
    TRY_LET(Ref number, number_float(thread, object));
    return static_cast<Float*>(number.get())->value;
}

Result<std::string> to_text(Thread& thread, Object* object, const char* what)
{
    if (!is_str(object)) {
        return raise(thread, TypeId::TypeError, "{} must be str, not {}", what, type_name(object));
    }
    return to_utf8(*static_cast<Str*>(object));
}

} // namespace fw
