// The bool type: the two ints that print as True and False.
// CPython: Objects/boolobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/types/int_arithmetic.h"

namespace fw {

namespace {

Result<Ref> bool_repr(Thread&, Int& self)
{
    return make_str(self.value != 0 ? "True" : "False");
}

Result<Ref> bool_create(Thread& thread, Type& type, Args args)
{
    if (&type == bool_type()) {
        TRY(check_no_keywords(thread, "bool", args));
    }
    TRY(check_positional(thread, "bool", args, 0, 1));
    if (args.count == 0) {
        return make_bool(false);
    }
    TRY_LET(const bool value, is_true(thread, args[0]));
    return make_bool(value);
}

bool are_bools(const Object* left, const Object* right)
{
    return left->type == bool_type() && right->type == bool_type();
}

bool truth(const Object* value)
{
    return static_cast<const Int*>(value)->value != 0;
}

Result<Ref> bool_and(Thread& thread, Object* left, Object* right)
{
    return are_bools(left, right) ? make_bool(truth(left) && truth(right))
                                  : int_and(thread, left, right);
}

Result<Ref> bool_xor(Thread& thread, Object* left, Object* right)
{
    return are_bools(left, right) ? make_bool(truth(left) != truth(right))
                                  : int_xor(thread, left, right);
}

Result<Ref> bool_or(Thread& thread, Object* left, Object* right)
{
    return are_bools(left, right) ? make_bool(truth(left) || truth(right))
                                  : int_or(thread, left, right);
}

} // namespace

constexpr TypeSpec bool_spec = {
    .name = "bool",
    .doc = "bool(x) -> bool\n\nTrue when x is true, False otherwise. The two values are the only "
           "instances,\nand the class cannot be subclassed.",
    .base = int_type,
    .basic_size = sizeof(Int),
    .flags = TypeIntSubclass,
    .slots = {
        .repr = unary<Int, bool_repr>,
        .create = bool_create,
        .bit_and = bool_and,
        .bit_xor = bool_xor,
        .bit_or = bool_or,
    },
};

} // namespace fw
