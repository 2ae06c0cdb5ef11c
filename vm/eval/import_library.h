// The library's importlib beside the machine's own import.
//
// CPython's import system is the Python code of importlib/_bootstrap.py and _bootstrap_external.py,
// which it keeps frozen. Here the import statement finds and runs modules itself, as long as
// sys.meta_path, sys.path_hooks and sys.path are such that importlib would do the same: it is a
// single instruction of the program, without frames in between. Before importlib is needed, native
// types stand for its classes. When a program imports importlib, changes what modules are found
// by, or uses a finder or loader, importlib is run from the library under its frozen names; the
// objects made so far become instances of its classes, and what the own import does not know (a
// finder of the program's, an archive, a namespace package) is imported by it, as in CPython.
// CPython: Python/import.c, init_importlib() in Python/pylifecycle.c

#pragma once

#include "vm/eval/eval_types.h"
#include "vm/object/core_objects.h"

namespace fw {

// "_frozen_importlib" and "_frozen_importlib_external".
bool is_importlib_name(std::string_view name);

// Both modules, run from the library and put into sys.modules, their finders into sys.meta_path.
// Does nothing when they are there. ImportError when the library is not to be found.
Result<void> set_up_importlib(Thread& thread);

// Whether modules are found by nothing but built-in ones and the files below a list of directories.
bool finds_by_itself();
// Whether the program has given an entry of a path to a finder of its own.
bool has_other_finder(Thread& thread, Str* entry);

// importlib._bootstrap._find_and_load(full_name). Tracebacks leave its frames out.
Result<Ref> import_by_library(Thread& thread, Str* full_name);

// A loader or spec of before becomes an instance of importlib's class.
void adopt_metadata(Object* object);

// The class of importlib that an own type stands for; before importlib is there, the type.
Type* importlib_class(EvalType stand_in);

} // namespace fw
