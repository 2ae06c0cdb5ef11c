// What sys tells about the machine, as data.

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

void add_sys_constants(Thread& thread, Module& sys);
Type* unraisable_args_type(); // of the argument of sys.unraisablehook
Ref make_asyncgen_hooks(); // asyncgen_hooks(firstiter=None, finalizer=None)

} // namespace fw
