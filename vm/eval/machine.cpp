// Driving the fiber.

#include "vm/eval/machine.h"

#include "vm/base/fiber.h"
#include "vm/base/raw_word.h"
#include "vm/base/region_new.h"
#include "vm/eval/dispatch.h"
#include "vm/object/raise.h"

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
    LongWork::on_ask(&suspend_long_work);
    const InsideRegion inside;
    Runtime& booted = boot_runtime();
    booted.host = &host;
    booted.hooks = &m_hooks;
    booted.tape = &m_tape;
    booted.machine = this;
    booted.call_function = call_function;
    booted.code_of_frame = code_of_frame;
    booted.line_of_frame = line_of_frame;
    booted.globals_of_frame = globals_of_frame;
    booted.super_defaults = super_defaults;
    run_before_start(boot);
}

Machine::~Machine() = default;

void Machine::run_before_start(const std::function<void(Thread&)>& body)
{
    Thread& thread = runtime().thread;
    thread.native_stack_limit = 0;
    thread.step_target = no_limit;
    thread.countdown = static_cast<std::int64_t>(no_limit);
    body(thread);
    thread.native_stack_limit = Region::stack_low + stack_reserve;
    thread.step_target = 0;
    thread.countdown = 0;
}

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
    LongWork::forget();
    while (!Fiber::done()) {
        const std::uint64_t now = thread.step();
        if (now >= target && Fiber::started() && !m_in_native) {
            return Stop::StepReached;
        }
        // A native that was interrupted is gone on with, whatever the target.
        m_in_native = false;
        const std::uint64_t left = target > now ? target - now : 0;
        thread.countdown = static_cast<std::int64_t>(std::min<std::uint64_t>(left, slice));
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
        case Suspension::LongWork:
            m_in_native = true;
            return Stop::InNative;
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

code::CodeRef Machine::kept(const std::string& key) const
{
    const auto found = m_units.find(key);
    return found == m_units.end() ? nullptr : found->second;
}

// --- breakpoints
// ------------------------------------------------------------------------------------------------

namespace {

// A code object that has died, or is not born yet where history stands now, leaves other bytes at
// its address; its unit is its own.
bool is_alive(const Code* code, const code::CodeUnit* unit)
{
    constexpr std::int64_t more_than_any = std::int64_t{ 1 } << 40; // freed: the address of a block
    if (!Region::contains(code)) {
        return false;
    }
    const auto count = static_cast<std::int64_t>(raw_word(&code->refcount));
    return count > 0 && count < more_than_any
        && raw_word(&code->type) == reinterpret_cast<std::uintptr_t>(code_type())
        && raw_word(&code->unit) == reinterpret_cast<std::uintptr_t>(unit)
        && raw_word(&code->instructions) != 0;
}

void mark(Code& code, std::int32_t offset, bool on)
{
    Instruction& instruction = code.instructions[offset / 2];
    instruction.handler = on ? breakpoint_handler : handler_of(instruction.op);
}

} // namespace

void Machine::set_breakpoint(Code& code, std::int32_t offset, bool on)
{
    set_breakpoint(code, code.unit, offset, on);
}

void Machine::set_breakpoint(Code& code, const code::CodeUnit* unit, std::int32_t offset, bool on)
{
    const auto same = [&](const Breakpoint& breakpoint) {
        return breakpoint.code == &code && breakpoint.unit == unit && breakpoint.offset == offset;
    };
    const auto found = std::find_if(m_breakpoints.begin(), m_breakpoints.end(), same);
    if (on == (found != m_breakpoints.end())) {
        return;
    }
    if (on) {
        m_breakpoints.push_back({ &code, unit, offset });
    } else {
        m_breakpoints.erase(found);
    }
    if (m_breakpoints_placed && is_alive(&code, unit)) {
        mark(code, offset, on);
    }
}

void Machine::clear_breakpoints()
{
    lift_breakpoints();
    m_breakpoints.clear();
    m_breakpoints_placed = true;
}

void Machine::lift_breakpoints()
{
    if (!m_breakpoints_placed) {
        return;
    }
    m_breakpoints_placed = false;
    for (const Breakpoint& breakpoint : m_breakpoints) {
        if (is_alive(breakpoint.code, breakpoint.unit)) {
            mark(*breakpoint.code, breakpoint.offset, false);
        }
    }
}

void Machine::place_breakpoints()
{
    m_breakpoints_placed = true;
    for (const Breakpoint& breakpoint : m_breakpoints) {
        if (is_alive(breakpoint.code, breakpoint.unit)) {
            mark(*breakpoint.code, breakpoint.offset, true);
        }
    }
}

void Machine::code_prepared(Code& code)
{
    const OutsideRegion outside;
    if (m_on_code_prepared) {
        m_on_code_prepared(code);
    }
    for (const Breakpoint& breakpoint : m_breakpoints) {
        if (m_breakpoints_placed && breakpoint.code == &code && breakpoint.unit == code.unit) {
            mark(code, breakpoint.offset, true);
        }
    }
}

// --- aside
// ------------------------------------------------------------------------------------------------

void Machine::run_aside_body(void* self)
{
    auto& machine = *static_cast<Machine*>(self);
    const UntracedScope untraced; // Who looks from outside does not run the program's tracing.
    try {
        machine.m_aside_body(runtime().thread);
    } catch (const std::bad_alloc&) {
        (void)raise_memory_error(runtime().thread);
    }
}

bool Machine::run_aside(std::function<void(Thread&)> body, std::uint64_t most_steps)
{
    m_aside_body = std::move(body);
    Fiber::start_below(run_aside_body, this);
    m_in_native = false;
    const Stop stop = run_until(step() + most_steps);
    m_in_native = false;
    return stop == Stop::Finished;
}

void Machine::suspend_long_work()
{
    if (Fiber::running() && allocates_in_region()) {
        LongWork::forget();
        suspend(runtime().thread, Suspension::LongWork);
    }
}

void suspend(Thread&, Suspension reason)
{
    runtime().machine->m_reason = reason;
    Fiber::suspend();
}

} // namespace fw
