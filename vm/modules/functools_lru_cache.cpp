// functools.lru_cache's wrapper: remembers the results of a function, all of them or those used
// last. The remembered ones form a ring of links, the one used last in front.
// CPython: Modules/_functoolsmodule.c

#include "vm/modules/functools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/dict.h"
#include "vm/object/int.h"

#include <vector>

namespace fw {

namespace {

// The key, the result. The cache's dict owns the links; neighbours are borrowed.
struct LruLink : IteratorState<2> {
    LruLink* previous;
    LruLink* next;
    std::int64_t hash;
};

NextItem link_next(Thread&, LruLink&)
{
    return {};
}

// The function, the cache (a dict), the class of cache_info(), its own __dict__.
struct LruCache : IteratorState<4> {
    Object* weakrefs;
    std::int64_t maximum; // -1: no limit; 0: nothing is remembered
    std::int64_t hits;
    std::int64_t misses;
    LruLink* newest;
    LruLink* oldest;
    bool typed;

    Dict& cache() { return *as<Dict>(references[1]); }

    void take_out(LruLink& link)
    {
        (link.previous ? link.previous->next : newest) = link.next;
        (link.next ? link.next->previous : oldest) = link.previous;
        link.previous = nullptr;
        link.next = nullptr;
    }
    void put_first(LruLink& link)
    {
        link.previous = nullptr;
        link.next = newest;
        (newest ? newest->previous : oldest) = &link;
        newest = &link;
    }
};

NextItem cache_next(Thread&, LruCache&)
{
    return {};
}

Result<Ref> lru_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("user_function, maxsize, typed, cache_info_type");
    Object* values[4];
    TRY(bind_arguments(thread, "lru_cache", shape, args, values));
    if (!is_callable(values[0])) {
        return raise(thread, TypeId::TypeError, "the first argument must be callable");
    }
    std::int64_t maximum = -1;
    if (values[1] != none()) {
        if (!values[1]->type->slots.to_index) {
            return raise(thread, TypeId::TypeError, "maxsize should be integer or None");
        }
        TRY_SET(maximum, to_index(thread, values[1], TypeId::OverflowError));
        maximum = maximum < 0 ? 0 : maximum;
    }
    TRY_LET(const bool typed, is_true(thread, values[2]));
    RefTo<LruCache> self
        = make_state<LruCache>(type, { share(values[0]), make_dict(), share(values[3]) });
    self->maximum = maximum;
    self->typed = typed;
    return self;
}

// The arguments as one hashable object: the argument itself when it is a lone int or str.
Ref make_key(Args args, bool typed)
{
    const std::size_t keywords = args.keyword_count();
    if (!typed && keywords == 0) {
        if (args.count == 1 && (args[0]->type == int_type() || args[0]->type == str_type())) {
            return share(args[0]);
        }
        return make_tuple_from(args.values, static_cast<std::int64_t>(args.count));
    }
    std::vector<Object*> parts(args.values, args.values + args.count);
    if (keywords > 0) {
        parts.push_back(functools_type(FunctoolsType::lru_link)); // stands between the two kinds
        for (std::size_t i = 0; i < keywords; ++i) {
            parts.push_back((*args.names)[static_cast<std::int64_t>(i)]);
            parts.push_back(args.values[args.count + i]);
        }
    }
    if (typed) {
        for (std::size_t i = 0; i < args.count + keywords; ++i) {
            parts.push_back(args.values[i]->type);
        }
    }
    return make_tuple_from(parts.data(), static_cast<std::int64_t>(parts.size()));
}

Result<Ref> call_unlimited(Thread& thread, LruCache& self, Args args)
{
    const Ref key = make_key(args, self.typed);
    TRY_LET(const std::int64_t hash, dict_hash_key(thread, key.get()));
    TRY_LET(Object * known, dict_get_hashed(thread, self.cache(), key.get(), hash));
    if (known) {
        ++self.hits;
        return share(known);
    }
    ++self.misses;
    TRY_LET(Ref result, call(thread, self[0], args));
    TRY(dict_set_hashed(thread, self.cache(), key.get(), hash, result.get()));
    return result;
}

Result<Ref> call_limited(Thread& thread, LruCache& self, Args args)
{
    const Ref key = make_key(args, self.typed);
    TRY_LET(const std::int64_t hash, dict_hash_key(thread, key.get()));
    TRY_LET(Object * known, dict_get_hashed(thread, self.cache(), key.get(), hash));
    if (known) {
        auto& link = *as<LruLink>(known);
        self.take_out(link);
        self.put_first(link);
        ++self.hits;
        return share(link[1]);
    }
    ++self.misses;
    TRY_LET(Ref result, call(thread, self[0], args));
    // The call may have remembered the same key meanwhile.
    TRY_LET(Object * meanwhile, dict_get_hashed(thread, self.cache(), key.get(), hash));
    if (meanwhile) {
        return result;
    }
    if (self.cache().used >= self.maximum && self.oldest) {
        const RefTo<LruLink> oldest = share(self.oldest);
        self.take_out(*oldest);
        Ref dropped;
        const Result<bool> found = dict_pop(thread, self.cache(), (*oldest)[0], dropped);
        if (found.failed()) {
            self.put_first(*oldest);
            return Raised{};
        }
    }
    const RefTo<LruLink> link
        = make_state<LruLink>(*functools_type(FunctoolsType::lru_link), { key, result });
    link->hash = hash;
    TRY(dict_set_hashed(thread, self.cache(), key.get(), hash, link.get()));
    self.put_first(*link);
    return result;
}

Result<Ref> lru_call(Thread& thread, Object* callable, Args args)
{
    RecursionGuard guard(thread);
    TRY(guard.enter(" while calling a Python object"));
    const RefTo<LruCache> self = share(as<LruCache>(callable));
    if (self->maximum == 0) {
        ++self->misses;
        return call(thread, (*self)[0], args);
    }
    return self->maximum < 0 ? call_unlimited(thread, *self, args)
                             : call_limited(thread, *self, args);
}

Result<Ref> lru_get(Thread&, Object* self, Object* instance, Type*)
{
    if (!instance || instance == none()) {
        return share(self);
    }
    return make_method(self, instance);
}

Result<Ref> lru_info(Thread& thread, LruCache& self, Args)
{
    const Ref maximum = self.maximum < 0 ? make_none() : make_int(self.maximum);
    return call(thread, self[2],
        { make_int(self.hits).get(), make_int(self.misses).get(), maximum.get(),
            make_int(self.cache().used).get() });
}

Result<Ref> lru_clear(Thread&, LruCache& self, Args)
{
    self.newest = nullptr;
    self.oldest = nullptr;
    self.hits = 0;
    self.misses = 0;
    self.set(1, make_dict());
    return make_none();
}

Result<Ref> lru_reduce(Thread& thread, LruCache& self, Args)
{
    return get_attribute(thread, &self, names().qualname);
}

Result<Ref> lru_copy(Thread&, LruCache& self, Args)
{
    return share(&self);
}

Result<Ref> lru_dict(Thread&, Object* self)
{
    auto& cache = *as<LruCache>(self);
    if (!cache[3]) {
        cache.set(3, make_dict());
    }
    return share(cache[3]);
}

constexpr Attribute lru_attributes[] = {
    { .name = "__dict__", .get = lru_dict },
};

constexpr Method lru_methods[] = {
    { .name = "cache_info", .call = native<LruCache, lru_info>, .doc = "Hits, misses, sizes." },
    { .name = "cache_clear", .call = native<LruCache, lru_clear>, .doc = "Forget everything." },
    { .name = "__reduce__", .call = native<LruCache, lru_reduce>, .doc = "For pickling." },
    { .name = "__copy__", .call = native<LruCache, lru_copy>, .doc = "Itself." },
    { .name = "__deepcopy__",
        .signature = "memo, /",
        .call = native<LruCache, lru_copy>,
        .doc = "Itself." },
};

constexpr Slots lru_slots()
{
    Slots slots = state_slots<LruCache, cache_next>(lru_create);
    slots.iterate = nullptr;
    slots.next = nullptr;
    slots.call = lru_call;
    slots.descriptor_get = lru_get;
    return slots;
}

constexpr Slots link_slots()
{
    Slots slots = state_slots<LruLink, link_next>(nullptr);
    slots.iterate = nullptr;
    slots.next = nullptr;
    return slots;
}

} // namespace

constexpr TypeSpec lru_link_spec = {
    .name = "functools._lru_list_elem",
    .basic_size = sizeof(LruLink),
    .slots = link_slots(),
};

constexpr TypeSpec lru_cache_spec = {
    .name = "functools._lru_cache_wrapper",
    .doc = "A function that remembers its results.",
    .basic_size = sizeof(LruCache),
    .dict_offset = reference_offset(3),
    .weakrefs_offset = reference_offset(4),
    .flags = TypeIsBase | TypeIsMethodDescriptor,
    .slots = lru_slots(),
    .methods = lru_methods,
    .attributes = lru_attributes,
};

} // namespace fw
