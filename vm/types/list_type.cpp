// The list type: its slots. Methods are in list_methods.cpp, sorting in list_sort.cpp.
//
// A comparison or a repr() of an item may change the list: every loop asks for its length again and
// holds the item it works on. CPython: Objects/listobject.c

#include "vm/object/all_specs.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"
#include "vm/types/list_support.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace fw {

namespace {

void list_destroy(Object* self)
{
    gc_untrack(self);
    list_clear(*static_cast<List*>(self));
    free_object(self);
}

void list_traverse(Object* self, VisitFn visit, void* context)
{
    const auto& list = *static_cast<List*>(self);
    for (std::int64_t i = 0; i < list.length; ++i) {
        if (list.items[i]) {
            visit(list.items[i], context);
        }
    }
}

void list_clear_slot(Object* self)
{
    list_clear(*static_cast<List*>(self));
}

Result<Ref> list_create(Thread&, Type& type, Args)
{
    auto list = allocate<List>(&type);
    gc_track(list.get());
    return list;
}

Result<void> list_init(Thread& thread, Object* self, Args args)
{
    TRY(check_arguments(thread, *self->type, list_type(), args, 0, 1));
    auto& list = *static_cast<List*>(self);
    list_clear(list);
    if (args.count == 0) {
        return {};
    }
    Object* const iterable = args[0];
    const Slots& slots = iterable->type->slots;
    if (slots.length || slots.mapping_length) {
        const Result<std::int64_t> count = length(thread, iterable);
        if (count.failed()) {
            if (!pending_is(thread, exception_type(TypeId::TypeError))) {
                return Raised{};
            }
            clear_exception(thread);
        } else if (count.value() > 0 && !list.items) {
            // Exactly as many as there are: lists made from something with a length waste nothing.
            list_reserve_exactly(list, count.value());
        }
    }
    return list_extend(thread, list, iterable);
}

Result<Ref> list_repr(Thread& thread, List& self)
{
    if (self.length == 0) {
        return make_str("[]");
    }
    const ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str("[...]");
    }
    StrBuilder text;
    text.append(U'[');
    for (std::int64_t i = 0; i < self.length; ++i) {
        if (i > 0) {
            text.append(", ");
        }
        const Ref item = share(self[i]);
        TRY_LET(const RefTo<Str> item_text, repr(thread, item.get()));
        text.append(*item_text);
    }
    text.append(U']');
    return text.finish();
}

Result<Ref> list_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_list(left) || !is_list(right)) {
        return make_not_implemented();
    }
    const auto& a = *static_cast<List*>(left);
    const auto& b = *static_cast<List*>(right);
    if (a.length != b.length && (op == CompareOp::Equal || op == CompareOp::NotEqual)) {
        return make_bool(op == CompareOp::NotEqual);
    }
    std::int64_t i = 0;
    for (; i < a.length && i < b.length; ++i) {
        if (a[i] == b[i]) {
            continue;
        }
        const Ref x = share(a[i]);
        const Ref y = share(b[i]);
        TRY_LET(const bool same, equal(thread, x.get(), y.get()));
        if (!same) {
            break;
        }
    }
    if (i >= a.length || i >= b.length) {
        return make_bool(order_holds(op, a.length, b.length));
    }
    if (op == CompareOp::Equal || op == CompareOp::NotEqual) {
        return make_bool(op == CompareOp::NotEqual);
    }
    const Ref x = share(a[i]);
    const Ref y = share(b[i]);
    return compare(thread, x.get(), y.get(), op);
}

Result<std::int64_t> list_length(Thread&, Object* self)
{
    return static_cast<List*>(self)->length;
}

Result<Ref> list_inplace_concat(Thread& thread, Object* self, Object* other)
{
    TRY(list_extend(thread, *static_cast<List*>(self), other));
    return share(self);
}

Result<Ref> list_inplace_repeat(Thread&, Object* self, std::int64_t count)
{
    auto& list = *static_cast<List*>(self);
    const std::int64_t length = list.length;
    if (length == 0 || count == 1) {
        return share(self);
    }
    if (count < 1) {
        list_clear(list);
        return share(self);
    }
    if (length > INT64_MAX / 16 / count) {
        throw std::bad_alloc();
    }
    list_resize(list, length * count);
    for (std::int64_t i = 0; i < length; ++i) {
        list.items[i]->refcount += count - 1;
    }
    for (std::int64_t i = 1; i < count; ++i) {
        std::copy_n(list.items, length, list.items + i * length);
    }
    return share(self);
}

