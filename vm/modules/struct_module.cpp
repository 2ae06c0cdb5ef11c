// The module _struct: numbers as bytes, by a format. CPython: Modules/_struct.c

#include "vm/modules/iterator_state.h"
#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/mpz.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <vector>

namespace fw {

namespace {

struct Field {
    char code;
    std::size_t size; // of one
    std::size_t count; // repeats; the length of an s or p
    std::size_t offset;
};

struct Layout {
    std::vector<Field> fields;
    std::size_t size = 0;
    std::size_t values = 0;
    bool big_endian = false;
    bool native = true; // native sizes
};

struct StructObject : IteratorState<1> { // the format as given
    Object* weakrefs;
    Layout* layout;
};

Type* struct_type()
{
    return module_type_at(ModuleBlock::struct_, 0);
}

Type* error_type()
{
    return static_cast<Type*>(
        runtime().module_state[static_cast<std::size_t>(ModuleState::struct_)]);
}

Raised raise_struct(Thread& thread, std::string_view message)
{
    return raise_with(thread, error_type(), make_str(message).get());
}

// Bytes of one value; 0: no such code. Native sizes where `native` is true.
std::size_t size_of(char code, bool native)
{
    switch (code) {
    case 'x':
    case 'c':
    case 'b':
    case 'B':
    case '?':
    case 's':
    case 'p':
        return 1;
    case 'h':
    case 'H':
        return 2;
    case 'i':
    case 'I':
    case 'f':
        return 4;
    case 'l':
    case 'L':
        return native ? 8 : 4;
    case 'q':
    case 'Q':
    case 'd':
        return 8;
    case 'n':
    case 'N':
    case 'P':
        return native ? 8 : 0;
    default:
        return 0;
    }
}

Result<Layout> parse_format(Thread& thread, Object* format)
{
    std::string text;
    std::string_view bytes;
    if (is_str(format)) {
        text = to_utf8(*as<Str>(format));
    } else if (bytes_view(format, bytes)) {
        text = bytes;
    } else {
        return raise(thread, TypeId::TypeError,
            "Struct() argument 1 must be a str or bytes object, not {}", type_name(format));
    }
    Layout layout;
    std::size_t position = 0;
    bool native = true;
    bool aligned = true;
    if (!text.empty() && std::strchr("@=<>!", text[0])) {
        native = aligned = text[0] == '@';
        layout.native = native;
        layout.big_endian = text[0] == '>' || text[0] == '!';
        position = 1;
    }
    while (position < text.size()) {
        char c = text[position++];
        if (std::strchr(" \t\n\r\f\v", c)) {
            continue;
        }
        std::size_t count = 1;
        if (c >= '0' && c <= '9') {
            count = static_cast<std::size_t>(c - '0');
            while (position < text.size() && text[position] >= '0' && text[position] <= '9') {
                count = count * 10 + static_cast<std::size_t>(text[position++] - '0');
                if (count > (std::size_t{ 1 } << 40)) {
                    return raise_struct(thread, "total struct size too long");
                }
            }
            if (position >= text.size()) {
                return raise_struct(thread, "repeat count given without format specifier");
            }
            c = text[position++];
        }
        const std::size_t size = size_of(c, native);
        if (size == 0) {
            return raise_struct(thread, "bad char in struct format");
        }
        if (aligned) {
            layout.size = (layout.size + size - 1) / size * size;
        }
        const bool whole = c == 's' || c == 'p';
        if (c != 'x') {
            layout.fields.push_back({ c, size, count, layout.size });
            layout.values += whole ? 1 : count;
        }
        layout.size += size * count;
    }
    return layout;
}

void put_number(char* to, std::uint64_t number, std::size_t size, bool big_endian)
{
    for (std::size_t i = 0; i < size; ++i) {
        to[big_endian ? size - 1 - i : i] = static_cast<char>(number >> (8 * i));
    }
}

std::uint64_t get_number(const char* from, std::size_t size, bool big_endian)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const char byte = from[big_endian ? size - 1 - i : i];
        number |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(byte)) << (8 * i);
    }
    return number;
}

bool is_signed(char code)
{
    return std::strchr("bhilqn", code) != nullptr;
}

