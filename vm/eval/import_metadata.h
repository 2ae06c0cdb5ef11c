// What import notes on modules: `__loader__` and `__spec__`, and the finders of sys.meta_path. They
// stand for importlib's, which take their place when a program asks for more than they know: see
// import_library.h.
// CPython: SourceFileLoader in Lib/importlib/_bootstrap_external.py, ModuleSpec and
// BuiltinImporter in Lib/importlib/_bootstrap.py

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

// A SourceFileLoader with the attributes name and path.
Ref make_file_loader(Str* name, Str* path);
// The same for a module that is there as a .pyc only: a SourcelessFileLoader.
Ref make_sourceless_loader(Str* name, Str* path);

// The spec of a module that was found as a source file; `locations` is the list that becomes
// __path__, or null. Its `_initializing` is what makes a missing attribute the sign of a circular
// import.
Ref make_source_spec(
    Str* name, Object* loader, Str* origin, Object* locations, std::string_view cached);
void set_initializing(Object* spec, bool initializing);
void replace_spec_loader(Object* spec, const Object* old, Object* loader);

// Where CPython would keep the compiled form of a source file.
std::string cached_path(const std::string& source_path);

// __loader__ and __spec__ of a module that is part of the machine.
void set_builtin_metadata(Module& module);

// Whether the module is in the middle of its import.
bool is_initializing(Thread& thread, Object* module);

} // namespace fw
