// Larger pieces of handlers.
// CPython: unpack_iterable, unicode_concatenate, FORMAT_VALUE, LIST_EXTEND in Python/ceval.c

#include "vm/eval/unpack.h"

#include "vm/object/arguments.h"
#include "vm/object/list.h"

namespace fw {

namespace {

// A name of a module or class body that holds `value` and will be stored next lets go of it: the
// name is deleted, and comes back behind all others. CPython: unicode_concatenate, STORE_NAME.
void release_name(Eval& eval, Object* value)
{
    const Instruction* next = eval.ip + 1;
    Object* locals = eval.frame->locals;
    if (next->op != code::Op::STORE_NAME || !locals || locals->type != dict_type()) {
        return;
    }
    Dict& names = *as<Dict>(locals);
    if (dict_get_str(names, next->name) == value) {
        const auto deleted = dict_delete(eval.thread, names, next->name);
        if (deleted.failed()) {
            clear_exception(eval.thread);
        }
    }
}

// Where the instruction after this one will store, if it is the variable that holds `value`; else
// null.
Object** variable_to_be_overwritten(Eval& eval, const Object* value)
{
    Instruction* next = eval.ip + 1;
    Frame& frame = *eval.frame;
    Object** place = nullptr;
    switch (next->op) {
    case code::Op::STORE_FAST:
        place = &frame.fast()[next->argument];
        break;
    case code::Op::STORE_DEREF:
        place = &as<Cell>(frame.cells()[next->argument])->content;
        break;
    default:
        return nullptr;
    }
    return *place == value ? place : nullptr;
}

Flow unpack_items(Eval& eval, Object* const* items, std::int64_t count)
{
    Object* sequence = eval.top();
    --eval.sp;
    for (std::int64_t i = count - 1; i >= 0; --i) {
        eval.push_shared(items[i]);
    }
    eval.sync();
    decref(sequence);
    return Flow::Next;
}

Raised raise_too_few(Thread& thread, std::int64_t expected, std::int64_t got, bool at_least)
{
    return raise(thread, TypeId::ValueError, "not enough values to unpack (expected {}{}, got {})",
        at_least ? "at least " : "", expected, got);
}

Raised raise_too_many(Thread& thread, std::int64_t expected)
{
    return raise(thread, TypeId::ValueError, "too many values to unpack (expected {})", expected);
}

} // namespace

Flow concatenate_strs(Eval& eval)
{
    Object* right = eval.top();
    if (eval.second()->refcount == 2) {
        if (Object** variable = variable_to_be_overwritten(eval, eval.second())) {
            Object* held = *variable;
            *variable = nullptr;
            decref(held);
        } else {
            release_name(eval, eval.second());
        }
    }
    // Concatenating with the empty string gives the other one itself.
    if (as<Str>(right)->length == 0) {
        eval.drop();
        return Flow::Next;
    }
    if (as<Str>(eval.second())->length == 0) {
        eval.replace_two(share(right));
        return Flow::Next;
    }
    if (eval.second()->refcount == 1) {
        RefTo<Str> left = adopt(as<Str>(eval.second()));
        const bool grown = str_append_in_place(left, *as<Str>(right));
        eval.second() = left.release();
        if (grown) {
            eval.drop();
            return Flow::Next;
        }
    }
    eval.replace_two(str_concat(*as<Str>(eval.second()), *as<Str>(right)));
    return Flow::Next;
}

RefTo<Str> join_strs(Object* const* parts, std::int64_t count)
{
    StrBuilder builder;
    for (std::int64_t i = 0; i < count; ++i) {
        builder.append(*as<Str>(parts[i]));
    }
    return builder.finish();
}

Flow unpack_iterable(Eval& eval, std::int64_t before, std::int64_t after)
{
    Thread& thread = eval.thread;
    Object* iterable = eval.top();
    if (after < 0) {
        if (iterable->type == tuple_type() && as<Tuple>(iterable)->length == before) {
            return unpack_items(eval, as<Tuple>(iterable)->items(), before);
        }
        if (iterable->type == list_type() && as<List>(iterable)->length == before) {
            return unpack_items(eval, as<List>(iterable)->items, before);
        }
    }
    Result<Ref> got_iterator = get_iterator(thread, iterable);
    if (got_iterator.failed()) {
        if (pending_is(thread, exception_type(TypeId::TypeError)) && !iterable->type->slots.iterate
            && !iterable->type->slots.item) {
            clear_exception(thread);
            return raise(thread, TypeId::TypeError, "cannot unpack non-iterable {} object",
                type_name(iterable));
        }
        return Raised{};
    }
    const Ref iterator = got_iterator.take();
    RefTo<List> items = make_list();
    for (std::int64_t i = 0; i < before; ++i) {
        Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            if (!iteration_ended(thread)) {
                return Raised{};
            }
            return raise_too_few(thread, after < 0 ? before : before + after, i, after >= 0);
        }
        list_append(*items, std::move(item));
    }
    if (after < 0) {
        const Ref extra = iterate_next(thread, iterator.get());
        if (extra) {
            return raise_too_many(thread, before);
        }
        if (!iteration_ended(thread)) {
            return Raised{};
        }
        return unpack_items(eval, items->items, before);
    }
    TRY_LET(RefTo<List> rest, [&]() -> Result<RefTo<List>> {
        TRY_LET(Ref list, sequence_to_list(thread, iterator.get()));
        return as<List>(std::move(list));
    }());
    if (rest->length < after) {
        return raise_too_few(thread, before + after, before + rest->length, true);
    }
    const std::int64_t middle = rest->length - after;
    --eval.sp;
    for (std::int64_t i = rest->length - 1; i >= middle; --i) {
        eval.push_shared(rest->items[i]);
    }
    list_replace(*rest, middle, rest->length, nullptr, 0);
    eval.push(std::move(rest));
    for (std::int64_t i = before - 1; i >= 0; --i) {
        eval.push_shared(items->items[i]);
    }
    eval.sync();
    decref(iterable);
    return Flow::Next;
}

