// The loop, compiled into its two instantiations in loop_unobserved.cpp and loop_observed.cpp.
// CPython: _PyEval_EvalFrameDefault

#pragma once

#include "vm/eval/notify.h"
#include "vm/eval/ops_async.h"
#include "vm/eval/ops_attr.h"
#include "vm/eval/ops_binary.h"
#include "vm/eval/ops_block.h"
#include "vm/eval/ops_build.h"
#include "vm/eval/ops_call.h"
#include "vm/eval/ops_compare.h"
#include "vm/eval/ops_control.h"
#include "vm/eval/ops_import.h"
#include "vm/eval/ops_local.h"
#include "vm/eval/ops_stack.h"
#include "vm/eval/tracing.h"
#include "vm/object/exception.h"

namespace fw {

// How a loop begins: at the instruction that is to execute next; or by raising the pending
// exception at the current one; or by leaving a frame that could not go on.
enum class Start : std::uint8_t { NextInstruction, SameInstruction, Raising };

struct LoopEnd {
    bool switch_mode; // Go on in the other instantiation, with Start::SameInstruction.
    Object* value; // what the entry frame returned or yielded, owned; null: raised
};

template <bool Observed> LoopEnd run_loop(Thread& thread, Start start);

// Whether somebody looks on, from outside or from within the program.
inline bool wants_observed_loop()
{
    return runtime().hooks->observed() || program_traces();
}

extern template LoopEnd run_loop<false>(Thread& thread, Start start);
extern template LoopEnd run_loop<true>(Thread& thread, Start start);

// The observed loop's conversation with observers and the controller, before an instruction
// executes.
// False: the controller said stop, and the observers were not told.
bool tell_opcode(Thread& thread, Frame& frame, const Instruction* instruction);
void tell_frame_push(Thread& thread, Frame& frame);
void tell_frame_pop(Thread& thread, Frame& frame, hooks::FrameExit exit, const Object* value);
void tell_exception_raised(Thread& thread, Frame& frame);

} // namespace fw
