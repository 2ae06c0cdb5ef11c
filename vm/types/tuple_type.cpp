// The tuple type and its iterator, as programs see them.
// CPython: Objects/tupleobject.c

#include "vm/object/all_specs.h"
#include "vm/object/native_stack.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"

#include <algorithm>

namespace fw {

namespace {

using TupleIterator = ItemIterator<Tuple>;

void tuple_destroy(Object* self)
{
    auto* const tuple = static_cast<Tuple*>(self);
    gc_untrack(self);
    for (std::int64_t i = tuple->length; --i >= 0;) {
        xdecref(tuple->items()[i]);
    }
    free_object(self);
}

void tuple_traverse(Object* self, VisitFn visit, void* context)
{
    for (Object* const item : *static_cast<Tuple*>(self)) {
        if (item) {
            visit(item, context);
        }
    }
}

Result<Ref> tuple_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, tuple_type(), args, 0, 1));
    Ref items = args.count ? Ref() : Ref(make_tuple(0));
    if (args.count) {
        TRY_SET(items, sequence_to_tuple(thread, args[0]));
    }
    if (&type == tuple_type()) {
        return items;
    }
    const auto& source = *static_cast<Tuple*>(items.get());
    auto tuple = allocate<Tuple>(&type, static_cast<std::size_t>(source.length));
    tuple->length = source.length;
    for (std::int64_t i = 0; i < source.length; ++i) {
        tuple->items()[i] = share(source[i]).release();
    }
    gc_track(tuple.get());
    return tuple;
}

Result<Ref> tuple_repr(Thread& thread, Tuple& self)
{
    if (self.length == 0) {
        return make_str("()");
    }
    const ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str("(...)");
    }
    StrBuilder text;
    text.append(U'(');
    for (std::int64_t i = 0; i < self.length; ++i) {
        if (i > 0) {
            text.append(", ");
        }
        TRY_LET(const RefTo<Str> item, repr(thread, self[i]));
        text.append(*item);
    }
    text.append(self.length == 1 ? ",)" : ")");
    return text.finish();
}

// xxHash's mixing, as tuples have hashed since CPython 3.8.
Result<std::int64_t> tuple_hash(Thread& thread, Object* self)
{
    constexpr std::uint64_t prime1 = 11400714785074694791u;
    constexpr std::uint64_t prime2 = 14029467366897019727u;
    constexpr std::uint64_t prime5 = 2870177450012600261u;
    const auto& tuple = *static_cast<Tuple*>(self);
    std::uint64_t mix = prime5;
    TRY(check_native_stack(thread, " while hashing a tuple"));
    for (Object* const item : tuple) {
        TRY_LET(const std::int64_t lane, hash(thread, item));
        mix += static_cast<std::uint64_t>(lane) * prime2;
        mix = (mix << 31) | (mix >> 33);
        mix *= prime1;
    }
    mix += static_cast<std::uint64_t>(tuple.length) ^ (prime5 ^ 3527539u);
    return mix == static_cast<std::uint64_t>(-1) ? 1546275796 : static_cast<std::int64_t>(mix);
}

Result<Ref> tuple_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_tuple(left) || !is_tuple(right)) {
        return make_not_implemented();
    }
    const auto& a = *static_cast<Tuple*>(left);
    const auto& b = *static_cast<Tuple*>(right);
    const std::int64_t shorter = std::min(a.length, b.length);
    std::int64_t i = 0;
    for (; i < shorter; ++i) {
        TRY_LET(const bool same, equal(thread, a[i], b[i]));
        if (!same) {
            break;
        }
    }
    if (i == shorter) {
        return make_bool(order_holds(op, a.length, b.length));
    }
    if (op == CompareOp::Equal || op == CompareOp::NotEqual) {
        return make_bool(op == CompareOp::NotEqual);
    }
    return compare(thread, a[i], b[i], op);
}

Result<Ref> tuple_iterate(Thread&, Object* self)
{
    return make_item_iterator<Tuple>(tuple_iterator_type(), self);
}

Result<std::int64_t> tuple_length(Thread&, Object* self)
{
    return static_cast<Tuple*>(self)->length;
}

Result<Ref> tuple_concat(Thread& thread, Object* left, Object* right)
{
    const auto& a = *static_cast<Tuple*>(left);
    if (a.length == 0 && right->type == tuple_type()) {
        return share(right);
    }
    if (!is_tuple(right)) {
        return raise(thread, TypeId::TypeError, "can only concatenate tuple (not \"{}\") to tuple",
            type_name(right));
    }
    const auto& b = *static_cast<Tuple*>(right);
    if (b.length == 0 && left->type == tuple_type()) {
        return share(left);
    }
    RefTo<Tuple> sum = make_tuple(a.length + b.length);
    Object** target = sum->items();
    for (Object* const item : a) {
        *target++ = share(item).release();
    }
    for (Object* const item : b) {
        *target++ = share(item).release();
    }
    return sum;
}

Result<Ref> tuple_repeat(Thread&, Object* self, std::int64_t count)
{
    const auto& tuple = *static_cast<Tuple*>(self);
    if ((tuple.length == 0 || count == 1) && self->type == tuple_type()) {
        return share(self);
    }
    if (tuple.length == 0 || count <= 0) {
        return make_tuple(0);
    }
    if (tuple.length > INT64_MAX / 16 / count) {
        throw std::bad_alloc();
    }
    RefTo<Tuple> product = make_tuple(tuple.length * count);
    Object** target = product->items();
    for (Object* const item : tuple) {
        item->refcount += count;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        target = std::copy(tuple.begin(), tuple.end(), target);
    }
    return product;
}

