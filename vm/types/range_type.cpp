// The range type. CPython: Objects/rangeobject.c

#include "vm/types/range.h"

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/types/container_support.h"
#include "vm/types/slice.h"

#include <cstddef>

namespace fw {

namespace {

const Int& number(Object* object)
{
    return *static_cast<Int*>(object);
}

bool is_small(Object* object)
{
    return number(object).is_small();
}

bool is_exact_number(const Object* object)
{
    return object->type == int_type() || object->type == bool_type();
}

// len(range(start, stop, step))
Result<Ref> count_items(Thread& thread, Object* start, Object* stop, Object* step)
{
    const bool backwards = int_sign(number(step)) < 0;
    Object* const low = backwards ? stop : start;
    Object* const high = backwards ? start : stop;
    if (int_compare(number(low), number(high)) >= 0) {
        return make_int(0);
    }
    if (is_small(low) && is_small(high) && is_small(step)) {
        const std::uint64_t span = static_cast<std::uint64_t>(number(high).value)
            - static_cast<std::uint64_t>(number(low).value);
        const auto raw = static_cast<std::uint64_t>(number(step).value);
        return make_int_unsigned((span - 1) / (backwards ? 0 - raw : raw) + 1);
    }
    const Ref one = make_int(1);
    TRY_LET(const Ref stride, number_absolute(thread, step));
    TRY_LET(const Ref span, number_subtract(thread, high, low));
    TRY_LET(const Ref last, number_subtract(thread, span.get(), one.get()));
    TRY_LET(const Ref full, number_floor_divide(thread, last.get(), stride.get()));
    return number_add(thread, full.get(), one.get());
}

// start + index * step
Result<Ref> item_at(Thread& thread, const Range& range, Object* index)
{
    std::int64_t offset = 0;
    std::int64_t value = 0;
    if (is_small(index) && is_small(range.step) && is_small(range.start)
        && !__builtin_mul_overflow(number(index).value, number(range.step).value, &offset)
        && !__builtin_add_overflow(number(range.start).value, offset, &value)) {
        return make_int(value);
    }
    TRY_LET(const Ref product, number_multiply(thread, index, range.step));
    return number_add(thread, range.start, product.get());
}

Result<Ref> checked_item(Thread& thread, const Range& range, Object* index)
{
    Ref place = share(index);
    if (int_sign(number(index)) < 0) {
        TRY_SET(place, number_add(thread, range.length, index));
    }
    if (int_sign(number(place.get())) < 0
        || int_compare(number(place.get()), number(range.length)) >= 0) {
        return raise(thread, TypeId::IndexError, "range object index out of range");
    }
    return item_at(thread, range, place.get());
}

void range_destroy(Object* self)
{
    auto& range = *static_cast<Range*>(self);
    xdecref(range.start);
    xdecref(range.stop);
    xdecref(range.step);
    xdecref(range.length);
    free_object(self);
}

Result<Ref> range_create(Thread& thread, Type&, Args args)
{
    TRY(check_no_keywords(thread, "range", args));
    TRY(check_positional(thread, "range", args, 1, 3));
    Ref start = make_int(0);
    Ref step = make_int(1);
    Ref stop;
    if (args.count == 1) {
        TRY_SET(stop, number_index(thread, args[0]));
    } else {
        TRY_SET(start, number_index(thread, args[0]));
        TRY_SET(stop, number_index(thread, args[1]));
        if (args.count == 3) {
            TRY_SET(step, number_index(thread, args[2]));
            if (int_sign(number(step.get())) == 0) {
                return raise(thread, TypeId::ValueError, "range() arg 3 must not be zero");
            }
        }
    }
    return make_range(thread, start.get(), stop.get(), step.get());
}

Result<Ref> range_repr(Thread& thread, Range& self)
{
    StrBuilder text;
    text.append("range(");
    TRY_LET(const RefTo<Str> start, repr(thread, self.start));
    text.append(*start);
    text.append(", ");
    TRY_LET(const RefTo<Str> stop, repr(thread, self.stop));
    text.append(*stop);
    if (!is_small(self.step) || number(self.step).value != 1) {
        text.append(", ");
        TRY_LET(const RefTo<Str> step, repr(thread, self.step));
        text.append(*step);
    }
    text.append(U')');
    return text.finish();
}

bool equals(Object* left, Object* right)
{
    return int_compare(number(left), number(right)) == 0;
}

Result<std::int64_t> range_hash(Thread& thread, Object* self)
{
    const auto& range = *static_cast<Range*>(self);
    const bool empty = int_sign(number(range.length)) == 0;
    const Ref one = make_int(1);
    const bool single = !empty && equals(range.length, one.get());
    const RefTo<Tuple> key = make_tuple(
        { range.length, empty ? none() : range.start, empty || single ? none() : range.step });
    return hash(thread, key.get());
}

Result<Ref> range_compare(Thread&, Object* left, Object* right, CompareOp op)
{
    if (right->type != range_type() || (op != CompareOp::Equal && op != CompareOp::NotEqual)) {
        return make_not_implemented();
    }
    const auto& a = *static_cast<Range*>(left);
    const auto& b = *static_cast<Range*>(right);
    bool same = left == right;
    if (!same && equals(a.length, b.length)) {
        const Int& count = number(a.length);
        const bool several = !count.is_small() || count.value > 1;
        same = int_sign(count) == 0
            || (equals(a.start, b.start) && (!several || equals(a.step, b.step)));
    }
    return make_bool(same == (op == CompareOp::Equal));
}

Result<bool> range_truth(Thread&, Object* self)
{
    return int_sign(number(static_cast<Range*>(self)->length)) != 0;
}

Result<std::int64_t> range_length(Thread& thread, Object* self)
{
    const Int& count = number(static_cast<Range*>(self)->length);
    if (!count.is_small()) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C ssize_t");
    }
    return count.value;
}

Result<Ref> range_item(Thread& thread, Object* self, std::int64_t index)
{
    const Ref place = make_int(index);
    return checked_item(thread, *static_cast<Range*>(self), place.get());
}

// Of an int, by arithmetic.
Result<bool> contains_number(Thread& thread, const Range& range, Object* value)
{
    const bool forwards = int_sign(number(range.step)) > 0;
    const int from_start = int_compare(number(range.start), number(value));
    const int to_stop = int_compare(number(value), number(range.stop));
    if (forwards ? from_start > 0 || to_stop >= 0 : from_start < 0 || to_stop <= 0) {
        return false;
    }
    TRY_LET(const Ref distance, number_subtract(thread, value, range.start));
    TRY_LET(const Ref rest, number_remainder(thread, distance.get(), range.step));
    return int_sign(number(rest.get())) == 0;
}

// Of anything else, by looking: function(position) for each item that equals the value; false
// stops.
template <class Function>
Result<void> search(Thread& thread, Object* self, Object* value, Function function)
{
    std::int64_t position = 0;
    return for_each(thread, self, [&](const Ref& item) -> Result<bool> {
        TRY_LET(const bool same, equal(thread, item.get(), value));
        const bool more = !same || function(position);
        ++position;
        return more;
    });
}

Result<bool> range_contains(Thread& thread, Object* self, Object* value)
{
    if (is_exact_number(value)) {
        return contains_number(thread, *static_cast<Range*>(self), value);
    }
    bool found = false;
    TRY(search(thread, self, value, [&](std::int64_t) {
        found = true;
        return false;
    }));
    return found;
}

Result<Ref> range_slice(Thread& thread, const Range& range, Object* slice)
{
    TRY_LET(const LongSliceBounds bounds,
        slice_long_bounds(thread, *static_cast<Slice*>(slice), range.length));
    TRY_LET(const Ref start, item_at(thread, range, bounds.start.get()));
    TRY_LET(const Ref stop, item_at(thread, range, bounds.stop.get()));
    TRY_LET(const Ref step, number_multiply(thread, range.step, bounds.step.get()));
    return make_range(thread, start.get(), stop.get(), step.get());
}

Result<Ref> range_subscript(Thread& thread, Object* self, Object* key)
{
    const auto& range = *static_cast<Range*>(self);
    if (key->type->slots.to_index) {
        TRY_LET(const Ref index, number_index(thread, key));
        return checked_item(thread, range, index.get());
    }
    if (key->type == slice_type()) {
        return range_slice(thread, range, key);
    }
    return raise(thread, TypeId::TypeError, "range indices must be integers or slices, not {}",
        type_name(key));
}

Result<Ref> range_count(Thread& thread, Range& self, Args args)
{
    if (is_exact_number(args[0])) {
        TRY_LET(const bool found, contains_number(thread, self, args[0]));
        return make_int(found ? 1 : 0);
    }
    std::int64_t count = 0;
    TRY(search(thread, &self, args[0], [&](std::int64_t) {
        ++count;
        return true;
    }));
    return make_int(count);
}

Result<Ref> range_index(Thread& thread, Range& self, Args args)
{
    if (is_exact_number(args[0])) {
        TRY_LET(const bool found, contains_number(thread, self, args[0]));
        if (!found) {
            TRY_LET(const RefTo<Str> text, repr(thread, args[0]));
            return raise(thread, TypeId::ValueError, "{} is not in range", to_utf8(*text));
        }
        TRY_LET(const Ref distance, number_subtract(thread, args[0], self.start));
        return number_floor_divide(thread, distance.get(), self.step);
    }
    std::int64_t position = -1;
    TRY(search(thread, &self, args[0], [&](std::int64_t place) {
        position = place;
        return false;
    }));
    if (position < 0) {
        return raise(thread, TypeId::ValueError, "sequence.index(x): x not in sequence");
    }
    return make_int(position);
}

Result<Ref> range_reduce(Thread&, Range& self, Args)
{
    const RefTo<Tuple> arguments = make_tuple({ self.start, self.stop, self.step });
    return make_tuple({ self.type, arguments.get() });
}

Result<Ref> range_reversed_method(Thread& thread, Object* self, Args)
{
    return range_reversed(thread, self);
}

constexpr Method range_methods[] = {
    { .name = "__reversed__",
        .call = range_reversed_method,
        .doc = "Return an iterator from the last to the first." },
    { .name = "__reduce__", .call = native<Range, range_reduce>, .doc = "State for pickling." },
    { .name = "count",
        .signature = "value, /",
        .call = native<Range, range_count>,
        .doc = "Return how often value occurs." },
    { .name = "index",
        .signature = "value, /",
        .call = native<Range, range_index>,
        .doc = "Return the position of value; ValueError if it is not there." },
};

constexpr Member range_members[] = {
    { .name = "start", .kind = MemberKind::ObjectOrRaise, .offset = offsetof(Range, start) },
    { .name = "stop", .kind = MemberKind::ObjectOrRaise, .offset = offsetof(Range, stop) },
    { .name = "step", .kind = MemberKind::ObjectOrRaise, .offset = offsetof(Range, step) },
};

} // namespace

Result<Ref> make_range(Thread& thread, Object* start, Object* stop, Object* step)
{
    TRY_LET(Ref length, count_items(thread, start, stop, step));
    auto range = allocate<Range>(range_type());
    range->start = share(start).release();
    range->stop = share(stop).release();
    range->step = share(step).release();
    range->length = length.release();
    return range;
}

constexpr TypeSpec range_spec = {
    .name = "range",
    .doc = "range(stop), range(start, stop[, step]): the integers from start up to stop.",
    .basic_size = sizeof(Range),
    .slots = {
        .destroy = range_destroy,
        .repr = unary<Range, range_repr>,
        .hash = range_hash,
        .get_attribute = generic_get_attribute,
        .compare = range_compare,
        .iterate = range_iterate,
        .create = range_create,
        .truth = range_truth,
        .length = range_length,
        .item = range_item,
        .contains = range_contains,
        .mapping_length = range_length,
        .subscript = range_subscript,
    },
    .methods = range_methods,
    .members = range_members,
};

} // namespace fw
