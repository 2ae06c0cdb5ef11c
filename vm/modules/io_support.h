// What the files of module _io share.

#pragma once

#include "vm/modules/io.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"

namespace fw {

// The size argument of read() and readline(): -1 when it is absent or None.
// CPython: _Py_convert_optional_to_ssize_t
Result<std::int64_t> size_argument(Thread& thread, Object* size);

// Opens a path (str, bytes, path-like) or takes a handle (an int). `mode` has one of r w a x, and +
// perhaps. CPython: _io_FileIO___init___impl
Result<BinaryState> open_binary(Thread& thread, Object* file, const std::string& mode);

// TypeSpec::base of file types.
inline Type* raw_base()
{
    return io_type(IoType::RawBase);
}
inline Type* buffered_base()
{
    return io_type(IoType::BufferedBase);
}
inline Type* text_base()
{
    return io_type(IoType::TextBase);
}

// Slots::create of them all: an object that __init__ fills.
template <class File> Result<Ref> create_file(Thread&, Type& type, Args)
{
    RefTo<File> file = allocate<File>(&type);
    gc_track(file.get());
    return Ref(std::move(file));
}

void prepare_binary_types();
void prepare_pair_type();
void prepare_text_types();
void prepare_bytes_io_type();
void prepare_string_io_type();
void prepare_newline_decoder_type();

} // namespace fw
