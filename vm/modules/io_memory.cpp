// BytesIO and StringIO: files in memory; and what is seldom used of module _io.
// CPython: Modules/_io/bytesio.c, Modules/_io/stringio.c

#include "vm/modules/io_binary.h"

#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

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

// Where seek() goes. CPython: _io_BytesIO_seek_impl
Result<std::size_t> seek_target(
    Thread& thread, Args args, std::size_t position, std::size_t size, bool in_bytes)
{
    TRY_LET(std::int64_t offset, to_index(thread, args[0], TypeId::OverflowError));
    std::int64_t whence = 0;
    if (args[1]) {
        TRY_SET(whence, to_int64(thread, args[1]));
    }
    if (whence < 0 || whence > 2) {
        return raise(thread, TypeId::ValueError, "{}nvalid whence ({}, should be 0, 1 or 2)",
            in_bytes ? 'i' : 'I', whence);
    }
    if (whence == 0 && offset < 0) {
        return raise(thread, TypeId::ValueError, "{} {}",
            in_bytes ? "negative seek value" : "Negative seek position", offset);
    }
    if (whence == 1) {
        offset += static_cast<std::int64_t>(position);
    } else if (whence == 2) {
        offset += static_cast<std::int64_t>(size);
    }
    return static_cast<std::size_t>(std::max<std::int64_t>(offset, 0));
}

// --- BytesIO

Result<void> check_open(Thread& thread, const BytesBuffer& file)
{
    if (file.closed || !file.bytes) {
        return raise_closed(thread);
    }
    return {};
}

Result<void> check_open(Thread& thread, const StringBuffer& file);

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
    TRY_SET(file.position, seek_target(thread, args, file.position, file.bytes->size(), true));
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

template <class File> Result<Ref> memory_yes(Thread& thread, File& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(true);
}
template <class File> Result<Ref> memory_no(Thread& thread, File& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(false);
}
template <class File> Result<Ref> memory_flush(Thread& thread, File& file, Args)
{
    TRY(check_open(thread, file));
    return make_none();
}
template <class File> Result<Ref> memory_close(Thread&, File& file, Args)
{
    file.closed = true;
    return make_none();
}
template <class File> Result<Ref> memory_closed(Thread&, Object* self)
{
    return make_bool(as<File>(self)->closed);
}
template <class File> Result<Ref> memory_iterate(Thread& thread, Object* self)
{
    TRY(check_open(thread, *as<File>(self)));
    return share(self);
}

