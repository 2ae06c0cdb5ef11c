// From a function and arguments to a frame: binding of parameters, defaults, cells and free
// variables. CPython: _PyEval_EvalCode and its helpers in Python/ceval.c, function_code_fastcall in
// Objects/call.c

#pragma once

#include "vm/eval/eval_state.h"
#include "vm/eval/generator.h"

namespace fw {

// All parameters are positional, all are given, none by name. Code that never ran takes the other
// way, on which it is checked.
inline bool is_simple_call(const Code& code, const Args& args)
{
    return code.instructions && (code.flags & (CodeVarArgs | CodeVarKeywords)) == 0
        && code.kwonlyargcount == 0 && static_cast<std::size_t>(code.argcount) == args.count
        && !args.names;
}
RefTo<Frame> make_simple_frame(Thread& thread, Function& function, Args args);

// CALL_FUNCTION_EX: normalises the stack to [callable, tuple, dict?] and calls.
Flow call_unpacked(Eval& eval, bool has_keywords);

RefTo<Function> make_function(Code& code, Dict& globals, Str* qualname);

// builtins.__build_class__ of the frame.
Result<Ref> load_build_class(Thread& thread, const Frame& frame);

} // namespace fw
