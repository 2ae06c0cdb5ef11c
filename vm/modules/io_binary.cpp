// FileIO, BufferedReader, BufferedWriter and BufferedRandom as a program sees them.
// CPython: Modules/_io/fileio.c, Modules/_io/bufferedio.c

#include "vm/modules/io_binary.h"

#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <cerrno>

namespace fw {

namespace {

Result<Ref> binary_read(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_readable(thread, file));
    TRY_LET(const std::int64_t size, size_argument(thread, args[0]));
    if (size < -1 && !file.state->unbuffered) {
        return raise(thread, TypeId::ValueError, "read length must be non-negative or -1");
    }
    TRY(flush_state(thread, *file.state));
    std::string bytes;
    if (size < 0) {
        TRY_SET(bytes, read_to_end(thread, file));
    } else {
        TRY_SET(bytes, read_exactly(thread, file, static_cast<std::size_t>(size)));
    }
    return Ref(make_bytes(bytes));
}

Result<Ref> binary_readall(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_readable(thread, file));
    TRY_LET(const std::string bytes, read_to_end(thread, file));
    return Ref(make_bytes(bytes));
}

Result<Ref> binary_read1(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_readable(thread, file));
    TRY_LET(std::int64_t size, size_argument(thread, args[0]));
    if (size < 0) {
        size = static_cast<std::int64_t>(file.state->buffer_size);
    }
    TRY_LET(
        const std::string bytes, binary_read_some(thread, file, static_cast<std::size_t>(size)));
    return Ref(make_bytes(bytes));
}

Result<Ref> binary_peek(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_readable(thread, file));
    BinaryState& state = *file.state;
    TRY(flush_state(thread, state));
    if (unread(state) == 0) {
        TRY(fill(thread, state, state.buffer_size));
    }
    return Ref(make_bytes(std::string_view(state.input).substr(state.input_position)));
}

Result<Ref> binary_readinto(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_readable(thread, file));
    char* data = nullptr;
    std::size_t size = 0;
    if (is_byte_array(args[0])) {
        data = as<ByteArray>(args[0])->bytes;
        size = static_cast<std::size_t>(as<ByteArray>(args[0])->length);
    } else if (is_memory_view(args[0]) && !as<MemoryView>(args[0])->read_only
        && as<MemoryView>(args[0])->owner) {
        const MemoryView& view = *as<MemoryView>(args[0]);
        data = view.data;
        size = static_cast<std::size_t>(view.length * view.item_size);
    } else {
        return raise(thread, TypeId::TypeError,
            "readinto() argument must be read-write bytes-like object, not {}", type_name(args[0]));
    }
    TRY_LET(const std::string bytes, read_exactly(thread, file, size));
    std::copy(bytes.begin(), bytes.end(), data);
    return make_int(bytes.size());
}

Result<Ref> binary_readline(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_readable(thread, file));
    TRY_LET(const std::int64_t limit, size_argument(thread, args[0]));
    TRY_LET(RefTo<Bytes> line, read_line(thread, file, limit));
    return Ref(std::move(line));
}

NextItem binary_next(Thread& thread, Object* self)
{
    auto& file = *as<BinaryFile>(self);
    if (check_readable(thread, file).failed()) {
        return {};
    }
    auto line = read_line(thread, file, -1);
    if (line.failed() || line.value()->length == 0) {
        return {};
    }
    return line.take();
}

Result<Ref> binary_write_method(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_writable(thread, file));
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    const std::size_t size = bytes.size();
    TRY(binary_write(thread, file, bytes));
    return make_int(size);
}

Result<Ref> binary_flush_method(Thread& thread, BinaryFile& file, Args)
{
    if (!file.state || file.state->closed) {
        return raise(thread, TypeId::ValueError, "flush of closed file");
    }
    TRY(binary_flush(thread, file));
    return make_none();
}

Result<Ref> binary_close_method(Thread& thread, BinaryFile& file, Args)
{
    TRY(binary_close(thread, file));
    return make_none();
}

