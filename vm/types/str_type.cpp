// The str type: construction, slots, and the table of its methods, which are in the other str_*.cpp
// by theme.
// CPython: Objects/unicodeobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/format_spec.h"
#include "vm/types/str_codec.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

Result<Ref> str_repr_slot(Thread&, Str& self)
{
    return make_str(str_repr_utf8(self));
}

Result<Ref> str_str(Thread&, Str& self)
{
    return str_exact(self);
}

Result<std::int64_t> str_hash_slot(Thread&, Object* self)
{
    return str_hash(*static_cast<Str*>(self));
}

Result<Ref> str_compare_slot(Thread&, Object* left, Object* right, CompareOp op)
{
    if (!is_str(left) || !is_str(right)) {
        return make_not_implemented();
    }
    const auto& a = *static_cast<Str*>(left);
    const auto& b = *static_cast<Str*>(right);
    if (op == CompareOp::Equal || op == CompareOp::NotEqual) {
        return make_bool(str_equal(a, b) == (op == CompareOp::Equal));
    }
    const int order = str_compare(a, b);
    switch (op) {
    case CompareOp::Less:
        return make_bool(order < 0);
    case CompareOp::LessEqual:
        return make_bool(order <= 0);
    case CompareOp::Greater:
        return make_bool(order > 0);
    default:
        return make_bool(order >= 0);
    }
}

Result<std::int64_t> str_length(Thread&, Object* self)
{
    return static_cast<Str*>(self)->length;
}

Result<Ref> str_concat_slot(Thread& thread, Object* left, Object* right)
{
    if (!is_str(right)) {
        return raise(thread, TypeId::TypeError, "can only concatenate str (not \"{}\") to str",
            type_name(right));
    }
    const auto& a = *static_cast<Str*>(left);
    const auto& b = *static_cast<Str*>(right);
    if (b.length == 0) {
        return str_exact(a);
    }
    if (a.length == 0) {
        return str_exact(b);
    }
    return str_concat(a, b);
}

Result<Ref> str_repeat(Thread& thread, Object* self, std::int64_t count)
{
    const auto& text = *static_cast<Str*>(self);
    if (count < 1 || text.length == 0) {
        return make_str({});
    }
    if (count == 1) {
        return str_exact(text);
    }
    std::int64_t length;
    if (__builtin_mul_overflow(text.length, count, &length)) {
        return raise(thread, TypeId::OverflowError, "repeated string is too long");
    }
    RefTo<Str> out = make_str_uninitialized(length, str_maximum(text));
    auto* const bytes = static_cast<char*>(out->data);
    const std::size_t total = static_cast<std::size_t>(length) * out->width;
    std::size_t done = static_cast<std::size_t>(text.length) * text.width;
    if (done == 1) {
        std::memset(bytes, text.data1()[0], total);
        return out;
    }
    std::memcpy(bytes, text.data, done);
    while (done < total) {
        const std::size_t size = std::min(done, total - done);
        std::memcpy(bytes + done, bytes, size);
        done += size;
    }
    return out;
}

Result<Ref> str_item(Thread& thread, Object* self, std::int64_t index)
{
    const auto& text = *static_cast<Str*>(self);
    if (index < 0 || index >= text.length) {
        return raise(thread, TypeId::IndexError, "string index out of range");
    }
    return make_str_from_char(text.at(index));
}

Result<Ref> str_subscript(Thread& thread, Object* self, Object* key)
{
    const auto& text = *static_cast<Str*>(self);
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return str_item(thread, self, index < 0 ? index + text.length : index);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError, "string indices must be integers");
    }
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, key, text.length));
    if (bounds.length <= 0) {
        return make_str({});
    }
    if (bounds.step == 1) {
        return str_substring(text, bounds.start, bounds.start + bounds.length);
    }
    StrBuilder out;
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        out.append(text.at(bounds.start + i * bounds.step));
    }
    return out.finish();
}

Result<RefTo<Str>> str_from_arguments(Thread& thread, Args args)
{
    static constexpr SignatureShape shape("object='', encoding='', errors=''");
    Object* values[3];
    TRY(bind_arguments(thread, "str", shape, args, values));
    TRY_LET(const std::string encoding, text_argument(thread, values[1], "str", 2, nullptr));
    TRY_LET(const std::string errors, text_argument(thread, values[2], "str", 3, nullptr));
    if (!values[0]) {
        return make_str({});
    }
    if (!values[1] && !values[2]) {
        return str(thread, values[0]);
    }
    return str_from_encoded(thread, values[0], encoding, errors);
}

