// Making tuples. What programs see of them is in vm/types/tuple_type.cpp.
// CPython: Objects/tupleobject.c

#include "vm/object/tuple.h"

#include "vm/object/gc.h"
#include "vm/object/runtime.h"

namespace fw {

namespace {

constexpr std::int64_t largest_length = INT64_MAX / 16;

} // namespace

RefTo<Tuple> make_tuple(std::int64_t length)
{
    if (length == 0 && runtime().empty_tuple) {
        return share(runtime().empty_tuple);
    }
    if (length > largest_length) {
        throw std::bad_alloc();
    }
    RefTo<Tuple> tuple = allocate<Tuple>(tuple_type(), static_cast<std::size_t>(length));
    tuple->length = length;
    gc_track(tuple.get());
    return tuple;
}

RefTo<Tuple> make_tuple(std::initializer_list<Object*> items)
{
    return make_tuple_from(items.begin(), static_cast<std::int64_t>(items.size()));
}

RefTo<Tuple> make_tuple_from(Object* const* items, std::int64_t length)
{
    RefTo<Tuple> tuple = make_tuple(length);
    Object** const target = tuple->items();
    for (std::int64_t i = 0; i < length; ++i) {
        incref(items[i]);
        target[i] = items[i];
    }
    return tuple;
}

} // namespace fw
