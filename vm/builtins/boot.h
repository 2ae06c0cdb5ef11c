// Fills an empty runtime: the modules builtins and sys, the table of native modules, the compiler.
// CPython: Python/pylifecycle.c

#pragma once

#include "vm/object/thread.h"

namespace fw {

// What Machine's constructor calls as its `boot`.
void boot_builtins(Thread& thread);

} // namespace fw
