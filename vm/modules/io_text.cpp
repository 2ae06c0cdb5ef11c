// TextIOWrapper as a program sees it: text on top of a binary file.
// CPython: Modules/_io/textio.c

#include "vm/modules/io_text.h"

#include "vm/modules/module_support.h"
#include "vm/modules/standard_streams.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

// --- methods

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

Result<Ref> text_newlines(Thread&, Object* self)
{
    const auto* file = as<TextFile>(self);
    return file->state ? file->state->seen.value() : make_none();
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
        .create = create_file<TextFile>,
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

} // namespace fw
