// BytesIO: a binary file in memory. CPython: Modules/_io/bytesio.c

#include "vm/modules/io_memory.h"

#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

std::string_view rest_of(const BytesBuffer& file)
{
    return file.position >= file.bytes->size()
        ? std::string_view()
        : std::string_view(*file.bytes).substr(file.position);
}

Result<Ref> bytes_read(Thread& thread, BytesBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    TRY_LET(const std::int64_t size, size_argument(thread, args[0]));
    std::string_view rest = rest_of(file);
    if (size >= 0) {
        rest = rest.substr(0, static_cast<std::size_t>(size));
    }
    file.position += rest.size();
    return Ref(make_bytes(rest));
}

Result<RefTo<Bytes>> bytes_line(Thread& thread, BytesBuffer& file, std::int64_t limit)
{
    TRY(check_open(thread, file));
    std::string_view rest = rest_of(file);
    const std::size_t end = rest.find('\n');
    if (end != std::string_view::npos) {
        rest = rest.substr(0, end + 1);
    }
    if (limit >= 0) {
        rest = rest.substr(0, static_cast<std::size_t>(limit));
    }
    file.position += rest.size();
    return make_bytes(rest);
}

Result<Ref> bytes_readline(Thread& thread, BytesBuffer& file, Args args)
{
    TRY_LET(const std::int64_t limit, size_argument(thread, args[0]));
    TRY_LET(RefTo<Bytes> line, bytes_line(thread, file, limit));
    return Ref(std::move(line));
}

NextItem bytes_next(Thread& thread, Object* self)
{
    auto line = bytes_line(thread, *as<BytesBuffer>(self), -1);
    if (line.failed() || line.value()->length == 0) {
        return {};
    }
    return line.take();
}

Result<Ref> bytes_readinto(Thread& thread, BytesBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    if (!is_byte_array(args[0])) {
        return raise(thread, TypeId::TypeError,
            "readinto() argument must be read-write bytes-like object, not {}", type_name(args[0]));
    }
    auto& array = *as<ByteArray>(args[0]);
    const std::string_view rest = rest_of(file).substr(0, static_cast<std::size_t>(array.length));
    if (!rest.empty()) {
        std::memcpy(array.bytes, rest.data(), rest.size());
    }
    file.position += rest.size();
    return make_int(rest.size());
}

Result<Ref> bytes_write(Thread& thread, BytesBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    if (bytes.empty()) {
        return make_int(0);
    }
    if (file.position > file.bytes->size()) {
        file.bytes->resize(file.position, '\0');
    }
    file.bytes->replace(file.position, std::min(bytes.size(), file.bytes->size() - file.position),
        bytes.data(), bytes.size());
    file.position += bytes.size();
    return make_int(bytes.size());
}

Result<Ref> bytes_getvalue(Thread& thread, BytesBuffer& file, Args)
{
    TRY(check_open(thread, file));
    return Ref(make_bytes(*file.bytes));
}

Result<Ref> bytes_getbuffer(Thread& thread, BytesBuffer& file, Args)
{
    TRY(check_open(thread, file));
    const RefTo<Bytes> copy = make_bytes(*file.bytes);
    return call(thread, memoryview_type(), { copy.get() });
}