Result<Ref> binary_tell(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_open(thread, file));
    TRY_LET(const std::int64_t position, position_of(thread, file));
    return make_int(position);
}

Result<Ref> binary_seek(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_open(thread, file));
    BinaryState& state = *file.state;
    TRY_LET(std::int64_t offset, to_index(thread, args[0], TypeId::OverflowError));
    std::int64_t whence = 0;
    if (args[1]) {
        TRY_SET(whence, to_int64(thread, args[1]));
    }
    if (whence < 0 || whence > 2) {
        return raise(thread, TypeId::ValueError, "whence value {} unsupported", whence);
    }
    if (state.stream >= 0) {
        return raise_os_error(thread, ESPIPE);
    }
    TRY(flush_state(thread, state));
    if (whence == 1) {
        offset -= static_cast<std::int64_t>(unread(state));
    }
    state.input.clear();
    state.input_position = 0;
    const auto place = the_host().seek(state.handle, offset, static_cast<host::SeekFrom>(whence));
    if (!place) {
        return raise_os_error(thread, place.error);
    }
    return make_int(place.value);
}

Result<Ref> binary_truncate(Thread& thread, BinaryFile& file, Args args)
{
    TRY(check_open(thread, file));
    if (!file.state->writable) {
        return raise_unsupported(thread, "truncate");
    }
    TRY(flush_state(thread, *file.state));
    std::int64_t size = 0;
    if (args[0] && args[0] != none()) {
        TRY_SET(size, to_int64(thread, args[0]));
    } else {
        TRY_SET(size, position_of(thread, file));
    }
    if (const int error = the_host().truncate(file.state->handle, size)) {
        return raise_os_error(thread, error);
    }
    return make_int(size);
}

Result<Ref> binary_fileno(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_open(thread, file));
    return make_int(file.state->stream >= 0 ? file.state->stream : file.state->handle);
}

Result<Ref> binary_isatty(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(file.state->stream >= 0
        && the_host().is_terminal(static_cast<host::Stream>(file.state->stream)));
}

Result<Ref> binary_readable(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(file.state->readable);
}

Result<Ref> binary_writable(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(file.state->writable);
}

Result<Ref> binary_seekable(Thread& thread, BinaryFile& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(file.state->stream < 0 && bool(the_host().tell(file.state->handle)));
}

Result<Ref> binary_closed(Thread&, Object* self)
{
    const auto* file = as<BinaryFile>(self);
    return make_bool(!file->state || file->state->closed);
}

Result<Ref> binary_name(Thread& thread, Object* self)
{
    Object* name = as<BinaryFile>(self)->name;
    return name ? Result<Ref>(share(name))
                : Result<Ref>(raise(thread, TypeId::AttributeError, "name"));
}

Result<void> set_binary_name(Thread&, Object* self, Object* value)
{
    auto* file = as<BinaryFile>(self);
    const Ref old = Ref::adopt(file->name);
    file->name = value ? share(value).release() : nullptr;
    return {};
}

const char* mode_of(const BinaryState& state)
{
    if (state.created) {
        return state.readable ? "xb+" : "xb";
    }
    if (state.appending) {
        return state.readable ? "ab+" : "ab";
    }
    if (state.readable) {
        return state.writable ? "rb+" : "rb";
    }
    return "wb";
}

Result<Ref> binary_mode(Thread&, Object* self)
{
    const auto* file = as<BinaryFile>(self);
    return Ref(make_str(file->state ? mode_of(*file->state) : "rb"));
}

Result<Ref> binary_closefd(Thread&, Object* self)
{
    const auto* file = as<BinaryFile>(self);
    return make_bool(file->state && file->state->closes_handle);
}

Result<Ref> binary_raw(Thread&, Object* self)
{
    return share(self);
}

