// Lengths, indices, membership, slices, and collecting iterables into lists and tuples.
// CPython: Objects/abstract.c, PySlice_Unpack in Objects/sliceobject.c, list_extend in
// Objects/listobject.c

#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <algorithm>

namespace fw {

namespace {

bool has_length(const Object* object)
{
    return object->type->slots.length || object->type->slots.mapping_length;
}

// A TypeError that is pending is dropped; anything else stays.
bool drop_type_error(Thread& thread)
{
    if (!pending_is(thread, exception_type(TypeId::TypeError))) {
        return false;
    }
    clear_exception(thread);
    return true;
}

// An index of a slice: too large ones are clipped. CPython: _PyEval_SliceIndex.
Result<std::int64_t> slice_index(Thread& thread, Object* object)
{
    if (object->type == int_type() && static_cast<Int*>(object)->is_small()) {
        return static_cast<Int*>(object)->value;
    }
    if (!object->type->slots.to_index) {
        return raise(thread, TypeId::TypeError,
            "slice indices must be integers or None or have an __index__ method");
    }
    TRY_LET(const Ref index, number_index(thread, object));
    const auto& number = *static_cast<Int*>(index.get());
    if (number.is_small()) {
        return number.value;
    }
    return int_sign(number) < 0 ? INT64_MIN : INT64_MAX;
}

Result<void> append_fast(Thread&, List& list, Object* source)
{
    // The source may be the list itself.
    const bool from_list = is_list(source);
    const std::int64_t count
        = from_list ? static_cast<List*>(source)->length : static_cast<Tuple*>(source)->length;
    if (count == 0) {
        return {};
    }
    const std::int64_t length = list.length;
    list_resize(list, length + count);
    Object* const* const items
        = from_list ? static_cast<List*>(source)->items : static_cast<Tuple*>(source)->items();
    for (std::int64_t i = 0; i < count; ++i) {
        incref(items[i]);
        list.items[length + i] = items[i];
    }
    return {};
}

} // namespace

Result<std::int64_t> length(Thread& thread, Object* object)
{
    const Slots& slots = object->type->slots;
    if (slots.length) {
        return slots.length(thread, object);
    }
    if (slots.mapping_length) {
        return slots.mapping_length(thread, object);
    }
    return raise(thread, TypeId::TypeError, "object of type '{}' has no len()", type_name(object));
}

Result<std::int64_t> length_hint(Thread& thread, Object* object, std::int64_t fallback)
{
    if (has_length(object)) {
        const Result<std::int64_t> exact = length(thread, object);
        if (!exact.failed()) {
            return exact;
        }
        if (!drop_type_error(thread)) {
            return Raised{};
        }
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, object, names().length_hint, method));
    if (!found) {
        return fallback;
    }
    auto answer = call(thread, method.get(), {});
    if (answer.failed()) {
        if (drop_type_error(thread)) {
            return fallback;
        }
        return Raised{};
    }
    const Ref hint = answer.take();
    if (hint.get() == not_implemented()) {
        return fallback;
    }
    if (!is_int(hint.get())) {
        return raise(thread, TypeId::TypeError, "__length_hint__ must be an integer, not {}",
            type_name(hint.get()));
    }
    TRY_LET(const std::int64_t value, to_int64(thread, hint.get()));
    if (value < 0) {
        return raise(thread, TypeId::ValueError, "__length_hint__() should return >= 0");
    }
    return value;
}

Result<Ref> get_index(Thread& thread, Object* object, std::int64_t index)
{
    const Slots& slots = object->type->slots;
    if (slots.item) {
        if (index < 0 && slots.length) {
            TRY_LET(const std::int64_t count, slots.length(thread, object));
            index += count;
        }
        return slots.item(thread, object, index);
    }
    if (slots.subscript) {
        return raise(thread, TypeId::TypeError, "{} is not a sequence", type_name(object));
    }
    return raise(
        thread, TypeId::TypeError, "'{}' object does not support indexing", type_name(object));
}

Result<bool> contains(Thread& thread, Object* container, Object* item)
{
    if (const ContainsFn slot = container->type->slots.contains) {
        return slot(thread, container, item);
    }
    auto started = get_iterator(thread, container);
    if (started.failed()) {
        if (drop_type_error(thread)) {
            return raise(thread, TypeId::TypeError, "argument of type '{}' is not iterable",
                type_name(container));
        }
        return Raised{};
    }
    const Ref iterator = started.take();
    while (true) {
        const Ref candidate = iterate_next(thread, iterator.get());
        if (!candidate) {
            if (iteration_ended(thread)) {
                return false;
            }
            return Raised{};
        }
        TRY_LET(const bool same, equal(thread, candidate.get(), item));
        if (same) {
            return true;
        }
    }
}