Result<Ref> str_create(Thread& thread, Type& type, Args args)
{
    if (&type == str_type() && args.count == 1 && !args.names) {
        return str(thread, args[0]);
    }
    TRY_LET(RefTo<Str> text, str_from_arguments(thread, args));
    if (&type == str_type()) {
        return text;
    }
    RefTo<Str> copy = allocate<Str>(&type);
    str_copy_into(*copy, *text);
    return copy;
}

Result<Ref> str_encode(Thread& thread, Str& self, Args args)
{
    TRY_LET(const std::string encoding, text_argument(thread, args[0], "encode", 1, "encoding"));
    TRY_LET(const std::string errors, text_argument(thread, args[1], "encode", 2, "errors"));
    return encode_str(thread, self, args[0] ? encoding : "utf-8", errors);
}

Result<Ref> str_format_spec(Thread& thread, Str& self, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "__format__() argument must be str, not {}",
            type_name(args[0]));
    }
    return format_str_value(thread, &self, *static_cast<Str*>(args[0]));
}

// As CPython lays strings out: a header of 48 bytes for ASCII, 72 for others.
Result<Ref> str_sizeof(Thread&, Str& self, Args)
{
    const std::int64_t header = self.is_ascii ? 48 : 72;
    return make_int(header + (self.length + 1) * self.width);
}

Result<Ref> str_getnewargs(Thread&, Str& self, Args)
{
    RefTo<Str> exact = str_exact(self);
    return make_tuple({ exact.get() });
}

