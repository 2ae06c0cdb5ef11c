// reversed() of sequences; types with `__reversed__` give an iterator of their own.
// CPython: Objects/enumobject.c

#include "vm/object/all_specs.h"
#include "vm/types/container_support.h"

#include <algorithm>

namespace fw {

namespace {

struct Reversed : Object {
    std::int64_t index; // -1: exhausted
    Object* sequence; // null: exhausted
};

Result<Ref> reversed_create(Thread& thread, Type& type, Args args)
{
    TRY(check_arguments(thread, type, reversed_type(), args, 1, 1));
    Object* const sequence = args[0];
    Ref method;
    TRY_LET(const bool found, find_special(thread, sequence, names().reversed, method));
    if (found && method.get() != none()) {
        return call(thread, method.get(), {});
    }
    if (found || !sequence->type->slots.item || is_dict(sequence)) {
        return raise(
            thread, TypeId::TypeError, "'{}' object is not reversible", type_name(sequence));
    }
    TRY_LET(const std::int64_t count, length(thread, sequence));
    auto reversed = allocate<Reversed>(&type);
    reversed->index = count - 1;
    reversed->sequence = share(sequence).release();
    gc_track(reversed.get());
    return reversed;
}

NextItem reversed_next(Thread& thread, Object* self)
{
    auto& reversed = *static_cast<Reversed*>(self);
    if (reversed.index >= 0) {
        auto item = get_index(thread, reversed.sequence, reversed.index);
        if (!item.failed()) {
            --reversed.index;
            return item.take();
        }
        if (pending_is(thread, exception_type(TypeId::IndexError))
            || pending_is(thread, exception_type(TypeId::StopIteration))) {
            clear_exception(thread);
        }
    }
    reversed.index = -1;
    const Ref old = adopt(reversed.sequence);
    reversed.sequence = nullptr;
    return nullptr;
}

Result<Ref> reversed_length_hint(Thread& thread, Reversed& self, Args)
{
    if (!self.sequence) {
        return make_int(0);
    }
    TRY_LET(const std::int64_t count, length(thread, self.sequence));
    const std::int64_t left = self.index + 1;
    return make_int(count < left ? 0 : left);
}

Result<Ref> reversed_reduce(Thread&, Reversed& self, Args)
{
    if (!self.sequence) {
        const RefTo<Tuple> empty = make_tuple(0);
        const RefTo<Tuple> arguments = make_tuple({ empty.get() });
        return make_tuple({ self.type, arguments.get() });
    }
    const RefTo<Tuple> arguments = make_tuple({ self.sequence });
    const Ref index = make_int(self.index);
    return make_tuple({ self.type, arguments.get(), index.get() });
}

Result<Ref> reversed_setstate(Thread& thread, Reversed& self, Args args)
{
    TRY_LET(const std::int64_t index, state_argument(thread, args[0]));
    if (self.sequence) {
        TRY_LET(const std::int64_t count, length(thread, self.sequence));
        self.index = std::clamp<std::int64_t>(index, -1, count - 1);
    }
    return make_none();
}

constexpr Method reversed_methods[] = {
    { .name = "__length_hint__",
        .call = native<Reversed, reversed_length_hint>,
        .doc = "How many items are still to come." },
    { .name = "__reduce__",
        .call = native<Reversed, reversed_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<Reversed, reversed_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

constexpr TypeSpec reversed_spec = {
    .name = "reversed",
    .doc = "reversed(sequence): the items from the last to the first.",
    .basic_size = sizeof(Reversed),
    .flags = TypeIsBase,
    .slots = {
        .destroy = item_iterator_destroy<Reversed>,
        .traverse = item_iterator_traverse<Reversed>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate_self,
        .next = reversed_next,
        .create = reversed_create,
    },
    .methods = reversed_methods,
};

} // namespace fw
