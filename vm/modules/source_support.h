// What compile(), eval(), exec() and _symtable have in common: arguments that are source text or
// its filename, and SyntaxErrors of the front end as exceptions. CPython: source_as_string() in
// Python/bltinmodule.c, PyUnicode_FSDecoder(), PyEval_MergeCompilerFlags(),
// PyErr_SyntaxLocationObject()
#pragma once

#include "vm/object/core_objects.h"
#include "vm/syntax/parse.h"

#include <cstdint>
#include <string>

namespace fw {

// The text of a str or of anything like bytes, and which of the two it was. TypeError names the
// function and what it wants; ValueError for null bytes.
Result<std::string> source_text(Thread& thread, Object* source, const char* function,
    const char* wanted, syntax::SourceEncoding& encoding);

// A str, bytes or path object as a str. Other bytes-like objects are taken with a warning.
Result<RefTo<Str>> filename_argument(Thread& thread, Object* object);

// An int of 32 bits; the fallback where nothing was given.
Result<int> int_argument(Thread& thread, Object* object, int fallback);

// The __future__ features that the calling frame's code was compiled with.
std::uint32_t inherited_flags(const Thread& thread);

// Raises what the error stands for. A line that the parser does not give is read from the file.
Raised raise_syntax_error(Thread& thread, const syntax::SyntaxErrorInfo& error, Str* filename);

} // namespace fw
