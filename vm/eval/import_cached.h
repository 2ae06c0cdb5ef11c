// Modules that are compiled already: .pyc files in place of their source, and those that CPython
// keeps in __pycache__. They are read, never written.
// CPython: SourceLoader.get_code(), SourcelessFileLoader in Lib/importlib/_bootstrap_external.py

#pragma once

#include "vm/code/code_unit.h"
#include "vm/object/core_objects.h"

namespace fw {

// The code object of a .pyc file that a module consists of.
Result<Ref> load_sourceless(Thread& thread, const std::string& name, const std::string& path);

// What __pycache__ has for a source file, as long as that has not changed since; null: nothing that
// is valid. Raises where the header is valid and the rest is damaged, as CPython does.
Result<code::CodeRef> cached_code(
    Thread& thread, const std::string& name, const std::string& path, std::string_view source);

// Whether both are the same but for where their instructions come from. `cached` has the filename
// of the time when it was compiled.
bool same_code(const code::CodeUnit& compiled, const code::CodeUnit& cached);

// The code object of a unit that the machine is to keep. `filename` as for make_code().
Ref keep_code(code::CodeRef unit, Str* filename);

} // namespace fw
