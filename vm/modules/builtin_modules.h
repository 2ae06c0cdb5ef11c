// The table of the native modules, by name. A module is made when it is first imported.
// CPython: PyImport_Inittab, Modules/config.c

#pragma once

#include "vm/eval/import.h"

namespace fw {

// Ends with a null name.
const BuiltinModule* builtin_module_table();

} // namespace fw