Result<void> pack_integer(
    Thread& thread, char* to, const Field& field, Object* value, const Layout& layout)
{
    if (!value->type->slots.to_index) {
        return raise_struct(thread, "required argument is not an integer");
    }
    TRY_LET(const Ref index, number_index(thread, value));
    MpzView view;
    view_int(*as<Int>(index.get()), view);
    const std::size_t bits = field.size * 8;
    Mpz least(0);
    Mpz most(1);
    mpz_mul_2exp(most, most, is_signed(field.code) ? bits - 1 : bits);
    if (is_signed(field.code)) {
        mpz_neg(least, most);
    }
    mpz_sub_ui(most, most, 1);
    if (mpz_cmp(view.mpz, least) < 0 || mpz_cmp(view.mpz, most) > 0) {
        const bool named = layout.native && field.size < 4; // messages differ
        if (bits == 64 || (!is_signed(field.code) && !named && mpz_sgn(view.mpz) < 0)) {
            return raise_struct(thread, "argument out of range");
        }
        const char* type = field.size == 1 ? "byte" : "short";
        const std::string name = named ? fmt::format("{}{}", is_signed(field.code) ? "" : "u", type)
                                       : fmt::format("'{}'", field.code);
        return raise_struct(thread,
            fmt::format("{} format requires {} <= number <= {}", name,
                int_to_decimal(*as<Int>(make_int(least.get()).get())),
                int_to_decimal(*as<Int>(make_int(most.get()).get()))));
    }
    std::uint64_t number = mpz_get_ui(view.mpz); // of the absolute value
    number = mpz_sgn(view.mpz) < 0 ? 0 - number : number;
    put_number(to, number, field.size, layout.big_endian);
    return {};
}

Result<void> pack_value(
    Thread& thread, char* to, const Field& field, Object* value, const Layout& layout)
{
    const bool big = layout.big_endian;
    std::string_view bytes;
    switch (field.code) {
    case 'c':
        if (value->type != bytes_type() || as<Bytes>(value)->length != 1) {
            return raise_struct(thread, "char format requires a bytes object of length 1");
        }
        *to = as<Bytes>(value)->data()[0];
        return {};
    case '?': {
        TRY_LET(const bool truth, is_true(thread, value));
        *to = truth ? 1 : 0;
        return {};
    }
    case 's':
    case 'p': {
        if (!bytes_view(value, bytes)) {
            return raise_struct(
                thread, fmt::format("argument for '{}' must be a bytes object", field.code));
        }
        std::size_t room = field.count;
        if (field.code == 'p' && room > 0) {
            --room;
            *to++ = static_cast<char>(std::min<std::size_t>({ bytes.size(), room, 255 }));
        }
        std::memcpy(to, bytes.data(), std::min(bytes.size(), room));
        return {};
    }
    case 'f':
    case 'd': {
        if (!value->type->slots.to_float && !value->type->slots.to_index) {
            return raise_struct(thread, "required argument is not a float");
        }
        TRY_LET(const double number, to_double(thread, value));
        if (field.code == 'd') {
            put_number(to, std::bit_cast<std::uint64_t>(number), 8, big);
            return {};
        }
        const auto narrow = static_cast<float>(number);
        if (!layout.native && narrow - narrow != 0 && number - number == 0) {
            return raise(thread, TypeId::OverflowError, "float too large to pack with f format");
        }
        put_number(to, std::bit_cast<std::uint32_t>(narrow), 4, big);
        return {};
    }
    default:
        return pack_integer(thread, to, field, value, layout);
    }
}

Result<Ref> unpack_value(const char* from, const Field& field, bool big)
{
    switch (field.code) {
    case 'c':
        return make_bytes(std::string_view(from, 1));
    case '?':
        return make_bool(*from != 0);
    case 's':
        return make_bytes(std::string_view(from, field.count));
    case 'p': {
        const std::size_t length = field.count == 0
            ? 0
            : std::min<std::size_t>(static_cast<std::uint8_t>(*from), field.count - 1);
        return make_bytes(std::string_view(from + (field.count ? 1 : 0), length));
    }
    case 'f':
        return make_float(static_cast<double>(
            std::bit_cast<float>(static_cast<std::uint32_t>(get_number(from, 4, big)))));
    case 'd':
        return make_float(std::bit_cast<double>(get_number(from, 8, big)));
    default: {
        const std::uint64_t number = get_number(from, field.size, big);
        if (is_signed(field.code)) {
            const auto unused = static_cast<int>(64 - field.size * 8);
            return make_int(static_cast<std::int64_t>(number << unused) >> unused);
        }
        return make_int_unsigned(number);
    }
    }
}

