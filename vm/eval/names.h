// Looking names up: the slow paths of LOAD_NAME, LOAD_GLOBAL and the cell opcodes, and their
// errors. CPython: Python/ceval.c

#pragma once

#include "vm/eval/frame.h"

namespace fw {

Raised raise_name_error(Thread& thread, const Str* name); // name 'x' is not defined
Raised raise_unbound_local(Thread& thread, const Frame& frame, std::uint32_t index);
Raised raise_unbound_cell(Thread& thread, const Frame& frame, std::uint32_t index);

// What stands in for the builtins of a frame is asked for a name as an object. Raises NameError,
// with a text of its own where `missing` is given, for a KeyError.
Result<Ref> load_other_builtin(
    Thread& thread, const Frame& frame, Str* name, const char* missing = nullptr);

// Finds a global or builtin and notes in the cache where it was.
Result<Ref> load_global_slow(Thread& thread, Frame& frame, GlobalCache& cache);
Result<Ref> load_name(Thread& thread, Frame& frame, Str* name);
Result<void> store_name(Thread& thread, Frame& frame, Str* name, Object* value); // null: delete
Result<Ref> load_class_cell(Thread& thread, Frame& frame, std::uint32_t index); // LOAD_CLASSDEREF

} // namespace fw
