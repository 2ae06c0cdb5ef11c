// Making and changing lists. What programs see of them is in vm/types/list_*.cpp.
// CPython: Objects/listobject.c

#include "vm/object/list.h"

#include "vm/base/region.h"
#include "vm/object/gc.h"
#include "vm/object/runtime.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <vector>

namespace fw {

namespace {

constexpr std::int64_t largest_length = INT64_MAX / 16;

Object** allocate_items(std::int64_t count)
{
    if (count > largest_length) {
        throw std::bad_alloc();
    }
    return static_cast<Object**>(
        region_allocate(static_cast<std::size_t>(count) * sizeof(Object*)));
}

} // namespace

void list_resize(List& list, std::int64_t length)
{
    if (list.capacity >= length && length >= list.capacity >> 1) {
        list.length = length;
        return;
    }
    if (length > largest_length) {
        throw std::bad_alloc();
    }
    if (length == 0) {
        if (list.items) {
            region_free(list.items);
        }
        list.items = nullptr;
        list.length = 0;
        list.capacity = 0;
        return;
    }
    // Room for growth: 0, 4, 8, 16, 24, 32, 40, 52, 64, 76, ... But not when it grows by much.
    std::int64_t capacity = (length + (length >> 3) + 6) & ~std::int64_t{ 3 };
    if (length - list.length > capacity - length) {
        capacity = (length + 3) & ~std::int64_t{ 3 };
    }
    list.items = static_cast<Object**>(
        region_reallocate(list.items, static_cast<std::size_t>(capacity) * sizeof(Object*)));
    list.length = length;
    list.capacity = capacity;
}

RefTo<List> make_list(std::int64_t length)
{
    RefTo<List> list = allocate<List>(list_type());
    if (length > 0) {
        list->items = allocate_items(length);
        std::memset(list->items, 0, static_cast<std::size_t>(length) * sizeof(Object*));
        list->length = length;
        list->capacity = length;
    }
    gc_track(list.get());
    return list;
}

RefTo<List> make_list_from(Object* const* items, std::int64_t length)
{
    RefTo<List> list = make_list(length);
    for (std::int64_t i = 0; i < length; ++i) {
        incref(items[i]);
        list->items[i] = items[i];
    }
    return list;
}

void list_reserve_exactly(List& list, std::int64_t capacity)
{
    list.items = allocate_items(capacity);
    list.length = 0;
    list.capacity = capacity;
}

void list_append_slow(List& list, Ref item)
{
    const std::int64_t length = list.length;
    list_resize(list, length + 1);
    list.items[length] = item.release();
}

void list_insert(List& list, std::int64_t index, Ref item)
{
    const std::int64_t length = list.length;
    if (index < 0) {
        index = std::max<std::int64_t>(index + length, 0);
    }
    index = std::min(index, length);
    list_resize(list, length + 1);
    Object** const items = list.items;
    std::memmove(items + index + 1, items + index,
        static_cast<std::size_t>(length - index) * sizeof(Object*));
    items[index] = item.release();
}

void list_clear(List& list)
{
    Object** const items = list.items;
    if (!items) {
        return;
    }
    std::int64_t count = list.length;
    list.items = nullptr; // First: what is released may look at the list.
    list.length = 0;
    list.capacity = 0;
    while (--count >= 0) {
        xdecref(items[count]);
    }
    region_free(items);
}

void list_replace(
    List& list, std::int64_t start, std::int64_t end, Object* const* items, std::int64_t count)
{
    const std::int64_t length = list.length;
    const std::int64_t removed = end - start;
    const std::int64_t change = count - removed;
    if (length + change == 0) {
        list_clear(list);
        return;
    }
    std::vector<Object*> recycled(list.items + start, list.items + end);
    const auto move_tail = [&] {
        std::memmove(list.items + end + change, list.items + end,
            static_cast<std::size_t>(length - end) * sizeof(Object*));
    };
    if (change < 0) {
        move_tail();
        list_resize(list, length + change);
    } else if (change > 0) {
        list_resize(list, length + change);
        move_tail();
    }
    for (std::int64_t i = 0; i < count; ++i) {
        incref(items[i]);
        list.items[start + i] = items[i];
    }
    // Last, when the list is whole again: what is released may look at it.
    for (auto place = recycled.rbegin(); place != recycled.rend(); ++place) {
        xdecref(*place);
    }
}

} // namespace fw
