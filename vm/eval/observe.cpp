// What the observed loop tells, and asks.

#include "vm/eval/dispatch.h"

namespace fw {

namespace {

hooks::OpcodeEvent opcode_event(const Eval& eval)
{
    const Instruction* instruction = eval.ip;
    return { event_step(eval.thread), eval.frame, eval.frame->lasti(), instruction->op,
        instruction->argument };
}

// A line event comes at the first instruction of an entry of the line table, and after a jump
// backwards. CPython: maybe_call_line_trace
void tell_line(Eval& eval)
{
    const std::int32_t offset = eval.frame->lasti();
    const bool jumped_back = offset < eval.frame->observed_offset;
    eval.frame->observed_offset = offset;
    if (eval.ip->starts_line || jumped_back) {
        notify(hooks::Event::Line, &hooks::Observer::on_line,
            hooks::LineEvent{ event_step(eval.thread), eval.frame, frame_line(*eval.frame) });
    }
}

} // namespace

hooks::Decision ask_controller(Eval& eval)
{
    hooks::StepController* controller = runtime().hooks->controller();
    if (!controller) {
        return hooks::Decision::Continue;
    }
    const OutsideRegion outside;
    return controller->before_opcode(opcode_event(eval));
}

void tell_opcode(Eval& eval)
{
    const hooks::Registry& registry = *runtime().hooks;
    if (registry.wants(hooks::Event::Line)) {
        tell_line(eval);
    }
    if (registry.wants(hooks::Event::Opcode)) {
        const OutsideRegion outside;
        registry.tell(hooks::Event::Opcode, &hooks::Observer::on_opcode, opcode_event(eval));
    }
}

void tell_frame_push(Thread& thread, Frame& frame)
{
    const hooks::FramePushEvent event{ thread.step(), &frame,
        frame.lasti() < 0 ? hooks::FrameEntry::New : hooks::FrameEntry::Resume };
    notify(hooks::Event::FramePush, &hooks::Observer::on_frame_push, event);
    if (hooks::StepController* controller = runtime().hooks->controller()) {
        const OutsideRegion outside;
        controller->frame_pushed(event);
    }
}

void tell_frame_pop(Thread& thread, Frame& frame, hooks::FrameExit exit, const Object* value)
{
    const hooks::FramePopEvent event{ thread.step(), &frame, exit, value };
    notify(hooks::Event::FramePop, &hooks::Observer::on_frame_pop, event);
    if (hooks::StepController* controller = runtime().hooks->controller()) {
        const OutsideRegion outside;
        controller->frame_popped(event);
    }
}

void tell_exception_raised(Thread& thread, Frame& frame)
{
    notify(hooks::Event::ExceptionRaised, &hooks::Observer::on_exception_raised,
        hooks::ExceptionEvent{
            event_step(thread), &frame, thread.exception->type, thread.exception });
}

} // namespace fw
