// Source text and filenames as arguments; what the front end complains of as an exception.
// CPython: Python/bltinmodule.c, Python/errors.c
#include "vm/modules/source_support.h"

#include "vm/base/utf8.h"
#include "vm/code/code_unit.h"
#include "vm/eval/frame.h"
#include "vm/host/host.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/syntax/source_text.h"
#include "vm/types/str_codec.h"

#include <limits>

namespace fw {

namespace {

TypeId error_type(syntax::SyntaxErrorKind kind)
{
    switch (kind) {
    case syntax::SyntaxErrorKind::SyntaxError:
        return TypeId::SyntaxError;
    case syntax::SyntaxErrorKind::IndentationError:
        return TypeId::IndentationError;
    case syntax::SyntaxErrorKind::TabError:
        return TypeId::TabError;
    case syntax::SyntaxErrorKind::MemoryError:
        return TypeId::MemoryError;
    case syntax::SyntaxErrorKind::ValueError:
        return TypeId::ValueError;
    case syntax::SyntaxErrorKind::OverflowError:
        return TypeId::OverflowError;
    case syntax::SyntaxErrorKind::RecursionError:
        return TypeId::RecursionError;
    case syntax::SyntaxErrorKind::SystemError:
        return TypeId::SystemError;
    }
    return TypeId::SyntaxError;
}

// The line of the file with its line end; empty when there is none, or it is not UTF-8. As CPython
// reads 999 bytes at once, what it finds of a longer line is its last part.
// CPython: PyErr_ProgramTextObject(), err_programtext()
std::string file_line_with_end(const std::string& filename, std::int32_t line)
{
    constexpr std::size_t chunk = 999;
    if (line <= 0 || filename.empty() || filename.front() == '<') {
        return {};
    }
    const auto bytes = runtime().host->read_file(filename);
    if (!bytes) {
        return {};
    }
    std::string text = bytes.value;
    syntax::translate_newlines(text);
    if (!bytes.value.ends_with('\n') && !bytes.value.ends_with('\r') && !text.empty()) {
        text.pop_back();
    }
    std::string_view found = syntax::line_of(text, line);
    found = found.substr(0, found.find('\0'));
    if (found.size() > chunk) {
        found.remove_prefix((found.size() - 1) / chunk * chunk);
    }
    return measure_utf8(found).good() ? std::string(found) : std::string();
}

// The line that CPython finds in the file, whatever has been compiled; the parser's text and offset
// where there is none.
Ref error_line_text(const syntax::SyntaxErrorInfo& error, Str* filename, int& offset)
{
    if (!error.has_text || error.is_file_line) {
        const std::string line = file_line_with_end(to_utf8(*filename), error.line);
        if (!line.empty()) {
            if (error.has_text) {
                offset = syntax::offset_in(line, error);
            }
            return make_str(line);
        }
    }
    return error.has_text ? Ref(make_str(error.text)) : make_none();
}

} // namespace

Raised raise_syntax_error(Thread& thread, const syntax::SyntaxErrorInfo& error, Str* filename)
{
    const TypeId type = error_type(error.kind);
    switch (type) {
    case TypeId::MemoryError:
        return error.message.empty() ? raise_memory_error(thread)
                                     : raise_message(thread, type, error.message);
    case TypeId::ValueError:
    case TypeId::OverflowError:
    case TypeId::RecursionError:
    case TypeId::SystemError:
        return raise_message(thread, type, error.message);
    default:
        break;
    }
    if (!error.has_place) {
        return raise_message(thread, type, error.message);
    }
    const RefTo<Str> message = make_str(error.message);
    const Ref line = make_int(error.line);
    int offset_number = error.offset;
    const Ref text = error_line_text(error, filename, offset_number);
    const Ref offset = make_int(offset_number);
    const RefTo<Tuple> place
        = make_tuple({ static_cast<Object*>(filename), line.get(), offset.get(), text.get() });
    const RefTo<Tuple> args = make_tuple({ static_cast<Object*>(message.get()), place.get() });
    auto made = call(thread, exception_type(type), { message.get(), place.get() });
    if (made.failed()) {
        return Raised{};
    }
    return raise_instance(thread, made.take());
}

std::uint32_t inherited_flags(const Thread& thread)
{
    return thread.frame
        ? static_cast<std::uint32_t>(thread.frame->code->flags) & code::future_flags_mask
        : 0u;
}

Result<std::string> source_text(Thread& thread, Object* source, const char* function,
    const char* wanted, syntax::SourceEncoding& encoding)
{
    std::string text;
    std::string_view bytes;
    if (is_str(source)) {
        encoding = syntax::SourceEncoding::Utf8;
        TRY_LET(
            const RefTo<Bytes> encoded, encode_str(thread, *as<Str>(source), "utf-8", "strict"));
        text = std::string(encoded->view());
    } else if (bytes_view(source, bytes)) {
        encoding = syntax::SourceEncoding::Bytes;
        text = std::string(bytes);
    } else {
        return raise(thread, TypeId::TypeError, "{}() arg 1 must be a {} object", function, wanted);
    }
    if (text.find('\0') != std::string::npos) {
        return raise(thread, TypeId::ValueError, "source code string cannot contain null bytes");
    }
    return text;
}

Result<RefTo<Str>> filename_argument(Thread& thread, Object* object)
{
    RefTo<Str> name;
    std::string_view bytes;
    if (is_str(object)) {
        name = share(as<Str>(object));
    } else if (is_bytes(object)) {
        name = make_str(as<Bytes>(object)->view());
    } else if (bytes_view(object, bytes)) {
        TRY(warn(thread, TypeId::DeprecationWarning,
            fmt::format(
                "path should be string, bytes, or os.PathLike, not {}", type_name(object))));
        name = make_str(bytes);
    } else {
        Ref method;
        TRY_LET(const bool found, find_special(thread, object, intern("__fspath__").get(), method));
        if (!found) {
            return raise(thread, TypeId::TypeError,
                "expected str, bytes or os.PathLike object, not {}", type_name(object));
        }
        TRY_LET(const Ref path, call(thread, method.get(), Args{}));
        if (is_bytes(path.get())) {
            name = make_str(as<Bytes>(path.get())->view());
        } else if (is_str(path.get())) {
            name = share(as<Str>(path.get()));
        } else {
            return raise(thread, TypeId::TypeError,
                "expected {}.__fspath__() to return str or bytes, not {}", type_name(object),
                type_name(path.get()));
        }
    }
    if (str_find_char(*name, 0, 0, name->length) >= 0) {
        return raise(thread, TypeId::ValueError, "embedded null character");
    }
    return name;
}

Result<int> int_argument(Thread& thread, Object* object, int fallback)
{
    if (!object) {
        return fallback;
    }
    if (is_instance_of(object, float_type())) {
        return raise(thread, TypeId::TypeError, "integer argument expected, got float");
    }
    if (!is_int(object) && !object->type->slots.to_index) {
        return raise(
            thread, TypeId::TypeError, "an integer is required (got type {})", type_name(object));
    }
    TRY_LET(const Ref number, number_index(thread, object));
    const Int& value = *as<Int>(number.get());
    if (!value.is_small() || value.value > std::numeric_limits<int>::max()
        || value.value < std::numeric_limits<int>::min()) {
        return raise(thread, TypeId::OverflowError, "Python int too large to convert to C int");
    }
    return static_cast<int>(value.value);
}

} // namespace fw
