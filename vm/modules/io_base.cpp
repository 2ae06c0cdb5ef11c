// What all file objects can do: the classes _IOBase, _RawIOBase, _BufferedIOBase and _TextIOBase.
// Their methods work through the methods of the object, since classes written in Python derive
// from them. CPython: Modules/_io/iobase.c

#include "vm/modules/io_support.h"

#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

Result<bool> is_closed(Thread& thread, Object* self)
{
    Ref value;
    TRY_LET(const bool found, find_attribute(thread, self, intern("closed").get(), value));
    return found ? is_true(thread, value.get()) : Result<bool>(false);
}

Result<void> check_not_closed(Thread& thread, Object* self)
{
    TRY_LET(const bool closed, is_closed(thread, self));
    if (closed) {
        return raise_closed(thread);
    }
    return {};
}

Result<Ref> base_enter(Thread& thread, Object* self, Args)
{
    TRY(check_not_closed(thread, self));
    return share(self);
}

Result<Ref> base_exit(Thread& thread, Object* self, Args)
{
    return call_method(thread, self, names().close);
}

// The flag of an object whose class brings no `closed` of its own is in its __dict__.
Result<Ref> base_closed(Thread&, Object* self)
{
    Dict* dict = as<IoObject>(self)->dict;
    return make_bool(dict && dict_get_str(*dict, intern("__IOBase_closed").get()));
}

Result<Ref> base_close(Thread& thread, Object* self, Args)
{
    auto* object = as<IoObject>(self);
    const RefTo<Str> flag = intern("__IOBase_closed");
    if (object->dict && dict_get_str(*object->dict, flag.get())) {
        return make_none();
    }
    const auto flushed = call_method(thread, self, names().flush);
    if (!object->dict) {
        object->dict = make_dict().release();
    }
    const SavedException saved = save_exception(thread);
    TRY(dict_set(thread, *object->dict, flag.get(), true_object()));
    restore_exception(thread, saved);
    if (flushed.failed()) {
        return Raised{};
    }
    return make_none();
}

Result<Ref> base_flush(Thread& thread, Object* self, Args)
{
    TRY(check_not_closed(thread, self));
    return make_none();
}

template <const char* const& name> Result<Ref> unsupported(Thread& thread, Object*, Args)
{
    return raise_unsupported(thread, name);
}
constexpr const char* seek_name = "seek";
constexpr const char* truncate_name = "truncate";
constexpr const char* fileno_name = "fileno";
constexpr const char* read_name = "read";
constexpr const char* write_name = "write";
constexpr const char* readline_name = "readline";
constexpr const char* detach_name = "detach";

Result<Ref> base_tell(Thread& thread, Object* self, Args)
{
    const Ref zero = make_int(0);
    const Ref one = make_int(1);
    return call_method(thread, self, intern("seek").get(), { zero.get(), one.get() });
}

Result<Ref> base_no(Thread&, Object*, Args)
{
    return make_bool(false);
}

Result<Ref> base_isatty(Thread& thread, Object* self, Args)
{
    TRY(check_not_closed(thread, self));
    return make_bool(false);
}

template <const char* const& question, const char* const& message>
Result<Ref> check_ability(Thread& thread, Object* self, Args)
{
    TRY_LET(const Ref answer, call_method(thread, self, intern(question).get()));
    if (answer.get() != true_object()) {
        return raise_unsupported(thread, message);
    }
    return answer;
}
constexpr const char* readable_name = "readable";
constexpr const char* writable_name = "writable";
constexpr const char* seekable_name = "seekable";
constexpr const char* not_readable = "File or stream is not readable.";
constexpr const char* not_writable = "File or stream is not writable.";
constexpr const char* not_seekable = "File or stream is not seekable.";

Result<Ref> base_check_closed(Thread& thread, Object* self, Args)
{
    TRY(check_not_closed(thread, self));
    return make_none();
}

Result<Ref> base_iterate(Thread& thread, Object* self)
{
    TRY(check_not_closed(thread, self));
    return share(self);
}

NextItem base_next(Thread& thread, Object* self)
{
    auto line = call_method(thread, self, names().readline);
    if (line.failed()) {
        return {};
    }
    auto size = length(thread, line.value().get());
    if (size.failed() || size.take() == 0) {
        return {};
    }
    return line.take();
}

// A byte at a time with read(1): only for classes that bring nothing better.
Result<Ref> base_readline(Thread& thread, Object* self, Args args)
{
    std::int64_t limit = -1;
    if (args[0] && args[0] != none()) {
        TRY_SET(limit, to_index(thread, args[0], TypeId::OverflowError));
    }
    std::string line;
    const Ref one = make_int(1);
    while (limit < 0 || static_cast<std::int64_t>(line.size()) < limit) {
        TRY_LET(const Ref byte, call_method(thread, self, intern("read").get(), { one.get() }));
        std::string_view bytes;
        if (!bytes_view(byte.get(), bytes)) {
            return raise(thread, TypeId::OSError,
                "read() should have returned a bytes object, not '{}'", type_name(byte.get()));
        }
        if (bytes.empty()) {
            break;
        }
        line += bytes;
        if (line.back() == '\n') {
            break;
        }
    }
    return Ref(make_bytes(line));
}

