// The traceback type, as programs see it.
// CPython: Python/traceback.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/exception.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

namespace fw {

namespace {

Object* frame_object(const Traceback& traceback)
{
    return reinterpret_cast<Object*>(traceback.frame); // A Frame is an Object first.
}

Result<void> check_next(Thread& thread, Object* value)
{
    if (value != none() && value->type != traceback_type()) {
        return raise(thread, TypeId::TypeError, "expected traceback object or None, got '{}'",
            type_name(value));
    }
    return {};
}

Result<Ref> traceback_create(Thread& thread, Type&, Args args)
{
    constexpr SignatureShape shape("tb_next, tb_frame, tb_lasti, tb_lineno");
    Object* values[4];
    TRY(bind_arguments(thread, "TracebackType", shape, args, values));
    TRY(check_next(thread, values[0]));
    if (values[1]->type != frame_type()) {
        return raise(thread, TypeId::TypeError,
            "TracebackType() argument 'tb_frame' must be frame, not {}", type_name(values[1]));
    }
    TRY_LET(std::int64_t lasti, to_int64(thread, values[2]));
    TRY_LET(std::int64_t lineno, to_int64(thread, values[3]));
    const RefTo<Traceback> made = allocate<Traceback>(traceback_type());
    if (values[0] != none()) {
        made->next = as<Traceback>(share(values[0])).release();
    }
    made->frame = reinterpret_cast<Frame*>(share(values[1]).release());
    made->lasti = static_cast<std::int32_t>(lasti);
    made->lineno = static_cast<std::int32_t>(lineno);
    gc_track(made.get());
    return Ref(made);
}

void traceback_traverse(Object* self, VisitFn visit, void* context)
{
    const auto& traceback = *static_cast<Traceback*>(self);
    visit_members(visit, context, { traceback.next, frame_object(traceback) });
}

void traceback_clear(Object* self)
{
    auto& traceback = *static_cast<Traceback*>(self);
    drop_member(traceback.next);
    Object* frame = frame_object(traceback);
    traceback.frame = nullptr;
    xdecref(frame);
}

void traceback_destroy(Object* self)
{
    gc_untrack(self);
    traceback_clear(self);
    free_object(self);
}

Result<Ref> get_next(Thread&, Object* self)
{
    Traceback* next = static_cast<Traceback*>(self)->next;
    return next ? share<Object>(next) : make_none();
}

Result<void> set_next(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "can't delete tb_next attribute");
    }
    if (value != none() && value->type != traceback_type()) {
        return raise(
            thread, TypeId::TypeError, "expected traceback object, got '{}'", type_name(value));
    }
    auto* next = value == none() ? nullptr : static_cast<Traceback*>(value);
    for (const Traceback* entry = next; entry; entry = entry->next) {
        if (entry == self) {
            return raise(thread, TypeId::ValueError, "traceback loop detected");
        }
    }
    auto* traceback = static_cast<Traceback*>(self);
    const Ref old = Ref::adopt(traceback->next);
    traceback->next = RefTo<Traceback>::share(next).release();
    return {};
}

Result<Ref> get_frame(Thread&, Object* self)
{
    Object* frame = frame_object(*static_cast<Traceback*>(self));
    return frame ? share(frame) : make_none();
}

Result<Ref> traceback_dir(Thread&, Traceback&, Args)
{
    const RefTo<Str> all[]
        = { intern("tb_frame"), intern("tb_next"), intern("tb_lasti"), intern("tb_lineno") };
    Object* items[] = { all[0].get(), all[1].get(), all[2].get(), all[3].get() };
    return Ref(make_list_from(items, std::size(items)));
}

constexpr Attribute attributes[] = {
    { .name = "tb_next", .get = get_next, .set = set_next },
    { .name = "tb_frame", .get = get_frame },
};

constexpr Member members[] = {
    { .name = "tb_lasti", .kind = MemberKind::Int32, .offset = offsetof(Traceback, lasti) },
    { .name = "tb_lineno", .kind = MemberKind::Int32, .offset = offsetof(Traceback, lineno) },
};

constexpr Method methods[] = {
    { .name = "__dir__",
        .call = native<Traceback, traceback_dir>,
        .doc = "The names of the traceback's attributes." },
};

} // namespace

constexpr TypeSpec traceback_spec = {
    .name = "traceback",
    .doc = "Create a new traceback object.",
    .basic_size = sizeof(Traceback),
    .slots = {
        .destroy = traceback_destroy,
        .traverse = traceback_traverse,
        .clear = traceback_clear,
        .get_attribute = generic_get_attribute,
        .create = traceback_create,
    },
    .methods = methods,
    .attributes = attributes,
    .members = members,
};

} // namespace fw
