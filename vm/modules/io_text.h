// Text files: what their methods (io_text.cpp) need of the way between bytes and text
// (io_text_transfer.cpp). Lines are found in the bytes, which is sound for UTF-8, Latin-1, ASCII
// and all encodings that contain ASCII; so what has been read is always a whole number of
// characters, and tell() is a position in bytes.

#pragma once

#include "vm/modules/io_support.h"

namespace fw {

// Bytes that were read ahead.
std::size_t unread(const TextState& state);

Result<void> check_open(Thread& thread, const TextFile& file);
Result<void> check_readable(Thread& thread, TextFile& file);

Result<RefTo<Str>> read_all(Thread& thread, TextFile& file);
Result<RefTo<Str>> read_characters(Thread& thread, TextFile& file, std::int64_t count);
// The encoded text goes to the binary file, which may keep it.
Result<void> pass_on(Thread& thread, TextFile& file);

} // namespace fw
