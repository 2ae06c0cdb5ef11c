// Driving the fiber.

#include "vm/eval/machine.h"

#include "vm/base/fiber.h"
#include "vm/base/region_new.h"
#include "vm/eval/dispatch.h"

#include <algorithm>

namespace fw {

namespace {

// Native stack that stays free below the deepest recursion: for libraries and for unwinding.
constexpr std::uintptr_t stack_reserve = 1024 * 1024;

Code* code_of_frame(Frame* frame)
{
    return frame->code;
}
std::int32_t line_of_frame(Frame* frame)
{
    return frame_line(*frame);
}
Dict* globals_of_frame(Frame* frame)
{
    return frame->globals;
}

// The method's class is in the cell __class__, its instance is the first argument. CPython:
// super_init
Result<void> super_defaults(Thread& thread, Type*& type, Ref& self)
{
    Frame* frame = thread.frame;
    if (!frame) {
        return raise(thread, TypeId::RuntimeError, "super(): no current frame");
    }
    const Code& code = *frame->code;
    if (code.argcount == 0) {
        return raise(thread, TypeId::RuntimeError, "super(): no arguments");
    }
    Object* first = frame->fast()[0];
    for (std::int64_t i = 0; !first && code.cell_to_argument && i < code.cellvars->length; ++i) {
        if (code.cell_to_argument[i] == 0) {
            first = as<Cell>(frame->cells()[i])->content;
        }
    }
    if (!first) {
        return raise(thread, TypeId::RuntimeError, "super(): arg[0] deleted");
    }
    for (std::int64_t i = 0; i < code.freevars->length; ++i) {
        if (!str_equal(*as<Str>((*code.freevars)[i]), "__class__")) {
            continue;
        }
        Object* found = as<Cell>(frame->cells()[code.cellvars->length + i])->content;
        if (!found) {
            return raise(thread, TypeId::RuntimeError, "super(): empty __class__ cell");
        }
        if (!is_type(found)) {
            return raise(thread, TypeId::RuntimeError, "super(): __class__ is not a type ({})",
                type_name(found));
        }
        type = as<Type>(found);
        self = share(first);
        return {};
    }
    return raise(thread, TypeId::RuntimeError, "super(): __class__ cell not found");
}

} // namespace

Machine::Machine(
    host::Host& host, const Region::Options& options, const std::function<void(Thread&)>& boot)
    : m_host(host)
    , m_region(options)
{
    const InsideRegion inside;
    Runtime& booted = boot_runtime();
    booted.host = &host;
    booted.hooks = &m_hooks;
    booted.machine = this;
    booted.call_function = call_function;
    booted.code_of_frame = code_of_frame;
    booted.line_of_frame = line_of_frame;
    booted.globals_of_frame = globals_of_frame;
    booted.super_defaults = super_defaults;
    // Booting is no step of the program, and runs on the caller's own stack.
    booted.thread.native_stack_limit = 0;
    booted.thread.step_target = no_limit;
    booted.thread.countdown = static_cast<std::int64_t>(no_limit);
    boot(booted.thread);
    booted.thread.native_stack_limit = Region::stack_low + stack_reserve;
    booted.thread.step_target = 0;
    booted.thread.countdown = 0;
}

Machine::~Machine() = default;

void Machine::start(std::function<void(Thread&)> body)
{
    m_body = std::move(body);
    Fiber::start(run_body, this);
}

void Machine::run_body(void* self)
{
    static_cast<Machine*>(self)->m_body(runtime().thread);
}

bool Machine::finished() const
{
    return Fiber::done();
}

Machine::Stop Machine::run_until(std::uint64_t target)
{
    Thread& thread = runtime().thread;
    m_interrupted.store(false, std::memory_order_relaxed);
    while (!Fiber::done()) {
        const std::uint64_t now = thread.step();
        if (now >= target && Fiber::started()) {
            return Stop::StepReached;
        }
        thread.countdown = static_cast<std::int64_t>(std::min<std::uint64_t>(target - now, slice));
        thread.step_target = now + static_cast<std::uint64_t>(thread.countdown);
        Fiber::resume();
        if (Fiber::done()) {
            break;
        }
        switch (m_reason) {
        case Suspension::Controller:
            return Stop::Controller;
        case Suspension::Breakpoint:
            return Stop::Breakpoint;
        case Suspension::NeedsInput:
            return Stop::NeedsInput;
        case Suspension::NoAnswer:
            return Stop::NoAnswer;
        case Suspension::SliceEnded:
            if (thread.step() >= target) {
                return Stop::StepReached;
            }
            if (m_interrupted.load(std::memory_order_relaxed)) {
                return Stop::Interrupted;
            }
        }
    }
    return Stop::Finished;
}

void Machine::set_breakpoint(Code& code, std::int32_t offset, bool on)
{
    if (!code.instructions) {
        const InsideRegion inside;
        prepare_instructions(code);
    }
    Instruction& instruction = code.instructions[offset / 2];
    instruction.handler = on ? breakpoint_handler : handler_of(instruction.op);
}

void suspend(Thread&, Suspension reason)
{
    runtime().machine->m_reason = reason;
    Fiber::suspend();
}

} // namespace fw
