// collections.deque: the ring, the slots, the iterators. Its methods are in a file of their own.
// CPython: Modules/_collectionsmodule.c

#include "vm/modules/deque.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/int.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"

#include <algorithm>

namespace fw {

namespace {

void grow(Deque& deque)
{
    const std::int64_t capacity = deque.capacity == 0 ? 8 : deque.capacity * 2;
    auto** ring = new Object*[static_cast<std::size_t>(capacity)];
    for (std::int64_t i = 0; i < deque.length; ++i) {
        ring[i] = deque.at(i);
    }
    delete[] deque.ring;
    deque.ring = ring;
    deque.capacity = capacity;
    deque.start = 0;
}

} // namespace

RefTo<Deque> make_deque(Type* type, std::int64_t maximum)
{
    RefTo<Deque> deque = allocate<Deque>(type);
    deque->maximum = maximum;
    gc_track(deque.get());
    return deque;
}

void deque_append(Deque& deque, Ref item)
{
    if (deque.length == deque.capacity) {
        grow(deque);
    }
    ++deque.changes;
    ++deque.length;
    deque.at(deque.length - 1) = item.release();
    if (deque.maximum >= 0 && deque.length > deque.maximum) {
        deque_take_left(deque);
    }
}

void deque_append_left(Deque& deque, Ref item)
{
    if (deque.length == deque.capacity) {
        grow(deque);
    }
    ++deque.changes;
    ++deque.length;
    deque.start = (deque.start - 1) & (deque.capacity - 1);
    deque.at(0) = item.release();
    if (deque.maximum >= 0 && deque.length > deque.maximum) {
        deque_take_right(deque);
    }
}

Ref deque_take_right(Deque& deque)
{
    ++deque.changes;
    --deque.length;
    return Ref::adopt(deque.at(deque.length));
}

Ref deque_take_left(Deque& deque)
{
    ++deque.changes;
    Ref item = Ref::adopt(deque.at(0));
    deque.start = (deque.start + 1) & (deque.capacity - 1);
    --deque.length;
    return item;
}

Result<void> deque_extend(Thread& thread, Deque& deque, Object* iterable)
{
    Ref source = share(iterable);
    if (iterable == &deque) {
        TRY_SET(source, sequence_to_list(thread, iterable));
    }
    return for_each(thread, source.get(), [&](Ref item) -> Result<bool> {
        deque_append(deque, std::move(item));
        return true;
    });
}

void deque_clear(Deque& deque)
{
    while (deque.length > 0) {
        deque_take_right(deque);
    }
}

void deque_rotate(Deque& deque, std::int64_t steps)
{
    if (deque.length < 2) {
        return;
    }
    steps %= deque.length;
    ++deque.changes;
    for (; steps > 0; --steps) {
        Object* item = deque.at(deque.length - 1);
        deque.start = (deque.start - 1) & (deque.capacity - 1);
        deque.at(0) = item;
    }
    for (; steps < 0; ++steps) {
        Object* item = deque.at(0);
        deque.start = (deque.start + 1) & (deque.capacity - 1);
        deque.at(deque.length - 1) = item;
    }
}

namespace {

void deque_destroy(Object* self)
{
    gc_untrack(self);
    deque_clear(*as<Deque>(self));
    delete[] as<Deque>(self)->ring;
    free_object(self);
}

void deque_traverse(Object* self, VisitFn visit, void* context)
{
    auto& deque = *as<Deque>(self);
    for (std::int64_t i = 0; i < deque.length; ++i) {
        visit(deque.at(i), context);
    }
}

void deque_clear_slot(Object* self)
{
    deque_clear(*as<Deque>(self));
}

Result<Ref> deque_create(Thread&, Type& type, Args)
{
    return make_deque(&type, -1);
}

Result<void> deque_init(Thread& thread, Object* self, Args args)
{
    constexpr SignatureShape shape("iterable=(), maxlen=None");
    Object* values[2];
    TRY(bind_arguments(thread, "deque", shape, args, values));
    std::int64_t maximum = -1;
    if (values[1] && values[1] != none()) {
        if (!is_int(values[1])) {
            return raise(thread, TypeId::TypeError, "an integer is required");
        }
        TRY_SET(maximum, to_index(thread, values[1], TypeId::OverflowError));
        if (maximum < 0) {
            return raise(thread, TypeId::ValueError, "maxlen must be non-negative");
        }
    }
    auto& deque = *as<Deque>(self);
    deque.maximum = maximum;
    deque_clear(deque);
    if (values[0]) {
        return deque_extend(thread, deque, values[0]);
    }
    return {};
}

Result<Ref> deque_repr(Thread& thread, Deque& self)
{
    ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str("[...]");
    }
    TRY_LET(const Ref items, sequence_to_list(thread, &self));
    TRY_LET(const RefTo<Str> shown, repr(thread, items.get()));
    const std::string name = to_utf8(*self.type->name);
    if (self.maximum >= 0) {
        return make_str(fmt::format("{}({}, maxlen={})", name, to_utf8(*shown), self.maximum));
    }
    return make_str(fmt::format("{}({})", name, to_utf8(*shown)));
}

Result<Ref> deque_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_deque(left) || !is_deque(right)) {
        return make_not_implemented();
    }
    const std::int64_t left_length = as<Deque>(left)->length;
    const std::int64_t right_length = as<Deque>(right)->length;
    if (left == right) {
        return make_bool(order_holds(op, 0, 0));
    }
    if (left_length != right_length && (op == CompareOp::Equal || op == CompareOp::NotEqual)) {
        return make_bool(op == CompareOp::NotEqual);
    }
    TRY_LET(const Ref mine, get_iterator(thread, left));
    TRY_LET(const Ref other, get_iterator(thread, right));
    while (true) {
        const Ref x = iterate_next(thread, mine.get());
        if (!x && !iteration_ended(thread)) {
            return Raised{};
        }
        const Ref y = iterate_next(thread, other.get());
        if (!y && !iteration_ended(thread)) {
            return Raised{};
        }
        if (!x || !y) {
            return make_bool(order_holds(op, x ? 1 : 0, y ? 1 : 0));
        }
        TRY_LET(const bool same, equal(thread, x.get(), y.get()));
        if (!same) {
            if (op == CompareOp::Equal || op == CompareOp::NotEqual) {
                return make_bool(op == CompareOp::NotEqual);
            }
            return compare(thread, x.get(), y.get(), op);
        }
    }
}

