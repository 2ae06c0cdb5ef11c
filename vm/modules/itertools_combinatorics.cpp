// product, permutations, combinations and combinations_with_replacement: tuples chosen from pools
// by a row of indices that counts up like an odometer. CPython: Modules/itertoolsmodule.c

#include "vm/modules/itertools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/int.h"

#include <numeric>
#include <vector>

namespace fw {

namespace {

// References: the pool (a tuple; of tuples for product), the last result (null before the first).
struct Chooser : IteratorState<2> {
    std::vector<std::int64_t>* indices;
    std::vector<std::int64_t>* cycles; // permutations only
    bool stopped;

    Tuple& pool() { return *as<Tuple>(references[0]); }
};

void chooser_destroy(Object* self)
{
    delete as<Chooser>(self)->indices;
    delete as<Chooser>(self)->cycles;
    state_destroy<Chooser>(self);
}

template <NextItem next(Thread&, Chooser&)> constexpr Slots chooser_slots(CreateFn create)
{
    Slots slots = state_slots<Chooser, next>(create);
    slots.destroy = chooser_destroy;
    return slots;
}

RefTo<Chooser> make_chooser(Type& type, Ref pool, std::int64_t length)
{
    RefTo<Chooser> self = make_state<Chooser>(type, { std::move(pool) });
    self->indices = new std::vector<std::int64_t>(static_cast<std::size_t>(length));
    return self;
}

// The tuple to fill with the next result: the last one when nobody else has it.
RefTo<Tuple> next_tuple(Chooser& self)
{
    RefTo<Tuple> result = share(as<Tuple>(self[1]));
    if (result->refcount > 2) {
        result = make_tuple_from(result->items(), result->length);
        self.set(1, result);
    }
    return result;
}

void put_item(Tuple& tuple, std::size_t index, Object* item)
{
    Object*& place = tuple.items()[index];
    Object* old = place;
    place = share(item).release();
    xdecref(old);
}

Ref keep_first(Chooser& self, RefTo<Tuple> result)
{
    self.set(1, result);
    return result;
}

// --- product

Result<Ref> product_create(Thread& thread, Type& type, Args args)
{
    std::int64_t repeat = 1;
    if (args.keyword_count() > 0) {
        Tuple& given = *args.names;
        for (std::int64_t i = 0; i < given.length; ++i) {
            if (!str_equal(*as<Str>(given[i]), "repeat")) {
                return raise(thread, TypeId::TypeError,
                    "'{}' is an invalid keyword argument for product()",
                    to_utf8(*as<Str>(given[i])));
            }
        }
        TRY_SET(repeat, to_index(thread, args[args.count], TypeId::OverflowError));
        if (repeat < 0) {
            return raise(thread, TypeId::ValueError, "repeat argument cannot be negative");
        }
    }
    const auto given = repeat == 0 ? 0 : static_cast<std::int64_t>(args.count);
    if (given > 0 && repeat > 0x0fffffffffffffff / given) {
        return raise(thread, TypeId::OverflowError, "repeat argument too large");
    }
    const RefTo<Tuple> pools = make_tuple(given * repeat);
    for (std::int64_t i = 0; i < given; ++i) {
        TRY_LET(const Ref pool, sequence_to_tuple(thread, args[static_cast<std::size_t>(i)]));
        pools->items()[i] = share(pool.get()).release();
    }
    for (std::int64_t i = given; i < pools->length; ++i) {
        pools->items()[i] = share((*pools)[i - given]).release();
    }
    return make_chooser(type, pools, pools->length);
}

NextItem product_next(Thread&, Chooser& self)
{
    if (self.stopped) {
        return {};
    }
    Tuple& pools = self.pool();
    const auto pool_at
        = [&](std::size_t i) { return as<Tuple>(pools[static_cast<std::int64_t>(i)]); };
    std::vector<std::int64_t>& indices = *self.indices;
    if (!self[1]) {
        RefTo<Tuple> first = make_tuple(pools.length);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            if (pool_at(i)->length == 0) {
                self.stopped = true;
                for (std::size_t rest = i; rest < indices.size(); ++rest) {
                    first->items()[rest] = make_none().release();
                }
                return {};
            }
            first->items()[i] = share((*pool_at(i))[0]).release();
        }
        return keep_first(self, std::move(first));
    }
    RefTo<Tuple> result = next_tuple(self);
    for (std::size_t i = indices.size(); i-- > 0;) {
        if (++indices[i] < pool_at(i)->length) {
            put_item(*result, i, (*pool_at(i))[indices[i]]);
            return result;
        }
        indices[i] = 0;
        put_item(*result, i, (*pool_at(i))[0]);
    }
    self.stopped = true;
    return {};
}

// --- the others choose r items of one pool

Result<RefTo<Chooser>> make_subset_chooser(
    Thread& thread, Type& type, Object* iterable, Object* size)
{
    TRY_LET(const Ref pool, sequence_to_tuple(thread, iterable));
    std::int64_t count = as<Tuple>(pool.get())->length;
    if (size) {
        TRY_SET(count, to_index(thread, size, TypeId::OverflowError));
    }
    if (count < 0) {
        return raise(thread, TypeId::ValueError, "r must be non-negative");
    }
    return make_chooser(type, pool, count);
}

// The first result, by the indices.
Ref first_choice(Chooser& self)
{
    RefTo<Tuple> result = make_tuple(static_cast<std::int64_t>(self.indices->size()));
    for (std::size_t i = 0; i < self.indices->size(); ++i) {
        result->items()[i] = share(self.pool()[(*self.indices)[i]]).release();
    }
    return keep_first(self, std::move(result));
}

Result<Ref> permutations_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("iterable, r=None");
    Object* values[2];
    TRY(bind_arguments(thread, "permutations", shape, args, values));
    Object* size = values[1] == none() ? nullptr : values[1];
    if (size && !is_int(size)) {
        return raise(thread, TypeId::TypeError, "Expected int as r");
    }
    TRY_LET(RefTo<Chooser> self, make_subset_chooser(thread, type, values[0], size));
    const std::int64_t pool_size = self->pool().length;
    const auto count = static_cast<std::int64_t>(self->indices->size());
    self->stopped = count > pool_size;
    self->cycles = new std::vector<std::int64_t>();
    for (std::int64_t i = 0; i < count; ++i) {
        self->cycles->push_back(pool_size - i);
    }
    self->indices->resize(static_cast<std::size_t>(pool_size));
    std::iota(self->indices->begin(), self->indices->end(), 0);
    return self;
}

