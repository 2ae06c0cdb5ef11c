// Executing frames: the entry points that the rest of the machine uses.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/frame.h"
#include "vm/hooks/event.h"

namespace fw {

// Executes a frame until it returns or yields; an empty reference means raised. Runs a loop of its
// own on the native stack, in which the Python functions that it calls run too.
Ref run_frame(Thread& thread, Frame& frame);
// The same, but begins by raising the pending exception at the current instruction
// (generator.throw).
Ref run_frame_throwing(Thread& thread, Frame& frame);

// Binds the arguments as Python does and makes the frame of a call. CPython: _PyEval_EvalCode up to
// the evaluation.
Result<RefTo<Frame>> make_call_frame(Thread& thread, Function& function, Args args);
// Function object call from native code: Runtime::call_function.
Result<Ref> call_function(Thread& thread, Object* function, Args args);

// Executes a frame whose arguments are bound, or makes it a generator when the code's flags say so.
Result<Ref> run_bound_frame(Thread& thread, RefTo<Frame> frame, Str* name, Str* qualname);

// Executes a code object as exec() and eval() do. `locals` may be a mapping.
Result<Ref> run_code(Thread& thread, Code& code, Dict& globals, Object* locals);

// Pushes the frame: recursion check, thread.frame. Pops it: counterpart; keeps or drops the frame
// object.
Result<void> push_frame(Thread& thread, Frame& frame);
void pop_frame(Thread& thread, RefTo<Frame> frame, hooks::FrameExit exit);

// Why the fiber gave control back to whoever drives the machine.
enum class Suspension : std::uint8_t {
    SliceEnded, // the countdown reached zero
    Controller, // the step controller said stop
    Breakpoint, // an instruction with a breakpoint is about to execute
    NeedsInput, // a native waits for the host
    NoAnswer, // the host has no answer and will have none
    LongWork, // a native that takes long, and somebody has asked
};
// Gives control to the driver of the machine and returns when it resumes. Supplied by machine.cpp;
// called on the fiber.
void suspend(Thread& thread, Suspension reason);

} // namespace fw