Result<Ref> list_item(Thread& thread, Object* self, std::int64_t index)
{
    const auto& list = *static_cast<List*>(self);
    if (index < 0 || index >= list.length) {
        return raise(thread, TypeId::IndexError, "list index out of range");
    }
    return share(list[index]);
}

Result<void> list_set_item(Thread& thread, Object* self, std::int64_t index, Object* value)
{
    auto& list = *static_cast<List*>(self);
    if (index < 0 || index >= list.length) {
        return raise(thread, TypeId::IndexError, "list assignment index out of range");
    }
    if (!value) {
        return list_assign_slice(thread, list, index, index + 1, nullptr);
    }
    const Ref old = adopt(list.items[index]); // Released when the new one is in place.
    list.items[index] = share(value).release();
    return {};
}

Result<bool> list_contains(Thread& thread, Object* self, Object* item)
{
    const auto& list = *static_cast<List*>(self);
    for (std::int64_t i = 0; i < list.length; ++i) {
        const Ref candidate = share(list[i]);
        TRY_LET(const bool same, equal(thread, candidate.get(), item));
        if (same) {
            return true;
        }
    }
    return false;
}

Result<Ref> list_subscript(Thread& thread, Object* self, Object* key)
{
    const auto& list = *static_cast<List*>(self);
    if (key->type == int_type() && static_cast<Int*>(key)->is_small()) [[likely]] {
        std::int64_t index = static_cast<Int*>(key)->value;
        index = index < 0 ? index + list.length : index;
        if (static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(list.length)) {
            return share(list[index]);
        }
        return raise(thread, TypeId::IndexError, "list index out of range");
    }
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return list_item(thread, self, index < 0 ? index + list.length : index);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError, "list indices must be integers or slices, not {}",
            type_name(key));
    }
    TRY_LET(SliceBounds bounds, slice_unpack(thread, key));
    slice_adjust(bounds, list.length);
    if (bounds.step == 1) {
        return make_list_from(list.items + bounds.start, bounds.length);
    }
    RefTo<List> part = make_list(bounds.length);
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        part->items[i] = share(list[bounds.start + i * bounds.step]).release();
    }
    return part;
}

// del list[start:stop:step] for steps that are not 1.
void delete_extended(List& list, SliceBounds bounds)
{
    if (bounds.length <= 0) {
        return;
    }
    if (bounds.step < 0) {
        bounds.start += bounds.step * (bounds.length - 1);
        bounds.step = -bounds.step;
    }
    std::vector<Object*> garbage;
    garbage.reserve(static_cast<std::size_t>(bounds.length));
    Object** const items = list.items;
    std::int64_t kept = bounds.start;
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        const std::int64_t place = bounds.start + i * bounds.step;
        garbage.push_back(items[place]);
        const std::int64_t next = i + 1 < bounds.length ? place + bounds.step : list.length;
        const std::int64_t run = next - place - 1;
        std::memmove(
            items + kept, items + place + 1, static_cast<std::size_t>(run) * sizeof(Object*));
        kept += run;
    }
    list_resize(list, kept);
    for (Object* const item : garbage) {
        decref(item);
    }
}

Result<void> assign_extended(Thread& thread, List& list, const SliceBounds& unpacked, Object* value)
{
    Ref source;
    if (value == &list) {
        source = make_list_from(list.items, list.length);
    } else {
        TRY_SET(source, sequence_fast(thread, value, "must assign iterable to extended slice"));
    }
    // The iterable may have changed the list.
    SliceBounds bounds = unpacked;
    slice_adjust(bounds, list.length);
    const bool from_list = source->type == list_type();
    const std::int64_t count
        = from_list ? as<List>(source.get())->length : as<Tuple>(source.get())->length;
    Object* const* const items
        = from_list ? as<List>(source.get())->items : as<Tuple>(source.get())->items();
    if (count != bounds.length) {
        return raise(thread, TypeId::ValueError,
            "attempt to assign sequence of size {} to extended slice of size {}", count,
            bounds.length);
    }
    std::vector<Object*> garbage;
    garbage.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        Object*& place = list.items[bounds.start + i * bounds.step];
        garbage.push_back(place);
        place = share(items[i]).release();
    }
    for (Object* const item : garbage) {
        decref(item);
    }
    return {};
}

