// What the files of the list type share. CPython: Objects/listobject.c

#pragma once

#include "vm/object/list.h"
#include "vm/object/type_spec.h"

namespace fw {

extern const Method list_methods[15]; // list_methods.cpp

// list.sort(key=..., reverse=...); key null: none. The list is empty while it runs.
Result<void> list_sort(Thread& thread, List& list, Object* key, bool reverse);

void list_reverse(List& list);
Result<Ref> list_repeat(Thread& thread, Object* self, std::int64_t count);
Result<Ref> list_concat(Thread& thread, Object* left, Object* right);
// list[start:stop] = value, any iterable; null: deletes. Bounds are clipped.
Result<void> list_assign_slice(
    Thread& thread, List& list, std::int64_t start, std::int64_t stop, Object* value);

Result<Ref> list_iterate(Thread& thread, Object* self); // list_iterators.cpp
Result<Ref> list_iterate_reversed(Thread& thread, List& self, Args);

} // namespace fw
