// The functions of the builtins module, by theme; the table is in builtins.cpp.
// CPython: Python/bltinmodule.c

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

#define FW_BUILTIN(name) Result<Ref> builtin_##name(Thread& thread, Object* module, Args args)

// numbers.cpp
FW_BUILTIN(abs);
FW_BUILTIN(bin);
FW_BUILTIN(chr);
FW_BUILTIN(divmod);
FW_BUILTIN(hash);
FW_BUILTIN(hex);
FW_BUILTIN(id);
FW_BUILTIN(oct);
FW_BUILTIN(ord);
FW_BUILTIN(pow);
FW_BUILTIN(round);
FW_BUILTIN(sum);

// text.cpp
FW_BUILTIN(ascii);
FW_BUILTIN(format);
FW_BUILTIN(repr);

// iteration.cpp
FW_BUILTIN(all);
FW_BUILTIN(any);
FW_BUILTIN(iter);
FW_BUILTIN(len);
FW_BUILTIN(max);
FW_BUILTIN(min);
FW_BUILTIN(next);
FW_BUILTIN(sorted);

// attributes.cpp
FW_BUILTIN(callable);
FW_BUILTIN(delattr);
FW_BUILTIN(dir);
FW_BUILTIN(getattr);
FW_BUILTIN(globals);
FW_BUILTIN(hasattr);
FW_BUILTIN(isinstance);
FW_BUILTIN(issubclass);
FW_BUILTIN(locals);
FW_BUILTIN(setattr);
FW_BUILTIN(vars);

// build_class.cpp
FW_BUILTIN(build_class);

// execution.cpp
FW_BUILTIN(compile);
FW_BUILTIN(eval);
FW_BUILTIN(exec);
FW_BUILTIN(import);

// input_output.cpp
FW_BUILTIN(breakpoint);
FW_BUILTIN(input);
FW_BUILTIN(print);

#undef FW_BUILTIN

} // namespace fw
