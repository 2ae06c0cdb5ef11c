// Built-in functions that walk iterables.
// CPython: Python/bltinmodule.c

#include "vm/builtins/functions.h"

#include "vm/object/arguments.h"
#include "vm/object/iterators.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// any() looks for a true item, all() for a false one.
Result<Ref> look_for(Thread& thread, Object* iterable, bool wanted)
{
    TRY_LET(const Ref iterator, get_iterator(thread, iterable));
    while (true) {
        const Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            if (!iteration_ended(thread)) {
                return Raised{};
            }
            return make_bool(!wanted);
        }
        TRY_LET(const bool truth, is_true(thread, item.get()));
        if (truth == wanted) {
            return make_bool(wanted);
        }
    }
}

// The keyword arguments of max() and min(). CPython: min_max
Result<void> take_keywords(
    Thread& thread, const char* name, Args args, Object*& key, Object*& fallback)
{
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        const Str& keyword = *as<Str>((*args.names)[static_cast<std::int64_t>(i)]);
        Object* value = args.values[args.count + i];
        if (str_equal(keyword, "key")) {
            key = value;
        } else if (str_equal(keyword, "default")) {
            fallback = value;
        } else {
            return raise(thread, TypeId::TypeError, "'{}' is an invalid keyword argument for {}()",
                to_utf8(keyword), name);
        }
    }
    return {};
}

Result<Ref> extreme(Thread& thread, const char* name, Args args, CompareOp op)
{
    Object* key = nullptr;
    Object* fallback = nullptr;
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "{} expected at least 1 argument, got 0", name);
    }
    TRY(take_keywords(thread, name, args, key, fallback));
    const bool positional = args.count > 1;
    if (positional && fallback) {
        return raise(thread, TypeId::TypeError,
            "Cannot specify a default for {}() with multiple positional arguments", name);
    }
    if (key == none()) {
        key = nullptr;
    }
    Ref iterator;
    if (!positional) {
        TRY_SET(iterator, get_iterator(thread, args[0]));
    }
    Ref best;
    Ref best_value;
    std::size_t position = 0;
    while (true) {
        Ref item;
        if (positional) {
            if (position < args.count) {
                item = share(args[position++]);
            }
        } else {
            item = iterate_next(thread, iterator.get());
            if (!item && !iteration_ended(thread)) {
                return Raised{};
            }
        }
        if (!item) {
            break;
        }
        Ref value = item;
        if (key) {
            TRY_SET(value, call(thread, key, { item.get() }));
        }
        if (!best) {
            best = std::move(item);
            best_value = std::move(value);
            continue;
        }
        TRY_LET(const bool better, compare_bool(thread, value.get(), best_value.get(), op));
        if (better) {
            best = std::move(item);
            best_value = std::move(value);
        }
    }
    if (best) {
        return best;
    }
    if (fallback) {
        return share(fallback);
    }
    return raise(thread, TypeId::ValueError, "{}() arg is an empty sequence", name);
}

} // namespace

Result<Ref> builtin_all(Thread& thread, Object*, Args args)
{
    return look_for(thread, args[0], false);
}

Result<Ref> builtin_any(Thread& thread, Object*, Args args)
{
    return look_for(thread, args[0], true);
}

Result<Ref> builtin_iter(Thread& thread, Object*, Args args)
{
    if (!args[1]) {
        return get_iterator(thread, args[0]);
    }
    if (!is_callable(args[0])) {
        return raise(thread, TypeId::TypeError, "iter(v, w): v must be callable");
    }
    return make_callable_iterator(args[0], args[1]);
}

Result<Ref> builtin_len(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t count, length(thread, args[0]));
    return make_int(count);
}

Result<Ref> builtin_max(Thread& thread, Object*, Args args)
{
    return extreme(thread, "max", args, CompareOp::Greater);
}

Result<Ref> builtin_min(Thread& thread, Object*, Args args)
{
    return extreme(thread, "min", args, CompareOp::Less);
}

Result<Ref> builtin_next(Thread& thread, Object*, Args args)
{
    Object* iterator = args[0];
    if (!iterator->type->slots.next) {
        return raise(
            thread, TypeId::TypeError, "'{}' object is not an iterator", type_name(iterator));
    }
    Ref item = iterator->type->slots.next(thread, iterator);
    if (item) {
        return item;
    }
    if (args[1]) {
        if (thread.has_exception()) {
            if (!pending_is(thread, exception_type(TypeId::StopIteration))) {
                return Raised{};
            }
            clear_exception(thread);
        }
        return share(args[1]);
    }
    if (thread.has_exception()) {
        return Raised{};
    }
    return raise_none(thread, exception_type(TypeId::StopIteration));
}

// The list's own sort() takes and checks the keywords.
Result<Ref> builtin_sorted(Thread& thread, Object*, Args args)
{
    TRY(check_positional(thread, "sorted", args, 1, 1));
    TRY_LET(const Ref list, sequence_to_list(thread, args[0]));
    TRY_LET(const Ref sort, get_attribute(thread, list.get(), intern("sort").get()));
    TRY(call(thread, sort.get(), Args{ args.values + 1, 0, args.names }));
    return list;
}

} // namespace fw
