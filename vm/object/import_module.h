// Importing from native code below the import system.

#pragma once

#include "vm/object/protocol.h"

namespace fw {

// The module, through builtins.__import__, whatever a program has put there; ImportError without
// it. CPython: PyImport_Import
Result<Ref> import_by_name(Thread& thread, std::string_view name);

} // namespace fw
