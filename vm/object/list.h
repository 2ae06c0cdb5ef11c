// Lists: the struct and what every layer needs of it. The Python-visible type is in
// vm/types/list_type.cpp. CPython: Objects/listobject.c (the same growth pattern)

#pragma once

#include "vm/object/object.h"

namespace fw {

struct Thread;

struct List : Object {
    std::int64_t length;
    std::int64_t capacity;
    Object** items; // owned memory, owned references

    Object* operator[](std::int64_t index) const { return items[index]; }
};

RefTo<List> make_list(std::int64_t length = 0); // With null items, to be filled at once.
RefTo<List> make_list_from(Object* const* items, std::int64_t length); // shares them
// Sets the length and makes room for it; new items are garbage to be filled at once, items cut off
// are not released. CPython: list_resize.
void list_resize(List& list, std::int64_t length);
// Room for just so many, in a list that has none. CPython: list_preallocate_exact.
void list_reserve_exactly(List& list, std::int64_t capacity);
void list_append_slow(List& list, Ref item);
inline void list_append(List& list, Ref item)
{
    if (list.length < list.capacity) [[likely]] {
        list.items[list.length++] = item.release();
        return;
    }
    list_append_slow(list, std::move(item));
}
Result<void> list_extend(Thread& thread, List& list, Object* iterable); // sequence.cpp
void list_insert(List& list, std::int64_t index, Ref item); // index as list.insert takes it
void list_clear(List& list);
// list[start:end] = items (each shared); start and end are in range.
void list_replace(
    List& list, std::int64_t start, std::int64_t end, Object* const* items, std::int64_t count);

} // namespace fw
