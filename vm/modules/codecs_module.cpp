// The module _codecs: the search for codecs, and the built-in ones. The codecs themselves are in
// vm/types/str_codec.cpp. CPython: Modules/_codecsmodule.c, Python/codecs.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"
#include "vm/types/codec_registry.h"
#include "vm/types/str_codec.h"
#include "vm/types/str_codec_errors.h"

#include <algorithm>

namespace fw {

namespace {

// In Runtime::module_state: (search functions, found codecs, error handlers).
Tuple& codec_state()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::codecs)];
    if (!place) {
        const RefTo<List> searches = make_list();
        const RefTo<Dict> found = make_dict();
        const RefTo<Dict> handlers = make_dict();
        place = make_tuple({ searches.get(), found.get(), handlers.get() }).release();
    }
    return *static_cast<Tuple*>(place);
}

// --- the search

Result<Ref> codecs_register(Thread& thread, Object*, Args args)
{
    if (!is_callable(args[0])) {
        return raise(thread, TypeId::TypeError, "argument must be callable");
    }
    list_append(*as<List>(codec_state()[0]), share(args[0]));
    return make_none();
}

Result<Ref> find_codec(Thread& thread, std::string_view encoding)
{
    std::string name;
    for (const char c : encoding) {
        name += c == ' ' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    const RefTo<Str> key = intern(name);
    Dict& found = *as<Dict>(codec_state()[1]);
    if (Object* known = dict_get_str(found, key.get())) {
        return share(known);
    }
    List& searches = *as<List>(codec_state()[0]);
    if (searches.length == 0) {
        TRY(import_module(thread, intern("encodings").get())); // registers its search function
    }
    for (std::int64_t i = 0; i < searches.length; ++i) {
        const Ref search = share(searches[i]);
        TRY_LET(Ref codec, call(thread, search.get(), { key.get() }));
        if (codec.get() == none()) {
            continue;
        }
        if (!is_tuple(codec.get()) || as<Tuple>(codec.get())->length != 4) {
            return raise(thread, TypeId::TypeError, "codec search functions must return 4-tuples");
        }
        dict_set_str(found, key.get(), codec.get());
        return codec;
    }
    return raise(thread, TypeId::LookupError, "unknown encoding: {}", encoding);
}

Result<Ref> codecs_lookup(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string name, to_text(thread, args[0], "lookup() argument"));
    return find_codec(thread, name);
}

Result<Ref> codecs_forget(Thread& thread, Object*, Args args)
{
    TRY(dict_delete(thread, *as<Dict>(codec_state()[1]), args[0]));
    return make_none();
}

// encode(object, encoding='utf-8', errors='strict') and decode(): through the codec found.
template <CodecDirection direction> Result<Ref> convert(Thread& thread, Object*, Args args)
{
    std::string encoding = "utf-8";
    if (args[1]) {
        TRY_SET(encoding, to_text(thread, args[1], "encoding"));
    }
    TRY_LET(const Ref codec, find_codec(thread, encoding));
    const RefTo<Str> strict = make_str("strict");
    Object* errors = args[2] ? args[2] : strict.get();
    return run_codec(thread, *as<Tuple>(codec.get()), encoding, direction, args[0], errors);
}

// --- error handlers

Result<Ref> apply_handler(Thread& thread, Object* exception, const char* handler)
{
    if (is_instance_of(exception, exception_type(TypeId::UnicodeEncodeError))) {
        const auto& error = *as<UnicodeException>(exception);
        std::int64_t end = error.end;
        TRY_LET(const std::string encoding, to_text(thread, error.encoding, "encoding"));
        const EncodeErrors errors(thread, *as<Str>(error.object), encoding, handler);
        TRY_LET(const EncodeErrors::Replacement replacement, errors.handle(error.start, end, ""));
        const Ref text = replacement.is_bytes ? Ref(make_bytes(replacement.text))
                                              : Ref(make_str(replacement.text));
        return Ref(make_tuple({ text.get(), make_int(end).get() }));
    }
    if (is_instance_of(exception, exception_type(TypeId::UnicodeDecodeError))) {
        const auto& error = *as<UnicodeException>(exception);
        TRY_LET(const std::string encoding, to_text(thread, error.encoding, "encoding"));
        TRY_LET(const std::string_view data, require_bytes(thread, error.object));
        const DecodeErrors errors(thread, error.object, data, encoding, handler);
        StrBuilder out;
        TRY_LET(const std::size_t next,
            errors.handle(static_cast<std::size_t>(error.start),
                static_cast<std::size_t>(error.end), "", out));
        const RefTo<Str> text = out.finish();
        return Ref(make_tuple({ text.get(), make_int(next).get() }));
    }
    if (!is_exception(exception)) {
        return raise(thread, TypeId::TypeError, "codec must pass exception instance");
    }
    return raise(thread, TypeId::TypeError, "don't know how to handle {} in error callback",
        type_name(exception));
}