Result<Ref> base_readlines(Thread& thread, Object* self, Args args)
{
    std::int64_t hint = -1;
    if (args[0] && args[0] != none()) {
        TRY_SET(hint, to_index(thread, args[0], TypeId::OverflowError));
    }
    RefTo<List> lines = make_list();
    std::int64_t total = 0;
    TRY(for_each(thread, self, [&](Ref line) -> Result<bool> {
        TRY_LET(const std::int64_t size, length(thread, line.get()));
        list_append(*lines, std::move(line));
        total += size;
        return hint <= 0 || total < hint;
    }));
    return Ref(std::move(lines));
}

Result<Ref> base_writelines(Thread& thread, Object* self, Args args)
{
    TRY(check_not_closed(thread, self));
    TRY(for_each(thread, args[0], [&](Ref line) -> Result<bool> {
        TRY(call_method(thread, self, names().write, { line.get() }));
        return true;
    }));
    return make_none();
}

Result<Ref> base_create(Thread&, Type& type, Args)
{
    RefTo<IoObject> object = allocate<IoObject>(&type);
    gc_track(object.get());
    return Ref(std::move(object));
}

Result<void> base_init(Thread&, Object*, Args)
{
    return {};
}

void base_destroy(Object* self)
{
    gc_untrack(self);
    io_drop_members(*as<IoObject>(self));
    free_object(self);
}

// --- _RawIOBase

Result<Ref> raw_read(Thread& thread, Object* self, Args args)
{
    std::int64_t size = -1;
    if (args[0] && args[0] != none()) {
        TRY_SET(size, to_index(thread, args[0], TypeId::OverflowError));
    }
    if (size < 0) {
        return call_method(thread, self, intern("readall").get());
    }
    const RefTo<ByteArray> buffer
        = make_byte_array(std::string(static_cast<std::size_t>(size), '\0'));
    TRY_LET(const Ref count, call_method(thread, self, intern("readinto").get(), { buffer.get() }));
    if (count.get() == none()) {
        return count;
    }
    TRY_LET(const std::int64_t got, to_index(thread, count.get(), TypeId::ValueError));
    return Ref(make_bytes(buffer->view().substr(0, static_cast<std::size_t>(got))));
}

Result<Ref> raw_readall(Thread& thread, Object* self, Args)
{
    std::string all;
    const Ref size = make_int(8192);
    while (true) {
        TRY_LET(const Ref piece, call_method(thread, self, intern("read").get(), { size.get() }));
        std::string_view bytes;
        if (piece.get() == none() && all.empty()) {
            return piece;
        }
        if (piece.get() == none() || (bytes_view(piece.get(), bytes) && bytes.empty())) {
            return Ref(make_bytes(all));
        }
        if (!bytes_view(piece.get(), bytes)) {
            return raise(thread, TypeId::TypeError, "read() should return bytes");
        }
        all += bytes;
    }
}

constexpr Method base_methods[] = {
    { .name = "__enter__", .call = base_enter, .doc = "The file itself." },
    { .name = "__exit__", .signature = "*", .call = base_exit, .doc = "Close the file." },
    { .name = "close", .call = base_close, .doc = "Flush and close." },
    { .name = "flush", .call = base_flush, .doc = "Pass on what was written." },
    { .name = "seek",
        .signature = "*",
        .call = unsupported<seek_name>,
        .doc = "Move to a position." },
    { .name = "tell", .call = base_tell, .doc = "The position." },
    { .name = "truncate",
        .signature = "*",
        .call = unsupported<truncate_name>,
        .doc = "Cut the file off." },
    { .name = "fileno", .call = unsupported<fileno_name>, .doc = "The number of the handle." },
    { .name = "isatty", .call = base_isatty, .doc = "Whether it is a terminal." },
    { .name = "readable", .call = base_no, .doc = "Whether it can be read." },
    { .name = "writable", .call = base_no, .doc = "Whether it can be written." },
    { .name = "seekable", .call = base_no, .doc = "Whether it has positions." },
    { .name = "_checkClosed",
        .signature = "message=None",
        .call = base_check_closed,
        .doc = "Complain when it is closed." },
    { .name = "_checkReadable",
        .signature = "message=None",
        .call = check_ability<readable_name, not_readable>,
        .doc = "Complain unless readable." },
    { .name = "_checkWritable",
        .signature = "message=None",
        .call = check_ability<writable_name, not_writable>,
        .doc = "Complain unless writable." },
    { .name = "_checkSeekable",
        .signature = "message=None",
        .call = check_ability<seekable_name, not_seekable>,
        .doc = "Complain unless seekable." },
    { .name = "readline", .signature = "size=-1, /", .call = base_readline, .doc = "Read a line." },
    { .name = "readlines",
        .signature = "hint=-1, /",
        .call = base_readlines,
        .doc = "All lines as a list." },
    { .name = "writelines",
        .signature = "lines, /",
        .call = base_writelines,
        .doc = "Write several strings." },
};

