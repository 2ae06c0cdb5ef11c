// The grammar of marshal data, once for all who read it. A Source hands out bytes, a Builder makes
// values of what was read: code units here (marshal_read.cpp), objects in vm/modules.
//
// Builder::Value is a cheap handle that is false when empty; an empty one comes back when the
// builder or the source has noted a failure, or for the type code Null. CPython: r_object()
#pragma once

#include "vm/code/marshal_format.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace fw::code::marshal {

enum class Container : std::uint8_t { Tuple, List, Set, FrozenSet };
enum class Interned : bool { No, Yes };

// A code object's fields in the order of the data. An argument count and its like are as they come:
// the builder checks them.
template <class Value> struct CodeFields {
    std::int32_t argcount = 0;
    std::int32_t posonlyargcount = 0;
    std::int32_t kwonlyargcount = 0;
    std::int32_t nlocals = 0;
    std::int32_t stacksize = 0;
    std::int32_t flags = 0;
    std::int32_t firstlineno = 0;
    Value code, consts, names, varnames, freevars, cellvars, filename, name, lnotab;
};

// Bytes in memory.
class MemorySource {
public:
    static constexpr std::string_view too_short = "marshal data too short";

    explicit MemorySource(std::string_view data)
        : m_data(data)
    {
    }

    // The next bytes; null when there are fewer.
    const char* take(std::size_t count)
    {
        if (count > m_data.size() - m_position) {
            return nullptr;
        }
        const char* bytes = m_data.data() + m_position;
        m_position += count;
        return bytes;
    }
    std::size_t remaining() const { return m_data.size() - m_position; }
    std::size_t position() const { return m_position; }

private:
    std::string_view m_data;
    std::size_t m_position = 0;
};

