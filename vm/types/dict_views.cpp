// dict.keys(), dict.values() and dict.items(): windows on a dict. Keys and items act as sets.
// CPython: the views in Objects/dictobject.c

#include "vm/object/all_specs.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"
#include "vm/types/dict_support.h"
#include "vm/types/set.h"

#include <utility>

namespace fw {

namespace {

bool is_keys(const Object* object)
{
    return object->type == dict_keys_type();
}
bool is_set_like(const Object* object)
{
    return is_keys(object) || object->type == dict_items_type();
}

void view_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(static_cast<DictView*>(self)->dict);
    free_object(self);
}

void view_traverse(Object* self, VisitFn visit, void* context)
{
    if (Dict* const dict = static_cast<DictView*>(self)->dict) {
        visit(dict, context);
    }
}

Result<std::int64_t> view_length(Thread&, Object* self)
{
    return static_cast<DictView*>(self)->dict->used;
}

Result<Ref> view_repr(Thread& thread, DictView& self)
{
    const ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str("...");
    }
    TRY_LET(const Ref items, sequence_to_list(thread, &self));
    TRY_LET(const RefTo<Str> items_text, repr(thread, items.get()));
    StrBuilder text;
    text.append(type_name(&self));
    text.append(U'(');
    text.append(*items_text);
    text.append(U')');
    return text.finish();
}

template <TypeId iterator> Result<Ref> view_iterate(Thread&, Object* self)
{
    return make_dict_iterator(type_of(iterator), *static_cast<DictView*>(self)->dict);
}

template <TypeId iterator> Result<Ref> view_reversed(Thread&, DictView& self, Args)
{
    return make_dict_iterator(type_of(iterator), *self.dict);
}

Result<bool> view_contains(Thread& thread, Object* self, Object* item)
{
    Dict& dict = *static_cast<DictView*>(self)->dict;
    if (is_keys(self)) {
        TRY_LET(Object* const value, dict_get(thread, dict, item));
        return value != nullptr;
    }
    if (!is_tuple(item) || static_cast<Tuple*>(item)->length != 2) {
        return false;
    }
    const auto& pair = *static_cast<Tuple*>(item);
    TRY_LET(Object* const value, dict_get(thread, dict, pair[0]));
    if (!value) {
        return false;
    }
    const Ref held = share(value);
    return equal(thread, value, pair[1]);
}

Result<bool> all_contained(Thread& thread, Object* items, Object* container)
{
    bool all = true;
    TRY(for_each(thread, items, [&](const Ref& item) -> Result<bool> {
        TRY_SET(all, contains(thread, container, item.get()));
        return all;
    }));
    return all;
}

Result<Ref> view_compare(Thread& thread, Object* self, Object* other, CompareOp op)
{
    if (!is_any_set(other) && !is_set_like(other)) {
        return make_not_implemented();
    }
    TRY_LET(const std::int64_t own, length(thread, self));
    TRY_LET(const std::int64_t others, length(thread, other));
    const CompareOp sizes = op == CompareOp::NotEqual ? CompareOp::Equal : op;
    bool holds = order_holds(sizes, own, others);
    if (holds) {
        const bool larger = op == CompareOp::Greater || op == CompareOp::GreaterEqual;
        TRY_SET(holds,
            larger ? all_contained(thread, other, self) : all_contained(thread, self, other));
    }
    return make_bool(holds == (op != CompareOp::NotEqual));
}

// The left operand as a new set. It may be anything when the view is the right one.
Result<RefTo<Set>> operand_to_set(Thread& thread, Object* operand)
{
    if (is_keys(operand) && static_cast<DictView*>(operand)->dict->type == dict_type()) {
        operand = static_cast<DictView*>(operand)->dict;
    }
    return make_set_of(thread, set_type(), operand);
}

Result<Ref> view_subtract(Thread& thread, Object* left, Object* right)
{
    TRY_LET(RefTo<Set> result, operand_to_set(thread, left));
    TRY(set_difference_update(thread, *result, right));
    return result;
}