Result<Ref> tuple_item(Thread& thread, Object* self, std::int64_t index)
{
    const auto& tuple = *static_cast<Tuple*>(self);
    if (index < 0 || index >= tuple.length) {
        return raise(thread, TypeId::IndexError, "tuple index out of range");
    }
    return share(tuple[index]);
}

Result<bool> tuple_contains(Thread& thread, Object* self, Object* item)
{
    for (Object* const candidate : *static_cast<Tuple*>(self)) {
        TRY_LET(const bool same, equal(thread, candidate, item));
        if (same) {
            return true;
        }
    }
    return false;
}

Result<Ref> tuple_subscript(Thread& thread, Object* self, Object* key)
{
    const auto& tuple = *static_cast<Tuple*>(self);
    if (key->type->slots.to_index) {
        TRY_LET(std::int64_t index, to_index(thread, key));
        return tuple_item(thread, self, index < 0 ? index + tuple.length : index);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError, "tuple indices must be integers or slices, not {}",
            type_name(key));
    }
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, key, tuple.length));
    if (bounds.length == tuple.length && bounds.step == 1 && self->type == tuple_type()) {
        return share(self);
    }
    if (bounds.step == 1) {
        return make_tuple_from(tuple.items() + bounds.start, bounds.length);
    }
    RefTo<Tuple> part = make_tuple(bounds.length);
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        part->items()[i] = share(tuple[bounds.start + i * bounds.step]).release();
    }
    return part;
}

Result<Ref> tuple_count(Thread& thread, Tuple& self, Args args)
{
    std::int64_t count = 0;
    for (Object* const item : self) {
        TRY_LET(const bool same, equal(thread, item, args[0]));
        count += same ? 1 : 0;
    }
    return make_int(count);
}

Result<Ref> tuple_index(Thread& thread, Tuple& self, Args args)
{
    TRY_LET(std::int64_t start, position_argument(thread, args[1], 0));
    TRY_LET(std::int64_t stop, position_argument(thread, args[2], INT64_MAX));
    start = start < 0 ? std::max<std::int64_t>(start + self.length, 0) : start;
    stop = stop < 0 ? stop + self.length : std::min(stop, self.length);
    for (std::int64_t i = start; i < stop; ++i) {
        TRY_LET(const bool same, equal(thread, self[i], args[0]));
        if (same) {
            return make_int(i);
        }
    }
    return raise(thread, TypeId::ValueError, "tuple.index(x): x not in tuple");
}

Result<Ref> tuple_getnewargs(Thread&, Tuple& self, Args)
{
    const RefTo<Tuple> plain = make_tuple_from(self.items(), self.length);
    return make_tuple({ plain.get() });
}

constexpr Method tuple_methods[] = {
    { .name = "__getnewargs__", .call = native<Tuple, tuple_getnewargs> },
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = container_class_getitem,
        .doc = "A generic alias of the class, as annotations use it.",
        .kind = MethodKind::Class },
    { .name = "count",
        .signature = "value, /",
        .call = native<Tuple, tuple_count>,
        .doc = "Return how often value occurs." },
    { .name = "index",
        .signature = "value, start=0, stop=sys.maxsize, /",
        .call = native<Tuple, tuple_index>,
        .doc = "Return the first index of value; ValueError if it is not there." },
};

// --- the iterator ---------------------------------------------------------------------------

NextItem tuple_iterator_next(Thread&, Object* self)
{
    auto& iterator = *static_cast<TupleIterator*>(self);
    Tuple* const tuple = iterator.sequence;
    if (!tuple) {
        return nullptr;
    }
    if (iterator.index < tuple->length) {
        return share((*tuple)[iterator.index++]);
    }
    iterator.sequence = nullptr;
    decref(tuple);
    return nullptr;
}

Result<Ref> tuple_iterator_length_hint(Thread&, TupleIterator& self, Args)
{
    return make_int(self.sequence ? self.sequence->length - self.index : 0);
}

Result<Ref> tuple_iterator_reduce(Thread& thread, TupleIterator& self, Args)
{
    if (self.sequence) {
        return reduce_to(thread, "iter", self.sequence, self.index);
    }
    const RefTo<Tuple> empty = make_tuple(0);
    return reduce_to(thread, "iter", empty.get());
}

Result<Ref> tuple_iterator_setstate(Thread& thread, TupleIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, state_argument(thread, args[0]));
    if (self.sequence) {
        self.index = std::clamp<std::int64_t>(index, 0, self.sequence->length);
    }
    return make_none();
}

constexpr Method tuple_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<TupleIterator, tuple_iterator_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<TupleIterator, tuple_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<TupleIterator, tuple_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

constexpr TypeSpec tuple_spec = {
    .name = "tuple",
    .doc = "tuple(iterable=()): an immutable sequence of the items.",
    .basic_size = sizeof(Tuple),
    .item_size = sizeof(Object*),
    .flags = TypeIsBase | TypeTupleSubclass,
    .slots = {
        .destroy = tuple_destroy,
        .traverse = tuple_traverse,
        .repr = unary<Tuple, tuple_repr>,
        .hash = tuple_hash,
        .get_attribute = generic_get_attribute,
        .compare = tuple_compare,
        .iterate = tuple_iterate,
        .create = tuple_create,
        .length = tuple_length,
        .concat = tuple_concat,
        .repeat = tuple_repeat,
        .item = tuple_item,
        .contains = tuple_contains,
        .mapping_length = tuple_length,
        .subscript = tuple_subscript,
    },
    .methods = tuple_methods,
};

constexpr TypeSpec tuple_iterator_spec = {
    .name = "tuple_iterator",
    .basic_size = sizeof(TupleIterator),
    .slots = {
        .destroy = item_iterator_destroy<TupleIterator>,
        .traverse = item_iterator_traverse<TupleIterator>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = tuple_iterator_next,
    },
    .methods = tuple_iterator_methods,
};

} // namespace fw