Result<Ref> bytes_seek(Thread& thread, BytesBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    TRY_LET(std::int64_t place, to_index(thread, args[0], TypeId::OverflowError));
    std::int64_t whence = 0;
    if (args[1]) {
        TRY_SET(whence, to_int64(thread, args[1]));
    }
    switch (whence) {
    case 0:
        if (place < 0) {
            return raise(thread, TypeId::ValueError, "negative seek value {}", place);
        }
        break;
    case 1:
        place += static_cast<std::int64_t>(file.position);
        break;
    case 2:
        place += static_cast<std::int64_t>(file.bytes->size());
        break;
    default:
        return raise(
            thread, TypeId::ValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    file.position = static_cast<std::size_t>(std::max<std::int64_t>(place, 0));
    return make_int(file.position);
}

Result<Ref> bytes_tell(Thread& thread, BytesBuffer& file, Args)
{
    TRY(check_open(thread, file));
    return make_int(file.position);
}

Result<Ref> bytes_truncate(Thread& thread, BytesBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    std::int64_t size = static_cast<std::int64_t>(file.position);
    if (args[0] && args[0] != none()) {
        TRY_SET(size, to_index(thread, args[0], TypeId::OverflowError));
        if (size < 0) {
            return raise(thread, TypeId::ValueError, "negative size value {}", size);
        }
    }
    if (static_cast<std::size_t>(size) < file.bytes->size()) {
        file.bytes->resize(static_cast<std::size_t>(size));
    }
    return make_int(size);
}

Result<void> bytes_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("initial_bytes=b''");
    Object* values[1];
    TRY(bind_arguments(thread, "BytesIO", shape, args, values));
    std::string bytes;
    if (values[0] && values[0] != none()) {
        TRY_LET(const std::string_view given, require_bytes(thread, values[0]));
        bytes = std::string(given);
    }
    auto* file = as<BytesBuffer>(self);
    delete file->bytes;
    file->bytes = new std::string(std::move(bytes));
    file->position = 0;
    file->closed = false;
    return {};
}

void bytes_destroy(Object* self)
{
    gc_untrack(self);
    auto* file = as<BytesBuffer>(self);
    delete file->bytes;
    io_drop_members(*file);
    free_object(self);
}

constexpr Method bytes_methods[] = {
    { .name = "read",
        .signature = "size=-1, /",
        .call = native<BytesBuffer, bytes_read>,
        .doc = "Read bytes." },
    { .name = "read1",
        .signature = "size=-1, /",
        .call = native<BytesBuffer, bytes_read>,
        .doc = "Read bytes." },
    { .name = "readline",
        .signature = "size=-1, /",
        .call = native<BytesBuffer, bytes_readline>,
        .doc = "Read a line." },
    { .name = "readinto",
        .signature = "buffer, /",
        .call = native<BytesBuffer, bytes_readinto>,
        .doc = "Read into a bytearray." },
    { .name = "write",
        .signature = "b, /",
        .call = native<BytesBuffer, bytes_write>,
        .doc = "Write bytes." },
    { .name = "getvalue", .call = native<BytesBuffer, bytes_getvalue>, .doc = "All bytes." },
    { .name = "getbuffer",
        .call = native<BytesBuffer, bytes_getbuffer>,
        .doc = "A view of a copy of all bytes." },
    { .name = "seek",
        .signature = "pos, whence=0, /",
        .call = native<BytesBuffer, bytes_seek>,
        .doc = "Move to a position." },
    { .name = "tell", .call = native<BytesBuffer, bytes_tell>, .doc = "The position." },
    { .name = "truncate",
        .signature = "size=None, /",
        .call = native<BytesBuffer, bytes_truncate>,
        .doc = "Cut off." },
    { .name = "flush",
        .call = native<BytesBuffer, memory_flush<BytesBuffer>>,
        .doc = "Does nothing." },
    { .name = "close",
        .call = native<BytesBuffer, memory_close<BytesBuffer>>,
        .doc = "Forget the bytes." },
    { .name = "readable", .call = native<BytesBuffer, memory_yes<BytesBuffer>>, .doc = "True." },
    { .name = "writable", .call = native<BytesBuffer, memory_yes<BytesBuffer>>, .doc = "True." },
    { .name = "seekable", .call = native<BytesBuffer, memory_yes<BytesBuffer>>, .doc = "True." },
    { .name = "isatty", .call = native<BytesBuffer, memory_no<BytesBuffer>>, .doc = "False." },
};

constexpr Attribute bytes_attributes[] = {
    { .name = "closed", .get = memory_closed<BytesBuffer>, .doc = "Whether it is closed." },
};

constexpr TypeSpec bytes_io_spec = {
    .name = "_io.BytesIO",
    .doc = "A binary file in memory.",
    .base = buffered_base,
    .basic_size = sizeof(BytesBuffer),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = bytes_destroy,
        .traverse = io_traverse,
        .iterate = memory_iterate<BytesBuffer>,
        .next = bytes_next,
        .init = bytes_init,
        .create = create_file<BytesBuffer>,
    },
    .methods = bytes_methods,
    .attributes = bytes_attributes,
};

} // namespace

Result<void> check_open(Thread& thread, const BytesBuffer& file)
{
    if (file.closed || !file.bytes) {
        return raise_closed(thread);
    }
    return {};
}

void prepare_bytes_io_type()
{
    type_ready(*io_type(IoType::BytesIO), bytes_io_spec);
}

} // namespace fw
