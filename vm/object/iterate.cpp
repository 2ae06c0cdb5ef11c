// iter() and next() as the machine uses them.
// CPython: PyObject_GetIter and PyIter_Next in Objects/abstract.c

#include "vm/object/iterators.h"

#include "vm/base/long_work.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

Ref make_sequence_iterator(Object* sequence)
{
    RefTo<SequenceIterator> iterator = allocate<SequenceIterator>(iterator_type());
    iterator->index = 0;
    iterator->sequence = share(sequence).release();
    gc_track(iterator.get());
    return iterator;
}

Ref make_callable_iterator(Object* callable, Object* sentinel)
{
    RefTo<CallableIterator> iterator = allocate<CallableIterator>(callable_iterator_type());
    iterator->callable = share(callable).release();
    iterator->sentinel = share(sentinel).release();
    gc_track(iterator.get());
    return iterator;
}

Result<Ref> get_iterator(Thread& thread, Object* object)
{
    const Slots& slots = object->type->slots;
    if (!slots.iterate) {
        if (slots.item && !is_dict(object)) {
            return make_sequence_iterator(object);
        }
        return raise(thread, TypeId::TypeError, "'{}' object is not iterable", type_name(object));
    }
    TRY_LET(Ref iterator, slots.iterate(thread, object));
    if (!iterator->type->slots.next) {
        return raise(thread, TypeId::TypeError, "iter() returned non-iterator of type '{}'",
            type_name(iterator.get()));
    }
    return iterator;
}

NextItem iterate_next(Thread& thread, Object* iterator)
{
    LongWork::tick();
    return iterator->type->slots.next(thread, iterator);
}

bool iteration_ended(Thread& thread)
{
    if (!thread.has_exception()) {
        return true;
    }
    if (pending_is(thread, exception_type(TypeId::StopIteration))) {
        clear_exception(thread);
        return true;
    }
    return false;
}

} // namespace fw
