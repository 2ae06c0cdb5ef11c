// CPython: validate_constant() in Python/ast.c
#include "vm/modules/object_constant.h"

#include "vm/object/core_objects.h"
#include "vm/object/runtime.h"
#include "vm/types/set.h"

#include <vector>

namespace fw {

namespace {

Constant int_constant(const Int& value)
{
    if (value.is_small()) {
        return value.value;
    }
    return BigIntConstant{ int_to_text(value, 16) };
}

using Items = std::vector<Constant>;

Result<Items> constants_of(
    Thread& thread, const std::vector<Object*>& objects, std::string& invalid)
{
    RecursionGuard guard(thread);
    TRY(guard.enter(" during compilation"));
    Items items;
    for (Object* object : objects) {
        TRY_LET(Constant item, constant_of_object(thread, object, invalid));
        if (!invalid.empty()) {
            break;
        }
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace

Result<Constant> constant_of_object(Thread& thread, Object* object, std::string& invalid_type)
{
    const Type* type = object->type;
    if (object == none()) {
        return Constant(NoneConstant{});
    }
    if (object == ellipsis()) {
        return Constant(EllipsisConstant{});
    }
    if (type == bool_type()) {
        return Constant(object == true_object());
    }
    if (type == int_type()) {
        return int_constant(*as<Int>(object));
    }
    if (type == float_type()) {
        return Constant(as<Float>(object)->value);
    }
    if (type == complex_type()) {
        return Constant(ComplexConstant{ as<Complex>(object)->real, as<Complex>(object)->imag });
    }
    if (type == str_type()) {
        return Constant(StringConstant{ to_utf8(*as<Str>(object)) });
    }
    if (type == bytes_type()) {
        return Constant(BytesConstant{ std::string(as<Bytes>(object)->view()) });
    }
    std::vector<Object*> inner;
    if (type == tuple_type()) {
        Tuple& tuple = *as<Tuple>(object);
        inner.assign(tuple.items(), tuple.items() + tuple.length);
        TRY_LET(Items items, constants_of(thread, inner, invalid_type));
        return make_tuple_constant(std::move(items));
    }
    if (type == frozenset_type()) {
        std::int64_t position = 0;
        while (const SetEntry* entry = set_next(*as<Set>(object), position)) {
            inner.push_back(entry->key);
        }
        TRY_LET(Items items, constants_of(thread, inner, invalid_type));
        return Constant(FrozenSetConstant{ std::make_shared<const Items>(std::move(items)) });
    }
    invalid_type = to_utf8(*type->name);
    return Constant(NoneConstant{});
}

} // namespace fw
