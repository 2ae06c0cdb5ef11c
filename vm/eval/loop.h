// The definition of the loop; included by its two instantiations only.

#pragma once

#include "vm/eval/dispatch.h"

namespace fw {

template <bool Observed> LoopEnd run_loop(Thread& thread, Start start)
{
    static const void* const labels[] = {
#define PY_OP(name, number, operand, traits, effect, summary) &&label_##name,
#include "vm/code/opcode.def"
#undef PY_OP
        &&label_breakpoint,
    };

    Eval eval{ thread, thread.frame, thread.frame->stack_top, thread.frame->current };
    hooks::FrameExit exit = hooks::FrameExit::Return;
    switch (start) {
    case Start::NextInstruction:
        goto next_instruction;
    case Start::SameInstruction:
        goto same_instruction;
    case Start::Raising:
        goto raise_exception;
    }

next_instruction:
    ++eval.ip;
same_instruction:
    eval.frame->current = eval.ip;
    eval.frame->stack_top = eval.sp;
    if constexpr (Observed) {
        if (is_traced()) [[unlikely]] {
            goto trace;
        }
    }
traced:
    if (--thread.countdown < 0) [[unlikely]] {
        ++thread.countdown;
        suspend(thread, Suspension::SliceEnded);
        goto resumed;
    }
    if constexpr (Observed) {
        if (!tell_opcode(thread, *eval.frame, eval.ip)) {
            goto stopped_by_controller;
        }
    }
    goto* labels[eval.ip->handler];

trace: // The program's own tracing comes before the instruction's step. It may have jumped.
    if (!trace_instruction(thread, *eval.frame)) {
        eval.sp = eval.frame->stack_top;
        goto raise_exception;
    }
    eval.ip = eval.frame->current;
    eval.sp = eval.frame->stack_top;
    goto traced;

stopped_by_controller:
    ++thread.countdown;
    suspend(thread, Suspension::Controller);
    goto resumed;

label_breakpoint:
    if (thread.passing_breakpoint != thread.step()) {
        thread.passing_breakpoint = thread.step();
        ++thread.countdown;
        suspend(thread, Suspension::Breakpoint);
        goto resumed;
    }
    thread.passing_breakpoint = 0;
    goto* labels[handler_of(eval.ip->op)];

resumed:
    if (wants_observed_loop() != Observed) {
        return { true, nullptr };
    }
    goto traced;

    // Each handler's answer is a constant on most of its ways out, so that this folds into straight
    // jumps. Going on is written out in each, which gives the processor a branch to predict for
    // each opcode.
#define PY_OP(name, number, operand, traits, effect, summary)                                      \
    label_##name:                                                                                  \
    {                                                                                              \
        const Flow flow = op_##name<Observed>(eval);                                               \
        if (flow.kind == Flow::Next) {                                                             \
            ++eval.ip;                                                                             \
        } else if (flow.kind != Flow::Jump) {                                                      \
            switch (flow.kind) {                                                                   \
            case Flow::NewFrame:                                                                   \
                goto new_frame;                                                                    \
            case Flow::Return:                                                                     \
                goto return_value;                                                                 \
            case Flow::Yield:                                                                      \
                goto yield_value;                                                                  \
            case Flow::Reraise:                                                                    \
                goto reraise;                                                                      \
            default:                                                                               \
                goto raise_exception;                                                              \
            }                                                                                      \
        }                                                                                          \
        eval.frame->current = eval.ip;                                                             \
        eval.frame->stack_top = eval.sp;                                                           \
        if constexpr (Observed) {                                                                  \
            if (is_traced()) [[unlikely]] {                                                        \
                goto trace;                                                                        \
            }                                                                                      \
        }                                                                                          \
        if (--thread.countdown < 0) [[unlikely]] {                                                 \
            ++thread.countdown;                                                                    \
            suspend(thread, Suspension::SliceEnded);                                               \
            goto resumed;                                                                          \
        }                                                                                          \
        if constexpr (Observed) {                                                                  \
            if (!tell_opcode(thread, *eval.frame, eval.ip)) {                                      \
                goto stopped_by_controller;                                                        \
            }                                                                                      \
        }                                                                                          \
        goto* labels[eval.ip->handler];                                                            \
    }
#include "vm/code/opcode.def"
#undef PY_OP

new_frame:
    eval.frame = thread.frame;
    eval.sp = eval.frame->stack_top;
    eval.ip = eval.frame->current;
    if constexpr (Observed) {
        tell_frame_push(thread, *eval.frame);
        if (program_traces() && !trace_call(thread, *eval.frame)) {
            goto frame_raised;
        }
    }
    goto next_instruction;

raise_exception:
    runtime().tape->note(TapeKind::Exception, thread.last_step(), nullptr);
    if constexpr (Observed) {
        tell_exception_raised(thread, *eval.frame);
    }
    add_traceback(thread, eval.frame, eval.frame->reported_lasti(), frame_line(*eval.frame));
    if constexpr (Observed) {
        if (is_traced()) {
            trace_exception(thread, *eval.frame);
        }
    }
reraise:
    if (outline<unwind_frame>(eval)) {
        if constexpr (Observed) {
            if (is_traced()) {
                trace_handler(*eval.frame);
            }
        }
        goto same_instruction;
    }
    eval.result = nullptr;
    if constexpr (Observed) {
        if (program_traces()) {
            trace_return(thread, *eval.frame, nullptr, hooks::FrameExit::Unwind);
        }
    }
frame_raised:
    exit = hooks::FrameExit::Unwind;
    if constexpr (Observed) {
        tell_frame_pop(thread, *eval.frame, hooks::FrameExit::Unwind, nullptr);
    }
    goto leave_frame;

return_value:
    eval.sync();
    if constexpr (Observed) {
        if (program_traces()) {
            eval.result = trace_return(thread, *eval.frame, eval.result, hooks::FrameExit::Return);
            if (!eval.result) {
                goto frame_raised;
            }
        }
    }
    exit = hooks::FrameExit::Return;
    if constexpr (Observed) {
        tell_frame_pop(thread, *eval.frame, hooks::FrameExit::Return, eval.result);
    }
    goto leave_frame;

yield_value:
    // The value is the only thing that the frame gives away: its stack and blocks stay.
    eval.sync();
    if constexpr (Observed) {
        if (program_traces()) {
            eval.result = trace_return(thread, *eval.frame, eval.result, hooks::FrameExit::Yield);
            if (!eval.result) {
                goto frame_raised;
            }
        }
    }
    exit = hooks::FrameExit::Yield;
    if constexpr (Observed) {
        tell_frame_pop(thread, *eval.frame, hooks::FrameExit::Yield, eval.result);
    }
    goto leave_frame;

leave_frame : {
    Frame* left = eval.frame;
    if (left->is_entry) {
        pop_frame(thread, nullptr, exit);
        return { false, eval.result };
    }
    const int slots = left->call_slots;
    pop_frame(thread, adopt(left), exit);
    eval.frame = thread.frame;
    eval.sp = eval.frame->stack_top;
    eval.ip = eval.frame->current;
    Ref result = adopt(eval.result);
    eval.result = nullptr;
    const bool raised = !result;
    drop_call(eval, slots);
    if (raised) {
        goto raise_exception;
    }
    eval.push(std::move(result));
    goto next_instruction;
}
}

} // namespace fw