Result<Ref> binary_repr(Thread& thread, BinaryFile& file)
{
    std::string name = "?";
    if (file.name) {
        TRY_LET(const RefTo<Str> text, repr(thread, file.name));
        name = to_utf8(*text);
    }
    if (file.state && file.state->unbuffered) {
        if (file.state->closed) {
            return Ref(make_str("<_io.FileIO [closed]>"));
        }
        return Ref(make_str(fmt::format("<_io.FileIO name={} mode='{}' closefd={}>", name,
            mode_of(*file.state), file.state->closes_handle ? "True" : "False")));
    }
    return Ref(make_str(fmt::format("<{} name={}>", type_name(&file), name)));
}

// Closing happens without complaint when the last reference goes.
void binary_destroy(Object* self)
{
    gc_untrack(self);
    auto* file = as<BinaryFile>(self);
    if (BinaryState* state = file->state) {
        if (!state->closed && state->stream < 0) {
            if (!state->output.empty()) {
                the_host().write(state->handle, state->output);
            }
            if (state->closes_handle) {
                the_host().close(state->handle);
            }
        }
        delete state;
        file->state = nullptr;
    }
    xdecref(file->name);
    io_drop_members(*file);
    free_object(self);
}

void binary_traverse(Object* self, VisitFn visit, void* context)
{
    io_traverse(self, visit, context);
    if (as<BinaryFile>(self)->name) {
        visit(as<BinaryFile>(self)->name, context);
    }
}

// FileIO(file, mode='r', closefd=True, opener=None)
Result<void> file_io_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("file, mode='r', closefd=True, opener=None");
    Object* values[4];
    TRY(bind_arguments(thread, "FileIO", shape, args, values));
    std::string mode = "r";
    if (values[1]) {
        TRY_SET(mode, to_text(thread, values[1], "FileIO() argument 'mode'"));
    }
    TRY_LET(BinaryState state, open_binary(thread, values[0], mode));
    state.unbuffered = true;
    auto* file = as<BinaryFile>(self);
    delete file->state;
    file->state = new BinaryState(std::move(state));
    const Ref old = Ref::adopt(file->name);
    file->name = share(values[0]).release();
    return {};
}

// BufferedReader(raw, buffer_size=8192): takes over the state of a native raw file.
Result<void> buffered_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("raw, buffer_size=8192");
    Object* values[2];
    TRY(bind_arguments(thread, type_name(self), shape, args, values));
    if (values[0]->type->slots.destroy != binary_destroy || !as<BinaryFile>(values[0])->state) {
        return raise(thread, TypeId::TypeError, "{} needs a FileIO, not {}", type_name(self),
            type_name(values[0]));
    }
    auto* raw = as<BinaryFile>(values[0]);
    auto* file = as<BinaryFile>(self);
    delete file->state;
    file->state = new BinaryState(*raw->state);
    file->state->unbuffered = false;
    raw->state->closes_handle = false;
    const Ref old = Ref::adopt(file->name);
    file->name = raw->name ? share(raw->name).release() : nullptr;
    return {};
}

