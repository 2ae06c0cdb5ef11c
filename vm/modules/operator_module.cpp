// The module _operator: Python's operators as functions.
// CPython: Modules/_operator.c

#include "vm/modules/iterator_state.h"
#include "vm/modules/module_support.h"
#include "vm/modules/operator_getters.h"
#include "vm/object/bytes.h"
#include "vm/object/int.h"

namespace fw {

namespace {

template <UnaryFn function> Result<Ref> one(Thread& thread, Object*, Args args)
{
    return function(thread, args[0]);
}

template <BinaryFn function> Result<Ref> two(Thread& thread, Object*, Args args)
{
    return function(thread, args[0], args[1]);
}

Result<Ref> op_pow(Thread& thread, Object*, Args args)
{
    return number_power(thread, args[0], args[1], none());
}

template <CompareOp op> Result<Ref> ordered(Thread& thread, Object*, Args args)
{
    return compare(thread, args[0], args[1], op);
}

Result<Ref> op_truth(Thread& thread, Object*, Args args)
{
    TRY_LET(const bool truth, is_true(thread, args[0]));
    return make_bool(truth);
}

Result<Ref> op_not(Thread& thread, Object*, Args args)
{
    TRY_LET(const bool truth, is_true(thread, args[0]));
    return make_bool(!truth);
}

Result<Ref> op_is(Thread&, Object*, Args args)
{
    return make_bool(args[0] == args[1]);
}

Result<Ref> op_is_not(Thread&, Object*, Args args)
{
    return make_bool(args[0] != args[1]);
}

bool is_sequence(const Object* object)
{
    return object->type->slots.item && !is_dict(object);
}

template <BinaryFn function> Result<Ref> concat(Thread& thread, Object*, Args args)
{
    if (!args[0]->type->slots.concat && !(is_sequence(args[0]) && is_sequence(args[1]))) {
        return raise(
            thread, TypeId::TypeError, "'{}' object can't be concatenated", type_name(args[0]));
    }
    return function(thread, args[0], args[1]);
}

Result<Ref> op_contains(Thread& thread, Object*, Args args)
{
    TRY_LET(const bool found, contains(thread, args[0], args[1]));
    return make_bool(found);
}

Result<Ref> op_count(Thread& thread, Object*, Args args)
{
    std::int64_t count = 0;
    TRY(for_each(thread, args[0], [&](const Ref& item) -> Result<bool> {
        TRY_LET(const bool same, equal(thread, item.get(), args[1]));
        count += same ? 1 : 0;
        return true;
    }));
    return make_int(count);
}

Result<Ref> op_index_of(Thread& thread, Object*, Args args)
{
    std::int64_t index = 0;
    bool found = false;
    TRY(for_each(thread, args[0], [&](const Ref& item) -> Result<bool> {
        TRY_SET(found, equal(thread, item.get(), args[1]));
        index += found ? 0 : 1;
        return !found;
    }));
    if (!found) {
        return raise(thread, TypeId::ValueError, "sequence.index(x): x not in sequence");
    }
    return make_int(index);
}

Result<Ref> op_getitem(Thread& thread, Object*, Args args)
{
    return get_item(thread, args[0], args[1]);
}

Result<Ref> op_setitem(Thread& thread, Object*, Args args)
{
    TRY(set_item(thread, args[0], args[1], args[2]));
    return make_none();
}

Result<Ref> op_delitem(Thread& thread, Object*, Args args)
{
    TRY(set_item(thread, args[0], args[1], nullptr));
    return make_none();
}

Result<Ref> op_length_hint(Thread& thread, Object*, Args args)
{
    std::int64_t fallback = 0;
    if (args[1]) {
        if (!is_int(args[1])) {
            return raise(thread, TypeId::TypeError,
                "'{}' object cannot be interpreted as an integer", type_name(args[1]));
        }
        TRY_SET(fallback, to_index(thread, args[1], TypeId::OverflowError));
    }
    TRY_LET(const std::int64_t hint, length_hint(thread, args[0], fallback));
    return make_int(hint);
}

Result<Ref> op_compare_digest(Thread& thread, Object*, Args args)
{
    if (is_str(args[0]) && is_str(args[1])) {
        if (!as<Str>(args[0])->is_ascii || !as<Str>(args[1])->is_ascii) {
            return raise(thread, TypeId::TypeError,
                "comparing strings with non-ASCII characters is not supported");
        }
        return make_bool(str_equal(*as<Str>(args[0]), *as<Str>(args[1])));
    }
    std::string_view left;
    std::string_view right;
    if (!bytes_view(args[0], left) || !bytes_view(args[1], right)) {
        return raise(thread, TypeId::TypeError,
            "unsupported operand types(s) or combination of types: '{}' and '{}'",
            type_name(args[0]), type_name(args[1]));
    }
    return make_bool(left == right);
}

constexpr Method functions[] = {
    { "truth", "a, /", op_truth, "Whether a is true." },
    { "contains", "a, b, /", op_contains, "Same as b in a (note reversed operands)." },
    { "indexOf", "a, b, /", op_index_of, "The first index of b in a." },
    { "countOf", "a, b, /", op_count, "How often b is in a." },
    { "is_", "a, b, /", op_is, "Same as a is b." },
    { "is_not", "a, b, /", op_is_not, "Same as a is not b." },
    { "add", "a, b, /", two<number_add>, "Same as a + b." },
    { "sub", "a, b, /", two<number_subtract>, "Same as a - b." },
    { "mul", "a, b, /", two<number_multiply>, "Same as a * b." },
    { "matmul", "a, b, /", two<number_matrix_multiply>, "Same as a @ b." },
    { "floordiv", "a, b, /", two<number_floor_divide>, "Same as a // b." },
    { "truediv", "a, b, /", two<number_true_divide>, "Same as a / b." },
    { "mod", "a, b, /", two<number_remainder>, "Same as a % b." },
    { "neg", "a, /", one<number_negative>, "Same as -a." },
    { "pos", "a, /", one<number_positive>, "Same as +a." },
    { "abs", "a, /", one<number_absolute>, "Same as abs(a)." },
    { "inv", "a, /", one<number_invert>, "Same as ~a." },
    { "invert", "a, /", one<number_invert>, "Same as ~a." },
    { "lshift", "a, b, /", two<number_shift_left>, "Same as a << b." },
    { "rshift", "a, b, /", two<number_shift_right>, "Same as a >> b." },
    { "not_", "a, /", op_not, "Same as not a." },
    { "and_", "a, b, /", two<number_and>, "Same as a & b." },
    { "xor", "a, b, /", two<number_xor>, "Same as a ^ b." },
    { "or_", "a, b, /", two<number_or>, "Same as a | b." },
    { "iadd", "a, b, /", two<number_inplace_add>, "Same as a += b." },
    { "isub", "a, b, /", two<number_inplace_subtract>, "Same as a -= b." },
    { "imul", "a, b, /", two<number_inplace_multiply>, "Same as a *= b." },
    { "imatmul", "a, b, /", two<number_inplace_matrix_multiply>, "Same as a @= b." },
    { "ifloordiv", "a, b, /", two<number_inplace_floor_divide>, "Same as a //= b." },
    { "itruediv", "a, b, /", two<number_inplace_true_divide>, "Same as a /= b." },
    { "imod", "a, b, /", two<number_inplace_remainder>, "Same as a %= b." },
    { "ilshift", "a, b, /", two<number_inplace_shift_left>, "Same as a <<= b." },
    { "irshift", "a, b, /", two<number_inplace_shift_right>, "Same as a >>= b." },
    { "iand", "a, b, /", two<number_inplace_and>, "Same as a &= b." },
    { "ixor", "a, b, /", two<number_inplace_xor>, "Same as a ^= b." },
    { "ior", "a, b, /", two<number_inplace_or>, "Same as a |= b." },
    { "concat", "a, b, /", concat<number_add>, "Same as a + b, for a and b sequences." },
    { "iconcat", "a, b, /", concat<number_inplace_add>, "Same as a += b, for sequences." },
    { "getitem", "a, b, /", op_getitem, "Same as a[b]." },
    { "setitem", "a, b, c, /", op_setitem, "Same as a[b] = c." },
    { "delitem", "a, b, /", op_delitem, "Same as del a[b]." },
    { "pow", "a, b, /", op_pow, "Same as a ** b." },
    { "ipow", "a, b, /", two<number_inplace_power>, "Same as a **= b." },
    { "lt", "a, b, /", ordered<CompareOp::Less>, "Same as a < b." },
    { "le", "a, b, /", ordered<CompareOp::LessEqual>, "Same as a <= b." },
    { "eq", "a, b, /", ordered<CompareOp::Equal>, "Same as a == b." },
    { "ne", "a, b, /", ordered<CompareOp::NotEqual>, "Same as a != b." },
    { "gt", "a, b, /", ordered<CompareOp::Greater>, "Same as a > b." },
    { "ge", "a, b, /", ordered<CompareOp::GreaterEqual>, "Same as a >= b." },
    { "index", "a, /", one<number_index>, "Same as a.__index__()." },
    { "length_hint", "obj, default=0, /", op_length_hint, "How many items an iterable may have." },
    { "_compare_digest", "a, b, /", op_compare_digest, "Whether two digests are equal." },
};

} // namespace

Result<RefTo<Module>> make_operator_module(Thread&)
{
    RefTo<Module> module = make_native_module("_operator", functions, "Operators as functions.");
    add_type(*module, make_module_type(ModuleBlock::operator_, 0, itemgetter_spec));
    add_type(*module, make_module_type(ModuleBlock::operator_, 1, attrgetter_spec));
    add_type(*module, make_module_type(ModuleBlock::operator_, 2, methodcaller_spec));
    return module;
}

} // namespace fw
