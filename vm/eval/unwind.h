// Exceptions: from the instruction that raised to the handler, and what handlers do with them.
// CPython: the exception_unwind part of _PyEval_EvalFrameDefault, UNWIND_EXCEPT_HANDLER, do_raise

#pragma once

#include "vm/eval/eval_state.h"

namespace fw {

// Looks for a handler in the frame. True: eval goes on at it, with the exception on the stack.
// False: the frame's stack is empty and the exception still pending.
bool unwind_frame(Eval& eval);

void push_block(Frame& frame, BlockKind kind, Instruction* handler, std::int64_t level);

// Takes the three values of the previously handled exception off the stack and makes it the current
// one again.
// `stack_top` is one past the top; so is what is returned.
Object** restore_handled(Thread& thread, Frame& frame, Object** stack_top);

// RAISE_VARARGS: with `cause` null for `raise exc`; both null: raise the handled one again.
Flow raise_statement(Thread& thread, Ref exception, Ref cause);

// JUMP_IF_NOT_EXC_MATCH: whether the raised type matches; TypeError for what is no exception class.
Result<bool> exception_matches(Thread& thread, Object* raised, Object* wanted);

} // namespace fw