Result<Ref> strict_errors(Thread& thread, Object*, Args args)
{
    if (!is_exception(args[0])) {
        return raise(thread, TypeId::TypeError, "codec must pass exception instance");
    }
    return raise_instance(thread, share(args[0]));
}

template <const char* const& name> Result<Ref> named_errors(Thread& thread, Object*, Args args)
{
    return apply_handler(thread, args[0], name);
}
constexpr const char* ignore_name = "ignore";
constexpr const char* replace_name = "replace";
constexpr const char* backslash_name = "backslashreplace";
constexpr const char* xml_name = "xmlcharrefreplace";
constexpr const char* name_name = "namereplace";
constexpr const char* escape_name = "surrogateescape";
constexpr const char* pass_name = "surrogatepass";

struct NamedHandler {
    const char* name;
    Method function;
};
constexpr NamedHandler named_handlers[] = {
    { "strict", { "strict_errors", "exception, /", strict_errors, "Raise the exception." } },
    { ignore_name,
        { "ignore_errors", "exception, /", named_errors<ignore_name>, "Leave it out." } },
    { replace_name,
        { "replace_errors", "exception, /", named_errors<replace_name>, "Put a mark." } },
    { backslash_name,
        { "backslashreplace_errors", "exception, /", named_errors<backslash_name>,
            "Put an escape sequence." } },
    { xml_name,
        { "xmlcharrefreplace_errors", "exception, /", named_errors<xml_name>,
            "Put a character reference." } },
    { name_name,
        { "namereplace_errors", "exception, /", named_errors<name_name>, "Put the name." } },
    { escape_name,
        { "surrogateescape", "exception, /", named_errors<escape_name>, "Keep the byte." } },
    { pass_name,
        { "surrogatepass", "exception, /", named_errors<pass_name>, "Keep the surrogate." } },
};

Result<Ref> codecs_register_error(Thread& thread, Object*, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "register_error() argument 1 must be str, not {}",
            type_name(args[0]));
    }
    if (!is_callable(args[1])) {
        return raise(thread, TypeId::TypeError, "handler must be callable");
    }
    TRY(dict_set(thread, *as<Dict>(codec_state()[2]), args[0], args[1]));
    return make_none();
}

Result<Ref> codecs_lookup_error(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string name, to_text(thread, args[0], "lookup_error() argument"));
    TRY_LET(Object * known, dict_get(thread, *as<Dict>(codec_state()[2]), args[0]));
    if (known) {
        return share(known);
    }
    for (const NamedHandler& handler : named_handlers) {
        if (name == handler.name) {
            return make_builtin(handler.function, nullptr, intern("_codecs").get());
        }
    }
    return raise(thread, TypeId::LookupError, "unknown error handler name '{}'", name);
}

// --- the codecs

Result<std::string> errors_argument(Thread& thread, Object* errors)
{
    if (!errors || errors == none()) {
        return std::string("strict");
    }
    return to_text(thread, errors, "errors");
}

template <const char* const& encoding> Result<Ref> encode_with(Thread& thread, Object*, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "encode() argument 1 must be str, not {}",
            type_name(args[0]));
    }
    TRY_LET(const std::string errors, errors_argument(thread, args[1]));
    const Str& text = *as<Str>(args[0]);
    TRY_LET(const RefTo<Bytes> bytes, encode_str(thread, text, encoding, errors));
    return Ref(make_tuple({ bytes.get(), make_int(text.length).get() }));
}

// Bytes at the end that begin a character and do not finish it.
std::size_t incomplete_tail(std::string_view data, std::string_view encoding)
{
    if (encoding.starts_with("utf-16")) {
        return data.size() % 2;
    }
    if (encoding.starts_with("utf-32")) {
        return data.size() % 4;
    }
    if (encoding != "utf-8") {
        return 0;
    }
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, data.size()); ++back) {
        const auto byte = static_cast<unsigned char>(data[data.size() - back]);
        if ((byte & 0xc0) == 0x80) {
            continue;
        }
        const std::size_t needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return needed > back ? back : 0;
    }
    return 0;
}

template <const char* const& encoding, bool always_final>
Result<Ref> decode_with(Thread& thread, Object*, Args args)
{
    TRY_LET(std::string_view data, require_bytes(thread, args[0]));
    TRY_LET(const std::string errors, errors_argument(thread, args[1]));
    bool final = always_final;
    if (!always_final && args[2]) {
        TRY_SET(final, is_true(thread, args[2]));
    }
    if (!final) {
        data.remove_suffix(incomplete_tail(data, encoding));
    }
    TRY_LET(const RefTo<Str> text, decode_bytes(thread, args[0], data, encoding, errors));
    return Ref(make_tuple({ text.get(), make_int(data.size()).get() }));
}

