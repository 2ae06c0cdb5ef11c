// The movement of bytes between the host, the buffers of a binary file and the program.
// CPython: Modules/_io/fileio.c, Modules/_io/bufferedio.c

#include "vm/modules/io_binary.h"

#include "vm/modules/module_support.h"
#include "vm/modules/standard_streams.h"
#include "vm/object/bytes.h"

#include <algorithm>
#include <cerrno>

namespace fw {

namespace {

Result<void> write_out(Thread& thread, BinaryState& state, std::string_view bytes)
{
    if (state.stream > 0) {
        emit_output(thread, static_cast<host::Stream>(state.stream), bytes);
        return {};
    }
    while (!bytes.empty()) {
        const auto written = the_host().write(state.handle, bytes);
        if (!written) {
            return raise_os_error(thread, written.error);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written.value));
    }
    return {};
}

} // namespace

host::Host& the_host()
{
    return *runtime().host;
}

std::size_t unread(const BinaryState& state)
{
    return state.input.size() - state.input_position;
}

Result<bool> fill(Thread& thread, BinaryState& state, std::size_t size)
{
    if (state.input_position > 0) {
        state.input.erase(0, state.input_position);
        state.input_position = 0;
    }
    if (state.stream == 0) {
        flush_standard_streams(thread);
        const std::string line = wait_for_line(thread);
        state.input += line;
        return !line.empty();
    }
    const auto read = the_host().read(state.handle, size);
    if (!read) {
        return raise_os_error(thread, read.error);
    }
    state.input += read.value;
    return !read.value.empty();
}

Result<void> flush_state(Thread& thread, BinaryState& state)
{
    if (state.output.empty()) {
        return {};
    }
    const std::string bytes = std::move(state.output);
    state.output.clear();
    return write_out(thread, state, bytes);
}

Result<void> check_open(Thread& thread, const BinaryFile& file)
{
    if (!file.state) {
        return raise(thread, TypeId::ValueError, "I/O operation on uninitialized object");
    }
    if (file.state->closed) {
        return raise_closed(thread);
    }
    return {};
}

Result<void> check_readable(Thread& thread, const BinaryFile& file)
{
    TRY(check_open(thread, file));
    if (!file.state->readable) {
        return raise_unsupported(
            thread, file.state->unbuffered ? "File not open for reading" : "read");
    }
    return {};
}

Result<void> check_writable(Thread& thread, const BinaryFile& file)
{
    TRY(check_open(thread, file));
    if (!file.state->writable) {
        return raise_unsupported(
            thread, file.state->unbuffered ? "File not open for writing" : "write");
    }
    return {};
}

Result<std::string> read_exactly(Thread& thread, BinaryFile& file, std::size_t size)
{
    BinaryState& state = *file.state;
    while (unread(state) < size) {
        TRY_LET(const bool more,
            fill(thread, state, std::max(state.buffer_size, size - unread(state))));
        if (!more) {
            break;
        }
    }
    const std::size_t taken = std::min(size, unread(state));
    std::string bytes = state.input.substr(state.input_position, taken);
    state.input_position += taken;
    return bytes;
}

Result<std::string> read_to_end(Thread& thread, BinaryFile& file)
{
    BinaryState& state = *file.state;
    while (true) {
        TRY_LET(
            const bool more, fill(thread, state, std::max<std::size_t>(65536, state.input.size())));
        if (!more) {
            break;
        }
    }
    std::string bytes = state.input.substr(state.input_position);
    state.input.clear();
    state.input_position = 0;
    return bytes;
}

Result<RefTo<Bytes>> read_line(Thread& thread, BinaryFile& file, std::int64_t limit)
{
    BinaryState& state = *file.state;
    TRY(flush_state(thread, state));
    std::size_t searched = 0;
    while (true) {
        const std::size_t found = state.input.find('\n', state.input_position + searched);
        std::size_t length = found == std::string::npos ? 0 : found + 1 - state.input_position;
        if (limit >= 0
            && (length > static_cast<std::size_t>(limit)
                || (length == 0 && unread(state) >= static_cast<std::size_t>(limit)))) {
            length = static_cast<std::size_t>(limit);
            if (length == 0) {
                return make_bytes({});
            }
        }
        if (length == 0) {
            searched = unread(state);
            TRY_LET(const bool more, fill(thread, state, state.buffer_size));
            if (more) {
                continue;
            }
            length = unread(state);
        }
        RefTo<Bytes> line
            = make_bytes(std::string_view(state.input).substr(state.input_position, length));
        state.input_position += length;
        return line;
    }
}

Result<std::int64_t> position_of(Thread& thread, BinaryFile& file)
{
    BinaryState& state = *file.state;
    if (state.stream >= 0) {
        return raise_os_error(thread, ESPIPE);
    }
    const auto place = the_host().tell(state.handle);
    if (!place) {
        return raise_os_error(thread, place.error);
    }
    return place.value - static_cast<std::int64_t>(unread(state))
        + static_cast<std::int64_t>(state.output.size());
}

Result<void> binary_write(Thread& thread, BinaryFile& file, std::string_view bytes)
{
    TRY(check_writable(thread, file));
    BinaryState& state = *file.state;
    if (unread(state) > 0) {
        // What was read ahead was not read: writing happens where the reader is.
        the_host().seek(
            state.handle, -static_cast<std::int64_t>(unread(state)), host::SeekFrom::Current);
    }
    state.input.clear();
    state.input_position = 0;
    if (state.unbuffered) {
        return write_out(thread, state, bytes);
    }
    state.output.append(bytes);
    if (state.output.size() > state.buffer_size) {
        return flush_state(thread, state);
    }
    return {};
}

Result<void> binary_flush(Thread& thread, BinaryFile& file)
{
    if (!file.state || file.state->closed) {
        return {};
    }
    return flush_state(thread, *file.state);
}

Result<std::string> binary_read_some(Thread& thread, BinaryFile& file, std::size_t size)
{
    TRY(check_readable(thread, file));
    BinaryState& state = *file.state;
    TRY(flush_state(thread, state));
    if (unread(state) == 0 && size > 0) {
        TRY(fill(thread, state, std::max(size, state.buffer_size)));
    }
    const std::size_t taken = std::min(size, unread(state));
    std::string bytes = state.input.substr(state.input_position, taken);
    state.input_position += taken;
    return bytes;
}

Result<void> binary_close(Thread& thread, BinaryFile& file)
{
    if (!file.state || file.state->closed) {
        return {};
    }
    const Result<void> flushed = flush_state(thread, *file.state);
    file.state->closed = true;
    if (file.state->closes_handle && file.state->stream < 0) {
        const int error = the_host().close(file.state->handle);
        if (error != 0 && !flushed.failed()) {
            return raise_os_error(thread, error);
        }
    }
    return flushed;
}

} // namespace fw