Result<std::int64_t> deque_length(Thread&, Object* self)
{
    return as<Deque>(self)->length;
}

Result<bool> deque_truth(Thread&, Object* self)
{
    return as<Deque>(self)->length > 0;
}

Result<Ref> deque_item(Thread& thread, Object* self, std::int64_t index)
{
    auto& deque = *as<Deque>(self);
    if (index < 0 || index >= deque.length) {
        return raise(thread, TypeId::IndexError, "deque index out of range");
    }
    return share(deque.at(index));
}

Result<void> deque_set_item(Thread& thread, Object* self, std::int64_t index, Object* value)
{
    auto& deque = *as<Deque>(self);
    if (index < 0 || index >= deque.length) {
        return raise(thread, TypeId::IndexError, "deque index out of range");
    }
    if (value) {
        const Ref old = Ref::adopt(deque.at(index));
        deque.at(index) = share(value).release();
        return {};
    }
    deque_rotate(deque, -index);
    const Ref dropped = deque_take_left(deque);
    deque_rotate(deque, index);
    return {};
}

Result<bool> deque_contains(Thread& thread, Object* self, Object* item)
{
    auto& deque = *as<Deque>(self);
    const std::uint64_t changes = deque.changes;
    for (std::int64_t i = 0; i < deque.length; ++i) {
        const Ref candidate = share(deque.at(i));
        TRY_LET(const bool same, equal(thread, candidate.get(), item));
        if (same) {
            return true;
        }
        if (deque.changes != changes) {
            return raise(thread, TypeId::RuntimeError, "deque mutated during iteration");
        }
    }
    return false;
}

Result<Ref> deque_concat(Thread& thread, Object* left, Object* right)
{
    if (!is_deque(right)) {
        return raise(thread, TypeId::TypeError, "can only concatenate deque (not \"{}\") to deque",
            type_name(right));
    }
    auto& mine = *as<Deque>(left);
    RefTo<Deque> sum = make_deque(collections_type(CollectionsType::deque), mine.maximum);
    TRY(deque_extend(thread, *sum, left));
    TRY(deque_extend(thread, *sum, right));
    return sum;
}

Result<Ref> deque_inplace_concat(Thread& thread, Object* self, Object* iterable)
{
    TRY(deque_extend(thread, *as<Deque>(self), iterable));
    return share(self);
}

Result<Ref> deque_inplace_repeat(Thread& thread, Object* self, std::int64_t count)
{
    auto& deque = *as<Deque>(self);
    if (count <= 0) {
        deque_clear(deque);
        return share(self);
    }
    TRY_LET(const Ref items, sequence_to_list(thread, self));
    for (std::int64_t i = 1; i < count && deque.length > 0; ++i) {
        TRY(deque_extend(thread, deque, items.get()));
    }
    return share(self);
}

Result<Ref> deque_repeat(Thread& thread, Object* self, std::int64_t count)
{
    RefTo<Deque> copy
        = make_deque(collections_type(CollectionsType::deque), as<Deque>(self)->maximum);
    TRY(deque_extend(thread, *copy, self));
    return deque_inplace_repeat(thread, copy.get(), count);
}