Ref make_slice(Object* start, Object* stop, Object* step)
{
    auto slice = allocate<Slice>(slice_type());
    slice->start = share(start).release();
    slice->stop = share(stop).release();
    slice->step = share(step).release();
    gc_track(slice.get());
    return slice;
}

Result<SliceBounds> slice_unpack(Thread& thread, Object* object)
{
    const auto& slice = *static_cast<Slice*>(object);
    SliceBounds bounds{ 0, 0, 1, 0 };
    if (slice.step != none()) {
        TRY_SET(bounds.step, slice_index(thread, slice.step));
        if (bounds.step == 0) {
            return raise(thread, TypeId::ValueError, "slice step cannot be zero");
        }
        bounds.step = std::max(bounds.step, -INT64_MAX); // So that it can be negated.
    }
    const bool backwards = bounds.step < 0;
    bounds.start = backwards ? INT64_MAX : 0;
    bounds.stop = backwards ? INT64_MIN : INT64_MAX;
    if (slice.start != none()) {
        TRY_SET(bounds.start, slice_index(thread, slice.start));
    }
    if (slice.stop != none()) {
        TRY_SET(bounds.stop, slice_index(thread, slice.stop));
    }
    return bounds;
}

void slice_adjust(SliceBounds& bounds, std::int64_t length)
{
    const bool backwards = bounds.step < 0;
    const auto adjust = [&](std::int64_t& index) {
        if (index < 0) {
            index += length;
            if (index < 0) {
                index = backwards ? -1 : 0;
            }
        } else if (index >= length) {
            index = backwards ? length - 1 : length;
        }
    };
    adjust(bounds.start);
    adjust(bounds.stop);
    bounds.length = 0;
    if (backwards && bounds.stop < bounds.start) {
        bounds.length = (bounds.start - bounds.stop - 1) / -bounds.step + 1;
    } else if (!backwards && bounds.start < bounds.stop) {
        bounds.length = (bounds.stop - bounds.start - 1) / bounds.step + 1;
    }
}

Result<SliceBounds> slice_bounds(Thread& thread, Object* slice, std::int64_t length)
{
    TRY_LET(SliceBounds bounds, slice_unpack(thread, slice));
    slice_adjust(bounds, length);
    return bounds;
}

Result<void> list_extend(Thread& thread, List& list, Object* iterable)
{
    if (iterable->type == list_type() || iterable->type == tuple_type() || iterable == &list) {
        return append_fast(thread, list, iterable);
    }
    TRY_LET(const Ref iterator, get_iterator(thread, iterable));
    const NextFn next = iterator->type->slots.next;
    TRY_LET(const std::int64_t hint, length_hint(thread, iterable, 8));
    const std::int64_t length = list.length;
    if (length <= INT64_MAX - hint) { // Else the hint lies, or memory ends later.
        list_resize(list, length + hint);
        list.length = length;
    }
    while (true) {
        Ref item = next(thread, iterator.get());
        if (!item) {
            if (iteration_ended(thread)) {
                break;
            }
            return Raised{};
        }
        list_append(list, std::move(item));
    }
    if (list.length < list.capacity) {
        list_resize(list, list.length); // The hint may have been too large.
    }
    return {};
}

Result<Ref> sequence_to_list(Thread& thread, Object* iterable)
{
    RefTo<List> list = make_list();
    TRY(list_extend(thread, *list, iterable));
    return list;
}

Result<Ref> sequence_to_tuple(Thread& thread, Object* iterable)
{
    if (iterable->type == tuple_type()) {
        return share(iterable);
    }
    if (iterable->type == list_type()) {
        const auto& list = *static_cast<List*>(iterable);
        return make_tuple_from(list.items, list.length);
    }
    RefTo<List> list = make_list();
    TRY(list_extend(thread, *list, iterable));
    RefTo<Tuple> tuple = make_tuple(list->length);
    std::copy_n(list->items, list->length, tuple->items());
    list->length = 0; // The tuple owns the items now.
    return tuple;
}

Result<Ref> sequence_fast(Thread& thread, Object* iterable, const char* message)
{
    if (iterable->type == list_type() || iterable->type == tuple_type()) {
        return share(iterable);
    }
    auto started = get_iterator(thread, iterable);
    if (started.failed()) {
        if (drop_type_error(thread)) {
            return raise_message(thread, TypeId::TypeError, message);
        }
        return Raised{};
    }
    const Ref iterator = started.take();
    return sequence_to_list(thread, iterator.get());
}

} // namespace fw
