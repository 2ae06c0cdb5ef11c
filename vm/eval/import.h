// Importing modules: `import` statements, the search for modules, packages.
// CPython: Python/import.c, Lib/importlib/_bootstrap_external.py

#pragma once

#include "vm/eval/frame.h"

namespace fw {

// The import statement: calls builtins.__import__, directly when it is the original. `level` is the
// int of the statement.
Result<Ref> import_name(Thread& thread, Frame& frame, Str* name, Object* from_list, Object* level);
Result<Ref> import_from(Thread& thread, Object* module, Str* name);
Result<void> import_star(Thread& thread, Frame& frame, Object* module);

// __import__(name, globals, locals, fromlist, level). CPython: PyImport_ImportModuleLevelObject.
Result<Ref> import_module_level(
    Thread& thread, Str* name, Object* globals, Object* from_list, std::int64_t level);
// The module of an absolute dotted name, imported with its parents; the innermost one.
Result<Ref> import_module(Thread& thread, Str* full_name);

Result<void> setup_annotations(Thread& thread, Frame& frame);
Result<void> print_expression(Thread& thread, Object* value); // sys.displayhook(value)

// A module of vm/modules, found by name. Runtime::builtin_modules points to a table that ends with
// a null name. Its source language is C++; Python source is compiled by Runtime::compile_source,
// since eval does not know the compiler.
struct BuiltinModule {
    const char* name;
    Result<RefTo<Module>> (*make)(Thread& thread);
};

Raised raise_module_not_found(Thread& thread, const std::string& message, Str* name);

// Finds and runs the module of a full name in the directories `path` (a list); it is in sys.modules
// afterwards. ModuleNotFoundError when there is none. CPython:
// importlib._bootstrap._find_and_load_unlocked
Result<Ref> find_and_load(Thread& thread, Str* full_name, Object* path);

} // namespace fw
