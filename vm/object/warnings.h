// Warnings that know the object they are about.
// CPython: Python/_warnings.c

#pragma once

#include "vm/object/raise.h"

namespace fw {

// As warn(); `source` (or null) is the object whose fault it is. CPython: PyErr_ResourceWarning,
// _PyErr_WarnUnawaitedCoroutine.
Result<void> warn_about(Thread& thread, TypeId category, std::string_view message, Object* source);

} // namespace fw