template <class File> Result<Ref> memory_create(Thread&, Type& type, Args)
{
    RefTo<File> file = allocate<File>(&type);
    gc_track(file.get());
    return Ref(std::move(file));
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

// --- StringIO

Result<void> check_open(Thread& thread, const StringBuffer& file)
{
    if (!file.text) {
        return raise(thread, TypeId::ValueError, "I/O operation on uninitialized object");
    }
    if (file.closed) {
        return raise(thread, TypeId::ValueError, "I/O operation on closed file");
    }
    return {};
}

std::u32string_view rest_of(const StringBuffer& file)
{
    return file.position >= file.text->size()
        ? std::u32string_view()
        : std::u32string_view(*file.text).substr(file.position);
}

Ref str_of(std::u32string_view text)
{
    return make_str_from_units(text.data(), 4, static_cast<std::int64_t>(text.size()));
}

// What is stored for a written text. CPython: write_str in stringio.c
std::u32string stored_text(const StringBuffer& file, const Str& text)
{
    std::u32string stored;
    stored.reserve(static_cast<std::size_t>(text.length));
    for (std::int64_t i = 0; i < text.length; ++i) {
        char32_t character = text.at(i);
        if (file.translates_reading && character == U'\r') {
            if (i + 1 < text.length && text.at(i + 1) == U'\n') {
                ++i;
            }
            character = U'\n';
        }
        if (character == U'\n' && file.line_end) {
            for (const char c : *file.line_end) {
                stored += static_cast<char32_t>(c);
            }
            continue;
        }
        stored += character;
    }
    return stored;
}

void put_text(StringBuffer& file, const Str& text)
{
    const std::u32string stored = stored_text(file, text);
    if (stored.empty()) {
        return;
    }
    if (file.position > file.text->size()) {
        file.text->resize(file.position, U'\0');
    }
    file.text->replace(
        file.position, std::min(stored.size(), file.text->size() - file.position), stored);
    file.position += stored.size();
}

Result<Ref> string_write(Thread& thread, StringBuffer& file, Args args)
{
    if (!is_str(args[0])) {
        return raise(
            thread, TypeId::TypeError, "string argument expected, got '{}'", type_name(args[0]));
    }
    TRY(check_open(thread, file));
    put_text(file, *as<Str>(args[0]));
    return make_int(as<Str>(args[0])->length);
}

Result<Ref> string_read(Thread& thread, StringBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    TRY_LET(const std::int64_t size, size_argument(thread, args[0]));
    std::u32string_view rest = rest_of(file);
    if (size >= 0) {
        rest = rest.substr(0, static_cast<std::size_t>(size));
    }
    file.position += rest.size();
    return str_of(rest);
}

Result<Ref> string_line(Thread& thread, StringBuffer& file, std::int64_t limit)
{
    TRY(check_open(thread, file));
    std::u32string_view rest = rest_of(file);
    std::size_t end = std::u32string_view::npos;
    if (file.universal && !file.translates_reading) {
        end = rest.find_first_of(U"\r\n");
        if (end != std::u32string_view::npos && rest[end] == U'\r' && end + 1 < rest.size()
            && rest[end + 1] == U'\n') {
            ++end;
        }
    } else if (file.line_end && !file.line_end->empty()) {
        const std::u32string wanted(file.line_end->begin(), file.line_end->end());
        end = rest.find(wanted);
        if (end != std::u32string_view::npos) {
            end += wanted.size() - 1;
        }
    } else {
        end = rest.find(U'\n');
    }
    if (end != std::u32string_view::npos) {
        rest = rest.substr(0, end + 1);
    }
    if (limit >= 0) {
        rest = rest.substr(0, static_cast<std::size_t>(limit));
    }
    file.position += rest.size();
    return str_of(rest);
}

Result<Ref> string_readline(Thread& thread, StringBuffer& file, Args args)
{
    TRY_LET(const std::int64_t limit, size_argument(thread, args[0]));
    return string_line(thread, file, limit);
}

NextItem string_next(Thread& thread, Object* self)
{
    auto line = string_line(thread, *as<StringBuffer>(self), -1);
    if (line.failed() || as<Str>(line.value().get())->length == 0) {
        return {};
    }
    return line.take();
}

Result<Ref> string_getvalue(Thread& thread, StringBuffer& file, Args)
{
    TRY(check_open(thread, file));
    return str_of(*file.text);
}

Result<Ref> string_seek(Thread& thread, StringBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    if (args[1]) {
        TRY_LET(const std::int64_t whence, to_int64(thread, args[1]));
        TRY_LET(const std::int64_t offset, to_int64(thread, args[0]));
        if ((whence == 1 || whence == 2) && offset != 0) {
            return raise(thread, TypeId::OSError, "Can't do nonzero cur-relative seeks");
        }
    }
    TRY_SET(file.position, seek_target(thread, args, file.position, file.text->size(), false));
    return make_int(file.position);
}

Result<Ref> string_tell(Thread& thread, StringBuffer& file, Args)
{
    TRY(check_open(thread, file));
    return make_int(file.position);
}

Result<Ref> string_truncate(Thread& thread, StringBuffer& file, Args args)
{
    TRY(check_open(thread, file));
    std::int64_t size = static_cast<std::int64_t>(file.position);
    if (args[0] && args[0] != none()) {
        TRY_SET(size, to_index(thread, args[0], TypeId::OverflowError));
        if (size < 0) {
            return raise(thread, TypeId::ValueError, "Negative size value {}", size);
        }
    }
    if (static_cast<std::size_t>(size) < file.text->size()) {
        file.text->resize(static_cast<std::size_t>(size));
    }
    return make_int(size);
}

Result<void> string_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("initial_value='', newline='\\n'");
    Object* values[2];
    TRY(bind_arguments(thread, "StringIO", shape, args, values));
    if (values[0] && values[0] != none() && !is_str(values[0])) {
        return raise(thread, TypeId::TypeError, "initial_value must be str or None, not {}",
            type_name(values[0]));
    }
    TextState newlines;
    newlines.universal = false;
    newlines.translates = false;
    if (values[1]) {
        TRY(set_newlines(thread, newlines, values[1]));
    }
    auto* file = as<StringBuffer>(self);
    delete file->text;
    delete file->line_end;
    file->text = new std::u32string();
    file->line_end
        = newlines.written_line_end.empty() ? nullptr : new std::string(newlines.written_line_end);
    file->universal = newlines.universal;
    file->translates_reading = newlines.universal && newlines.translates;
    file->position = 0;
    file->closed = false;
    if (values[0] && values[0] != none()) {
        put_text(*file, *as<Str>(values[0]));
        file->position = 0;
    }
    return {};
}

