// The facade of the library: what a program that embeds the machine includes.
//
//     fw::host::RealHost host;
//     fw::Program program(host, { .file = "x.py" });
//     MyObserver observer; // derived from fw::hooks::Observer
//     if (!program.load()) { ... program.error() ... }
//     auto subscription = program.machine().hooks().subscribe(observer, { Event::Opcode });
//     program.start();
//     program.machine().run_until(fw::Machine::no_limit);
//
// Program runs a file as python does; Machine goes on by steps; observers look at every event;
// Frame, Code and Function say what is running. To drive a program as a debugger does, with time
// travel and pictures, use vm/debug/session.h. tests/unit/vm/embed_test.cpp is a whole example.

#pragma once

#include "vm/builtins/program.h" // IWYU pragma: export
#include "vm/eval/frame.h" // IWYU pragma: export
#include "vm/eval/machine.h" // IWYU pragma: export
#include "vm/hooks/observer.h" // IWYU pragma: export
#include "vm/host/real_host.h" // IWYU pragma: export
#include "vm/host/scripted_host.h" // IWYU pragma: export
#include "vm/object/core_objects.h" // IWYU pragma: export