Result<Ref> pack(Thread& thread, const Layout& layout, Object* const* values, std::size_t count)
{
    if (count != layout.values) {
        return raise_struct(thread,
            fmt::format("pack expected {} items for packing (got {})", layout.values, count));
    }
    RefTo<Bytes> packed = make_bytes_uninitialized(static_cast<std::int64_t>(layout.size));
    std::memset(packed->data(), 0, layout.size);
    std::size_t index = 0;
    for (const Field& field : layout.fields) {
        const bool whole = field.code == 's' || field.code == 'p';
        for (std::size_t i = 0; i < (whole ? 1 : field.count); ++i) {
            TRY(pack_value(thread, packed->data() + field.offset + i * field.size, field,
                values[index++], layout));
        }
    }
    return packed;
}

Result<Ref> unpack(const Layout& layout, const char* from)
{
    const RefTo<Tuple> values = make_tuple(static_cast<std::int64_t>(layout.values));
    std::size_t index = 0;
    for (const Field& field : layout.fields) {
        const bool whole = field.code == 's' || field.code == 'p';
        for (std::size_t i = 0; i < (whole ? 1 : field.count); ++i) {
            values->items()[index++]
                = unpack_value(from + field.offset + i * field.size, field, layout.big_endian)
                      .take()
                      .release();
        }
    }
    return values;
}

Result<Ref> unpack_all(Thread& thread, const Layout& layout, Object* buffer)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, buffer));
    if (bytes.size() != layout.size) {
        return raise_struct(
            thread, fmt::format("unpack requires a buffer of {} bytes", layout.size));
    }
    return unpack(layout, bytes.data());
}

Result<Ref> unpack_at(Thread& thread, const Layout& layout, Object* buffer, Object* start)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, buffer));
    std::int64_t offset = 0;
    if (start) {
        TRY_SET(offset, to_index(thread, start, TypeId::OverflowError));
    }
    const auto size = static_cast<std::int64_t>(bytes.size());
    const auto needed = static_cast<std::int64_t>(layout.size);
    if (offset < 0) {
        if (offset + size < 0) {
            return raise_struct(
                thread, fmt::format("offset {} out of range for {}-byte buffer", offset, size));
        }
        offset += size;
    }
    if (size - offset < needed) {
        return raise_struct(thread,
            fmt::format("unpack_from requires a buffer of at least {} bytes for unpacking {} bytes "
                        "at offset {} (actual buffer size is {})",
                offset + needed, needed, offset, size));
    }
    return unpack(layout, bytes.data() + offset);
}

Result<Ref> unpack_each(Thread& thread, const Layout& layout, Object* buffer)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, buffer));
    if (layout.size == 0) {
        return raise_struct(thread, "cannot iteratively unpack with a struct of length 0");
    }
    if (bytes.size() % layout.size != 0) {
        return raise_struct(thread,
            fmt::format(
                "iterative unpacking requires a buffer of a multiple of {} bytes", layout.size));
    }
    const RefTo<List> all = make_list();
    for (std::size_t at = 0; at < bytes.size(); at += layout.size) {
        TRY_LET(Ref row, unpack(layout, bytes.data() + at));
        list_append(*all, std::move(row));
    }
    return get_iterator(thread, all.get());
}

// --- the functions

Result<Ref> struct_calcsize(Thread& thread, Object*, Args args)
{
    TRY_LET(const Layout layout, parse_format(thread, args[0]));
    return make_int(layout.size);
}

Result<Ref> struct_pack(Thread& thread, Object*, Args args)
{
    TRY(check_no_keywords(thread, "pack", args));
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "missing format argument");
    }
    TRY_LET(const Layout layout, parse_format(thread, args[0]));
    return pack(thread, layout, args.values + 1, args.count - 1);
}

Result<Ref> struct_unpack(Thread& thread, Object*, Args args)
{
    TRY_LET(const Layout layout, parse_format(thread, args[0]));
    return unpack_all(thread, layout, args[1]);
}

Result<Ref> struct_unpack_from(Thread& thread, Object*, Args args)
{
    TRY_LET(const Layout layout, parse_format(thread, args[0]));
    return unpack_at(thread, layout, args[1], args[2]);
}