constexpr Attribute base_attributes[] = {
    { .name = "closed", .get = base_closed, .doc = "Whether the file is closed." },
};

constexpr Method raw_methods[] = {
    { .name = "read", .signature = "size=-1, /", .call = raw_read, .doc = "Read bytes." },
    { .name = "readall", .call = raw_readall, .doc = "Read until the end." },
};

constexpr Method buffered_methods[] = {
    { .name = "read", .signature = "*", .call = unsupported<read_name>, .doc = "Read bytes." },
    { .name = "write", .signature = "*", .call = unsupported<write_name>, .doc = "Write bytes." },
    { .name = "detach", .call = unsupported<detach_name>, .doc = "Give the raw file away." },
};

constexpr Method text_methods[] = {
    { .name = "read", .signature = "*", .call = unsupported<read_name>, .doc = "Read text." },
    { .name = "readline",
        .signature = "*",
        .call = unsupported<readline_name>,
        .doc = "Read a line." },
    { .name = "write", .signature = "*", .call = unsupported<write_name>, .doc = "Write text." },
    { .name = "detach", .call = unsupported<detach_name>, .doc = "Give the buffer away." },
};

Type* io_base()
{
    return io_type(IoType::Base);
}

constexpr TypeSpec base_spec_of(
    const char* name, Type* (*base)(), std::span<const Method> methods, bool is_root)
{
    TypeSpec spec = {
        .name = name,
        .doc = "What file objects have in common.",
        .base = base,
        .basic_size = sizeof(IoObject),
        .dict_offset = offsetof(IoObject, dict),
        .weakrefs_offset = offsetof(IoObject, weakrefs),
        .flags = TypeIsBase,
        .slots = {
            .destroy = base_destroy,
            .traverse = io_traverse,
            .init = base_init,
            .create = base_create,
        },
        .methods = methods,
    };
    if (is_root) {
        spec.slots.iterate = base_iterate;
        spec.slots.next = base_next;
        spec.attributes = base_attributes;
    }
    return spec;
}

constexpr TypeSpec io_base_spec = base_spec_of("_io._IOBase", nullptr, base_methods, true);
constexpr TypeSpec raw_spec = base_spec_of("_io._RawIOBase", io_base, raw_methods, false);
constexpr TypeSpec buffered_spec
    = base_spec_of("_io._BufferedIOBase", io_base, buffered_methods, false);
constexpr TypeSpec text_base_spec = base_spec_of("_io._TextIOBase", io_base, text_methods, false);

} // namespace

Ref LineEnds::value() const
{
    constexpr std::string_view ends[] = { "\r", "\n", "\r\n" }; // in the order of the bits
    std::vector<Ref> seen;
    for (std::size_t i = 0; i < std::size(ends); ++i) {
        if ((m_kinds & (1U << i)) != 0) {
            seen.push_back(make_str(ends[i]));
        }
    }
    if (seen.size() < 2) {
        return seen.empty() ? make_none() : seen.front();
    }
    RefTo<Tuple> all = make_tuple(seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        all->items()[i] = seen[i].release();
    }
    return all;
}

Result<std::int64_t> size_argument(Thread& thread, Object* size)
{
    if (!size || size == none()) {
        return std::int64_t{ -1 };
    }
    if (!is_int(size) && !size->type->slots.to_index) {
        return raise(thread, TypeId::TypeError, "argument should be integer or None, not '{}'",
            type_name(size));
    }
    return to_index(thread, size, TypeId::OverflowError);
}

void io_traverse(Object* self, VisitFn visit, void* context)
{
    if (as<IoObject>(self)->dict) {
        visit(as<IoObject>(self)->dict, context);
    }
}

void io_drop_members(IoObject& object)
{
    Dict* dict = object.dict;
    object.dict = nullptr;
    xdecref(dict);
}

void prepare_io_types()
{
    if (has_flag(io_type(IoType::Base), TypeIsReady)) {
        return;
    }
    type_ready(*io_type(IoType::Base), io_base_spec);
    type_ready(*io_type(IoType::RawBase), raw_spec);
    type_ready(*io_type(IoType::BufferedBase), buffered_spec);
    type_ready(*io_type(IoType::TextBase), text_base_spec);
    prepare_binary_types();
    prepare_pair_type();
    prepare_text_types();
    prepare_bytes_io_type();
    prepare_string_io_type();
    prepare_newline_decoder_type();
}

Raised raise_closed(Thread& thread)
{
    return raise(thread, TypeId::ValueError, "I/O operation on closed file.");
}

} // namespace fw
