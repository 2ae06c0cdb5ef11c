// What the observed loop tells, and asks.

#include "vm/eval/dispatch.h"

namespace fw {

namespace {

// A line event comes at the first instruction of an entry of the line table, and after a jump
// backwards. CPython: maybe_call_line_trace
void tell_line(Thread& thread, Frame& frame, const Instruction* instruction)
{
    const std::int32_t offset = frame.lasti();
    const bool jumped_back = offset < frame.observed_offset;
    frame.observed_offset = offset;
    if (instruction->starts_line || jumped_back) {
        notify(hooks::Event::Line, &hooks::Observer::on_line,
            hooks::LineEvent{ thread.last_step(), &frame, frame_line(frame) });
    }
}

} // namespace

bool tell_opcode(Thread& thread, Frame& frame, const Instruction* instruction)
{
    const hooks::Registry& registry = *runtime().hooks;
    const hooks::OpcodeEvent event{ thread.last_step(), &frame,
        static_cast<std::int32_t>(instruction - frame.code->instructions) * 2, instruction->op,
        instruction->argument };
    const OutsideRegion outside;
    hooks::Observer* sole = registry.sole_opcode_observer();
    if (sole && instruction->handler != breakpoint_handler) [[likely]] {
        sole->on_opcode(event);
        return true;
    }
    if (hooks::StepController* controller = registry.controller()) {
        if (controller->before_opcode(event) == hooks::Decision::Stop) {
            return false;
        }
    }
    // An instruction with a breakpoint is told when it is passed, not when it stops.
    if (instruction->handler == breakpoint_handler && thread.passing_breakpoint != thread.step())
        [[unlikely]] {
        return true;
    }
    if (registry.wants(hooks::Event::Line)) {
        tell_line(thread, frame, instruction);
    }
    registry.tell(hooks::Event::Opcode, &hooks::Observer::on_opcode, event);
    return true;
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
            thread.last_step(), &frame, thread.exception->type, thread.exception });
}

} // namespace fw
