// Binary files: what their methods (io_binary.cpp) need of the movement of bytes between the host,
// the buffers of a file and the program (io_binary_transfer.cpp).

#pragma once

#include "vm/modules/io_support.h"

namespace fw {

host::Host& the_host();
// Bytes that were read ahead.
std::size_t unread(const BinaryState& state);
// Reads ahead; false at the end of the file.
Result<bool> fill(Thread& thread, BinaryState& state, std::size_t size);
Result<void> flush_state(Thread& thread, BinaryState& state);

Result<void> check_open(Thread& thread, const BinaryFile& file);
Result<void> check_readable(Thread& thread, const BinaryFile& file);
Result<void> check_writable(Thread& thread, const BinaryFile& file);

// Up to `size` bytes, fewer at the end only.
Result<std::string> read_exactly(Thread& thread, BinaryFile& file, std::size_t size);
Result<std::string> read_to_end(Thread& thread, BinaryFile& file);
// A line with its end; empty at the end of the file. `limit` in bytes, negative: none.
Result<RefTo<Bytes>> read_line(Thread& thread, BinaryFile& file, std::int64_t limit);
// Where the program is in the file, in bytes; OSError for a stream.
Result<std::int64_t> position_of(Thread& thread, BinaryFile& file);

} // namespace fw
