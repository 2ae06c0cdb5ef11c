// What the files of module _io share about binary files.

#pragma once

#include "vm/modules/io.h"
#include "vm/object/arguments.h"

namespace fw {

// Opens a path (str, bytes, path-like) or takes a handle (an int). `mode` has one of r w a x, and +
// perhaps. CPython: _io_FileIO___init___impl
Result<BinaryState> open_binary(Thread& thread, Object* file, const std::string& mode);

void prepare_binary_types();
void prepare_text_types();
void prepare_memory_types(); // BytesIO and StringIO

} // namespace fw
