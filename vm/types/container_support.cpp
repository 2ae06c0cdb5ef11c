// See container_support.h.

#include "vm/types/container_support.h"

#include "vm/object/arguments.h"

namespace fw {

Result<std::int64_t> position_argument(Thread& thread, Object* object, std::int64_t fallback)
{
    if (!object) {
        return fallback;
    }
    if (!object->type->slots.to_index) {
        return raise(thread, TypeId::TypeError,
            "slice indices must be integers or have an __index__ method");
    }
    TRY_LET(const Ref index, number_index(thread, object));
    const auto& number = *static_cast<Int*>(index.get());
    if (number.is_small()) {
        return number.value;
    }
    return int_sign(number) < 0 ? INT64_MIN : INT64_MAX;
}

Result<std::int64_t> index_argument(Thread& thread, Object* object, std::int64_t fallback)
{
    if (!object) {
        return fallback;
    }
    if (is_instance_of(object, float_type())) {
        return raise(thread, TypeId::TypeError, "integer argument expected, got float");
    }
    TRY_LET(const Ref index, number_index(thread, object));
    const auto& number = *static_cast<Int*>(index.get());
    if (!number.is_small()) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C ssize_t");
    }
    return number.value;
}

Result<std::int64_t> state_argument(Thread& thread, Object* object)
{
    if (!is_int(object)) {
        return raise(thread, TypeId::TypeError, "an integer is required");
    }
    return to_int64(thread, object);
}

Result<Ref> container_class_getitem(Thread& thread, Object* self, Args args)
{
    return call(thread, generic_alias_type(), { self, args[0] });
}

Result<Ref> builtin_named(Thread& thread, const char* name)
{
    const RefTo<Str> key = intern(name);
    Object* const found
        = runtime().builtins ? dict_get_str(*runtime().builtins, key.get()) : nullptr;
    if (!found) {
        return raise(thread, TypeId::AttributeError, "{}", name);
    }
    return share(found);
}

Result<Ref> reduce_to(Thread& thread, const char* builtin, Object* argument)
{
    const Ref held = share(argument);
    TRY_LET(const Ref function, builtin_named(thread, builtin));
    const RefTo<Tuple> arguments = make_tuple({ argument });
    return make_tuple({ function.get(), arguments.get() });
}

Result<Ref> reduce_to(Thread& thread, const char* builtin, Object* argument, std::int64_t state)
{
    const Ref held = share(argument);
    TRY_LET(const Ref function, builtin_named(thread, builtin));
    const RefTo<Tuple> arguments = make_tuple({ argument });
    const Ref position = make_int(state);
    return make_tuple({ function.get(), arguments.get(), position.get() });
}

Result<void> check_arguments(Thread& thread, const Type& type, const Type* exact, Args args,
    std::size_t minimum, std::size_t maximum)
{
    const std::string_view name = type_name(exact);
    if (&type == exact) {
        TRY(check_no_keywords(thread, name, args));
    }
    return check_positional(thread, name, args, minimum, maximum);
}

} // namespace fw