Flow format_value(Eval& eval, std::uint32_t flags)
{
    Thread& thread = eval.thread;
    const bool has_spec = (flags & code::FormatHasSpec) != 0;
    Str* spec = has_spec ? as<Str>(eval.top()) : nullptr;
    Ref value = share(has_spec ? eval.second() : eval.top());
    switch (flags & code::FormatConversionMask) {
    case 1: {
        TRY_SET(value, str(thread, value.get()));
        break;
    }
    case 2: {
        TRY_SET(value, repr(thread, value.get()));
        break;
    }
    case 3: {
        TRY_SET(value, ascii(thread, value.get()));
        break;
    }
    default:
        break;
    }
    if (value->type != str_type() || spec) {
        TRY_SET(value, format(thread, value.get(), spec ? spec : runtime().empty_str));
    }
    if (has_spec) {
        eval.replace_two(std::move(value));
    } else {
        eval.replace_one(std::move(value));
    }
    return Flow::Next;
}

Result<void> extend_list(Thread& thread, List& list, Object* iterable)
{
    Result<Ref> items = sequence_to_list(thread, iterable);
    if (items.failed()) {
        if (pending_is(thread, exception_type(TypeId::TypeError)) && !iterable->type->slots.iterate
            && !iterable->type->slots.item) {
            clear_exception(thread);
            return raise(thread, TypeId::TypeError, "Value after * must be an iterable, not {}",
                type_name(iterable));
        }
        return Raised{};
    }
    const RefTo<List> added = as<List>(items.take());
    list_replace(list, list.length, list.length, added->items, added->length);
    return {};
}

Raised raise_not_a_mapping(Thread& thread, Object* value)
{
    return raise(thread, TypeId::TypeError, "'{}' object is not a mapping", type_name(value));
}

Result<void> check_call_iterable(Thread& thread, Object* callable, Object* value)
{
    if (value->type->slots.iterate || value->type->slots.item) {
        return {};
    }
    return raise(thread, TypeId::TypeError, "{} argument after * must be an iterable, not {}",
        function_text(thread, callable), type_name(value));
}

} // namespace fw
