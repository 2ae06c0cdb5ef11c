// From source text to a code object, with SyntaxErrors and SyntaxWarnings as Python sees them.
// CPython: Py_CompileStringObject, Python/pythonrun.c

#pragma once

#include "vm/compile/compile.h"
#include "vm/object/core_objects.h"
#include "vm/syntax/parse.h"

namespace fw {

struct SourceKind {
    syntax::Mode mode = syntax::Mode::Exec;
    syntax::SourceEncoding encoding = syntax::SourceEncoding::File;
    syntax::GrammarFeatures features = {};
    compile::Options options = {};
};

// Parses and compiles; the unit is kept by the machine. `text` is UTF-8 or, as the kind says, the
// bytes of a file.
Result<Ref> compile_text(
    Thread& thread, std::string_view text, Str* filename, const SourceKind& kind);

// Compiles a tree that a program has made; it is changed. The tree may be in the region.
Result<Ref> compile_parsed(
    Thread& thread, syntax::Tree& tree, Str* filename, const compile::Options& options);

// Runtime::compile_source: a module's source file.
Result<Ref> compile_file_text(Thread& thread, std::string_view text, Str* filename);

// The program itself, before anything runs: Machine::run_before_start(). A file is read line by
// line: its errors are placed and worded differently, and null bytes hide the rest of their line.
Result<Ref> compile_program_text(
    Thread& thread, std::string_view text, Str* filename, syntax::SourceEncoding encoding);

// Runtime::source_line: reads the file through the host.
std::string source_line_of_file(Thread& thread, Str* filename, std::int32_t line);

} // namespace fw
