// The module sys, and what the driver of a program sets in it. CPython: Python/sysmodule.c

#pragma once

#include "vm/modules/standard_streams.h"
#include "vm/object/core_objects.h"

#include <span>
#include <string>
#include <vector>

namespace fw {

// Functions and constants; finish_ adds what needs the other modules: streams, sys.modules.
RefTo<Module> make_sys_module(Thread& thread);
void finish_sys_module(Thread& thread, Module& sys);
std::span<const Method> sys_tracing_functions(); // sys_tracing.cpp

// The -O of the program: what compile() and import go by, and sys.flags.optimize and __debug__ say.
void set_optimize_level(int level);
int optimize_level();

void set_sys_list(Thread& thread, std::string_view name, const std::vector<std::string>& items);

// Shows the pending exception as an uncaught one, through sys.excepthook when the program has
// replaced it, and drops it. CPython: PyErr_PrintEx
void print_uncaught(Thread& thread);

// The end of a program: atexit's functions, sys.stdout flushed, and then, when there is a main
// module to clean up, its objects destroyed. CPython: Py_FinalizeEx
void finish_program(Thread& thread, Module* main);

} // namespace fw
