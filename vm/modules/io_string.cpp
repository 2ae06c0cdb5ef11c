// StringIO: a text file in memory. CPython: Modules/_io/stringio.c

#include "vm/modules/io_memory.h"

#include "vm/object/protocol.h"

#include <algorithm>

namespace fw {

namespace {

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
    if (file.universal) {
        for (std::int64_t i = 0; i < text.length; ++i) {
            file.seen.see(text.at(i));
        }
        file.seen.end();
    }
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
    TRY_LET(const std::int64_t place, to_index(thread, args[0], TypeId::OverflowError));
    std::int64_t whence = 0;
    if (args[1]) {
        TRY_SET(whence, to_int64(thread, args[1]));
    }
    if (whence < 0 || whence > 2) {
        return raise(
            thread, TypeId::ValueError, "Invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    if (place < 0 && whence == 0) {
        return raise(thread, TypeId::ValueError, "Negative seek position {}", place);
    }
    if (place != 0 && whence != 0) {
        return raise(thread, TypeId::OSError, "Can't do nonzero cur-relative seeks");
    }
    if (whence == 0) {
        file.position = static_cast<std::size_t>(place);
    } else if (whence == 2) {
        file.position = file.text->size();
    }
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
    file->seen = {};
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

Result<Ref> string_newlines(Thread&, Object* self)
{
    return as<StringBuffer>(self)->seen.value();
}

Result<Ref> string_line_buffering(Thread&, Object*)
{
    return make_bool(false);
}

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
    { .name = "newlines", .get = string_newlines, .doc = "The line ends seen." },
    { .name = "encoding", .get = string_none, .doc = "None." },
    { .name = "errors", .get = string_none, .doc = "None." },
    { .name = "line_buffering", .get = string_line_buffering, .doc = "False." },
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
        .create = create_file<StringBuffer>,
    },
    .methods = string_methods,
    .attributes = string_attributes,
};

} // namespace

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

void prepare_string_io_type()
{
    type_ready(*io_type(IoType::StringIO), string_io_spec);
}

} // namespace fw
