// The slice type. Its bounds in 64 bits, as sequences use them, are computed in
// vm/object/sequence.cpp; here are those of any size. CPython: Objects/sliceobject.c

#include "vm/types/slice.h"

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/types/container_support.h"

#include <cstddef>

namespace fw {

namespace {

void slice_destroy(Object* self)
{
    auto& slice = *static_cast<Slice*>(self);
    gc_untrack(self);
    xdecref(slice.step);
    xdecref(slice.start);
    xdecref(slice.stop);
    free_object(self);
}

void slice_traverse(Object* self, VisitFn visit, void* context)
{
    const auto& slice = *static_cast<Slice*>(self);
    for (Object* const part : { slice.start, slice.stop, slice.step }) {
        if (part) {
            visit(part, context);
        }
    }
}

Result<Ref> slice_create(Thread& thread, Type&, Args args)
{
    TRY(check_no_keywords(thread, "slice", args));
    TRY(check_positional(thread, "slice", args, 1, 3));
    if (args.count == 1) {
        return make_slice(none(), args[0], none());
    }
    return make_slice(args[0], args[1], args.count == 3 ? args[2] : none());
}

Result<Ref> slice_repr(Thread& thread, Slice& self)
{
    StrBuilder text;
    text.append("slice(");
    TRY_LET(const RefTo<Str> start, repr(thread, self.start));
    text.append(*start);
    text.append(", ");
    TRY_LET(const RefTo<Str> stop, repr(thread, self.stop));
    text.append(*stop);
    text.append(", ");
    TRY_LET(const RefTo<Str> step, repr(thread, self.step));
    text.append(*step);
    text.append(U')');
    return text.finish();
}

Result<Ref> slice_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (left->type != slice_type() || right->type != slice_type()) {
        return make_not_implemented();
    }
    if (left == right) {
        return make_bool(order_holds(op, 0, 0));
    }
    const auto& a = *static_cast<Slice*>(left);
    const auto& b = *static_cast<Slice*>(right);
    const RefTo<Tuple> a_parts = make_tuple({ a.start, a.stop, a.step });
    const RefTo<Tuple> b_parts = make_tuple({ b.start, b.stop, b.step });
    return compare(thread, a_parts.get(), b_parts.get(), op);
}

const Int& number(const Ref& object)
{
    return *static_cast<Int*>(object.get());
}

Result<Ref> slice_number(Thread& thread, Object* object)
{
    if (!object->type->slots.to_index) {
        return raise(thread, TypeId::TypeError,
            "slice indices must be integers or None or have an __index__ method");
    }
    return number_index(thread, object);
}

// A bound, made positive and clipped to lower...upper.
Result<Ref> clip_bound(Thread& thread, Object* object, const Ref& fallback, Object* length,
    const Ref& lower, const Ref& upper)
{
    if (object == none()) {
        return fallback;
    }
    TRY_LET(Ref bound, slice_number(thread, object));
    if (int_sign(number(bound)) < 0) {
        TRY_SET(bound, number_add(thread, bound.get(), length));
        return int_compare(number(bound), number(lower)) < 0 ? lower : bound;
    }
    return int_compare(number(bound), number(upper)) > 0 ? upper : bound;
}

Result<Ref> slice_indices_method(Thread& thread, Slice& self, Args args)
{
    TRY_LET(const Ref length, number_index(thread, args[0]));
    if (int_sign(number(length)) < 0) {
        return raise(thread, TypeId::ValueError, "length should not be negative");
    }
    TRY_LET(const LongSliceBounds bounds, slice_long_bounds(thread, self, length.get()));
    return make_tuple({ bounds.start.get(), bounds.stop.get(), bounds.step.get() });
}

Result<Ref> slice_reduce(Thread&, Slice& self, Args)
{
    const RefTo<Tuple> parts = make_tuple({ self.start, self.stop, self.step });
    return make_tuple({ self.type, parts.get() });
}

constexpr Method slice_methods[] = {
    { .name = "indices",
        .signature = "len, /",
        .call = native<Slice, slice_indices_method>,
        .doc = "Return start, stop and step for a sequence of this length." },
    { .name = "__reduce__", .call = native<Slice, slice_reduce>, .doc = "State for pickling." },
};

constexpr Member slice_members[] = {
    { .name = "start", .kind = MemberKind::Object, .offset = offsetof(Slice, start) },
    { .name = "stop", .kind = MemberKind::Object, .offset = offsetof(Slice, stop) },
    { .name = "step", .kind = MemberKind::Object, .offset = offsetof(Slice, step) },
};

} // namespace

Result<LongSliceBounds> slice_long_bounds(Thread& thread, const Slice& slice, Object* length)
{
    LongSliceBounds bounds;
    const Ref zero = make_int(0);
    const Ref one = make_int(1);
    if (slice.step == none()) {
        bounds.step = one;
    } else {
        TRY_SET(bounds.step, slice_number(thread, slice.step));
        if (int_sign(number(bounds.step)) == 0) {
            return raise(thread, TypeId::ValueError, "slice step cannot be zero");
        }
    }
    const bool backwards = int_sign(number(bounds.step)) < 0;
    const Ref lower = backwards ? make_int(-1) : zero;
    Ref upper = share(length);
    if (backwards) {
        TRY_SET(upper, number_subtract(thread, length, one.get()));
    }
    TRY_SET(bounds.start,
        clip_bound(thread, slice.start, backwards ? upper : lower, length, lower, upper));
    TRY_SET(bounds.stop,
        clip_bound(thread, slice.stop, backwards ? lower : upper, length, lower, upper));
    return bounds;
}

constexpr TypeSpec slice_spec = {
    .name = "slice",
    .doc = "slice(stop), slice(start, stop[, step]): the bounds of an extended slice.",
    .basic_size = sizeof(Slice),
    .slots = {
        .destroy = slice_destroy,
        .traverse = slice_traverse,
        .repr = unary<Slice, slice_repr>,
        .get_attribute = generic_get_attribute,
        .compare = slice_compare,
        .create = slice_create,
    },
    .methods = slice_methods,
    .members = slice_members,
};

} // namespace fw
