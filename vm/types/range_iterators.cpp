// Iterating over ranges: in 64 bits, and with ints of any size.
// CPython: rangeiterobject and longrangeiterobject in Objects/rangeobject.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"
#include "vm/types/range.h"

#include <algorithm>

namespace fw {

namespace {

const Int& number(Object* object)
{
    return *static_cast<Int*>(object);
}

std::int64_t value_at(const RangeIterator& iterator, std::int64_t index)
{
    // In unsigned numbers: only values of the range are given out, and those fit.
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(iterator.start)
        + static_cast<std::uint64_t>(index) * static_cast<std::uint64_t>(iterator.step));
}

Ref make_short(std::int64_t start, std::int64_t step, std::int64_t length)
{
    auto iterator = allocate<RangeIterator>(range_iterator_type());
    iterator->start = start;
    iterator->step = step;
    iterator->length = length;
    return iterator;
}

Ref make_long(Object* start, Object* step, Object* length)
{
    auto iterator = allocate<LongRangeIterator>(long_range_iterator_type());
    iterator->index = make_int(0).release();
    iterator->start = share(start).release();
    iterator->step = share(step).release();
    iterator->length = share(length).release();
    return iterator;
}

// CPython: range_iter(), which takes care that one step beyond the end does not overflow
bool fits(const Range& range)
{
    if (!(number(range.start).is_small() && number(range.stop).is_small()
            && number(range.step).is_small() && number(range.length).is_small())) {
        return false;
    }
    const std::int64_t stop = number(range.stop).value;
    const std::int64_t step = number(range.step).value;
    return number(range.length).value == 0
        || (step > 0 ? stop <= INT64_MAX - (step - 1) : stop >= INT64_MIN + (-1 - step));
}

NextItem range_iterator_next(Thread&, Object* self)
{
    auto& iterator = *static_cast<RangeIterator*>(self);
    if (iterator.index < iterator.length) {
        return make_int(value_at(iterator, iterator.index++));
    }
    return nullptr;
}

Result<Ref> range_iterator_length_hint(Thread&, RangeIterator& self, Args)
{
    return make_int(self.length - self.index);
}

Result<Ref> range_iterator_reduce(Thread& thread, RangeIterator& self, Args)
{
    const Ref start = make_int(self.start);
    const Ref step = make_int(self.step);
    const Ref count = make_int(self.length);
    TRY_LET(const Ref span, number_multiply(thread, count.get(), step.get()));
    TRY_LET(const Ref stop, number_add(thread, start.get(), span.get()));
    TRY_LET(const Ref range, make_range(thread, start.get(), stop.get(), step.get()));
    return reduce_to(thread, "iter", range.get(), self.index);
}

Result<Ref> range_iterator_setstate(Thread& thread, RangeIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, state_argument(thread, args[0]));
    self.index = std::clamp<std::int64_t>(index, 0, self.length);
    return make_none();
}

void long_range_iterator_destroy(Object* self)
{
    auto& iterator = *static_cast<LongRangeIterator*>(self);
    xdecref(iterator.index);
    xdecref(iterator.start);
    xdecref(iterator.step);
    xdecref(iterator.length);
    free_object(self);
}

NextItem long_range_iterator_next(Thread& thread, Object* self)
{
    auto& iterator = *static_cast<LongRangeIterator*>(self);
    if (int_compare(number(iterator.index), number(iterator.length)) >= 0) {
        return nullptr;
    }
    const Ref one = make_int(1);
    auto product = number_multiply(thread, iterator.index, iterator.step);
    if (product.failed()) {
        return nullptr;
    }
    auto value = number_add(thread, iterator.start, product.value().get());
    auto next = number_add(thread, iterator.index, one.get());
    if (value.failed() || next.failed()) {
        return nullptr;
    }
    const Ref old = adopt(iterator.index);
    iterator.index = next.take().release();
    return value.take();
}

Result<Ref> long_range_iterator_length_hint(Thread& thread, LongRangeIterator& self, Args)
{
    return number_subtract(thread, self.length, self.index);
}

Result<Ref> long_range_iterator_reduce(Thread& thread, LongRangeIterator& self, Args)
{
    TRY_LET(const Ref span, number_multiply(thread, self.length, self.step));
    TRY_LET(const Ref stop, number_add(thread, self.start, span.get()));
    TRY_LET(const Ref range, make_range(thread, self.start, stop.get(), self.step));
    TRY_LET(const Ref function, builtin_named(thread, "iter"));
    const RefTo<Tuple> arguments = make_tuple({ range.get() });
    return make_tuple({ function.get(), arguments.get(), self.index });
}

Result<Ref> long_range_iterator_setstate(Thread& thread, LongRangeIterator& self, Args args)
{
    if (!is_int(args[0])) {
        return raise(thread, TypeId::TypeError, "state must be an int, not {}", type_name(args[0]));
    }
    Ref index = share(args[0]);
    if (int_sign(number(index.get())) < 0) {
        index = make_int(0);
    } else if (int_compare(number(index.get()), number(self.length)) > 0) {
        index = share(self.length);
    }
    const Ref old = adopt(self.index);
    self.index = index.release();
    return make_none();
}

constexpr Method range_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<RangeIterator, range_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<RangeIterator, range_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<RangeIterator, range_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

constexpr Method long_range_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<LongRangeIterator, long_range_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<LongRangeIterator, long_range_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<LongRangeIterator, long_range_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

Result<Ref> range_iterate(Thread&, Object* self)
{
    const auto& range = *static_cast<Range*>(self);
    if (fits(range)) {
        return make_short(
            number(range.start).value, number(range.step).value, number(range.length).value);
    }
    return make_long(range.start, range.step, range.length);
}

Result<Ref> range_reversed(Thread& thread, Object* self)
{
    const auto& range = *static_cast<Range*>(self);
    // From start + (length - 1) * step in steps of -step.
    const Ref one = make_int(1);
    TRY_LET(const Ref last, number_subtract(thread, range.length, one.get()));
    TRY_LET(const Ref span, number_multiply(thread, last.get(), range.step));
    TRY_LET(const Ref start, number_add(thread, range.start, span.get()));
    TRY_LET(const Ref step, number_negative(thread, range.step));
    if (fits(range) && number(start.get()).is_small() && number(step.get()).is_small()) {
        return make_short(
            number(start.get()).value, number(step.get()).value, number(range.length).value);
    }
    return make_long(start.get(), step.get(), range.length);
}

constexpr TypeSpec range_iterator_spec = {
    .name = "range_iterator",
    .basic_size = sizeof(RangeIterator),
    .slots = {
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = range_iterator_next,
    },
    .methods = range_iterator_methods,
};

constexpr TypeSpec long_range_iterator_spec = {
    .name = "longrange_iterator",
    .basic_size = sizeof(LongRangeIterator),
    .slots = {
        .destroy = long_range_iterator_destroy,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = long_range_iterator_next,
    },
    .methods = long_range_iterator_methods,
};

} // namespace fw
