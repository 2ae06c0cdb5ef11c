// open() and the module _io.
// CPython: Modules/_io/_iomodule.c

#include "vm/modules/io_support.h"

#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"

#include <algorithm>
#include <cerrno>

namespace fw {

namespace {

struct OpenMode {
    char action = 0; // r w a x
    bool updating = false;
    bool text = false;
    bool binary = false;
};

Result<OpenMode> parse_mode(Thread& thread, const std::string& mode)
{
    OpenMode parsed;
    int actions = 0;
    bool universal = false;
    bool wrong = false;
    for (std::size_t i = 0; i < mode.size(); ++i) {
        const char c = mode[i];
        wrong = wrong || mode.find(c, i + 1) != std::string::npos;
        switch (c) {
        case 'r':
        case 'w':
        case 'a':
        case 'x':
            parsed.action = c;
            ++actions;
            break;
        case '+':
            parsed.updating = true;
            break;
        case 't':
            parsed.text = true;
            break;
        case 'b':
            parsed.binary = true;
            break;
        case 'U':
            universal = true;
            parsed.action = 'r';
            break;
        default:
            wrong = true;
        }
    }
    if (wrong) {
        return raise(thread, TypeId::ValueError, "invalid mode: '{}'", mode);
    }
    if (universal) {
        if (parsed.updating || actions > (mode.find('r') != std::string::npos ? 1 : 0)) {
            return raise(
                thread, TypeId::ValueError, "mode U cannot be combined with 'x', 'w', 'a', or '+'");
        }
        TRY(warn(thread, TypeId::DeprecationWarning, "'U' mode is deprecated"));
        actions = 1;
    }
    if (parsed.text && parsed.binary) {
        return raise(thread, TypeId::ValueError, "can't have text and binary mode at once");
    }
    if (actions != 1) {
        return raise(
            thread, TypeId::ValueError, "must have exactly one of create/read/write/append mode");
    }
    return parsed;
}

Result<Ref> io_open_code(Thread& thread, Object* module, Args args)
{
    const RefTo<Str> mode = make_str("rb");
    Object* values[8] = { args[0], mode.get() };
    return io_open(thread, module, Args{ values, 8, nullptr });
}

Result<Ref> io_text_encoding(Thread&, Object*, Args args)
{
    return args[0] == none() ? Ref(make_str("locale")) : share(args[0]);
}

constexpr Method io_functions[] = {
    { .name = "open",
        .signature = "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
                     "closefd=True, opener=None",
        .call = io_open,
        .doc = "Open a file." },
    { .name = "open_code",
        .signature = "path",
        .call = io_open_code,
        .doc = "Open a file of source code for reading bytes." },
    { .name = "text_encoding",
        .signature = "encoding, stacklevel=2, /",
        .call = io_text_encoding,
        .doc = "The encoding to use for an argument." },
};

} // namespace

TextEncoding encoding_of(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != ' ') {
            plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
    if (plain == "utf8" || plain == "u8" || plain == "cp65001" || plain == "locale") {
        return TextEncoding::Utf8;
    }
    if (plain == "latin1" || plain == "iso88591" || plain == "l1" || plain == "latin") {
        return TextEncoding::Latin1;
    }
    if (plain == "ascii" || plain == "usascii" || plain == "646") {
        return TextEncoding::Ascii;
    }
    return TextEncoding::Other;
}

Result<void> set_newlines(Thread& thread, TextState& state, Object* newline)
{
    if (!newline || newline == none()) {
        state.universal = true;
        state.translates = true;
        state.line_end.clear();
        state.written_line_end.clear();
        return {};
    }
    TRY_LET(const std::string text, to_text(thread, newline, "newline"));
    if (!text.empty() && text != "\n" && text != "\r" && text != "\r\n") {
        return raise(thread, TypeId::ValueError, "illegal newline value: {}", text);
    }
    state.universal = text.empty();
    state.translates = false;
    state.line_end = text;
    state.written_line_end = text == "\n" ? "" : text;
    return {};
}

Result<BinaryState> open_binary(Thread& thread, Object* file, const std::string& mode)
{
    TRY_LET(const OpenMode parsed, parse_mode(thread, mode));
    BinaryState state;
    state.readable = parsed.action == 'r' || parsed.updating;
    state.writable = parsed.action != 'r' || parsed.updating;
    state.appending = parsed.action == 'a';
    state.created = parsed.action == 'x';
    host::Host& host = *runtime().host;
    if (is_int(file)) {
        TRY_LET(state.handle, to_int64(thread, file));
        if (state.handle < 0) {
            return raise(thread, TypeId::ValueError, "negative file descriptor");
        }
        if (state.handle <= 2) {
            state.stream = static_cast<int>(state.handle);
        }
        return state;
    }
    if (is_instance_of(file, float_type())) {
        return raise(thread, TypeId::TypeError, "integer argument expected, got float");
    }
    TRY_LET(const std::string path, path_text(thread, file));
    unsigned flags = 0;
    flags |= state.readable ? host::OpenRead : 0u;
    flags |= state.writable ? host::OpenWrite : 0u;
    switch (parsed.action) {
    case 'w':
        flags |= host::OpenCreate | host::OpenTruncate;
        break;
    case 'a':
        flags |= host::OpenCreate | host::OpenAppend;
        break;
    case 'x':
        flags |= host::OpenCreate | host::OpenExclusive;
        break;
    default:
        break;
    }
    const auto opened = host.open(path, flags);
    if (!opened) {
        return raise_os_error(thread, opened.error, file);
    }
    state.handle = opened.value;
    const auto status = host.status(state.handle);
    if (status && status.value.is_directory()) {
        host.close(state.handle);
        return raise_os_error(thread, EISDIR, file);
    }
    if (state.appending) {
        host.seek(state.handle, 0, host::SeekFrom::End);
    }
    return state;
}

// open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True,
// opener=None)
Result<Ref> io_open(Thread& thread, Object*, Args args)
{
    std::string mode = "r";
    if (args[1]) {
        TRY_SET(mode, to_text(thread, args[1], "open() argument 'mode'"));
    }
    TRY_LET(const OpenMode parsed, parse_mode(thread, mode));
    std::int64_t buffering = -1;
    if (args[2]) {
        TRY_SET(buffering, to_int64(thread, args[2]));
    }
    const auto given = [&](std::size_t index) { return args[index] && args[index] != none(); };
    if (parsed.binary) {
        const char* refused = given(3) ? "an encoding" : given(4) ? "an errors" : nullptr;
        if (refused) {
            return raise(
                thread, TypeId::ValueError, "binary mode doesn't take {} argument", refused);
        }
        if (given(5)) {
            return raise(thread, TypeId::ValueError, "binary mode doesn't take a newline argument");
        }
        if (buffering == 1) {
            TRY(warn(thread, TypeId::RuntimeWarning,
                "line buffering (buffering=1) isn't supported in binary mode, the default buffer "
                "size will be used"));
        }
    } else if (buffering == 0) {
        return raise(thread, TypeId::ValueError, "can't have unbuffered text I/O");
    }
    TextState text;
    RefTo<Str> encoding = make_str("UTF-8");
    RefTo<Str> errors = make_str("strict");
    if (!parsed.binary) {
        if (given(3)) {
            TRY_LET(const std::string name, to_text(thread, args[3], "open() argument 'encoding'"));
            text.encoding = encoding_of(name);
            encoding = share(as<Str>(args[3]));
            if (text.encoding == TextEncoding::Other) {
                TRY(call_method(
                    thread, runtime().empty_str, intern("encode").get(), { encoding.get() }));
            }
        }
        if (given(4)) {
            TRY_LET(const std::string name, to_text(thread, args[4], "open() argument 'errors'"));
            text.strict = name == "strict";
            errors = share(as<Str>(args[4]));
        }
        TRY(set_newlines(thread, text, args[5]));
        text.line_buffering = buffering == 1;
    }
    Ref file = share(args[0]);
    if (given(7)) {
        const Ref flags = make_int(parsed.action == 'r' ? 0 : 1);
        TRY_SET(file, call(thread, args[7], { args[0], flags.get() }));
    }
    std::string raw_mode(1, parsed.action);
    raw_mode += parsed.updating ? "+" : "";
    TRY_LET(BinaryState state, open_binary(thread, file.get(), raw_mode));
    if (args[6]) {
        TRY_SET(state.closes_handle, is_true(thread, args[6]));
    }
    state.unbuffered = parsed.binary && buffering == 0;
    if (buffering > 1) {
        state.buffer_size = static_cast<std::size_t>(buffering);
    }
    RefTo<BinaryFile> binary = make_binary_file(std::move(state), args[0]);
    if (parsed.binary) {
        return Ref(std::move(binary));
    }
    RefTo<TextFile> wrapper
        = make_text_file(std::move(text), binary.get(), encoding.get(), errors.get());
    const RefTo<Str> shown = make_str(mode);
    wrapper->dict = make_dict().release();
    dict_set_str(*wrapper->dict, intern("mode").get(), shown.get());
    return Ref(std::move(wrapper));
}

Result<Ref> unsupported_operation_class(Thread& thread)
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::io)];
    if (!place) {
        const RefTo<Tuple> bases
            = make_tuple({ exception_type(TypeId::OSError), exception_type(TypeId::ValueError) });
        TRY_LET(Ref made, make_exception_class(thread, "io", "UnsupportedOperation", bases.get()));
        place = made.release();
    }
    return share(static_cast<Object*>(place));
}

Raised raise_unsupported(Thread& thread, std::string_view message)
{
    TRY_LET(const Ref type, unsupported_operation_class(thread));
    const RefTo<Str> text = make_str(message);
    return raise_with(thread, as<Type>(type.get()), text.get());
}

Result<RefTo<Module>> make_io_module(Thread& thread)
{
    prepare_io_types();
    RefTo<Module> module = make_native_module("_io", io_functions, "Files.");
    add_to_module(*module, "DEFAULT_BUFFER_SIZE", 8192);
    TRY_LET(const Ref unsupported, unsupported_operation_class(thread));
    add_to_module(*module, "UnsupportedOperation", unsupported.get());
    add_to_module(*module, "BlockingIOError", exception_type(TypeId::BlockingIOError));
    for (const IoType type : { IoType::Base, IoType::RawBase, IoType::BufferedBase,
             IoType::TextBase, IoType::FileIO, IoType::BufferedReader, IoType::BufferedWriter,
             IoType::BufferedRandom, IoType::BytesIO, IoType::StringIO, IoType::TextIOWrapper,
             IoType::NewlineDecoder, IoType::BufferedPair }) {
        add_type(*module, io_type(type));
    }
    return module;
}

} // namespace fw