void string_destroy(Object* self)
{
    gc_untrack(self);
    auto* file = as<StringBuffer>(self);
    delete file->text;
    delete file->line_end;
    io_drop_members(*file);
    free_object(self);
}

Result<Ref> string_none(Thread&, Object*)
{
    return make_none();
}

Result<Ref> string_line_buffering(Thread&, Object*)
{
    return make_bool(false);
}

// --- IncrementalNewlineDecoder(decoder, translate): line ends in pieces of text.

struct NewlineDecoder : IoObject {
    Object* decoder;
    bool translates;
    bool pending_return;
};

Result<void> decoder_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("decoder, translate, errors='strict'");
    Object* values[3];
    TRY(bind_arguments(thread, "IncrementalNewlineDecoder", shape, args, values));
    auto* decoder = as<NewlineDecoder>(self);
    TRY_SET(decoder->translates, is_true(thread, values[1]));
    const Ref old = Ref::adopt(decoder->decoder);
    decoder->decoder = share(values[0]).release();
    decoder->pending_return = false;
    return {};
}

Result<Ref> decoder_decode(Thread& thread, NewlineDecoder& self, Args args)
{
    Ref text = share(args[0]);
    bool final = false;
    if (args[1]) {
        TRY_SET(final, is_true(thread, args[1]));
    }
    if (self.decoder && self.decoder != none()) {
        TRY_SET(text,
            call_method(thread, self.decoder, intern("decode").get(),
                { args[0], final ? true_object() : false_object() }));
    }
    if (!is_str(text.get())) {
        return raise(thread, TypeId::TypeError, "decoder should return a string result, not '{}'",
            type_name(text.get()));
    }
    const Str& decoded = *as<Str>(text.get());
    StrBuilder builder;
    std::int64_t start = 0;
    if (self.pending_return && (decoded.length > 0 || final)) {
        self.pending_return = false;
        const bool pair = decoded.length > 0 && decoded.at(0) == U'\n';
        if (self.translates) {
            builder.append(U'\n');
            start = pair ? 1 : 0;
        } else {
            builder.append(U'\r');
        }
    }
    for (std::int64_t i = start; i < decoded.length; ++i) {
        const char32_t character = decoded.at(i);
        if (character == U'\r') {
            if (i + 1 == decoded.length && !final) {
                self.pending_return = true;
                break;
            }
            if (self.translates) {
                builder.append(U'\n');
                if (i + 1 < decoded.length && decoded.at(i + 1) == U'\n') {
                    ++i;
                }
                continue;
            }
        }
        builder.append(character);
    }
    return Ref(builder.finish());
}

Result<Ref> decoder_reset(Thread&, NewlineDecoder& self, Args)
{
    self.pending_return = false;
    return make_none();
}

void decoder_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(as<NewlineDecoder>(self)->decoder);
    io_drop_members(*as<IoObject>(self));
    free_object(self);
}

void decoder_traverse(Object* self, VisitFn visit, void* context)
{
    io_traverse(self, visit, context);
    if (as<NewlineDecoder>(self)->decoder) {
        visit(as<NewlineDecoder>(self)->decoder, context);
    }
}

// --- tables

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

