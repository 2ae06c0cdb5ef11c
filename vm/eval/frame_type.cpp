// The frame type as programs see it, and what the lower layers ask about frames.
// CPython: Objects/frameobject.c

#include "vm/eval/eval.h"
#include "vm/object/all_specs.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <utility>

namespace fw {

namespace {

void frame_traverse(Object* object, VisitFn visit, void* context)
{
    Frame& frame = *as<Frame>(object);
    for (Object* member : { static_cast<Object*>(frame.back), static_cast<Object*>(frame.code),
             static_cast<Object*>(frame.builtins), frame.other_builtins,
             static_cast<Object*>(frame.globals), frame.locals,
             frame.tracing ? frame.tracing->function : nullptr }) {
        if (member) {
            visit(member, context);
        }
    }
    for (Object** place = frame.fast(); place < frame.stack_top; ++place) {
        if (*place) {
            visit(*place, context);
        }
    }
}

void frame_clear(Object* object)
{
    Frame& frame = *as<Frame>(object);
    if (frame.tracing) {
        xdecref(std::exchange(frame.tracing->function, nullptr));
    }
    frame_clear_values(frame);
}

Result<Ref> frame_repr(Thread&, Frame& self)
{
    return make_str(fmt::format("<frame at {:#x}, file {}, line {}, code {}>",
        reinterpret_cast<std::uintptr_t>(&self), str_repr_utf8(*self.code->filename),
        frame_line(self), to_utf8(*self.code->name)));
}

Result<Ref> get_back(Thread&, Object* self)
{
    Frame* back = as<Frame>(self)->back;
    return back ? share<Object>(back) : make_none();
}
Result<Ref> get_code(Thread&, Object* self)
{
    return share<Object>(as<Frame>(self)->code);
}
Result<Ref> get_globals(Thread&, Object* self)
{
    return share<Object>(as<Frame>(self)->globals);
}
Result<Ref> get_builtins(Thread&, Object* self)
{
    const Frame& frame = *as<Frame>(self);
    return share(frame.other_builtins ? frame.other_builtins : frame.builtins);
}
Result<Ref> get_locals(Thread& thread, Object* self)
{
    return frame_locals(thread, *as<Frame>(self));
}
Result<Ref> get_lasti(Thread&, Object* self)
{
    return make_int(as<Frame>(self)->reported_lasti());
}
Result<Ref> get_lineno(Thread&, Object* self)
{
    return make_int(frame_line(*as<Frame>(self)));
}
Result<void> set_lineno(Thread& thread, Object* self, Object* value)
{
    return frame_jump(thread, *as<Frame>(self), value);
}
Result<Ref> get_trace(Thread&, Object* self)
{
    const FrameTracing* tracing = as<Frame>(self)->tracing;
    return tracing && tracing->function ? share(tracing->function) : make_none();
}
Result<void> set_trace(Thread&, Object* self, Object* value)
{
    Frame& frame = *as<Frame>(self);
    const std::int32_t line = frame_line(frame);
    FrameTracing& tracing = frame_tracing(frame);
    tracing.line = line;
    Object* function = value && value != none() ? share(value).release() : nullptr;
    xdecref(std::exchange(tracing.function, function));
    return {};
}

template <std::int16_t FrameTracing::*Flag, bool Unset>
Result<Ref> get_trace_flag(Thread&, Object* self)
{
    const FrameTracing* tracing = as<Frame>(self)->tracing;
    return make_bool(tracing ? tracing->*Flag != 0 : Unset);
}
template <std::int16_t FrameTracing::*Flag>
Result<void> set_trace_flag(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise_message(thread, TypeId::TypeError, "can't delete numeric/char attribute");
    }
    if (value != true_object() && value != false_object()) {
        return raise_message(thread, TypeId::TypeError, "attribute value type must be bool");
    }
    frame_tracing(*as<Frame>(self)).*Flag = value == true_object();
    return {};
}

Result<Ref> frame_clear_method(Thread& thread, Frame& self, Args)
{
    if (self.is_executing) {
        return raise(thread, TypeId::RuntimeError, "cannot clear an executing frame");
    }
    if (self.generator) {
        auto* generator = reinterpret_cast<Object*>(self.generator);
        TRY(call_method(thread, generator, names().close));
    }
    frame_clear_values(self);
    return make_none();
}

constexpr Attribute frame_attributes[] = {
    { .name = "f_back", .get = get_back, .doc = "The caller's frame, or None." },
    { .name = "f_code", .get = get_code, .doc = "The code object that it executes." },
    { .name = "f_globals", .get = get_globals },
    { .name = "f_builtins", .get = get_builtins },
    { .name = "f_locals",
        .get = get_locals,
        .doc = "A dict with a copy of the fast locals and cells." },
    { .name = "f_lasti", .get = get_lasti, .doc = "Byte offset of the last instruction." },
    { .name = "f_lineno", .get = get_lineno, .set = set_lineno },
    { .name = "f_trace", .get = get_trace, .set = set_trace },
    { .name = "f_trace_lines",
        .get = get_trace_flag<&FrameTracing::wants_lines, true>,
        .set = set_trace_flag<&FrameTracing::wants_lines> },
    { .name = "f_trace_opcodes",
        .get = get_trace_flag<&FrameTracing::wants_opcodes, false>,
        .set = set_trace_flag<&FrameTracing::wants_opcodes> },
};

constexpr Method frame_methods[] = {
    { .name = "clear",
        .call = native<Frame, frame_clear_method>,
        .doc = "Drop the references that it holds." },
};

} // namespace

constexpr TypeSpec frame_spec = {
    .name = "frame",
    .basic_size = sizeof(Frame),
    .item_size = sizeof(Object*),
    .slots = {
        .destroy = frame_destroy,
        .traverse = frame_traverse,
        .clear = frame_clear,
        .repr = unary<Frame, frame_repr>,
    },
    .methods = frame_methods,
    .attributes = frame_attributes,
};

} // namespace fw
