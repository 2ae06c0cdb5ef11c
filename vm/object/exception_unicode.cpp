// UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError.
// CPython: Objects/exceptions.c

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/exception_types.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<void> check_count(Thread& thread, Args args, std::size_t count)
{
    if (args.count == count) {
        return {};
    }
    return raise(thread, TypeId::TypeError, "function takes exactly {} arguments ({} given)", count,
        args.count);
}

Result<void> check_str(Thread& thread, Args args, std::size_t index)
{
    if (is_str(args[index])) {
        return {};
    }
    return raise(thread, TypeId::TypeError, "argument {} must be str, not {}", index + 1,
        type_name(args[index]));
}

// start, end, reason: the last three arguments.
Result<void> fill_range(Thread& thread, UnicodeException& exception, Args args, std::size_t first)
{
    TRY_SET(exception.start, to_index(thread, args[first], TypeId::OverflowError));
    TRY_SET(exception.end, to_index(thread, args[first + 1], TypeId::OverflowError));
    TRY(check_str(thread, args, first + 2));
    set_member(exception.reason, args[first + 2]);
    return {};
}

struct Texts {
    std::string reason;
    std::string encoding;
};

Result<Texts> texts_of(Thread& thread, const UnicodeException& exception)
{
    Texts texts;
    if (exception.reason) {
        TRY_LET(RefTo<Str> reason, str(thread, exception.reason));
        texts.reason = to_utf8(*reason);
    }
    if (exception.encoding) {
        TRY_LET(RefTo<Str> encoding, str(thread, exception.encoding));
        texts.encoding = to_utf8(*encoding);
    }
    return texts;
}

std::string escaped(char32_t character)
{
    const auto code = static_cast<std::uint32_t>(character);
    return code <= 0xff  ? fmt::format("\\x{:02x}", code)
        : code <= 0xffff ? fmt::format("\\u{:04x}", code)
                         : fmt::format("\\U{:08x}", code);
}

// "can't encode character '\xe9' in position 3: reason"
std::string range_text(
    const UnicodeException& exception, std::string_view verb, const std::string& reason)
{
    const auto* text = static_cast<const Str*>(exception.object);
    if (exception.start >= 0 && exception.start < text->length
        && exception.end == exception.start + 1) {
        return fmt::format("can't {} character '{}' in position {}: {}", verb,
            escaped(text->at(exception.start)), exception.start, reason);
    }
    return fmt::format("can't {} characters in position {}-{}: {}", verb, exception.start,
        exception.end - 1, reason);
}

} // namespace

Result<void> unicode_decode_error_init(Thread& thread, Object* self, Args args)
{
    TRY(exception_init(thread, self, args));
    TRY(check_count(thread, args, 5));
    TRY(check_str(thread, args, 0));
    Ref bytes = share(args[1]);
    if (!is_bytes(bytes.get())) {
        if (bytes->type != bytearray_type() && bytes->type != memoryview_type()) {
            return raise(thread, TypeId::TypeError, "a bytes-like object is required, not '{}'",
                type_name(bytes.get()));
        }
        TRY_SET(bytes, call(thread, bytes_type(), { bytes.get() }));
    }
    auto* exception = static_cast<UnicodeException*>(self);
    set_member(exception->encoding, args[0]);
    set_member(exception->object, bytes.get());
    return fill_range(thread, *exception, args, 2);
}

Result<void> unicode_encode_error_init(Thread& thread, Object* self, Args args)
{
    TRY(exception_init(thread, self, args));
    TRY(check_count(thread, args, 5));
    TRY(check_str(thread, args, 0));
    TRY(check_str(thread, args, 1));
    auto* exception = static_cast<UnicodeException*>(self);
    set_member(exception->encoding, args[0]);
    set_member(exception->object, args[1]);
    return fill_range(thread, *exception, args, 2);
}

Result<void> unicode_translate_error_init(Thread& thread, Object* self, Args args)
{
    TRY(exception_init(thread, self, args));
    TRY(check_count(thread, args, 4));
    TRY(check_str(thread, args, 0));
    auto* exception = static_cast<UnicodeException*>(self);
    set_member(exception->object, args[0]);
    return fill_range(thread, *exception, args, 1);
}

Result<Ref> unicode_decode_error_str(Thread& thread, Object* self)
{
    const auto& exception = *static_cast<UnicodeException*>(self);
    if (!exception.object) {
        return Ref(make_str(""));
    }
    TRY_LET(Texts texts, texts_of(thread, exception));
    const auto* bytes = static_cast<const Bytes*>(exception.object);
    if (exception.start >= 0 && exception.start < bytes->length
        && exception.end == exception.start + 1) {
        return Ref(make_str(fmt::format("'{}' codec can't decode byte 0x{:02x} in position {}: {}",
            texts.encoding, static_cast<unsigned char>(bytes->data()[exception.start]),
            exception.start, texts.reason)));
    }
    return Ref(make_str(fmt::format("'{}' codec can't decode bytes in position {}-{}: {}",
        texts.encoding, exception.start, exception.end - 1, texts.reason)));
}

Result<Ref> unicode_encode_error_str(Thread& thread, Object* self)
{
    const auto& exception = *static_cast<UnicodeException*>(self);
    if (!exception.object) {
        return Ref(make_str(""));
    }
    TRY_LET(Texts texts, texts_of(thread, exception));
    return Ref(make_str(
        "'" + texts.encoding + "' codec " + range_text(exception, "encode", texts.reason)));
}

Result<Ref> unicode_translate_error_str(Thread& thread, Object* self)
{
    const auto& exception = *static_cast<UnicodeException*>(self);
    if (!exception.object) {
        return Ref(make_str(""));
    }
    TRY_LET(Texts texts, texts_of(thread, exception));
    return Ref(make_str(range_text(exception, "translate", texts.reason)));
}

} // namespace fw
