// TextIOWrapper: text on top of a binary file. Lines are found in the bytes, which is sound for
// UTF-8, Latin-1, ASCII and all encodings that contain ASCII; so what has been read is always a
// whole number of characters, and tell() is a position in bytes.
// CPython: Modules/_io/textio.c

#include "vm/modules/io_binary.h"

#include "vm/modules/module_support.h"
#include "vm/modules/standard_streams.h"
#include "vm/object/bytes.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

#include "vm/base/utf8.h"

#include <algorithm>

namespace fw {

namespace {

constexpr std::size_t chunk_size = 8192;

std::size_t unread(const TextState& state)
{
    return state.input.size() - state.input_position;
}

Result<void> check_open(Thread& thread, const TextFile& file)
{
    if (!file.state) {
        return raise(thread, TypeId::ValueError, "I/O operation on uninitialized object");
    }
    if (file.state->detached) {
        return raise(thread, TypeId::ValueError, "underlying buffer has been detached");
    }
    if (file.state->closed) {
        return raise_closed(thread);
    }
    return {};
}

Result<void> check_readable(Thread& thread, TextFile& file)
{
    TRY(check_open(thread, file));
    if (is_native_binary(file.buffer) && !as<BinaryFile>(file.buffer)->state->readable) {
        return raise_unsupported(thread, "not readable");
    }
    if (!file.state->output.empty()) {
        TRY(text_flush(thread, file));
    }
    return {};
}

// More bytes behind the unread ones; false at the end of the file.
Result<bool> fill(Thread& thread, TextFile& file)
{
    TextState& state = *file.state;
    if (state.input_position > 0) {
        state.input.erase(0, state.input_position);
        state.input_position = 0;
    }
    if (is_native_binary(file.buffer)) {
        TRY_LET(const std::string bytes,
            binary_read_some(thread, *as<BinaryFile>(file.buffer), chunk_size));
        state.input += bytes;
        return !bytes.empty();
    }
    const Ref size = make_int(chunk_size);
    Ref method;
    TRY_LET(
        const bool has_read1, find_attribute(thread, file.buffer, intern("read1").get(), method));
    if (!has_read1) {
        TRY_SET(method, get_attribute(thread, file.buffer, intern("read").get()));
    }
    TRY_LET(const Ref answer, call(thread, method.get(), { size.get() }));
    std::string_view bytes;
    if (!bytes_view(answer.get(), bytes)) {
        return raise(thread, TypeId::TypeError,
            "underlying {}() should have returned a bytes-like object, not '{}'",
            has_read1 ? "read1" : "read", type_name(answer.get()));
    }
    file.state->input.append(bytes);
    return !bytes.empty();
}

Result<RefTo<Str>> decode(Thread& thread, const TextFile& file, std::string_view bytes)
{
    const TextState& state = *file.state;
    if (is_ascii(bytes) && state.encoding != TextEncoding::Other) {
        return make_str(bytes);
    }
    switch (state.encoding) {
    case TextEncoding::Utf8:
        if (measure_utf8(bytes).good()) {
            return make_str(bytes);
        }
        break;
    case TextEncoding::Latin1:
        return make_str_from_units(bytes.data(), 1, static_cast<std::int64_t>(bytes.size()));
    default:
        break;
    }
    const RefTo<Bytes> object = make_bytes(bytes);
    TRY_LET(Ref text,
        call_method(
            thread, object.get(), intern("decode").get(), { file.encoding_name, file.errors }));
    if (!is_str(text.get())) {
        return raise(thread, TypeId::TypeError, "decoder should return a string result, not '{}'",
            type_name(text.get()));
    }
    return as<Str>(std::move(text));
}

// "\r\n" and "\r" become "\n".
RefTo<Str> translate(RefTo<Str> text)
{
    if (str_find_char(*text, U'\r', 0, text->length) < 0) {
        return text;
    }
    StrBuilder builder;
    for (std::int64_t i = 0; i < text->length; ++i) {
        const char32_t character = text->at(i);
        if (character != U'\r') {
            builder.append(character);
            continue;
        }
        builder.append(U'\n');
        if (i + 1 < text->length && text->at(i + 1) == U'\n') {
            ++i;
        }
    }
    return builder.finish();
}

// Bytes of the next line with its end, 0: there is none in what was read. `certain` false: a "\r"
// at the very end may be half of an end.
std::size_t find_line(const TextState& state, std::size_t from, bool& certain)
{
    certain = true;
    const std::string& input = state.input;
    const std::size_t start = state.input_position + from;
    if (!state.universal) {
        const std::size_t found = input.find(state.line_end, start);
        return found == std::string::npos ? 0
                                          : found + state.line_end.size() - state.input_position;
    }
    const std::size_t line_feed = input.find('\n', start);
    const std::size_t carriage_return
        = input.substr(0, line_feed == std::string::npos ? input.size() : line_feed)
              .find('\r', start);
    if (carriage_return == std::string::npos) {
        return line_feed == std::string::npos ? 0 : line_feed + 1 - state.input_position;
    }
    if (carriage_return + 1 == input.size()) {
        certain = false;
    }
    const bool both = carriage_return + 1 == line_feed;
    return carriage_return + (both ? 2 : 1) - state.input_position;
}

// Bytes of the first `count` characters of the text.
std::size_t bytes_of_characters(const TextState& state, std::string_view bytes, std::int64_t count)
{
    if (state.encoding != TextEncoding::Utf8) {
        return std::min(bytes.size(), static_cast<std::size_t>(count));
    }
    std::size_t position = 0;
    for (std::int64_t i = 0; i < count && position < bytes.size(); ++i) {
        ++position;
        while (position < bytes.size()
            && (static_cast<unsigned char>(bytes[position]) & 0xc0) == 0x80) {
            ++position;
        }
    }
    return position;
}

Result<RefTo<Str>> read_all(Thread& thread, TextFile& file)
{
    TextState& state = *file.state;
    while (true) {
        TRY_LET(const bool more, fill(thread, file));
        if (!more) {
            break;
        }
    }
    TRY_LET(RefTo<Str> text,
        decode(thread, file, std::string_view(state.input).substr(state.input_position)));
    state.input.clear();
    state.input_position = 0;
    return state.translates && state.universal ? translate(std::move(text)) : text;
}

Result<RefTo<Str>> read_characters(Thread& thread, TextFile& file, std::int64_t count)
{
    TextState& state = *file.state;
    StrBuilder builder;
    while (builder.length() < count) {
        // One byte more than needed tells whether a character, or a "\r\n", is complete.
        const std::int64_t wanted = count - builder.length();
        std::size_t size = bytes_of_characters(
            state, std::string_view(state.input).substr(state.input_position), wanted);
        bool more = true;
        while (size + 1 > unread(state) && more) {
            TRY_SET(more, fill(thread, file));
            size = bytes_of_characters(
                state, std::string_view(state.input).substr(state.input_position), wanted);
        }
        if (size == 0) {
            break;
        }
        if (state.universal && state.translates
            && state.input[state.input_position + size - 1] == '\r' && size < unread(state)
            && state.input[state.input_position + size] == '\n') {
            ++size;
        }
        TRY_LET(RefTo<Str> text,
            decode(thread, file, std::string_view(state.input).substr(state.input_position, size)));
        state.input_position += size;
        builder.append(state.translates && state.universal ? *translate(std::move(text)) : *text);
    }
    return builder.finish();
}

bool has_surrogates(const Str& text)
{
    if (text.width == 1) {
        return false;
    }
    for (std::int64_t i = 0; i < text.length; ++i) {
        if (is_surrogate(text.at(i))) {
            return true;
        }
    }
    return false;
}

Result<void> encode(Thread& thread, TextFile& file, const Str& text)
{
    TextState& state = *file.state;
    if (text.is_ascii && state.encoding != TextEncoding::Other) {
        state.output.append(text.ascii());
        return {};
    }
    if (state.encoding == TextEncoding::Utf8 && !has_surrogates(text)) {
        append_utf8(state.output, text);
        return {};
    }
    if (state.encoding == TextEncoding::Latin1 && text.width == 1) {
        state.output.append(
            reinterpret_cast<const char*>(text.data1()), static_cast<std::size_t>(text.length));
        return {};
    }
    const Ref object = share<Object>(const_cast<Str*>(&text));
    TRY_LET(const Ref answer,
        call_method(
            thread, object.get(), intern("encode").get(), { file.encoding_name, file.errors }));
    std::string_view bytes;
    if (!bytes_view(answer.get(), bytes)) {
        return raise(thread, TypeId::TypeError, "encoder should return a bytes object, not '{}'",
            type_name(answer.get()));
    }
    file.state->output.append(bytes);
    return {};
}

// The encoded text goes to the binary file, which may keep it.
Result<void> pass_on(Thread& thread, TextFile& file)
{
    TextState& state = *file.state;
    if (state.output.empty()) {
        return {};
    }
    const std::string bytes = std::move(state.output);
    state.output.clear();
    if (is_native_binary(file.buffer)) {
        return binary_write(thread, *as<BinaryFile>(file.buffer), bytes);
    }
    const RefTo<Bytes> object = make_bytes(bytes);
    TRY(call_method(thread, file.buffer, names().write, { object.get() }));
    return {};
}

// --- methods

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

Result<Ref> text_read(Thread& thread, TextFile& file, Args args)
{
    TRY(check_readable(thread, file));
    TRY_LET(const std::int64_t size, size_argument(thread, args[0]));
    if (size < 0) {
        TRY_LET(RefTo<Str> text, read_all(thread, file));
        return Ref(std::move(text));
    }
    TRY_LET(RefTo<Str> text, read_characters(thread, file, size));
    return Ref(std::move(text));
}

Result<Ref> text_readline(Thread& thread, TextFile& file, Args args)
{
    TRY(check_readable(thread, file));
    TRY_LET(const std::int64_t limit, size_argument(thread, args[0]));
    TRY_LET(RefTo<Str> line, text_read_line(thread, file, limit));
    return Ref(std::move(line));
}

NextItem text_next(Thread& thread, Object* self)
{
    auto& file = *as<TextFile>(self);
    if (check_readable(thread, file).failed()) {
        return {};
    }
    file.state->telling = false;
    auto line = text_read_line(thread, file, -1);
    if (line.failed()) {
        return {};
    }
    if (line.value()->length == 0) {
        file.state->telling = true;
        return {};
    }
    return line.take();
}

Result<Ref> text_write(Thread& thread, TextFile& file, Args args)
{
    if (!is_str(args[0])) {
        return raise(
            thread, TypeId::TypeError, "write() argument must be str, not {}", type_name(args[0]));
    }
    const Str& text = *as<Str>(args[0]);
    TRY(text_put(thread, file, text));
    TRY(text_settle(thread, file,
        file.state->line_buffering
            && (str_find_char(text, U'\n', 0, text.length) >= 0
                || str_find_char(text, U'\r', 0, text.length) >= 0)));
    return make_int(text.length);
}

Result<Ref> text_flush_method(Thread& thread, TextFile& file, Args)
{
    TRY(check_open(thread, file));
    TRY(text_flush(thread, file));
    tell_flush(file);
    return make_none();
}

Result<Ref> text_close(Thread& thread, TextFile& file, Args)
{
    if (!file.state || file.state->closed || file.state->detached) {
        return make_none();
    }
    const Result<void> flushed = text_flush(thread, file);
    file.state->closed = true;
    if (flushed.failed()) {
        const SavedException saved = save_exception(thread);
        if (call_method(thread, file.buffer, names().close).failed()) {
            clear_exception(thread);
        }
        restore_exception(thread, saved);
        return Raised{};
    }
    TRY(call_method(thread, file.buffer, names().close));
    return make_none();
}

Result<Ref> text_tell(Thread& thread, TextFile& file, Args)
{
    TRY(check_open(thread, file));
    TRY(text_flush(thread, file));
    if (!file.state->telling) {
        return raise(thread, TypeId::OSError, "telling position disabled by next() call");
    }
    TRY_LET(const Ref place, call_method(thread, file.buffer, intern("tell").get()));
    const Ref ahead = make_int(unread(*file.state));
    return number_subtract(thread, place.get(), ahead.get());
}

Result<Ref> text_seek(Thread& thread, TextFile& file, Args args)
{
    TRY(check_open(thread, file));
    std::int64_t whence = 0;
    if (args[1]) {
        TRY_SET(whence, to_int64(thread, args[1]));
    }
    Ref cookie = share(args[0]);
    if (whence == 1 || whence == 2) {
        TRY_LET(const bool moves, is_true(thread, cookie.get()));
        if (moves) {
            return raise_unsupported(thread,
                whence == 1 ? "can't do nonzero cur-relative seeks"
                            : "can't do nonzero end-relative seeks");
        }
    } else if (whence != 0) {
        return raise(
            thread, TypeId::ValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    if (whence == 1) {
        TRY_SET(cookie, text_tell(thread, file, {}));
        whence = 0;
    }
    if (whence == 0 && is_int(cookie.get()) && int_sign(*as<Int>(cookie.get())) < 0) {
        TRY_LET(const RefTo<Str> shown, repr(thread, cookie.get()));
        return raise(thread, TypeId::ValueError, "negative seek position {}", to_utf8(*shown));
    }
    TRY(text_flush(thread, file));
    file.state->input.clear();
    file.state->input_position = 0;
    file.state->telling = true;
    const Ref from = make_int(whence);
    return call_method(thread, file.buffer, intern("seek").get(), { cookie.get(), from.get() });
}

Result<Ref> text_truncate(Thread& thread, TextFile& file, Args args)
{
    TRY(check_open(thread, file));
    TRY(text_flush(thread, file));
    Ref position;
    if (args[0] && args[0] != none()) {
        position = share(args[0]);
    } else {
        TRY_SET(position, text_tell(thread, file, {}));
    }
    return call_method(thread, file.buffer, intern("truncate").get(), { position.get() });
}

Result<Ref> text_detach(Thread& thread, TextFile& file, Args)
{
    TRY(check_open(thread, file));
    TRY(text_flush(thread, file));
    file.state->detached = true;
    return share(file.buffer);
}

// fileno, isatty, readable, writable, seekable: the binary file's answer.
template <const char* const& name> Result<Ref> ask_buffer(Thread& thread, TextFile& file, Args)
{
    TRY(check_open(thread, file));
    return call_method(thread, file.buffer, intern(name).get());
}
constexpr const char* fileno_name = "fileno";
constexpr const char* isatty_name = "isatty";
constexpr const char* readable_name = "readable";
constexpr const char* writable_name = "writable";
constexpr const char* seekable_name = "seekable";

Result<Ref> text_reconfigure(Thread& thread, TextFile& file, Args args)
{
    TRY(check_open(thread, file));
    TRY(text_flush(thread, file));
    TextState& state = *file.state;
    if (args[0] && args[0] != none()) {
        TRY_LET(const std::string name, to_text(thread, args[0], "encoding"));
        state.encoding = encoding_of(name);
        const RefTo<Str> old = adopt(file.encoding_name);
        file.encoding_name = share(as<Str>(args[0])).release();
    }
    if (args[1] && args[1] != none()) {
        TRY_LET(const std::string name, to_text(thread, args[1], "errors"));
        state.strict = name == "strict";
        const RefTo<Str> old = adopt(file.errors);
        file.errors = share(as<Str>(args[1])).release();
    }
    if (args[2]) {
        TRY(set_newlines(thread, state, args[2]));
    }
    if (args[3] && args[3] != none()) {
        TRY_SET(state.line_buffering, is_true(thread, args[3]));
    }
    if (args[4] && args[4] != none()) {
        TRY_SET(state.write_through, is_true(thread, args[4]));
    }
    return make_none();
}

// --- attributes

Result<Ref> text_closed(Thread& thread, Object* self)
{
    const auto* file = as<TextFile>(self);
    if (!file->state || file->state->closed || file->state->detached) {
        return make_bool(true);
    }
    return get_attribute(thread, file->buffer, intern("closed").get());
}

Result<Ref> text_name(Thread& thread, Object* self)
{
    auto* file = as<TextFile>(self);
    if (!file->buffer) {
        return raise(thread, TypeId::AttributeError, "name");
    }
    return get_attribute(thread, file->buffer, intern("name").get());
}

Result<Ref> text_encoding(Thread&, Object* self)
{
    const auto* file = as<TextFile>(self);
    return file->encoding_name ? Ref(share(file->encoding_name)) : make_none();
}

Result<Ref> text_errors(Thread&, Object* self)
{
    const auto* file = as<TextFile>(self);
    return file->errors ? Ref(share(file->errors)) : make_none();
}

Result<Ref> text_line_buffering(Thread&, Object* self)
{
    const auto* file = as<TextFile>(self);
    return make_bool(file->state && file->state->line_buffering);
}

Result<Ref> text_write_through(Thread&, Object* self)
{
    const auto* file = as<TextFile>(self);
    return make_bool(file->state && file->state->write_through);
}

Result<Ref> text_newlines(Thread&, Object*)
{
    return make_none();
}

Result<Ref> text_buffer(Thread& thread, Object* self)
{
    auto* file = as<TextFile>(self);
    if (!file->buffer || (file->state && file->state->detached)) {
        return raise(thread, TypeId::ValueError, "underlying buffer has been detached");
    }
    // What was written as text comes before what is now written as bytes.
    if (file->state && !file->state->closed) {
        TRY(pass_on(thread, *file));
    }
    return share(file->buffer);
}

Result<Ref> text_repr(Thread& thread, TextFile& file)
{
    std::string text = "<" + std::string(type_name(&file));
    for (const char* member : { "name", "mode" }) {
        Ref value;
        TRY_LET(const bool found, find_attribute(thread, &file, intern(member).get(), value));
        if (found) {
            TRY_LET(const RefTo<Str> shown, repr(thread, value.get()));
            text += fmt::format(" {}={}", member, to_utf8(*shown));
        }
    }
    if (file.encoding_name) {
        TRY_LET(const RefTo<Str> shown, repr(thread, file.encoding_name));
        text += " encoding=" + to_utf8(*shown);
    }
    return Ref(make_str(text + ">"));
}

// --- making and destroying

void text_traverse(Object* self, VisitFn visit, void* context)
{
    io_traverse(self, visit, context);
    if (as<TextFile>(self)->buffer) {
        visit(as<TextFile>(self)->buffer, context);
    }
}

void text_destroy(Object* self)
{
    gc_untrack(self);
    auto* file = as<TextFile>(self);
    if (file->state) {
        if (!file->state->closed && !file->state->detached && !file->state->output.empty()
            && file->buffer) {
            Thread& thread = runtime().thread;
            const SavedException saved = save_exception(thread);
            if (pass_on(thread, *file).failed()) {
                clear_exception(thread);
            }
            restore_exception(thread, saved);
        }
        delete file->state;
        file->state = nullptr;
    }
    xdecref(file->buffer);
    xdecref(file->encoding_name);
    xdecref(file->errors);
    io_drop_members(*file);
    free_object(self);
}

Result<Ref> text_create(Thread&, Type& type, Args)
{
    RefTo<TextFile> file = allocate<TextFile>(&type);
    gc_track(file.get());
    return Ref(std::move(file));
}

// TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False,
// write_through=False)
Result<void> text_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("buffer, encoding=None, errors=None, newline=None, "
                                          "line_buffering=False, write_through=False");
    Object* values[6];
    TRY(bind_arguments(thread, "TextIOWrapper", shape, args, values));
    TextState state;
    RefTo<Str> encoding = make_str("UTF-8");
    RefTo<Str> errors = make_str("strict");
    if (values[1] && values[1] != none()) {
        TRY_LET(const std::string name,
            to_text(thread, values[1], "TextIOWrapper() argument 'encoding'"));
        state.encoding = encoding_of(name);
        encoding = share(as<Str>(values[1]));
        if (state.encoding == TextEncoding::Other) {
            // An unknown encoding is complained about now.
            TRY(call_method(
                thread, runtime().empty_str, intern("encode").get(), { encoding.get() }));
        }
    }
    if (values[2] && values[2] != none()) {
        TRY_LET(const std::string name,
            to_text(thread, values[2], "TextIOWrapper() argument 'errors'"));
        state.strict = name == "strict";
        errors = share(as<Str>(values[2]));
    }
    TRY(set_newlines(thread, state, values[3]));
    if (values[4]) {
        TRY_SET(state.line_buffering, is_true(thread, values[4]));
    }
    if (values[5]) {
        TRY_SET(state.write_through, is_true(thread, values[5]));
    }
    auto* file = as<TextFile>(self);
    delete file->state;
    file->state = new TextState(std::move(state));
    const Ref old_buffer = Ref::adopt(file->buffer);
    const RefTo<Str> old_encoding = adopt(file->encoding_name);
    const RefTo<Str> old_errors = adopt(file->errors);
    file->buffer = share(values[0]).release();
    file->encoding_name = encoding.release();
    file->errors = errors.release();
    return {};
}

constexpr Method text_methods[] = {
    { .name = "read",
        .signature = "size=-1, /",
        .call = native<TextFile, text_read>,
        .doc = "Read up to size characters; all when it is negative." },
    { .name = "readline",
        .signature = "size=-1, /",
        .call = native<TextFile, text_readline>,
        .doc = "Read a line." },
    { .name = "write",
        .signature = "text, /",
        .call = native<TextFile, text_write>,
        .doc = "Write a str; returns its length." },
    { .name = "flush",
        .call = native<TextFile, text_flush_method>,
        .doc = "Pass on what was written." },
    { .name = "close", .call = native<TextFile, text_close>, .doc = "Flush and close the file." },
    { .name = "tell", .call = native<TextFile, text_tell>, .doc = "The position, in bytes." },
    { .name = "seek",
        .signature = "cookie, whence=0, /",
        .call = native<TextFile, text_seek>,
        .doc = "Move to a position that tell() gave." },
    { .name = "truncate",
        .signature = "pos=None, /",
        .call = native<TextFile, text_truncate>,
        .doc = "Cut the file off." },
    { .name = "detach",
        .call = native<TextFile, text_detach>,
        .doc = "Give the binary file away." },
    { .name = "fileno",
        .call = native<TextFile, ask_buffer<fileno_name>>,
        .doc = "The number of the handle." },
    { .name = "isatty",
        .call = native<TextFile, ask_buffer<isatty_name>>,
        .doc = "Whether it is a terminal." },
    { .name = "readable",
        .call = native<TextFile, ask_buffer<readable_name>>,
        .doc = "Whether it can be read." },
    { .name = "writable",
        .call = native<TextFile, ask_buffer<writable_name>>,
        .doc = "Whether it can be written." },
    { .name = "seekable",
        .call = native<TextFile, ask_buffer<seekable_name>>,
        .doc = "Whether it has positions." },
    { .name = "reconfigure",
        .signature = "*, encoding=None, errors=None, newline=None, line_buffering=None, "
                     "write_through=None",
        .call = native<TextFile, text_reconfigure>,
        .doc = "Change how text is treated." },
};

constexpr Attribute text_attributes[] = {
    { .name = "closed", .get = text_closed, .doc = "Whether the file is closed." },
    { .name = "name", .get = text_name, .doc = "What was opened." },
    { .name = "encoding", .get = text_encoding, .doc = "The encoding's name." },
    { .name = "errors", .get = text_errors, .doc = "What happens to bad text." },
    { .name = "line_buffering", .get = text_line_buffering, .doc = "Flush at each line's end." },
    { .name = "write_through", .get = text_write_through, .doc = "Flush at each write." },
    { .name = "newlines", .get = text_newlines, .doc = "The line ends seen." },
    { .name = "buffer", .get = text_buffer, .doc = "The binary file." },
};

Type* text_base()
{
    return io_type(IoType::TextBase);
}

constexpr TypeSpec text_spec = {
    .name = "_io.TextIOWrapper",
    .doc = "A text file on top of a binary file.",
    .base = text_base,
    .basic_size = sizeof(TextFile),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = text_destroy,
        .traverse = text_traverse,
        .repr = unary<TextFile, text_repr>,
        .next = text_next,
        .init = text_init,
        .create = text_create,
    },
    .methods = text_methods,
    .attributes = text_attributes,
};

} // namespace

void prepare_text_types()
{
    type_ready(*io_type(IoType::TextIOWrapper), text_spec);
}

RefTo<TextFile> make_text_file(TextState state, Object* buffer, Str* encoding, Str* errors)
{
    RefTo<TextFile> file = allocate<TextFile>(io_type(IoType::TextIOWrapper));
    file->state = new TextState(std::move(state));
    file->buffer = share(buffer).release();
    file->encoding_name = share(encoding).release();
    file->errors = share(errors).release();
    gc_track(file.get());
    return file;
}

Result<void> text_put(Thread& thread, TextFile& file, const Str& text)
{
    TRY(check_open(thread, file));
    TextState& state = *file.state;
    if (is_native_binary(file.buffer) && !as<BinaryFile>(file.buffer)->state->writable) {
        return raise_unsupported(thread, "not writable");
    }
    state.input.clear();
    state.input_position = 0;
    if (state.written_line_end.empty() || str_find_char(text, U'\n', 0, text.length) < 0) {
        TRY(encode(thread, file, text));
    } else {
        StrBuilder builder;
        for (std::int64_t i = 0; i < text.length; ++i) {
            if (text.at(i) == U'\n') {
                builder.append(std::string_view(state.written_line_end));
            } else {
                builder.append(text.at(i));
            }
        }
        TRY(encode(thread, file, *builder.finish()));
    }
    if (file.state->output.size() > chunk_size) {
        return pass_on(thread, file);
    }
    return {};
}

Result<void> text_settle(Thread& thread, TextFile& file, bool has_line_end)
{
    if (file.state->write_through || has_line_end) {
        return text_flush(thread, file);
    }
    return {};
}

Result<void> text_flush(Thread& thread, TextFile& file)
{
    if (!file.state || file.state->closed || file.state->detached) {
        return {};
    }
    TRY(pass_on(thread, file));
    if (is_native_binary(file.buffer)) {
        return binary_flush(thread, *as<BinaryFile>(file.buffer));
    }
    TRY(call_method(thread, file.buffer, names().flush));
    return {};
}

Result<RefTo<Str>> text_read_line(Thread& thread, TextFile& file, std::int64_t limit)
{
    TextState& state = *file.state;
    std::size_t searched = 0;
    std::size_t size = 0;
    while (true) {
        bool certain = true;
        size = find_line(state, searched, certain);
        if (size > 0 && certain) {
            break;
        }
        // The last bytes may be the beginning of a line end.
        searched = unread(state) > 2 ? unread(state) - 2 : 0;
        TRY_LET(const bool more, fill(thread, file));
        if (!more) {
            size = size > 0 ? size : unread(state);
            break;
        }
    }
    if (limit >= 0) {
        size = std::min(size,
            bytes_of_characters(
                state, std::string_view(state.input).substr(state.input_position, size), limit));
    }
    TRY_LET(RefTo<Str> line,
        decode(thread, file, std::string_view(state.input).substr(state.input_position, size)));
    state.input_position += size;
    return state.universal && state.translates ? translate(std::move(line)) : line;
}

} // namespace fw
