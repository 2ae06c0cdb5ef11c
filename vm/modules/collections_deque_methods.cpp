// The methods of collections.deque.
// CPython: Modules/_collectionsmodule.c

#include "vm/modules/deque.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/int.h"
#include "vm/types/container_support.h"

#include <algorithm>
#include <limits>

namespace fw {

namespace {

Result<Ref> append(Thread&, Deque& self, Args args)
{
    deque_append(self, share(args[0]));
    return make_none();
}

Result<Ref> append_left(Thread&, Deque& self, Args args)
{
    deque_append_left(self, share(args[0]));
    return make_none();
}

Result<Ref> clear(Thread&, Deque& self, Args)
{
    deque_clear(self);
    return make_none();
}

Result<Ref> copy(Thread& thread, Deque& self, Args)
{
    Type* exact = collections_type(CollectionsType::deque);
    if (self.type == exact) {
        RefTo<Deque> made = make_deque(exact, self.maximum);
        TRY(deque_extend(thread, *made, &self));
        return made;
    }
    if (self.maximum < 0) {
        return call(thread, self.type, { &self });
    }
    return call(thread, self.type, { &self, make_int(self.maximum).get() });
}

Result<Ref> count(Thread& thread, Deque& self, Args args)
{
    const std::uint64_t changes = self.changes;
    std::int64_t found = 0;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const Ref item = share(self.at(i));
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        found += same ? 1 : 0;
        if (self.changes != changes) {
            return raise(thread, TypeId::RuntimeError, "deque mutated during iteration");
        }
    }
    return make_int(found);
}

Result<Ref> extend(Thread& thread, Deque& self, Args args)
{
    TRY(deque_extend(thread, self, args[0]));
    return make_none();
}

Result<Ref> extend_left(Thread& thread, Deque& self, Args args)
{
    Ref source = share(args[0]);
    if (args[0] == &self) {
        TRY_SET(source, sequence_to_list(thread, args[0]));
    }
    TRY(for_each(thread, source.get(), [&](Ref item) -> Result<bool> {
        deque_append_left(self, std::move(item));
        return true;
    }));
    return make_none();
}

Result<Ref> index(Thread& thread, Deque& self, Args args)
{
    TRY_LET(std::int64_t start, position_argument(thread, args[1], 0));
    TRY_LET(std::int64_t stop,
        position_argument(thread, args[2], std::numeric_limits<std::int64_t>::max()));
    start = start < 0 ? std::max<std::int64_t>(start + self.length, 0) : start;
    stop = stop < 0 ? std::max<std::int64_t>(stop + self.length, 0) : stop;
    stop = std::min(stop, self.length);
    const std::uint64_t changes = self.changes;
    for (std::int64_t i = start; i < stop; ++i) {
        const Ref item = share(self.at(i));
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        if (same) {
            return make_int(i);
        }
        if (self.changes != changes) {
            return raise(thread, TypeId::RuntimeError, "deque mutated during iteration");
        }
    }
    TRY_LET(const RefTo<Str> shown, repr(thread, args[0]));
    return raise(thread, TypeId::ValueError, "{} is not in deque", to_utf8(*shown));
}

Result<Ref> insert(Thread& thread, Deque& self, Args args)
{
    TRY_LET(std::int64_t position, to_index(thread, args[0], TypeId::OverflowError));
    if (self.maximum == self.length) {
        return raise(thread, TypeId::IndexError, "deque already at its maximum size");
    }
    if (position < 0) {
        position = std::max<std::int64_t>(position + self.length, 0);
    }
    position = std::min(position, self.length);
    deque_rotate(self, -position);
    deque_append_left(self, share(args[1]));
    deque_rotate(self, position);
    return make_none();
}

Result<Ref> pop(Thread& thread, Deque& self, Args)
{
    if (self.length == 0) {
        return raise(thread, TypeId::IndexError, "pop from an empty deque");
    }
    return deque_take_right(self);
}

Result<Ref> pop_left(Thread& thread, Deque& self, Args)
{
    if (self.length == 0) {
        return raise(thread, TypeId::IndexError, "pop from an empty deque");
    }
    return deque_take_left(self);
}

Result<Ref> remove(Thread& thread, Deque& self, Args args)
{
    const std::uint64_t changes = self.changes;
    for (std::int64_t i = 0; i < self.length; ++i) {
        const Ref item = share(self.at(i));
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        if (self.changes != changes) {
            return raise(thread, TypeId::IndexError, "deque mutated during remove().");
        }
        if (same) {
            TRY(set_item(thread, &self, make_int(i).get(), nullptr));
            return make_none();
        }
    }
    return raise(thread, TypeId::ValueError, "deque.remove(x): x not in deque");
}

Result<Ref> reverse(Thread&, Deque& self, Args)
{
    for (std::int64_t i = 0; i < self.length / 2; ++i) {
        std::swap(self.at(i), self.at(self.length - 1 - i));
    }
    return make_none();
}

Result<Ref> rotate(Thread& thread, Deque& self, Args args)
{
    std::int64_t steps = 1;
    if (args[0]) {
        TRY_SET(steps, to_index(thread, args[0], TypeId::OverflowError));
    }
    deque_rotate(self, steps);
    return make_none();
}

Result<Ref> reversed(Thread&, Deque& self, Args)
{
    return make_deque_reverse_iterator(&self);
}

Result<Ref> reduce(Thread& thread, Deque& self, Args)
{
    Ref state = make_none();
    const RefTo<Str> dict = intern("__dict__");
    TRY(find_attribute(thread, &self, dict.get(), state));
    TRY_LET(const Ref iterator, get_iterator(thread, &self));
    const RefTo<Tuple> arguments = self.maximum < 0
        ? make_tuple({})
        : make_tuple({ Ref(make_tuple({})).get(), make_int(self.maximum).get() });
    return make_tuple({ self.type, arguments.get(), state ? state.get() : none(), iterator.get() });
}

Result<Ref> size_of(Thread&, Deque& self, Args)
{
    constexpr std::int64_t block_items = 64; // CPython's blocks, each with two links
    const std::int64_t blocks = self.length / block_items + 1;
    return make_int(184 + blocks * (block_items + 2) * 8);
}

} // namespace