Result<void> list_set_subscript(Thread& thread, Object* self, Object* key, Object* value)
{
    auto& list = *static_cast<List*>(self);
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return list_set_item(thread, self, index < 0 ? index + list.length : index, value);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError, "list indices must be integers or slices, not {}",
            type_name(key));
    }
    TRY_LET(const SliceBounds unpacked, slice_unpack(thread, key));
    SliceBounds bounds = unpacked;
    slice_adjust(bounds, list.length);
    if (bounds.step == 1) {
        return list_assign_slice(thread, list, bounds.start, bounds.stop, value);
    }
    if (!value) {
        delete_extended(list, bounds);
        return {};
    }
    return assign_extended(thread, list, unpacked, value);
}

} // namespace

Result<Ref> list_concat(Thread& thread, Object* left, Object* right)
{
    if (!is_list(right)) {
        return raise(thread, TypeId::TypeError, "can only concatenate list (not \"{}\") to list",
            type_name(right));
    }
    const auto& a = *static_cast<List*>(left);
    const auto& b = *static_cast<List*>(right);
    RefTo<List> sum = make_list(a.length + b.length);
    for (std::int64_t i = 0; i < a.length; ++i) {
        sum->items[i] = share(a[i]).release();
    }
    for (std::int64_t i = 0; i < b.length; ++i) {
        sum->items[a.length + i] = share(b[i]).release();
    }
    return sum;
}

Result<Ref> list_repeat(Thread&, Object* self, std::int64_t count)
{
    const auto& list = *static_cast<List*>(self);
    if (list.length == 0 || count <= 0) {
        return make_list();
    }
    if (list.length > INT64_MAX / 16 / count) {
        throw std::bad_alloc();
    }
    RefTo<List> product = make_list(list.length * count);
    for (std::int64_t i = 0; i < list.length; ++i) {
        list[i]->refcount += count;
    }
    if (list.length == 1) {
        std::fill_n(product->items, count, list[0]);
    } else {
        for (std::int64_t i = 0; i < count; ++i) {
            std::copy_n(list.items, list.length, product->items + i * list.length);
        }
    }
    return product;
}

Result<void> list_assign_slice(
    Thread& thread, List& list, std::int64_t start, std::int64_t stop, Object* value)
{
    Ref source;
    if (value == &list) {
        source = make_list_from(list.items, list.length);
    } else if (value) {
        TRY_SET(source, sequence_fast(thread, value, "can only assign an iterable"));
    }
    start = std::clamp<std::int64_t>(start, 0, list.length);
    stop = std::clamp(stop, start, list.length);
    if (!source) {
        list_replace(list, start, stop, nullptr, 0);
    } else if (is_list(source.get())) {
        const auto& items = *as<List>(source.get());
        list_replace(list, start, stop, items.items, items.length);
    } else {
        const auto& items = *as<Tuple>(source.get());
        list_replace(list, start, stop, items.items(), items.length);
    }
    return {};
}

constexpr TypeSpec list_spec = {
    .name = "list",
    .doc = "list(iterable=()): a mutable sequence of the items.",
    .basic_size = sizeof(List),
    .flags = TypeIsBase | TypeListSubclass,
    .slots = {
        .destroy = list_destroy,
        .traverse = list_traverse,
        .clear = list_clear_slot,
        .repr = unary<List, list_repr>,
        .get_attribute = generic_get_attribute,
        .compare = list_compare,
        .iterate = list_iterate,
        .init = list_init,
        .create = list_create,
        .length = list_length,
        .concat = list_concat,
        .repeat = list_repeat,
        .item = list_item,
        .set_item = list_set_item,
        .contains = list_contains,
        .inplace_concat = list_inplace_concat,
        .inplace_repeat = list_inplace_repeat,
        .mapping_length = list_length,
        .subscript = list_subscript,
        .set_subscript = list_set_subscript,
    },
    .methods = list_methods,
};

} // namespace fw
