// iter() of a str: its characters as strings.
// CPython: unicodeiterobject in Objects/unicodeobject.c

#include "vm/object/all_specs.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/types/container_support.h"
#include "vm/types/str_support.h"

#include <algorithm>

namespace fw {

namespace {

struct StrIterator : Object {
    std::int64_t index;
    Str* text; // null: exhausted
};

void str_iterator_destroy(Object* object)
{
    gc_untrack(object);
    xdecref(static_cast<StrIterator*>(object)->text);
    free_object(object);
}

void str_iterator_traverse(Object* object, VisitFn visit, void* context)
{
    if (Str* const text = static_cast<StrIterator*>(object)->text) {
        visit(text, context);
    }
}

NextItem str_iterator_next(Thread&, Object* object)
{
    auto& self = *static_cast<StrIterator*>(object);
    if (!self.text) {
        return nullptr;
    }
    if (self.index < self.text->length) {
        return make_str_from_char(self.text->at(self.index++));
    }
    Str* const text = self.text;
    self.text = nullptr;
    decref(text);
    return nullptr;
}

Result<Ref> str_iterator_length_hint(Thread&, StrIterator& self, Args)
{
    return make_int(self.text ? self.text->length - self.index : 0);
}

Result<Ref> str_iterator_reduce(Thread& thread, StrIterator& self, Args)
{
    if (self.text) {
        return reduce_to(thread, "iter", self.text, self.index);
    }
    RefTo<Str> empty = make_str({});
    return reduce_to(thread, "iter", empty.get());
}

Result<Ref> str_iterator_setstate(Thread& thread, StrIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, to_index(thread, args[0], TypeId::OverflowError));
    if (self.text) {
        self.index = std::clamp<std::int64_t>(index, 0, self.text->length);
    }
    return make_none();
}

constexpr Method str_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<StrIterator, str_iterator_length_hint>,
        .doc = "How many characters are still to come." },
    { .name = "__reduce__",
        .call = native<StrIterator, str_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<StrIterator, str_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

Result<Ref> str_iterate(Thread&, Object* self)
{
    RefTo<StrIterator> iterator = allocate<StrIterator>(str_iterator_type());
    iterator->text = share(static_cast<Str*>(self)).release();
    gc_track(iterator.get());
    return iterator;
}

constexpr TypeSpec str_iterator_spec = {
    .name = "str_iterator",
    .basic_size = sizeof(StrIterator),
    .slots = {
        .destroy = str_iterator_destroy,
        .traverse = str_iterator_traverse,
        .iterate = iterate_self,
        .next = str_iterator_next,
    },
    .methods = str_iterator_methods,
};

} // namespace fw