constexpr const char* utf_8 = "utf-8";
constexpr const char* utf_16 = "utf-16";
constexpr const char* utf_16_le = "utf-16-le";
constexpr const char* utf_16_be = "utf-16-be";
constexpr const char* utf_32 = "utf-32";
constexpr const char* utf_32_le = "utf-32-le";
constexpr const char* utf_32_be = "utf-32-be";
constexpr const char* latin_1 = "latin-1";
constexpr const char* ascii_ = "ascii";
constexpr const char* unicode_escape = "unicode-escape";
constexpr const char* raw_unicode_escape = "raw-unicode-escape";

// Text counts as its UTF-8 here.
template <const char* const& encoding>
Result<Ref> decode_escapes(Thread& thread, Object* module, Args args)
{
    Ref source = share(args[0]);
    if (is_str(source.get())) {
        source = make_bytes(to_utf8(*as<Str>(source.get())));
    }
    Object* const values[] = { source.get(), args[1] };
    return decode_with<encoding, true>(thread, module, Args{ .values = values, .count = 2 });
}

// charmap_decode(data, errors='strict', mapping=None): a str or dict says what bytes mean.
Result<Ref> charmap_decode(Thread& thread, Object* module, Args args)
{
    if (!args[2] || args[2] == none()) {
        return decode_with<latin_1, true>(thread, module, args);
    }
    TRY_LET(const std::string_view data, require_bytes(thread, args[0]));
    TRY_LET(const std::string errors, errors_argument(thread, args[1]));
    const DecodeErrors handler(thread, args[0], data, "charmap", errors);
    StrBuilder out;
    std::size_t position = 0;
    while (position < data.size()) {
        const auto byte = static_cast<unsigned char>(data[position]);
        bool mapped = false;
        if (is_str(args[2])) {
            const Str& table = *as<Str>(args[2]);
            if (byte < table.length && table.at(byte) != 0xfffe) {
                out.append(table.at(byte));
                mapped = true;
            }
        } else {
            auto value = get_item(thread, args[2], make_int(byte).get());
            if (value.failed()) {
                if (!pending_is(thread, exception_type(TypeId::LookupError))) {
                    return Raised{};
                }
                clear_exception(thread);
            } else if (is_int(value.value().get())) {
                out.append(static_cast<char32_t>(as<Int>(value.value().get())->value));
                mapped = true;
            } else if (is_str(value.value().get())) {
                out.append(*as<Str>(value.value().get()));
                mapped = true;
            }
        }
        if (mapped) {
            ++position;
            continue;
        }
        TRY_SET(
            position, handler.handle(position, position + 1, "character maps to <undefined>", out));
    }
    const RefTo<Str> text = out.finish();
    return Ref(make_tuple({ text.get(), make_int(data.size()).get() }));
}

// The byte for each character of a decoding table.
Result<Ref> charmap_build(Thread& thread, Object*, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "charmap_build() argument must be str, not {}",
            type_name(args[0]));
    }
    RefTo<Dict> map = make_dict();
    const Str& table = *as<Str>(args[0]);
    for (std::int64_t i = 0; i < table.length && i < 256; ++i) {
        if (table.at(i) != 0xfffe) {
            TRY(dict_set(thread, *map, make_int(static_cast<std::int64_t>(table.at(i))).get(),
                make_int(i).get()));
        }
    }
    return Ref(std::move(map));
}

Result<Ref> charmap_encode(Thread& thread, Object* module, Args args)
{
    if (!args[2] || args[2] == none()) {
        return encode_with<latin_1>(thread, module, args);
    }
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "charmap_encode() argument 1 must be str, not {}",
            type_name(args[0]));
    }
    TRY_LET(const std::string errors, errors_argument(thread, args[1]));
    const Str& text = *as<Str>(args[0]);
    const EncodeErrors handler(thread, text, "charmap", errors);
    std::string out;
    const auto put = [&](char32_t character) -> Result<bool> {
        const Ref key = make_int(static_cast<std::int64_t>(character));
        auto value = get_item(thread, args[2], key.get());
        if (value.failed()) {
            if (!pending_is(thread, exception_type(TypeId::LookupError))) {
                return Raised{};
            }
            clear_exception(thread);
            return false;
        }
        std::string_view bytes;
        if (is_int(value.value().get())) {
            out.push_back(static_cast<char>(as<Int>(value.value().get())->value));
        } else if (bytes_view(value.value().get(), bytes)) {
            out += bytes;
        } else {
            return false;
        }
        return true;
    };
    for (std::int64_t i = 0; i < text.length;) {
        TRY_LET(const bool mapped, put(text.at(i)));
        if (mapped) {
            ++i;
            continue;
        }
        std::int64_t end = i + 1;
        for (const std::size_t written = out.size(); end < text.length; ++end) {
            TRY_LET(const bool next_mapped, put(text.at(end)));
            out.resize(written);
            if (next_mapped) {
                break;
            }
        }
        TRY_LET(const EncodeErrors::Replacement replacement,
            handler.handle(i, end, "character maps to <undefined>"));
        if (replacement.is_bytes) {
            out += replacement.text;
        } else {
            for (const char c : replacement.text) {
                TRY_LET(const bool known, put(static_cast<unsigned char>(c)));
                if (!known) {
                    out.push_back(c);
                }
            }
        }
        i = end;
    }
    const RefTo<Bytes> bytes = make_bytes(out);
    return Ref(make_tuple({ bytes.get(), make_int(text.length).get() }));
}

