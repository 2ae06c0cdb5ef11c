// Encoding and decoding by registered codecs. CPython: Python/codecs.c

#include "vm/types/codec_registry.h"

#include "vm/object/bytes.h"
#include "vm/object/exception.h"
#include "vm/object/import_module.h"
#include "vm/object/protocol.h"
#include "vm/object/warnings.h"

namespace fw {

Result<Ref> find_text_codec(Thread& thread, std::string_view encoding, CodecDirection direction)
{
    TRY_LET(const Ref registry, import_by_name(thread, "_codecs"));
    const RefTo<Str> name = make_str(encoding);
    TRY_LET(Ref codec, call_method(thread, registry.get(), intern("lookup").get(), { name.get() }));
    if (codec->type == tuple_type()) {
        return codec; // An old one, which does not say what it is for.
    }
    Ref is_text;
    TRY_LET(const bool found,
        find_attribute(thread, codec.get(), intern("_is_text_encoding").get(), is_text));
    if (found) {
        TRY_LET(const bool yes, is_true(thread, is_text.get()));
        if (!yes) {
            return raise(thread, TypeId::LookupError,
                "'{}' is not a text encoding; use {} to handle arbitrary codecs", encoding,
                direction == CodecDirection::Encode ? "codecs.encode()" : "codecs.decode()");
        }
    }
    return codec;
}

namespace {

Result<Ref> convert(Thread& thread, Object* object, std::string_view encoding,
    std::string_view errors, CodecDirection direction)
{
    TRY_LET(const Ref codec, find_text_codec(thread, encoding, direction));
    const RefTo<Str> handler = errors.empty() ? RefTo<Str>() : make_str(errors);
    return run_codec(thread, *as<Tuple>(codec.get()), encoding, direction, object, handler.get());
}

// Whether another instance with one string for its arguments would be as this one: it is made as
// BaseException is, and has nothing but at most one string.
bool is_plain(const Exception& exception)
{
    const Type* type = exception.type;
    const Type* base = exception_type(TypeId::BaseException);
    const std::uint32_t weakrefs = type->weakrefs_offset > 0 ? sizeof(Object*) : 0;
    if (type->slots.init != base->slots.init || type->slots.create != base->slots.create
        || type->basic_size - weakrefs != base->basic_size || type->item_size != 0
        || is_subtype(type, exception_type(TypeId::MemoryError))) { // which CPython keeps a few of
        return false;
    }
    const Tuple& args = *exception.args;
    return (args.length == 0 || (args.length == 1 && args[0]->type == str_type()))
        && (!exception.dict || exception.dict->used == 0);
}

// The pending exception of a codec becomes the cause of one that names the codec, if it can.
// CPython: wrap_codec_error(), _PyErr_TrySetFromCause()
Raised name_the_codec(Thread& thread, std::string_view encoding, CodecDirection direction)
{
    SavedException saved = save_exception(thread);
    auto& cause = *as<Exception>(saved.exception.get());
    if (!is_plain(cause)) {
        restore_exception(thread, std::move(saved));
        return Raised{};
    }
    if (saved.traceback) {
        TRY(set_attribute(thread, &cause, intern("__traceback__").get(), saved.traceback.get()));
    }
    TRY_LET(const RefTo<Str> text, str(thread, &cause));
    const RefTo<Str> message = make_str(fmt::format("{} with '{}' codec failed ({}: {})",
        direction == CodecDirection::Encode ? "encoding" : "decoding", encoding, type_name(&cause),
        to_utf8(*text)));
    TRY_LET(const Ref named, call(thread, cause.type, { message.get() }));
    TRY(set_attribute(thread, named.get(), intern("__cause__").get(), &cause));
    return raise_instance(thread, named);
}

} // namespace

Result<Ref> run_codec(Thread& thread, const Tuple& codec, std::string_view encoding,
    CodecDirection direction, Object* object, Object* errors)
{
    const bool encodes = direction == CodecDirection::Encode;
    const Ref function = share(codec[encodes ? 0 : 1]);
    const std::array<Object*, 2> values = { object, errors };
    auto outcome = call(thread, function.get(), Args{ values.data(), errors ? 2U : 1U, nullptr });
    if (outcome.failed()) {
        return name_the_codec(thread, encoding, direction);
    }
    const Ref answer = outcome.take();
    if (!is_tuple(answer.get()) || as<Tuple>(answer.get())->length != 2) {
        return raise_message(thread, TypeId::TypeError,
            encodes ? "encoder must return a tuple (object, integer)"
                    : "decoder must return a tuple (object,integer)");
    }
    return share((*as<Tuple>(answer.get()))[0]);
}

Result<RefTo<Bytes>> encode_by_codec(
    Thread& thread, Object* text, std::string_view encoding, std::string_view errors)
{
    TRY_LET(Ref result, convert(thread, text, encoding, errors, CodecDirection::Encode));
    if (is_byte_array(result.get())) {
        TRY(warn(thread, TypeId::RuntimeWarning,
            fmt::format("encoder {} returned bytearray instead of bytes; use codecs.encode() to "
                        "encode to arbitrary types",
                encoding)));
        const auto& array = *as<ByteArray>(result.get());
        return make_bytes({ array.bytes, static_cast<std::size_t>(array.length) });
    }
    if (!is_bytes(result.get())) {
        return raise(thread, TypeId::TypeError,
            "'{}' encoder returned '{}' instead of 'bytes'; use codecs.encode() to encode to "
            "arbitrary types",
            encoding, type_name(result.get()));
    }
    return as<Bytes>(std::move(result));
}

Result<RefTo<Str>> decode_by_codec(
    Thread& thread, Object* data, std::string_view encoding, std::string_view errors)
{
    TRY_LET(const Ref view, call(thread, memoryview_type(), { data })); // as CPython hands it over
    TRY_LET(Ref result, convert(thread, view.get(), encoding, errors, CodecDirection::Decode));
    if (!is_str(result.get())) {
        return raise(thread, TypeId::TypeError,
            "'{}' decoder returned '{}' instead of 'str'; use codecs.decode() to decode to "
            "arbitrary types",
            encoding, type_name(result.get()));
    }
    return as<Str>(std::move(result));
}

} // namespace fw
