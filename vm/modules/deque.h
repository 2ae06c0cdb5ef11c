// collections.deque as a struct: a ring of references, with what its methods and slots share.
// CPython: dequeobject in Modules/_collectionsmodule.c (a list of blocks there)

#pragma once

#include "vm/modules/collections_module.h"
#include "vm/object/object.h"
#include "vm/object/type_spec.h"

namespace fw {

struct Deque : Object {
    Object* weakrefs;
    Object** ring; // owned memory; null: empty
    std::int64_t capacity; // a power of two, or 0
    std::int64_t start;
    std::int64_t length;
    std::int64_t maximum; // -1: no limit
    std::uint64_t changes; // iterators notice when the deque changes under them

    Object*& at(std::int64_t index) { return ring[(start + index) & (capacity - 1)]; }
};

inline bool is_deque(const Object* object)
{
    return is_instance_of(object, collections_type(CollectionsType::deque));
}

// Past the maximum the item at the other end is dropped.
void deque_append(Deque& deque, Ref item);
void deque_append_left(Deque& deque, Ref item);
Ref deque_take_right(Deque& deque); // of one that is not empty
Ref deque_take_left(Deque& deque);
Result<void> deque_extend(Thread& thread, Deque& deque, Object* iterable);
RefTo<Deque> make_deque(Type* type, std::int64_t maximum);
void deque_clear(Deque& deque);
void deque_rotate(Deque& deque, std::int64_t steps);

extern const Method deque_methods[19]; // collections_deque_methods.cpp
Ref make_deque_reverse_iterator(Object* deque);

} // namespace fw