const Method deque_methods[19] = {
    { "append", "object, /", native<Deque, append>, "Add to the right end." },
    { "appendleft", "object, /", native<Deque, append_left>, "Add to the left end." },
    { "clear", "", native<Deque, clear>, "Remove everything." },
    { "copy", "", native<Deque, copy>, "A shallow copy." },
    { "__copy__", "", native<Deque, copy>, "A shallow copy." },
    { "count", "object, /", native<Deque, count>, "How often something is in it." },
    { "extend", "object, /", native<Deque, extend>, "Add items to the right end." },
    { "extendleft", "object, /", native<Deque, extend_left>, "Add items to the left end." },
    { "index", "value, start=0, stop=9223372036854775807, /", native<Deque, index>,
        "The first place of a value." },
    { "insert", "index, object, /", native<Deque, insert>, "Insert before an index." },
    { "pop", "", native<Deque, pop>, "Remove and return the rightmost item." },
    { "popleft", "", native<Deque, pop_left>, "Remove and return the leftmost item." },
    { "remove", "object, /", native<Deque, remove>, "Remove the first of a value." },
    { "reverse", "", native<Deque, reverse>, "Reverse in place." },
    { "rotate", "n=1, /", native<Deque, rotate>, "Rotate to the right, by n steps." },
    { "__reversed__", "", native<Deque, reversed>, "An iterator from the right." },
    { "__reduce__", "", native<Deque, reduce>, "For pickling." },
    { "__sizeof__", "", native<Deque, size_of>, "Bytes of memory." },
    { "__class_getitem__", "object, /", container_class_getitem, "A generic alias.",
        MethodKind::Class },
};

} // namespace fw