Result<Ref> view_and(Thread& thread, Object* left, Object* right)
{
    if (!is_set_like(left)) {
        std::swap(left, right);
    }
    TRY_LET(const std::int64_t own, length(thread, left));
    if (right->type == set_type() && own <= static_cast<Set*>(right)->used) {
        return set_intersection(thread, *static_cast<Set*>(right), left);
    }
    // Of two views the shorter one is walked.
    if (is_set_like(right) && static_cast<DictView*>(right)->dict->used > own) {
        std::swap(left, right);
    }
    RefTo<Set> result = make_set();
    TRY(for_each(thread, right, [&](const Ref& item) -> Result<bool> {
        TRY_LET(const bool common, view_contains(thread, left, item.get()));
        if (common) {
            TRY(set_add(thread, *result, item.get()));
        }
        return true;
    }));
    return result;
}

Result<Ref> view_or(Thread& thread, Object* left, Object* right)
{
    TRY_LET(RefTo<Set> result, operand_to_set(thread, left));
    TRY(set_update(thread, *result, right));
    return result;
}

Result<Ref> view_xor(Thread& thread, Object* left, Object* right)
{
    TRY_LET(RefTo<Set> result, operand_to_set(thread, left));
    TRY(set_symmetric_difference_update(thread, *result, right));
    return result;
}

Result<Ref> view_is_disjoint(Thread& thread, DictView& self, Args args)
{
    Object* asked = &self;
    Object* walked = args[0];
    TRY_LET(const std::int64_t own, length(thread, asked));
    if (asked == walked) {
        return make_bool(own == 0);
    }
    if (is_exact_set(walked) || is_set_like(walked)) {
        TRY_LET(const std::int64_t others, length(thread, walked));
        if (others > own) {
            std::swap(asked, walked);
        }
    }
    bool common = false;
    TRY(for_each(thread, walked, [&](const Ref& item) -> Result<bool> {
        TRY_SET(common, contains(thread, asked, item.get()));
        return !common;
    }));
    return make_bool(!common);
}

constexpr Method disjoint_row = { .name = "isdisjoint",
    .signature = "other, /",
    .call = native<DictView, view_is_disjoint>,
    .doc = "Return whether the view and the iterable have nothing in common." };

template <TypeId iterator>
constexpr Method reversed_row = { .name = "__reversed__",
    .call = native<DictView, view_reversed<iterator>>,
    .doc = "Return an iterator from the last to the first." };

constexpr Method keys_methods[]
    = { disjoint_row, reversed_row<TypeId::dict_reverse_key_iterator_> };
constexpr Method items_methods[]
    = { disjoint_row, reversed_row<TypeId::dict_reverse_item_iterator_> };
constexpr Method values_methods[] = { reversed_row<TypeId::dict_reverse_value_iterator_> };

constexpr Slots plain_slots(UnaryFn iterate)
{
    return {
        .destroy = view_destroy,
        .traverse = view_traverse,
        .repr = unary<DictView, view_repr>,
        .get_attribute = generic_get_attribute,
        .iterate = iterate,
        .length = view_length,
    };
}

constexpr Slots set_slots(UnaryFn iterate)
{
    Slots slots = plain_slots(iterate);
    slots.compare = view_compare;
    slots.subtract = view_subtract;
    slots.bit_and = view_and;
    slots.bit_xor = view_xor;
    slots.bit_or = view_or;
    slots.contains = view_contains;
    return slots;
}

} // namespace

Ref make_dict_view(Type* type, Dict& dict)
{
    auto view = allocate<DictView>(type);
    view->dict = share(&dict).release();
    gc_track(view.get());
    return view;
}

constexpr TypeSpec dict_keys_spec = {
    .name = "dict_keys",
    .basic_size = sizeof(DictView),
    .slots = set_slots(view_iterate<TypeId::dict_key_iterator_>),
    .methods = keys_methods,
};

constexpr TypeSpec dict_items_spec = {
    .name = "dict_items",
    .basic_size = sizeof(DictView),
    .slots = set_slots(view_iterate<TypeId::dict_item_iterator_>),
    .methods = items_methods,
};

constexpr TypeSpec dict_values_spec = {
    .name = "dict_values",
    .basic_size = sizeof(DictView),
    .slots = plain_slots(view_iterate<TypeId::dict_value_iterator_>),
    .methods = values_methods,
};

} // namespace fw