constexpr Method str_methods[] = {
    { .name = "encode",
        .signature = "encoding='utf-8', errors='strict'",
        .call = native<Str, str_encode>,
        .doc = "The bytes of the string in an encoding." },
    { .name = "replace",
        .signature = "old, new, count=-1, /",
        .call = native<Str, str_replace>,
        .doc = "A copy with occurrences of old replaced by new." },
    { .name = "split",
        .signature = "sep=None, maxsplit=-1",
        .call = native<Str, str_split>,
        .doc = "The words of the string, cut at sep or at whitespace." },
    { .name = "rsplit",
        .signature = "sep=None, maxsplit=-1",
        .call = native<Str, str_rsplit>,
        .doc = "The words of the string, cut from the end." },
    { .name = "join",
        .signature = "iterable, /",
        .call = native<Str, str_join>,
        .doc = "The strings of iterable with this one between them." },
    { .name = "capitalize",
        .call = native<Str, str_capitalize>,
        .doc = "First character in upper case, the rest in lower case." },
    { .name = "casefold",
        .call = native<Str, str_casefold>,
        .doc = "A version for comparison without regard to case." },
    { .name = "title",
        .call = native<Str, str_title>,
        .doc = "Each word with its first character in upper case." },
    { .name = "center",
        .signature = "width, fillchar=' ', /",
        .call = native<Str, str_center>,
        .doc = "Centred in a string of a width." },
    { .name = "count",
        .signature = "*",
        .call = native<Str, str_count>,
        .doc = "How often sub occurs, without overlaps." },
    { .name = "expandtabs",
        .signature = "tabsize=8",
        .call = native<Str, str_expandtabs>,
        .doc = "A copy with tabs as spaces." },
    { .name = "find",
        .signature = "*",
        .call = native<Str, str_find_method>,
        .doc = "Where sub first is, or -1." },
    { .name = "partition",
        .signature = "sep, /",
        .call = native<Str, str_partition>,
        .doc = "What is before sep, sep, and what is after it." },
    { .name = "index",
        .signature = "*",
        .call = native<Str, str_index>,
        .doc = "Where sub first is, or ValueError." },
    { .name = "ljust",
        .signature = "width, fillchar=' ', /",
        .call = native<Str, str_ljust>,
        .doc = "Left-justified in a string of a width." },
    { .name = "lower", .call = native<Str, str_lower>, .doc = "A copy in lower case." },
    { .name = "lstrip",
        .signature = "chars=None, /",
        .call = native<Str, str_lstrip>,
        .doc = "Without whitespace, or chars, at the start." },
    { .name = "rfind",
        .signature = "*",
        .call = native<Str, str_rfind>,
        .doc = "Where sub last is, or -1." },
    { .name = "rindex",
        .signature = "*",
        .call = native<Str, str_rindex>,
        .doc = "Where sub last is, or ValueError." },
    { .name = "rjust",
        .signature = "width, fillchar=' ', /",
        .call = native<Str, str_rjust>,
        .doc = "Right-justified in a string of a width." },
    { .name = "rstrip",
        .signature = "chars=None, /",
        .call = native<Str, str_rstrip>,
        .doc = "Without whitespace, or chars, at the end." },
    { .name = "rpartition",
        .signature = "sep, /",
        .call = native<Str, str_rpartition>,
        .doc = "As partition, at the last sep." },
    { .name = "splitlines",
        .signature = "keepends=False",
        .call = native<Str, str_splitlines>,
        .doc = "The lines of the string." },
    { .name = "strip",
        .signature = "chars=None, /",
        .call = native<Str, str_strip>,
        .doc = "Without whitespace, or chars, at both ends." },
    { .name = "swapcase",
        .call = native<Str, str_swapcase>,
        .doc = "Upper case to lower case and the other way round." },
    { .name = "translate",
        .signature = "table, /",
        .call = native<Str, str_translate>,
        .doc = "Each character as the table has it." },
    { .name = "upper", .call = native<Str, str_upper>, .doc = "A copy in upper case." },
    { .name = "startswith",
        .signature = "*",
        .call = native<Str, str_startswith>,
        .doc = "Whether the string starts with prefix, or one of a tuple." },
    { .name = "endswith",
        .signature = "*",
        .call = native<Str, str_endswith>,
        .doc = "Whether the string ends with suffix, or one of a tuple." },
    { .name = "removeprefix",
        .signature = "prefix, /",
        .call = native<Str, str_removeprefix>,
        .doc = "Without prefix at the start." },
    { .name = "removesuffix",
        .signature = "suffix, /",
        .call = native<Str, str_removesuffix>,
        .doc = "Without suffix at the end." },
    { .name = "isascii", .call = native<Str, str_isascii>, .doc = "Whether all is ASCII." },
    { .name = "islower",
        .call = native<Str, str_islower>,
        .doc = "Whether cased characters are lower case, and there is one." },
    { .name = "isupper",
        .call = native<Str, str_isupper>,
        .doc = "Whether cased characters are upper case, and there is one." },
    { .name = "istitle",
        .call = native<Str, str_istitle>,
        .doc = "Whether words start in upper case and go on in lower case." },
    { .name = "isspace",
        .call = native<Str, str_isspace>,
        .doc = "Whether all is whitespace, and there is some." },
    { .name = "isdecimal",
        .call = native<Str, str_isdecimal>,
        .doc = "Whether all are decimal digits, and there is one." },
    { .name = "isdigit",
        .call = native<Str, str_isdigit>,
        .doc = "Whether all are digits, and there is one." },
    { .name = "isnumeric",
        .call = native<Str, str_isnumeric>,
        .doc = "Whether all are numeric, and there is one." },
    { .name = "isalpha",
        .call = native<Str, str_isalpha>,
        .doc = "Whether all are letters, and there is one." },
    { .name = "isalnum",
        .call = native<Str, str_isalnum>,
        .doc = "Whether all are letters or digits, and there is one." },
    { .name = "isidentifier",
        .call = native<Str, str_isidentifier>,
        .doc = "Whether the string could be an identifier." },
    { .name = "isprintable",
        .call = native<Str, str_isprintable>,
        .doc = "Whether repr() would show all as it is." },
    { .name = "zfill",
        .signature = "width, /",
        .call = native<Str, str_zfill>,
        .doc = "Zeros in front, behind a sign." },
    { .name = "format",
        .signature = "*",
        .call = native<Str, str_format>,
        .doc = "Fills the fields in braces with the arguments." },
    { .name = "format_map",
        .signature = "mapping, /",
        .call = native<Str, str_format_map>,
        .doc = "Fills the fields in braces from a mapping." },
    { .name = "__format__",
        .signature = "format_spec, /",
        .call = native<Str, str_format_spec>,
        .doc = "Format by a specification." },
    { .name = "maketrans",
        .signature = "x, y=None, z=None, /",
        .call = str_maketrans,
        .doc = "A table for translate().",
        .kind = MethodKind::Static },
    { .name = "__sizeof__", .call = native<Str, str_sizeof>, .doc = "Size in bytes." },
    { .name = "__getnewargs__",
        .call = native<Str, str_getnewargs>,
        .doc = "Arguments that make an equal str." },
};

} // namespace

constexpr TypeSpec str_spec = {
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: the "
           "object as str() shows it, or bytes decoded.",
    .basic_size = sizeof(Str),
    .flags = TypeIsBase | TypeStrSubclass,
    .slots = {
        .destroy = str_destroy,
        .repr = unary<Str, str_repr_slot>,
        .str = unary<Str, str_str>,
        .hash = str_hash_slot,
        .compare = str_compare_slot,
        .iterate = str_iterate,
        .create = str_create,
        .remainder = str_percent,
        .length = str_length,
        .concat = str_concat_slot,
        .repeat = str_repeat,
        .item = str_item,
        .contains = str_contains,
        .mapping_length = str_length,
        .subscript = str_subscript,
    },
    .methods = str_methods,
};

} // namespace fw
