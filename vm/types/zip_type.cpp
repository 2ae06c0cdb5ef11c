// zip. CPython: zipobject in Python/bltinmodule.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"

namespace fw {

namespace {

struct Zip : Object {
    std::int64_t count;
    Tuple* iterators;
    Tuple* result; // Handed out again when nobody else holds it any more.
};

void zip_destroy(Object* self)
{
    auto& zip = *static_cast<Zip*>(self);
    gc_untrack(self);
    xdecref(zip.iterators);
    xdecref(zip.result);
    free_object(self);
}

void zip_traverse(Object* self, VisitFn visit, void* context)
{
    auto& zip = *static_cast<Zip*>(self);
    if (zip.iterators) {
        visit(zip.iterators, context);
    }
    if (zip.result) {
        visit(zip.result, context);
    }
}

Result<Ref> zip_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, zip_type(), args, 0, SIZE_MAX));
    const auto count = static_cast<std::int64_t>(args.count);
    RefTo<Tuple> iterators = make_tuple(count);
    RefTo<Tuple> result = make_tuple(count);
    for (std::int64_t i = 0; i < count; ++i) {
        TRY_LET(Ref iterator, get_iterator(thread, args[static_cast<std::size_t>(i)]));
        iterators->items()[i] = iterator.release();
        result->items()[i] = make_none().release();
    }
    auto zip = allocate<Zip>(&type);
    zip->count = count;
    zip->iterators = iterators.release();
    zip->result = result.release();
    gc_track(zip.get());
    return zip;
}

NextItem zip_next(Thread& thread, Object* self)
{
    auto& zip = *static_cast<Zip*>(self);
    if (zip.count == 0) {
        return nullptr;
    }
    const bool reuse = zip.result->refcount == 1;
    RefTo<Tuple> result = reuse ? share(zip.result) : make_tuple(zip.count);
    for (std::int64_t i = 0; i < zip.count; ++i) {
        Object* const iterator = (*zip.iterators)[i];
        Ref item = iterator->type->slots.next(thread, iterator);
        if (!item) {
            return nullptr;
        }
        Object*& place = result->items()[i];
        const Ref old = adopt(place);
        place = item.release();
    }
    if (!gc_is_tracked(result.get())) {
        gc_track(result.get());
    }
    return result;
}

Result<Ref> zip_reduce(Thread&, Zip& self, Args)
{
    return make_tuple({ self.type, self.iterators });
}

constexpr Method zip_methods[] = {
    { .name = "__reduce__", .call = native<Zip, zip_reduce>, .doc = "State for pickling." },
};

} // namespace

constexpr TypeSpec zip_spec = {
    .name = "zip",
    .doc = "zip(*iterables): tuples of one item of each, until the shortest ends.",
    .basic_size = sizeof(Zip),
    .flags = TypeIsBase,
    .slots = {
        .destroy = zip_destroy,
        .traverse = zip_traverse,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = zip_next,
        .create = zip_create,
    },
    .methods = zip_methods,
};

} // namespace fw