NextItem permutations_next(Thread&, Chooser& self)
{
    if (self.stopped) {
        return {};
    }
    std::vector<std::int64_t>& indices = *self.indices;
    std::vector<std::int64_t>& cycles = *self.cycles;
    const std::size_t count = cycles.size();
    if (!self[1]) {
        RefTo<Tuple> first = make_tuple(static_cast<std::int64_t>(count));
        for (std::size_t i = 0; i < count; ++i) {
            first->items()[i] = share(self.pool()[indices[i]]).release();
        }
        return keep_first(self, std::move(first));
    }
    for (std::size_t i = count; i-- > 0;) {
        if (--cycles[i] == 0) {
            // Rotates this index behind the others and starts its cycle again.
            const std::int64_t index = indices[i];
            indices.erase(indices.begin() + static_cast<std::ptrdiff_t>(i));
            indices.push_back(index);
            cycles[i] = static_cast<std::int64_t>(indices.size() - i);
            continue;
        }
        std::swap(indices[i], indices[indices.size() - static_cast<std::size_t>(cycles[i])]);
        RefTo<Tuple> result = next_tuple(self);
        for (std::size_t k = i; k < count; ++k) {
            put_item(*result, k, self.pool()[indices[k]]);
        }
        return result;
    }
    self.stopped = true;
    return {};
}

Result<Ref> combinations_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("iterable, r");
    Object* values[2];
    TRY(bind_arguments(thread, "combinations", shape, args, values));
    TRY_LET(RefTo<Chooser> self, make_subset_chooser(thread, type, values[0], values[1]));
    self->stopped = static_cast<std::int64_t>(self->indices->size()) > self->pool().length;
    std::iota(self->indices->begin(), self->indices->end(), 0);
    return self;
}

NextItem combinations_next(Thread&, Chooser& self)
{
    if (self.stopped) {
        return {};
    }
    if (!self[1]) {
        return first_choice(self);
    }
    std::vector<std::int64_t>& indices = *self.indices;
    const auto count = static_cast<std::int64_t>(indices.size());
    for (std::size_t i = indices.size(); i-- > 0;) {
        if (indices[i] == static_cast<std::int64_t>(i) + self.pool().length - count) {
            continue;
        }
        RefTo<Tuple> result = next_tuple(self);
        std::int64_t index = indices[i];
        for (std::size_t k = i; k < indices.size(); ++k) {
            indices[k] = ++index;
            put_item(*result, k, self.pool()[index]);
        }
        return result;
    }
    self.stopped = true;
    return {};
}

Result<Ref> replacement_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("iterable, r");
    Object* values[2];
    TRY(bind_arguments(thread, "combinations_with_replacement", shape, args, values));
    TRY_LET(RefTo<Chooser> self, make_subset_chooser(thread, type, values[0], values[1]));
    self->stopped = self->pool().length == 0 && !self->indices->empty();
    return self;
}

NextItem replacement_next(Thread&, Chooser& self)
{
    if (self.stopped) {
        return {};
    }
    if (!self[1]) {
        return first_choice(self);
    }
    std::vector<std::int64_t>& indices = *self.indices;
    for (std::size_t i = indices.size(); i-- > 0;) {
        if (indices[i] == self.pool().length - 1) {
            continue;
        }
        RefTo<Tuple> result = next_tuple(self);
        const std::int64_t index = indices[i] + 1;
        for (std::size_t k = i; k < indices.size(); ++k) {
            indices[k] = index;
            put_item(*result, k, self.pool()[index]);
        }
        return result;
    }
    self.stopped = true;
    return {};
}

} // namespace

constexpr TypeSpec product_spec = {
    .name = "itertools.product",
    .doc = "product(*iterables, repeat=1): all tuples with one item of each, as nested loops.",
    .basic_size = sizeof(Chooser),
    .flags = TypeIsBase,
    .slots = chooser_slots<product_next>(product_create),
};

constexpr TypeSpec permutations_spec = {
    .name = "itertools.permutations",
    .doc = "permutations(iterable, r=None): all orders of r of its items.",
    .basic_size = sizeof(Chooser),
    .flags = TypeIsBase,
    .slots = chooser_slots<permutations_next>(permutations_create),
};

constexpr TypeSpec combinations_spec = {
    .name = "itertools.combinations",
    .doc = "combinations(iterable, r): all choices of r of its items, in their order.",
    .basic_size = sizeof(Chooser),
    .flags = TypeIsBase,
    .slots = chooser_slots<combinations_next>(combinations_create),
};

constexpr TypeSpec combinations_with_replacement_spec = {
    .name = "itertools.combinations_with_replacement",
    .doc = "combinations_with_replacement(iterable, r): the same, each item any number of times.",
    .basic_size = sizeof(Chooser),
    .flags = TypeIsBase,
    .slots = chooser_slots<replacement_next>(replacement_create),
};

} // namespace fw
