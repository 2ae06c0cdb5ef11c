// How an exception that nobody can catch is shown. It is reported with write_unraisable of
// vm/object/raise.h, which asks the program's sys.unraisablehook first.
// CPython: Python/errors.c (write_unraisable_exc)

#pragma once

#include "vm/object/runtime.h"

namespace fw {

// The fields of an UnraisableHookArgs, borrowed: None or null where there is nothing.
struct Unraisable {
    Object* type;
    Object* value;
    Object* traceback;
    Object* message; // instead of "Exception ignored in"
    Object* where;
};

// Writes it to sys.stderr; raises nothing.
void print_unraisable(Thread& thread, const Unraisable& unraisable);

} // namespace fw