Result<Ref> struct_iter_unpack(Thread& thread, Object*, Args args)
{
    TRY_LET(const Layout layout, parse_format(thread, args[0]));
    return unpack_each(thread, layout, args[1]);
}

Result<Ref> clear_cache(Thread&, Object*, Args)
{
    return make_none();
}

constexpr Method functions[] = {
    { "_clearcache", "", clear_cache, "There is no cache." },
    { "calcsize", "format, /", struct_calcsize, "Bytes of a format." },
    { "pack", "*", struct_pack, "Values as bytes." },
    { "unpack", "format, buffer, /", struct_unpack, "Bytes as values." },
    { "unpack_from", "format, /, buffer, offset=0", struct_unpack_from, "The same in a buffer." },
    { "iter_unpack", "format, buffer, /", struct_iter_unpack, "The same again and again." },
};

// --- Struct

void object_destroy(Object* self)
{
    delete as<StructObject>(self)->layout;
    state_destroy<StructObject>(self);
}

NextItem no_next(Thread&, StructObject&)
{
    return {};
}

Result<Ref> object_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("format");
    Object* values[1];
    TRY(bind_arguments(thread, "Struct", shape, args, values));
    TRY_LET(Layout layout, parse_format(thread, values[0]));
    Ref format = share(values[0]);
    if (!is_str(values[0])) {
        std::string_view bytes;
        bytes_view(values[0], bytes);
        format = make_str(bytes);
    }
    RefTo<StructObject> self = make_state<StructObject>(type, { std::move(format) });
    self->layout = new Layout(std::move(layout));
    return self;
}

Result<Ref> object_pack(Thread& thread, StructObject& self, Args args)
{
    TRY(check_no_keywords(thread, "pack", args));
    return pack(thread, *self.layout, args.values, args.count);
}

Result<Ref> object_unpack(Thread& thread, StructObject& self, Args args)
{
    return unpack_all(thread, *self.layout, args[0]);
}

Result<Ref> object_unpack_from(Thread& thread, StructObject& self, Args args)
{
    return unpack_at(thread, *self.layout, args[0], args[1]);
}

Result<Ref> object_iter_unpack(Thread& thread, StructObject& self, Args args)
{
    return unpack_each(thread, *self.layout, args[0]);
}

Result<Ref> get_format(Thread&, Object* self)
{
    return share((*as<StructObject>(self))[0]);
}

Result<Ref> get_size(Thread&, Object* self)
{
    return make_int(as<StructObject>(self)->layout->size);
}

constexpr Method object_methods[] = {
    { "pack", "*", native<StructObject, object_pack>, "Values as bytes." },
    { "unpack", "buffer, /", native<StructObject, object_unpack>, "Bytes as values." },
    { "unpack_from", "buffer, offset=0", native<StructObject, object_unpack_from>,
        "The same in a buffer." },
    { "iter_unpack", "buffer, /", native<StructObject, object_iter_unpack>,
        "The same again and again." },
};
constexpr Attribute object_attributes[] = {
    { .name = "format", .get = get_format, .doc = "The format." },
    { .name = "size", .get = get_size, .doc = "Its bytes." },
};

constexpr Slots object_slots()
{
    Slots slots = state_slots<StructObject, no_next>(object_create);
    slots.destroy = object_destroy;
    slots.iterate = nullptr;
    slots.next = nullptr;
    return slots;
}

constexpr TypeSpec struct_spec = {
    .name = "_struct.Struct",
    .doc = "A format that has been read already.",
    .basic_size = sizeof(StructObject),
    .weakrefs_offset = reference_offset(1),
    .flags = TypeIsBase,
    .slots = object_slots(),
    .methods = object_methods,
    .attributes = object_attributes,
};

} // namespace

Result<RefTo<Module>> make_struct_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("_struct", functions, "Numbers as bytes.");
    make_module_type(ModuleBlock::struct_, 0, struct_spec);
    add_type(*module, struct_type());
    const RefTo<Tuple> bases = make_tuple({ exception_type(TypeId::Exception) });
    TRY_LET(Ref error, make_exception_class(thread, "struct", "error", bases.get()));
    add_to_module(*module, "error", error.get());
    runtime().module_state[static_cast<std::size_t>(ModuleState::struct_)] = error.release();
    return module;
}

} // namespace fw
