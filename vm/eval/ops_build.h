// Handlers that make containers and strings, and take them apart.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/unpack.h"
#include "vm/object/list.h"
#include "vm/types/set.h"

namespace fw {

OPCODE(BUILD_TUPLE)
{
    const std::int64_t count = eval.argument();
    RefTo<Tuple> tuple = make_tuple(count);
    eval.sp -= count;
    std::copy(eval.sp, eval.sp + count, tuple->items());
    eval.push(std::move(tuple));
    return Flow::Next;
}

OPCODE(BUILD_LIST)
{
    const std::int64_t count = eval.argument();
    RefTo<List> list = make_list(count);
    eval.sp -= count;
    std::copy(eval.sp, eval.sp + count, list->items);
    eval.push(std::move(list));
    return Flow::Next;
}

OPCODE(BUILD_SET)
{
    const std::int64_t count = eval.argument();
    Ref set = make_set();
    for (std::int64_t i = count - 1; i >= 0; --i) {
        TRY(set_add(eval.thread, *as<Set>(set.get()), eval.peek(i)));
    }
    eval.drop_from_below(static_cast<int>(count));
    eval.push(std::move(set));
    return Flow::Next;
}

OPCODE(BUILD_MAP)
{
    const std::int64_t count = eval.argument();
    RefTo<Dict> dict = count == 0 ? make_dict() : make_dict_sized(count);
    for (std::int64_t i = 2 * count - 1; i > 0; i -= 2) {
        TRY(dict_set(eval.thread, *dict, eval.peek(i), eval.peek(i - 1)));
    }
    eval.drop_from_below(static_cast<int>(2 * count));
    eval.push(std::move(dict));
    return Flow::Next;
}

// [values..., names] -> [dict]
OPCODE(BUILD_CONST_KEY_MAP)
{
    const std::int64_t count = eval.argument();
    const Tuple& keys = *as<Tuple>(eval.top());
    RefTo<Dict> dict = make_dict_sized(count);
    for (std::int64_t i = 0; i < count; ++i) {
        TRY(dict_set(eval.thread, *dict, keys[i], eval.peek(count - i)));
    }
    eval.drop_from_below(static_cast<int>(count) + 1);
    eval.push(std::move(dict));
    return Flow::Next;
}

OPCODE(BUILD_STRING)
{
    const std::int64_t count = eval.argument();
    RefTo<Str> text = join_strs(eval.sp - count, count);
    eval.drop_from_below(static_cast<int>(count));
    eval.push(std::move(text));
    return Flow::Next;
}

OPCODE(BUILD_SLICE)
{
    const bool has_step = eval.argument() == 3;
    Ref slice = has_step ? make_slice(eval.third(), eval.second(), eval.top())
                         : make_slice(eval.second(), eval.top(), none());
    eval.drop_from_below(has_step ? 3 : 2);
    eval.push(std::move(slice));
    return Flow::Next;
}

OPCODE(FORMAT_VALUE)
{
    return outline<format_value>(eval, eval.argument());
}

OPCODE(LIST_TO_TUPLE)
{
    const List& list = *as<List>(eval.top());
    eval.replace_one(make_tuple_from(list.items, list.length));
    return Flow::Next;
}

OPCODE(LIST_APPEND)
{
    list_append(*as<List>(eval.peek(eval.argument())), share(eval.top()));
    eval.drop();
    return Flow::Next;
}

OPCODE(LIST_EXTEND)
{
    TRY(extend_list(eval.thread, *as<List>(eval.peek(eval.argument())), eval.top()));
    eval.drop();
    return Flow::Next;
}

OPCODE(SET_ADD)
{
    TRY(set_add(eval.thread, *as<Set>(eval.peek(eval.argument())), eval.top()));
    eval.drop();
    return Flow::Next;
}

OPCODE(SET_UPDATE)
{
    TRY(set_update(eval.thread, *as<Set>(eval.peek(eval.argument())), eval.top()));
    eval.drop();
    return Flow::Next;
}

// [..., dict, ..., key, value]
OPCODE(MAP_ADD)
{
    TRY(dict_set(
        eval.thread, *as<Dict>(eval.peek(eval.argument() + 1)), eval.second(), eval.top()));
    eval.drop_from_below(2);
    return Flow::Next;
}

OPCODE(DICT_UPDATE)
{
    Object* other = eval.top();
    if (!is_dict(other)) {
        Ref keys;
        TRY_LET(const bool is_mapping, find_attribute(eval.thread, other, names().keys, keys));
        if (!is_mapping) {
            return raise_not_a_mapping(eval.thread, other);
        }
    }
    TRY(dict_update(eval.thread, *as<Dict>(eval.peek(eval.argument())), other));
    eval.drop();
    return Flow::Next;
}

// Keyword arguments of a call: [callable, positional, dict, mapping], the argument counts from
// below the mapping.
OPCODE(DICT_MERGE)
{
    Object* callable = eval.peek(eval.argument() + 2);
    TRY(dict_merge_unique(
        eval.thread, *as<Dict>(eval.peek(eval.argument())), eval.top(), callable));
    eval.drop();
    return Flow::Next;
}

OPCODE(UNPACK_SEQUENCE)
{
    return outline<unpack_iterable>(eval, std::int64_t{ eval.argument() }, std::int64_t{ -1 });
}

OPCODE(UNPACK_EX)
{
    return outline<unpack_iterable>(
        eval, std::int64_t{ eval.argument() & 0xff }, std::int64_t{ eval.argument() >> 8 });
}

} // namespace fw
