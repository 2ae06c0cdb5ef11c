// Entering and leaving frames, and driving the loop from native code.
// CPython: Python/ceval.c, Objects/frameobject.c

#include "vm/eval/eval.h"

#include "vm/eval/call_frame.h"
#include "vm/eval/code_check.h"
#include "vm/eval/dispatch.h"

#include <new>

namespace fw {

namespace {

// Runs the frame on top until the loop's entry frame is left, changing between the two loops when
// observers come and go.
Ref drive_loop(Thread& thread, Start start)
{
    const bool was_observed = wants_observed_loop();
    while (true) {
        try {
            const LoopEnd end = wants_observed_loop() ? run_loop<true>(thread, start)
                                                      : run_loop<false>(thread, start);
            if (!end.switch_mode) {
                if (wants_observed_loop() != was_observed) {
                    look_up_soon(thread); // The loop that called us may be the wrong one now.
                }
                return adopt(end.value);
            }
            start = Start::SameInstruction;
        } catch (const std::bad_alloc&) {
            // The region is full. What the native function held was released on the way here.
            (void)raise_memory_error(thread);
            start = Start::Raising;
        }
    }
}

Ref run_entry(Thread& thread, Frame& frame, Start start)
{
    if (push_frame(thread, frame).failed()) {
        return {};
    }
    frame.is_entry = true;
    if (runtime().hooks->observed()) {
        tell_frame_push(thread, frame);
    }
    if (program_traces() && !trace_call(thread, frame)) {
        if (runtime().hooks->observed()) {
            tell_frame_pop(thread, frame, hooks::FrameExit::Unwind, nullptr);
        }
        pop_frame(thread, nullptr, hooks::FrameExit::Unwind);
        return {};
    }
    return drive_loop(thread, start);
}

} // namespace

Ref run_frame(Thread& thread, Frame& frame)
{
    return run_entry(thread, frame, Start::NextInstruction);
}

Ref run_frame_throwing(Thread& thread, Frame& frame)
{
    return run_entry(thread, frame, Start::Raising);
}

Result<void> push_frame(Thread& thread, Frame& frame)
{
    char here;
    if (thread.recursion_depth >= thread.recursion_limit
        || reinterpret_cast<std::uintptr_t>(&here) < thread.native_stack_limit) [[unlikely]] {
        RecursionGuard guard(thread);
        TRY(guard.enter(""));
    }
    ++thread.recursion_depth;
    frame.is_executing = true;
    thread.frame = &frame;
    frame.entered_at = thread.step();
    const bool is_new = frame.current < frame.code->instructions;
    if (is_new) {
        frame.pushed_at = frame.entered_at;
    }
    // The very first frame is pushed by no instruction.
    runtime().tape->note(is_new ? TapeKind::FramePush : TapeKind::FrameResume,
        frame.entered_at == 0 ? 0 : frame.entered_at - 1, frame.code->unit);
    return {};
}

void pop_frame(Thread& thread, RefTo<Frame> frame, hooks::FrameExit exit)
{
    static_assert(static_cast<int>(hooks::FrameExit::Unwind) == 2);
    constexpr int first = static_cast<int>(TapeKind::FrameReturn);
    Frame* left = thread.frame;
    runtime().tape->note(
        static_cast<TapeKind>(first + static_cast<int>(exit)), thread.last_step(), nullptr);
    left->is_executing = false;
    thread.frame = left->back;
    RecursionGuard::leave_frame(thread);
    if (frame && frame->refcount > 1) {
        gc_track(frame.get()); // Somebody looks at it: a traceback, a generator, sys._getframe().
    }
}

Result<Ref> call_function(Thread& thread, Object* callable, Args args)
{
    Function& function = *as<Function>(callable);
    const Code& code = *function.code;
    RefTo<Frame> frame;
    if (is_simple_call(code, args)) {
        frame = make_simple_frame(thread, function, args);
    } else {
        TRY_SET(frame, make_call_frame(thread, function, args));
    }
    return run_bound_frame(thread, std::move(frame), function.name, function.qualname);
}

Result<Ref> run_bound_frame(Thread& thread, RefTo<Frame> frame, Str* name, Str* qualname)
{
    constexpr std::int32_t suspends = CodeGenerator | CodeCoroutine | CodeAsyncGenerator;
    if ((frame->code->flags & suspends) != 0) {
        return make_generator(thread, std::move(frame), name, qualname);
    }
    Ref result = run_frame(thread, *frame);
    if (frame->refcount > 1) {
        gc_track(frame.get());
    }
    if (!result) {
        return Raised{};
    }
    return result;
}

namespace {

// The frame of code that is run by itself. Code of a function is bound as if it were called without
// arguments.
Result<RefTo<Frame>> make_code_frame(Thread& thread, Code& code, Dict& globals, Object* locals)
{
    constexpr std::int32_t takes_more = CodeVarArgs | CodeVarKeywords;
    if (code.argcount > 0 || code.kwonlyargcount > 0 || (code.flags & takes_more) != 0) {
        const RefTo<Function> function = make_function(code, globals, code.name);
        TRY_LET(RefTo<Frame> frame, make_call_frame(thread, *function, Args{}));
        return frame;
    }
    TRY(check_code(thread, code));
    constexpr std::int32_t in_slots = CodeOptimized | CodeNewLocals;
    RefTo<Frame> frame
        = make_frame(thread, code, globals, (code.flags & in_slots) == in_slots ? nullptr : locals);
    for (std::int64_t i = 0; i < code.cellvars->length; ++i) {
        frame->cells()[i] = make_cell(nullptr).release();
    }
    return frame;
}

} // namespace

Result<Ref> run_code(Thread& thread, Code& code, Dict& globals, Object* locals)
{
    FW_ASSERT(code.freevars->length == 0);
    TRY_LET(RefTo<Frame> frame, make_code_frame(thread, code, globals, locals));
    return run_bound_frame(thread, std::move(frame), code.name, code.name);
}

} // namespace fw
