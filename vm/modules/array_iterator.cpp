// The iterator of array.array. CPython: Modules/arraymodule.c

#include "vm/modules/array.h"
#include "vm/modules/iterator_state.h"

#include <algorithm>

namespace fw {

namespace {

struct ArrayIterator : IteratorState<1> { // the array; null: exhausted
    std::int64_t index;
};

NextItem array_iterator_next(Thread& thread, ArrayIterator& self)
{
    if (!self[0]) {
        return {};
    }
    const Array& array = array_of(self[0]);
    if (self.index >= array.items()) {
        self.set(0, nullptr);
        return {};
    }
    auto item = array_get(thread, array, self.index++);
    return item.failed() ? Ref() : item.take();
}

Result<Ref> iterator_reduce(Thread& thread, ArrayIterator& self, Args)
{
    const RefTo<Str> name = intern(self[0] ? "iter" : "list");
    TRY_LET(const Ref builtin, get_item(thread, runtime().builtins, name.get()));
    if (!self[0]) {
        const RefTo<Tuple> nothing = make_tuple({});
        return make_tuple({ builtin.get(), nothing.get() });
    }
    const RefTo<Tuple> arguments = make_tuple({ self[0] });
    return make_tuple({ builtin.get(), arguments.get(), make_int(self.index).get() });
}

Result<Ref> iterator_set_state(Thread& thread, ArrayIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, to_index(thread, args[0]));
    if (self[0]) {
        self.index = std::clamp<std::int64_t>(index, 0, array_of(self[0]).items());
    }
    return make_none();
}

constexpr Method iterator_methods[] = {
    { "__reduce__", "", native<ArrayIterator, iterator_reduce>, "For pickling." },
    { "__setstate__", "state, /", native<ArrayIterator, iterator_set_state>, "For pickling." },
};

} // namespace

Result<Ref> array_iterate(Thread&, Object* self)
{
    return make_state<ArrayIterator>(*module_type_at(ModuleBlock::array, 1), { share(self) });
}

const TypeSpec array_iterator_spec = {
    .name = "arrayiterator",
    .basic_size = sizeof(ArrayIterator),
    .slots = state_slots<ArrayIterator, array_iterator_next>(nullptr),
    .methods = iterator_methods,
};

} // namespace fw
