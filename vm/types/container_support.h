// What the container types and their iterators have in common: index arguments, order of lengths,
// what iterators answer to `__reduce__`.

#pragma once

#include "vm/object/args.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

inline bool order_holds(CompareOp op, std::int64_t left, std::int64_t right)
{
    switch (op) {
    case CompareOp::Less:
        return left < right;
    case CompareOp::LessEqual:
        return left <= right;
    case CompareOp::Equal:
        return left == right;
    case CompareOp::NotEqual:
        return left != right;
    case CompareOp::Greater:
        return left > right;
    case CompareOp::GreaterEqual:
        return left >= right;
    }
    return false;
}

// An index as "start" and "stop" of index() take it: clipped to 64 bits; null: the fallback.
// CPython: _PyEval_SliceIndexNotNone.
Result<std::int64_t> position_argument(Thread& thread, Object* object, std::int64_t fallback);
// An index as pop() and insert() take it: floats are told off, too large ones raise OverflowError.
Result<std::int64_t> index_argument(Thread& thread, Object* object, std::int64_t fallback);

// What `__setstate__` of an iterator takes.
Result<std::int64_t> state_argument(Thread& thread, Object* object);

// list[int] and so on: types.GenericAlias(self, item).
Result<Ref> container_class_getitem(Thread& thread, Object* self, Args args);

// An iterator is its own iterator.
inline Result<Ref> iterate_self(Thread&, Object* self)
{
    return share(self);
}

// A function of the builtins module, as programs see it now; "iter", "reversed".
Result<Ref> builtin_named(Thread& thread, const char* name);
// (builtin, (argument,)) and (builtin, (argument,), state)
Result<Ref> reduce_to(Thread& thread, const char* builtin, Object* argument);
Result<Ref> reduce_to(Thread& thread, const char* builtin, Object* argument, std::int64_t state);

// Raises TypeError when an exact `exact` type gets keywords; its subclasses may. Then at most
// `maximum` positional ones. CPython: the checks at the start of many tp_new.
Result<void> check_arguments(Thread& thread, const Type& type, const Type* exact, Args args,
    std::size_t minimum, std::size_t maximum);

// iter(a list) and iter(a tuple): the same but for the type of the sequence.
// CPython: listiterobject, tupleiterobject
template <class Sequence> struct ItemIterator : Object {
    std::int64_t index;
    Sequence* sequence; // null: exhausted
};

template <class Sequence> Result<Ref> make_item_iterator(Type* type, Object* sequence)
{
    auto iterator = allocate<ItemIterator<Sequence>>(type);
    iterator->index = 0;
    iterator->sequence = static_cast<Sequence*>(share(sequence).release());
    gc_track(iterator.get());
    return iterator;
}

template <class Iterator> void item_iterator_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(static_cast<Iterator*>(self)->sequence);
    free_object(self);
}

template <class Iterator> void item_iterator_traverse(Object* self, VisitFn visit, void* context)
{
    if (auto* const sequence = static_cast<Iterator*>(self)->sequence) {
        visit(sequence, context);
    }
}

} // namespace fw
