// What sys.settrace and sys.setprofile ask for: functions of the program itself that are called at
// calls, lines, opcodes, exceptions and returns. They are part of the program's state and their
// opcodes are steps of the run, unlike observers (vm/hooks), who look from outside.
// CPython: call_trace(), maybe_call_line_trace() in Python/ceval.c, trace_trampoline() in
// Python/sysmodule.c

#pragma once

#include "vm/eval/eval_types.h"
#include "vm/eval/frame.h"
#include "vm/hooks/event.h"

namespace fw {

// In the region, made when a function is set for the first time.
struct Tracing {
    Object* trace; // or null
    Object* profile; // or null
    std::int64_t depth; // how many of their calls are running: nothing is told meanwhile
};

Tracing& tracing();

inline const Tracing* tracing_if_any()
{
    return static_cast<const Tracing*>(
        runtime().module_state[static_cast<std::size_t>(EvalState::tracing)]);
}

// Whether a function is set: such a program runs in the observed loop.
inline bool program_traces()
{
    const Tracing* state = tracing_if_any();
    return state && (state->trace || state->profile);
}

// Whether lines and exceptions are told now.
inline bool is_traced()
{
    const Tracing* state = tracing_if_any();
    return state && state->trace && state->depth == 0;
}

// Whether calls of natives are told now.
inline bool is_profiled()
{
    const Tracing* state = tracing_if_any();
    return state && state->profile && state->depth == 0;
}

// While it exists nothing is told. CPython: PyThreadState.tracing
class UntracedScope {
public:
    UntracedScope();
    ~UntracedScope();
    UntracedScope(const UntracedScope&) = delete;
    UntracedScope& operator=(const UntracedScope&) = delete;

private:
    Tracing* m_tracing;
};

// Owns a share of the function; null: none any more.
void set_trace_function(Thread& thread, Object* function);
void set_profile_function(Thread& thread, Object* function);

// Lets every loop find out at its next instruction whether it is the right one.
void look_up_soon(Thread& thread);

// At the events of a frame; false: the function raised, and what it raised is pending.
bool trace_call(Thread& thread, Frame& frame);
bool trace_instruction(Thread& thread, Frame& frame);
// The pending exception; what the function raises takes its place.
void trace_exception(Thread& thread, Frame& frame);
// `value`, owned, is what the frame returns or yields, null when it raised. What comes of that:
// null too when the function raised.
Object* trace_return(Thread& thread, Frame& frame, Object* value, hooks::FrameExit exit);
// A handler takes the exception of the current instruction: its line is told even where it is that
// of the instruction.
void trace_handler(Frame& frame);

// Calls a native and tells the profile function of it.
Result<Ref> call_profiled(Thread& thread, Object* callable, Args args);

} // namespace fw