template <class Source, class Builder> class Parser {
public:
    using Value = typename Builder::Value;

    Parser(Source& source, Builder& builder)
        : m_source(source)
        , m_builder(builder)
    {
    }

    // One object with everything in it. Empty: the builder knows what is wrong.
    Value read()
    {
        Value value = read_object();
        return value ? value : null_in("object");
    }

private:
    Value fail(Fault fault, std::string_view text)
    {
        m_builder.fail(fault, text);
        return {};
    }
    Value null_in(const char* place)
    {
        if (!m_builder.failed()) {
            m_builder.fail(
                Fault::NullObject, std::string("NULL object in marshal data for ") + place);
        }
        return {};
    }

    const char* take(std::size_t count)
    {
        const char* bytes = m_source.take(count);
        if (!bytes && !m_builder.failed()) {
            m_builder.fail(Fault::TooShort, Source::too_short);
        }
        return bytes;
    }
    // -1: the data has ended.
    int take_byte()
    {
        const char* byte = m_source.take(1);
        return byte ? static_cast<unsigned char>(*byte) : -1;
    }
    template <class Number> bool take_number(Number& number)
    {
        const char* bytes = take(sizeof(Number));
        if (!bytes) {
            return false;
        }
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < sizeof(Number); ++i) {
            bits |= std::uint64_t{ static_cast<unsigned char>(bytes[i]) } << (8 * i);
        }
        if constexpr (std::is_same_v<Number, double>) {
            number = std::bit_cast<double>(bits);
        } else {
            number = static_cast<Number>(bits);
        }
        return true;
    }
    bool take_size(std::int32_t& size, std::string_view what)
    {
        if (!take_number(size)) {
            return false;
        }
        if (size < 0) {
            m_builder.fail(
                Fault::Bad, "bad marshal data (" + std::string(what) + " size out of range)");
            return false;
        }
        return true;
    }

    Value read_object()
    {
        const int code = take_byte();
        if (code < 0) {
            return m_builder.failed() ? Value() : fail(Fault::TooShort, no_object);
        }
        if (m_depth == deepest_nesting) {
            return fail(Fault::Bad, "recursion limit exceeded");
        }
        ++m_depth;
        Value value = read_typed(static_cast<Type>(code & ~ref_flag), (code & ref_flag) != 0);
        --m_depth;
        return value;
    }

    Value read_typed(Type type, bool is_shared)
    {
        switch (type) {
        case Type::Null:
            return {};
        case Type::None:
            return m_builder.none();
        case Type::StopIteration:
            return m_builder.stop_iteration();
        case Type::Ellipsis:
            return m_builder.ellipsis();
        case Type::False:
        case Type::True:
            return m_builder.boolean(type == Type::True);
        case Type::Ref:
            return read_reference();
        case Type::Tuple:
        case Type::SmallTuple:
        case Type::List:
        case Type::Set:
        case Type::FrozenSet:
            return read_container(type, is_shared);
        case Type::Dict:
            return read_dict(is_shared);
        case Type::Code:
            return read_code(is_shared);
        default: {
            Value value = read_atom(type);
            if (value && is_shared) {
                m_shared.push_back(value);
            }
            return value;
        }
        }
    }

    Value read_atom(Type type)
    {
        switch (type) {
        case Type::Int: {
            std::int32_t number = 0;
            return take_number(number) ? m_builder.integer(number) : Value();
        }
        case Type::Int64: {
            std::int64_t number = 0;
            return take_number(number) ? m_builder.integer(number) : Value();
        }
        case Type::Long:
            return read_long();
        case Type::Float: {
            double number = 0;
            return take_number(number) ? m_builder.floating(number) : Value();
        }
        case Type::Complex: {
            double real = 0;
            double imaginary = 0;
            const bool good = take_number(real) && take_number(imaginary);
            return good ? m_builder.complex(real, imaginary) : Value();
        }
        case Type::FloatText: {
            double number = 0;
            return read_float_text(number) ? m_builder.floating(number) : Value();
        }
        case Type::ComplexText: {
            double real = 0;
            double imaginary = 0;
            const bool good = read_float_text(real) && read_float_text(imaginary);
            return good ? m_builder.complex(real, imaginary) : Value();
        }
        case Type::Bytes: {
            std::int32_t size = 0;
            const char* bytes = take_size(size, "bytes object") ? take_text(size) : nullptr;
            return bytes ? m_builder.bytes({ bytes, static_cast<std::size_t>(size) }) : Value();
        }
        case Type::Utf8:
        case Type::InternedUtf8: {
            std::int32_t size = 0;
            const char* bytes = take_size(size, "string") ? take_text(size) : nullptr;
            return bytes ? m_builder.utf8({ bytes, static_cast<std::size_t>(size) },
                       Interned{ type == Type::InternedUtf8 })
                         : Value();
        }
        case Type::Ascii:
        case Type::InternedAscii: {
            std::int32_t size = 0;
            const char* bytes = take_size(size, "string") ? take_text(size) : nullptr;
            return latin1(bytes, size, type == Type::InternedAscii);
        }
        case Type::ShortAscii:
        case Type::ShortInternedAscii: {
            const int size = take_byte();
            if (size < 0) {
                return m_builder.failed() ? Value() : fail(Fault::TooShort, no_object);
            }
            return latin1(take_text(size), size, type == Type::ShortInternedAscii);
        }
        default:
            return fail(Fault::Bad, "bad marshal data (unknown type code)");
        }
    }

    // Of no bytes, an empty text and not the end of the data.
    const char* take_text(std::int32_t size)
    {
        return size == 0 ? "" : take(static_cast<std::size_t>(size));
    }
    Value latin1(const char* bytes, std::int32_t size, bool interned)
    {
        return bytes
            ? m_builder.latin1({ bytes, static_cast<std::size_t>(size) }, Interned{ interned })
            : Value();
    }

    bool read_float_text(double& number)
    {
        const int size = take_byte();
        if (size < 0) {
            if (!m_builder.failed()) {
                m_builder.fail(Fault::TooShort, no_object);
            }
            return false;
        }
        const char* text = take_text(size);
        return text && m_builder.parse_float({ text, static_cast<std::size_t>(size) }, number);
    }

    Value read_long()
    {
        std::int32_t size = 0;
        if (!take_number(size)) {
            return {};
        }
        const bool negative = size < 0;
        const auto count
            = static_cast<std::size_t>(negative ? -std::int64_t{ size } : std::int64_t{ size });
        if (count > 0x7fffffff) {
            return fail(Fault::Bad, "bad marshal data (long size out of range)");
        }
        std::vector<std::uint16_t> digits;
        digits.reserve(std::min(count, m_source.remaining() / 2));
        for (std::size_t i = 0; i < count; ++i) {
            std::uint16_t digit = 0;
            if (!take_number(digit)) {
                return {};
            }
            if (digit >> digit_bits != 0) {
                return fail(Fault::Bad, "bad marshal data (digit out of range in long)");
            }
            digits.push_back(digit);
        }
        if (!digits.empty() && digits.back() == 0) {
            return fail(Fault::Bad, "bad marshal data (unnormalized long data)");
        }
        return m_builder.long_integer(negative, digits);
    }

    Value read_reference()
    {
        std::int32_t number = 0;
        if (!take_number(number)) {
            return {};
        }
        if (number < 0 || static_cast<std::size_t>(number) >= m_shared.size()
            || !m_shared[static_cast<std::size_t>(number)]) {
            return fail(Fault::Bad, "bad marshal data (invalid reference)");
        }
        return m_shared[static_cast<std::size_t>(number)];
    }

    // An object that is shared gets its number before what is in it.
    std::size_t reserve(bool is_shared)
    {
        if (is_shared) {
            m_shared.emplace_back();
        }
        return m_shared.size() - 1;
    }

    Value read_container(Type type, bool is_shared)
    {
        std::int32_t size = 0;
        if (type == Type::SmallTuple) {
            const int byte = take_byte();
            if (m_builder.failed()) {
                return {};
            }
            size = static_cast<std::uint8_t>(byte); // At the end of the data 255, as in CPython.
        } else if (!take_size(size,
                       type == Type::Tuple      ? "tuple"
                           : type == Type::List ? "list"
                                                : "set")) {
            return {};
        }
        const Container kind = type == Type::List ? Container::List
            : type == Type::Set                   ? Container::Set
            : type == Type::FrozenSet             ? Container::FrozenSet
                                                  : Container::Tuple;
        const auto count = static_cast<std::size_t>(size);
        const std::size_t number = reserve(is_shared);
        // Every item takes a byte at least: more of them are not coming.
        auto items = m_builder.begin(kind, std::min(count, m_source.remaining()));
        if (is_shared && items) {
            m_shared[number] = m_builder.while_filling(kind, items);
        }
        if (!items) {
            return {};
        }
        for (std::size_t i = 0; i < count; ++i) {
            Value item = read_object();
            if (!item) {
                return null_in(kind == Container::Tuple ? "tuple"
                        : kind == Container::List       ? "list"
                                                        : "set");
            }
            if (!m_builder.add(kind, items, i, std::move(item))) {
                return {};
            }
        }
        Value value = m_builder.finish(kind, std::move(items));
        if (is_shared) {
            m_shared[number] = value;
        }
        return value;
    }

    Value read_dict(bool is_shared)
    {
        Value dict = m_builder.begin_dict();
        if (!dict) {
            return {};
        }
        if (is_shared) {
            m_shared.push_back(dict);
        }
        while (true) {
            Value key = read_object();
            if (!key) {
                break;
            }
            Value value = read_object();
            if (!value || !m_builder.add_pair(dict, std::move(key), std::move(value))) {
                break;
            }
        }
        return m_builder.failed() ? Value() : dict;
    }

    Value read_code(bool is_shared)
    {
        const std::size_t number = reserve(is_shared);
        CodeFields<Value> fields;
        for (std::int32_t* count : { &fields.argcount, &fields.posonlyargcount,
                 &fields.kwonlyargcount, &fields.nlocals, &fields.stacksize, &fields.flags }) {
            if (!take_number(*count)) {
                return {};
            }
        }
        for (Value* part : { &fields.code, &fields.consts, &fields.names, &fields.varnames,
                 &fields.freevars, &fields.cellvars, &fields.filename, &fields.name }) {
            *part = read_object();
            if (!*part) {
                return {};
            }
        }
        if (!take_number(fields.firstlineno)) {
            return {};
        }
        fields.lnotab = read_object();
        if (!fields.lnotab) {
            return {};
        }
        Value code = m_builder.code(std::move(fields));
        if (is_shared) {
            m_shared[number] = code;
        }
        return code;
    }

    Source& m_source;
    Builder& m_builder;
    std::vector<Value> m_shared; // by number; empty while it is being read
    int m_depth = 0;
};

} // namespace fw::code::marshal
