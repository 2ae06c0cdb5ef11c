// The methods of list. CPython: Objects/listobject.c

#include "vm/types/container_support.h"
#include "vm/types/list_support.h"

#include <algorithm>

namespace fw {

namespace {

Result<Ref> list_append_method(Thread&, List& self, Args args)
{
    list_append(self, share(args[0]));
    return make_none();
}

Result<Ref> list_clear_method(Thread&, List& self, Args)
{
    list_clear(self);
    return make_none();
}

Result<Ref> list_copy(Thread&, List& self, Args)
{
    return make_list_from(self.items, self.length);
}

Result<Ref> list_count(Thread& thread, List& self, Args args)
{
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const Ref item = share(self[i]);
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        count += same ? 1 : 0;
    }
    return make_int(count);
}

Result<Ref> list_extend_method(Thread& thread, List& self, Args args)
{
    TRY(list_extend(thread, self, args[0]));
    return make_none();
}

Result<Ref> list_index(Thread& thread, List& self, Args args)
{
    TRY_LET(std::int64_t start, position_argument(thread, args[1], 0));
    TRY_LET(std::int64_t stop, position_argument(thread, args[2], INT64_MAX));
    start = start < 0 ? std::max<std::int64_t>(start + self.length, 0) : start;
    stop = stop < 0 ? std::max<std::int64_t>(stop + self.length, 0) : stop;
    for (std::int64_t i = start; i < stop && i < self.length; ++i) {
        const Ref item = share(self[i]);
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        if (same) {
            return make_int(i);
        }
    }
    TRY_LET(const RefTo<Str> text, repr(thread, args[0]));
    return raise(thread, TypeId::ValueError, "{} is not in list", to_utf8(*text));
}

Result<Ref> list_insert_method(Thread& thread, List& self, Args args)
{
    TRY_LET(const std::int64_t index, index_argument(thread, args[0], 0));
    list_insert(self, index, share(args[1]));
    return make_none();
}

Result<Ref> list_pop(Thread& thread, List& self, Args args)
{
    TRY_LET(std::int64_t index, index_argument(thread, args[0], -1));
    if (self.length == 0) {
        return raise(thread, TypeId::IndexError, "pop from empty list");
    }
    index = index < 0 ? index + self.length : index;
    if (index < 0 || index >= self.length) {
        return raise(thread, TypeId::IndexError, "pop index out of range");
    }
    Ref item = adopt(self.items[index]);
    std::copy(self.items + index + 1, self.items + self.length, self.items + index);
    list_resize(self, self.length - 1);
    return item;
}

Result<Ref> list_remove(Thread& thread, List& self, Args args)
{
    for (std::int64_t i = 0; i < self.length; ++i) {
        const Ref item = share(self[i]);
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        if (same) {
            TRY(list_assign_slice(thread, self, i, i + 1, nullptr));
            return make_none();
        }
    }
    return raise(thread, TypeId::ValueError, "list.remove(x): x not in list");
}

Result<Ref> list_reverse_method(Thread&, List& self, Args)
{
    list_reverse(self);
    return make_none();
}

Result<Ref> list_sort_method(Thread& thread, List& self, Args args)
{
    Object* const key = args[0] == none() ? nullptr : args[0];
    bool reverse = false;
    if (args[1]) {
        if (!is_int(args[1])) {
            return raise(thread, TypeId::TypeError, "an integer is required (got type {})",
                type_name(args[1]));
        }
        reverse = int_sign(*static_cast<Int*>(args[1])) != 0;
    }
    TRY(list_sort(thread, self, key, reverse));
    return make_none();
}

Result<Ref> list_sizeof(Thread&, List& self, Args)
{
    return make_int(
        self.type->basic_size + self.capacity * static_cast<std::int64_t>(sizeof(Object*)));
}

} // namespace

void list_reverse(List& list)
{
    std::reverse(list.items, list.items + list.length);
}

const Method list_methods[] = {
    // A method of its own beside the slot, as in CPython: a bound one is quicker to call.
    { .name = "__getitem__",
        .signature = "index, /",
        .call = [](Thread& thread, Object* self,
                    Args args) { return list_type()->slots.subscript(thread, self, args[0]); },
        .doc = "Return self[index]." },
    { .name = "__reversed__",
        .call = native<List, list_iterate_reversed>,
        .doc = "Return an iterator from the last item to the first." },
    { .name = "__sizeof__",
        .call = native<List, list_sizeof>,
        .doc = "Return the size of the list in memory, in bytes." },
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = container_class_getitem,
        .doc = "A generic alias of the class, as annotations use it.",
        .kind = MethodKind::Class },
    { .name = "append",
        .signature = "object, /",
        .call = native<List, list_append_method>,
        .doc = "Add the object at the end." },
    { .name = "clear", .call = native<List, list_clear_method>, .doc = "Remove all items." },
    { .name = "copy", .call = native<List, list_copy>, .doc = "Return a shallow copy." },
    { .name = "count",
        .signature = "value, /",
        .call = native<List, list_count>,
        .doc = "Return how often value occurs." },
    { .name = "extend",
        .signature = "iterable, /",
        .call = native<List, list_extend_method>,
        .doc = "Add the items of the iterable at the end." },
    { .name = "index",
        .signature = "value, start=0, stop=sys.maxsize, /",
        .call = native<List, list_index>,
        .doc = "Return the first index of value; ValueError if it is not there." },
    { .name = "insert",
        .signature = "index, object, /",
        .call = native<List, list_insert_method>,
        .doc = "Insert the object before the index." },
    { .name = "pop",
        .signature = "index=-1, /",
        .call = native<List, list_pop>,
        .doc = "Remove and return the item at the index; IndexError if there is none." },
    { .name = "remove",
        .signature = "value, /",
        .call = native<List, list_remove>,
        .doc = "Remove the first occurrence of value; ValueError if it is not there." },
    { .name = "reverse", .call = native<List, list_reverse_method>, .doc = "Reverse in place." },
    { .name = "sort",
        .signature = "*, key=None, reverse=False",
        .call = native<List, list_sort_method>,
        .doc = "Sort in place, ascending and stable." },
};

} // namespace fw