// --- iterators

struct DequeIterator : IteratorState<1> { // the deque
    std::int64_t index;
    std::uint64_t changes;
    std::int64_t left;

    Deque& deque() { return *as<Deque>(references[0]); }
};

RefTo<DequeIterator> make_iterator(CollectionsType type, Object* deque)
{
    RefTo<DequeIterator> iterator
        = make_state<DequeIterator>(*collections_type(type), { share(deque) });
    iterator->changes = iterator->deque().changes;
    iterator->left = iterator->deque().length;
    return iterator;
}

Result<Ref> deque_iterate(Thread&, Object* self)
{
    return make_iterator(CollectionsType::deque_iterator, self);
}

template <bool backwards> NextItem deque_next(Thread& thread, DequeIterator& self)
{
    Deque& deque = self.deque();
    if (backwards && self.left == 0) { // Before it looks for changes; the other looks first.
        return {};
    }
    if (deque.changes != self.changes) {
        self.left = 0;
        (void)raise(thread, TypeId::RuntimeError, "deque mutated during iteration");
        return {};
    }
    if (self.left == 0) {
        return {};
    }
    const std::int64_t index = backwards ? self.left - 1 : deque.length - self.left;
    --self.left;
    return share(deque.at(index));
}

template <CollectionsType which> Result<Ref> iterator_create(Thread& thread, Type&, Args args)
{
    TRY(check_positional(thread, "_deque_iterator", args, 1, 2));
    if (!is_deque(args[0])) {
        return raise(thread, TypeId::TypeError, "argument 1 must be collections.deque, not {}",
            type_name(args[0]));
    }
    RefTo<DequeIterator> iterator = make_iterator(which, args[0]);
    if (args.count == 2) {
        TRY_LET(const std::int64_t skipped, to_index(thread, args[1], TypeId::OverflowError));
        iterator->left -= std::min(std::max<std::int64_t>(skipped, 0), iterator->left);
    }
    return iterator;
}

Result<Ref> iterator_hint(Thread&, DequeIterator& self, Args)
{
    return make_int(self.left);
}

Result<Ref> iterator_reduce(Thread&, DequeIterator& self, Args)
{
    const RefTo<Tuple> arguments
        = make_tuple({ self[0], make_int(self.deque().length - self.left).get() });
    return make_tuple({ self.type, arguments.get() });
}

constexpr Method iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<DequeIterator, iterator_hint>,
        .doc = "How many are left." },
    { .name = "__reduce__",
        .call = native<DequeIterator, iterator_reduce>,
        .doc = "For pickling." },
};

Result<Ref> deque_maxlen(Thread&, Object* self)
{
    const std::int64_t maximum = as<Deque>(self)->maximum;
    return maximum < 0 ? make_none() : make_int(maximum);
}

constexpr Attribute deque_attributes[] = {
    { .name = "maxlen", .get = deque_maxlen, .doc = "Its largest length, or None." },
};

} // namespace

Ref make_deque_reverse_iterator(Object* deque)
{
    return make_iterator(CollectionsType::deque_reverse_iterator, deque);
}

constexpr TypeSpec deque_iterator_spec = {
    .name = "_collections._deque_iterator",
    .basic_size = sizeof(DequeIterator),
    .slots = state_slots<DequeIterator, deque_next<false>>(
        iterator_create<CollectionsType::deque_iterator>),
    .methods = iterator_methods,
};

constexpr TypeSpec deque_reverse_iterator_spec = {
    .name = "_collections._deque_reverse_iterator",
    .basic_size = sizeof(DequeIterator),
    .slots = state_slots<DequeIterator, deque_next<true>>(
        iterator_create<CollectionsType::deque_reverse_iterator>),
    .methods = iterator_methods,
};

const TypeSpec deque_spec = {
    .name = "collections.deque",
    .doc = "deque([iterable[, maxlen]]): a sequence that is quick at both ends.",
    .basic_size = sizeof(Deque),
    .weakrefs_offset = reference_offset(0),
    .flags = TypeIsBase,
    .slots = {
        .destroy = deque_destroy,
        .traverse = deque_traverse,
        .clear = deque_clear_slot,
        .repr = unary<Deque, deque_repr>,
        .compare = deque_compare,
        .iterate = deque_iterate,
        .init = deque_init,
        .create = deque_create,
        .truth = deque_truth,
        .length = deque_length,
        .concat = deque_concat,
        .repeat = deque_repeat,
        .item = deque_item,
        .set_item = deque_set_item,
        .contains = deque_contains,
        .inplace_concat = deque_inplace_concat,
        .inplace_repeat = deque_inplace_repeat,
    },
    .methods = deque_methods,
    .attributes = deque_attributes,
};

} // namespace fw