constexpr Method string_methods[] = {
    { .name = "read",
        .signature = "size=-1, /",
        .call = native<StringBuffer, string_read>,
        .doc = "Read text." },
    { .name = "readline",
        .signature = "size=-1, /",
        .call = native<StringBuffer, string_readline>,
        .doc = "Read a line." },
    { .name = "write",
        .signature = "s, /",
        .call = native<StringBuffer, string_write>,
        .doc = "Write text." },
    { .name = "getvalue", .call = native<StringBuffer, string_getvalue>, .doc = "All text." },
    { .name = "seek",
        .signature = "pos, whence=0, /",
        .call = native<StringBuffer, string_seek>,
        .doc = "Move to a position." },
    { .name = "tell", .call = native<StringBuffer, string_tell>, .doc = "The position." },
    { .name = "truncate",
        .signature = "pos=None, /",
        .call = native<StringBuffer, string_truncate>,
        .doc = "Cut off." },
    { .name = "flush",
        .call = native<StringBuffer, memory_flush<StringBuffer>>,
        .doc = "Does nothing." },
    { .name = "close",
        .call = native<StringBuffer, memory_close<StringBuffer>>,
        .doc = "Forget the text." },
    { .name = "readable", .call = native<StringBuffer, memory_yes<StringBuffer>>, .doc = "True." },
    { .name = "writable", .call = native<StringBuffer, memory_yes<StringBuffer>>, .doc = "True." },
    { .name = "seekable", .call = native<StringBuffer, memory_yes<StringBuffer>>, .doc = "True." },
    { .name = "isatty", .call = native<StringBuffer, memory_no<StringBuffer>>, .doc = "False." },
};

constexpr Attribute string_attributes[] = {
    { .name = "closed", .get = memory_closed<StringBuffer>, .doc = "Whether it is closed." },
    { .name = "newlines", .get = string_none, .doc = "None." },
    { .name = "encoding", .get = string_none, .doc = "None." },
    { .name = "errors", .get = string_none, .doc = "None." },
    { .name = "line_buffering", .get = string_line_buffering, .doc = "False." },
};

constexpr Method decoder_methods[] = {
    { .name = "decode",
        .signature = "input, final=False",
        .call = native<NewlineDecoder, decoder_decode>,
        .doc = "Decode a piece of text." },
    { .name = "reset", .call = native<NewlineDecoder, decoder_reset>, .doc = "Start anew." },
};

Type* buffered_base()
{
    return io_type(IoType::BufferedBase);
}
Type* text_base()
{
    return io_type(IoType::TextBase);
}

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
        .create = memory_create<BytesBuffer>,
    },
    .methods = bytes_methods,
    .attributes = bytes_attributes,
};

constexpr TypeSpec string_io_spec = {
    .name = "_io.StringIO",
    .doc = "A text file in memory.",
    .base = text_base,
    .basic_size = sizeof(StringBuffer),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = string_destroy,
        .traverse = io_traverse,
        .iterate = memory_iterate<StringBuffer>,
        .next = string_next,
        .init = string_init,
        .create = memory_create<StringBuffer>,
    },
    .methods = string_methods,
    .attributes = string_attributes,
};

constexpr TypeSpec decoder_spec = {
    .name = "_io.IncrementalNewlineDecoder",
    .doc = "Makes line ends uniform.",
    .basic_size = sizeof(NewlineDecoder),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = decoder_destroy,
        .traverse = decoder_traverse,
        .init = decoder_init,
        .create = memory_create<NewlineDecoder>,
    },
    .methods = decoder_methods,
};

constexpr TypeSpec pair_spec = {
    .name = "_io.BufferedRWPair",
    .doc = "A reader and a writer in one; a class without behaviour here.",
    .base = buffered_base,
    .basic_size = sizeof(IoObject),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
};

} // namespace

void prepare_memory_types()
{
    type_ready(*io_type(IoType::BytesIO), bytes_io_spec);
    type_ready(*io_type(IoType::StringIO), string_io_spec);
    type_ready(*io_type(IoType::NewlineDecoder), decoder_spec);
    type_ready(*io_type(IoType::BufferedPair), pair_spec);
}

} // namespace fw
