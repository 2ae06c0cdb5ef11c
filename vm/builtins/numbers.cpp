// Built-in functions about numbers and identities.
// CPython: Python/bltinmodule.c, Objects/longobject.c

#include "vm/builtins/functions.h"

#include "vm/object/bytes.h"
#include "vm/object/int.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<Ref> in_base(Thread& thread, Object* object, int base, const char* prefix)
{
    TRY_LET(const Ref number, number_index(thread, object));
    std::string text = int_to_text(*as<Int>(number.get()), base);
    text.insert(text.front() == '-' ? 1 : 0, prefix);
    return Ref(make_str(text));
}

} // namespace

Result<Ref> builtin_abs(Thread& thread, Object*, Args args)
{
    return number_absolute(thread, args[0]);
}

Result<Ref> builtin_bin(Thread& thread, Object*, Args args)
{
    return in_base(thread, args[0], 2, "0b");
}

Result<Ref> builtin_hex(Thread& thread, Object*, Args args)
{
    return in_base(thread, args[0], 16, "0x");
}

Result<Ref> builtin_oct(Thread& thread, Object*, Args args)
{
    return in_base(thread, args[0], 8, "0o");
}

Result<Ref> builtin_chr(Thread& thread, Object*, Args args)
{
    if (is_instance_of(args[0], float_type())) {
        return raise(thread, TypeId::TypeError, "integer argument expected, got float");
    }
    if (!is_int(args[0]) && !args[0]->type->slots.to_index) {
        return raise(
            thread, TypeId::TypeError, "an integer is required (got type {})", type_name(args[0]));
    }
    TRY_LET(const Ref number, number_index(thread, args[0]));
    const Int& code = *as<Int>(number.get());
    if (!code.is_small() || code.value > 0x7fffffff || code.value < -0x7fffffff - 1) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C int");
    }
    if (code.value < 0 || code.value > 0x10ffff) {
        return raise(thread, TypeId::ValueError, "chr() arg not in range(0x110000)");
    }
    return Ref(make_str_from_char(static_cast<char32_t>(code.value)));
}

Result<Ref> builtin_ord(Thread& thread, Object*, Args args)
{
    std::int64_t size = 0;
    std::string_view bytes;
    if (is_str(args[0])) {
        const Str& text = *as<Str>(args[0]);
        size = text.length;
        if (size == 1) {
            return make_int(static_cast<std::int64_t>(text.at(0)));
        }
    } else if (!is_memory_view(args[0]) && bytes_view(args[0], bytes)) {
        size = static_cast<std::int64_t>(bytes.size());
        if (size == 1) {
            return make_int(static_cast<std::int64_t>(static_cast<unsigned char>(bytes[0])));
        }
    } else {
        return raise(thread, TypeId::TypeError, "ord() expected string of length 1, but {} found",
            type_name(args[0]));
    }
    return raise(thread, TypeId::TypeError,
        "ord() expected a character, but string of length {} found", size);
}

Result<Ref> builtin_divmod(Thread& thread, Object*, Args args)
{
    return number_divmod(thread, args[0], args[1]);
}

Result<Ref> builtin_pow(Thread& thread, Object*, Args args)
{
    return number_power(thread, args[0], args[1], args[2] ? args[2] : none());
}

Result<Ref> builtin_round(Thread& thread, Object*, Args args)
{
    Ref method;
    TRY_LET(const bool found, find_special(thread, args[0], names().round, method));
    if (!found) {
        return raise(thread, TypeId::TypeError, "type {} doesn't define __round__ method",
            type_name(args[0]));
    }
    if (!args[1] || args[1] == none()) {
        return call(thread, method.get(), Args{});
    }
    return call(thread, method.get(), { args[1] });
}

Result<Ref> builtin_hash(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t value, hash(thread, args[0]));
    return make_int(value);
}

Result<Ref> builtin_id(Thread&, Object*, Args args)
{
    return make_int(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(args[0])));
}

// Ints and floats are added without objects in between, in the order of the items, as CPython.
Result<Ref> builtin_sum(Thread& thread, Object*, Args args)
{
    TRY_LET(const Ref iterator, get_iterator(thread, args[0]));
    Ref total;
    if (args[1]) {
        const Object* start = args[1];
        if (is_str(start)) {
            return raise(
                thread, TypeId::TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
        }
        if (is_bytes(start)) {
            return raise(
                thread, TypeId::TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
        }
        if (is_byte_array(start)) {
            return raise(
                thread, TypeId::TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
        }
        total = share(args[1]);
    } else {
        total = make_int(0);
    }
    while (true) {
        if (total->type == int_type() && as<Int>(total.get())->is_small()) {
            std::int64_t sum = as<Int>(total.get())->value;
            Ref item;
            bool fits = true;
            while (fits) {
                item = iterate_next(thread, iterator.get());
                if (!item) {
                    if (!iteration_ended(thread)) {
                        return Raised{};
                    }
                    return make_int(sum);
                }
                fits = (item->type == int_type() || item->type == bool_type())
                    && as<Int>(item.get())->is_small()
                    && !__builtin_add_overflow(sum, as<Int>(item.get())->value, &sum);
                if (!fits) {
                    // An overflow leaves the wrapped sum: take the item off again.
                    if ((item->type == int_type() || item->type == bool_type())
                        && as<Int>(item.get())->is_small()) {
                        sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum)
                            - static_cast<std::uint64_t>(as<Int>(item.get())->value));
                    }
                    total = make_int(sum);
                }
            }
            TRY_SET(total, number_add(thread, total.get(), item.get()));
            continue;
        }
        if (total->type == float_type()) {
            double sum = as<Float>(total.get())->value;
            Ref item;
            while (true) {
                item = iterate_next(thread, iterator.get());
                if (!item) {
                    if (!iteration_ended(thread)) {
                        return Raised{};
                    }
                    return make_float(sum);
                }
                if (item->type == float_type()) {
                    sum += as<Float>(item.get())->value;
                } else if (is_int(item.get()) && as<Int>(item.get())->is_small()) {
                    sum += static_cast<double>(as<Int>(item.get())->value);
                } else {
                    break;
                }
            }
            total = make_float(sum);
            TRY_SET(total, number_add(thread, total.get(), item.get()));
            continue;
        }
        const Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            if (!iteration_ended(thread)) {
                return Raised{};
            }
            return total;
        }
        TRY_SET(total, number_add(thread, total.get(), item.get()));
    }
}

} // namespace fw