constexpr Method binary_methods[] = {
    { .name = "read",
        .signature = "size=-1, /",
        .call = native<BinaryFile, binary_read>,
        .doc = "Read up to size bytes; all when it is negative." },
    { .name = "readall", .call = native<BinaryFile, binary_readall>, .doc = "Read until the end." },
    { .name = "read1",
        .signature = "size=-1, /",
        .call = native<BinaryFile, binary_read1>,
        .doc = "Read what is at hand, at least a byte." },
    { .name = "peek",
        .signature = "size=0, /",
        .call = native<BinaryFile, binary_peek>,
        .doc = "Look at buffered bytes without moving on." },
    { .name = "readinto",
        .signature = "buffer, /",
        .call = native<BinaryFile, binary_readinto>,
        .doc = "Read into a writable buffer." },
    { .name = "readinto1",
        .signature = "buffer, /",
        .call = native<BinaryFile, binary_readinto>,
        .doc = "Read into a writable buffer." },
    { .name = "readline",
        .signature = "size=-1, /",
        .call = native<BinaryFile, binary_readline>,
        .doc = "Read a line." },
    { .name = "write",
        .signature = "buffer, /",
        .call = native<BinaryFile, binary_write_method>,
        .doc = "Write bytes; returns how many." },
    { .name = "flush",
        .call = native<BinaryFile, binary_flush_method>,
        .doc = "Pass on what was written." },
    { .name = "close",
        .call = native<BinaryFile, binary_close_method>,
        .doc = "Flush and close the file." },
    { .name = "seek",
        .signature = "target, whence=0, /",
        .call = native<BinaryFile, binary_seek>,
        .doc = "Move to a position; returns it." },
    { .name = "tell", .call = native<BinaryFile, binary_tell>, .doc = "The position." },
    { .name = "truncate",
        .signature = "pos=None, /",
        .call = native<BinaryFile, binary_truncate>,
        .doc = "Cut the file off." },
    { .name = "fileno",
        .call = native<BinaryFile, binary_fileno>,
        .doc = "The number of the handle." },
    { .name = "isatty",
        .call = native<BinaryFile, binary_isatty>,
        .doc = "Whether it is a terminal." },
    { .name = "readable",
        .call = native<BinaryFile, binary_readable>,
        .doc = "Whether it can be read." },
    { .name = "writable",
        .call = native<BinaryFile, binary_writable>,
        .doc = "Whether it can be written." },
    { .name = "seekable",
        .call = native<BinaryFile, binary_seekable>,
        .doc = "Whether it has positions." },
};

constexpr Attribute binary_attributes[] = {
    { .name = "closed", .get = binary_closed, .doc = "Whether the file is closed." },
    { .name = "mode", .get = binary_mode, .doc = "How the file was opened." },
    { .name = "name", .get = binary_name, .set = set_binary_name, .doc = "What was opened." },
    { .name = "closefd", .get = binary_closefd, .doc = "Whether closing closes the handle." },
    { .name = "raw", .get = binary_raw, .doc = "The file below the buffer." },
};

constexpr TypeSpec binary_spec(const char* name, Type* (*base)(), InitFn init)
{
    return {
        .name = name,
        .doc = "A binary file.",
        .base = base,
        .basic_size = sizeof(BinaryFile),
        .dict_offset = offsetof(IoObject, dict),
        .weakrefs_offset = offsetof(IoObject, weakrefs),
        .flags = TypeIsBase,
        .slots = {
            .destroy = binary_destroy,
            .traverse = binary_traverse,
            .repr = unary<BinaryFile, binary_repr>,
            .next = binary_next,
            .init = init,
            .create = create_file<BinaryFile>,
        },
        .methods = binary_methods,
        .attributes = binary_attributes,
    };
}

constexpr TypeSpec file_io_spec = binary_spec("_io.FileIO", raw_base, file_io_init);
constexpr TypeSpec reader_spec = binary_spec("_io.BufferedReader", buffered_base, buffered_init);
constexpr TypeSpec writer_spec = binary_spec("_io.BufferedWriter", buffered_base, buffered_init);
constexpr TypeSpec random_spec = binary_spec("_io.BufferedRandom", buffered_base, buffered_init);

} // namespace

void prepare_binary_types()
{
    type_ready(*io_type(IoType::FileIO), file_io_spec);
    type_ready(*io_type(IoType::BufferedReader), reader_spec);
    type_ready(*io_type(IoType::BufferedWriter), writer_spec);
    type_ready(*io_type(IoType::BufferedRandom), random_spec);
}

RefTo<BinaryFile> make_binary_file(BinaryState state, Object* name)
{
    const IoType type = state.unbuffered   ? IoType::FileIO
        : state.readable && state.writable ? IoType::BufferedRandom
        : state.writable                   ? IoType::BufferedWriter
                                           : IoType::BufferedReader;
    RefTo<BinaryFile> file = allocate<BinaryFile>(io_type(type));
    file->state = new BinaryState(std::move(state));
    file->name = share(name).release();
    gc_track(file.get());
    return file;
}

} // namespace fw