#define FW_ENCODER(name, encoding)                                                                 \
    Method                                                                                         \
    {                                                                                              \
        name "_encode", "str, errors=None, /", encode_with<encoding>, "Encode a str."              \
    }
#define FW_DECODER(name, encoding)                                                                 \
    Method                                                                                         \
    {                                                                                              \
        name "_decode", "data, errors=None, final=False, /", decode_with<encoding, false>,         \
            "Decode bytes."                                                                        \
    }

constexpr Method functions[] = {
    { .name = "register",
        .signature = "search_function, /",
        .call = codecs_register,
        .doc = "Add a function that knows codecs by name." },
    { .name = "lookup",
        .signature = "encoding, /",
        .call = codecs_lookup,
        .doc = "The codec with the name." },
    { .name = "_forget_codec",
        .signature = "encoding, /",
        .call = codecs_forget,
        .doc = "Look for the codec again next time." },
    { .name = "encode",
        .signature = "obj, encoding='utf-8', errors='strict'",
        .call = convert<CodecDirection::Encode>,
        .doc = "Encode an object with a codec." },
    { .name = "decode",
        .signature = "obj, encoding='utf-8', errors='strict'",
        .call = convert<CodecDirection::Decode>,
        .doc = "Decode an object with a codec." },
    { .name = "register_error",
        .signature = "errors, handler, /",
        .call = codecs_register_error,
        .doc = "Name an error handler." },
    { .name = "lookup_error",
        .signature = "name, /",
        .call = codecs_lookup_error,
        .doc = "The error handler with the name." },
    FW_ENCODER("utf_8", utf_8),
    FW_DECODER("utf_8", utf_8),
    FW_ENCODER("utf_16", utf_16),
    FW_DECODER("utf_16", utf_16),
    FW_ENCODER("utf_16_le", utf_16_le),
    FW_DECODER("utf_16_le", utf_16_le),
    FW_ENCODER("utf_16_be", utf_16_be),
    FW_DECODER("utf_16_be", utf_16_be),
    FW_ENCODER("utf_32", utf_32),
    FW_DECODER("utf_32", utf_32),
    FW_ENCODER("utf_32_le", utf_32_le),
    FW_DECODER("utf_32_le", utf_32_le),
    FW_ENCODER("utf_32_be", utf_32_be),
    FW_DECODER("utf_32_be", utf_32_be),
    FW_ENCODER("latin_1", latin_1),
    FW_ENCODER("ascii", ascii_),
    FW_ENCODER("unicode_escape", unicode_escape),
    FW_ENCODER("raw_unicode_escape", raw_unicode_escape),
    { .name = "unicode_escape_decode",
        .signature = "data, errors=None, /",
        .call = decode_escapes<unicode_escape>,
        .doc = "Decode bytes." },
    { .name = "raw_unicode_escape_decode",
        .signature = "data, errors=None, /",
        .call = decode_escapes<raw_unicode_escape>,
        .doc = "Decode bytes." },
    { .name = "latin_1_decode",
        .signature = "data, errors=None, /",
        .call = decode_with<latin_1, true>,
        .doc = "Decode bytes." },
    { .name = "ascii_decode",
        .signature = "data, errors=None, /",
        .call = decode_with<ascii_, true>,
        .doc = "Decode bytes." },
    { .name = "charmap_encode",
        .signature = "str, errors=None, mapping=None, /",
        .call = charmap_encode,
        .doc = "Encode by a table." },
    { .name = "charmap_decode",
        .signature = "data, errors=None, mapping=None, /",
        .call = charmap_decode,
        .doc = "Decode by a table." },
    { .name = "charmap_build",
        .signature = "map, /",
        .call = charmap_build,
        .doc = "The encoding table of a decoding table." },
};
#undef FW_ENCODER
#undef FW_DECODER

} // namespace

Result<RefTo<Module>> make_codecs_module(Thread&)
{
    return make_native_module("_codecs", functions, "The search for codecs.");
}

} // namespace fw
