// sys.stdin, sys.stdout and sys.stderr: text files over the host's standard streams. What is
// written reaches the host and the observers here. CPython: create_stdio in Python/pylifecycle.c

#pragma once

#include "vm/host/host.h"
#include "vm/object/core_objects.h"

#include <string_view>

namespace fw {

struct BinaryFile;
struct TextFile;

// Puts them into sys, also as __stdin__ and so on.
void add_standard_streams(Module& sys);
// Buffered: stdout goes out in large pieces; else at the end of each write.
void set_output_buffering(bool buffered);

// Passes text on to the host and to the observers of Event::Output.
void emit_output(Thread& thread, host::Stream stream, std::string_view bytes);
// Tells the host that the program flushed the file, when it is the standard output.
void tell_flush(const TextFile& file);
// Suspends the fiber until the host has a line. CPython: PyOS_Readline
std::string wait_for_line(Thread& thread);

// Flushes sys.stdout and sys.stderr, whatever they are; errors are dropped.
void flush_standard_streams(Thread& thread);
// Writes to sys.stderr, whatever it is; straight to the host when that fails.
void write_standard_error(Thread& thread, std::string_view text);

} // namespace fw
