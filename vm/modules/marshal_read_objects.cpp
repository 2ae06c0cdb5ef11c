// Reading objects from marshal data. CPython: r_object() in Python/marshal.c

#include "vm/base/float_text.h"
#include "vm/base/utf8.h"
#include "vm/code/marshal_parser.h"
#include "vm/modules/marshal_objects.h"
#include "vm/object/bytes.h"
#include "vm/object/float.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/code_parts.h"
#include "vm/types/set.h"
#include "vm/types/str_codec.h"

#include <array>

namespace fw {

namespace {

using code::marshal::Container;
using code::marshal::Fault;
using code::marshal::Interned;

// A file that hands out bytes through readinto().
class FileSource {
public:
    static constexpr std::string_view too_short = "EOF read where not expected";

    FileSource(Thread& thread, Object* file)
        : m_thread(thread)
        , m_file(file)
    {
    }

    // Null: the file has ended, or reading raised.
    const char* take(std::size_t count)
    {
        Result<bool> read = fill(count);
        return !read.failed() && read.value() ? m_buffer->bytes : nullptr;
    }
    // Nobody knows.
    std::size_t remaining() const { return most_reserved; }

private:
    static constexpr std::size_t most_reserved = 1024 * 1024;

    Result<bool> fill(std::size_t count)
    {
        m_buffer = make_byte_array({});
        byte_array_resize(*m_buffer, static_cast<std::int64_t>(count));
        TRY_LET(const Ref answer,
            call_method(m_thread, m_file, intern("readinto").get(), { m_buffer.get() }));
        TRY_LET(const std::int64_t read, to_int64(m_thread, answer.get()));
        const auto wanted = static_cast<std::int64_t>(count);
        if (read > wanted) {
            return raise(m_thread, TypeId::ValueError,
                "read() returned too much data: {} bytes requested, {} returned", wanted, read);
        }
        return read == wanted && m_buffer->length == wanted;
    }

    Thread& m_thread;
    Object* m_file;
    RefTo<ByteArray> m_buffer;
};

class ObjectBuilder {
public:
    using Value = Ref;

    explicit ObjectBuilder(Thread& thread)
        : m_thread(thread)
    {
    }

    bool failed() const { return m_thread.has_exception(); }
    void fail(Fault fault, std::string_view text)
    {
        const TypeId type = fault == Fault::TooShort ? TypeId::EOFError
            : fault == Fault::NullObject             ? TypeId::TypeError
                                                     : TypeId::ValueError;
        (void)raise_message(m_thread, type, text);
    }

    Ref none() { return make_none(); }
    Ref ellipsis() { return share(fw::ellipsis()); }
    Ref boolean(bool value) { return make_bool(value); }
    Ref stop_iteration() { return share<Object>(exception_type(TypeId::StopIteration)); }
    Ref integer(std::int64_t value) { return make_int(value); }
    Ref floating(double value) { return make_float(value); }
    Ref complex(double real, double imaginary) { return make_complex(real, imaginary); }
    Ref bytes(std::string_view bytes) { return make_bytes(bytes); }
    Ref long_integer(bool negative, std::span<const std::uint16_t> digits)
    {
        mpz_t value;
        mpz_init(value);
        mpz_import(value, digits.size(), -1, sizeof(std::uint16_t), 0,
            8 * sizeof(std::uint16_t) - code::marshal::digit_bits, digits.data());
        if (negative) {
            mpz_neg(value, value);
        }
        Ref number = make_int(value);
        mpz_clear(value);
        return number;
    }
    Ref latin1(std::string_view text, Interned interned)
    {
        return text_value(
            make_str_from_units(text.data(), 1, static_cast<std::int64_t>(text.size())), interned);
    }
    Ref utf8(std::string_view text, Interned interned)
    {
        if (measure_utf8(text, Surrogates::Allow).good()) {
            return text_value(make_str(text), interned);
        }
        // Decoding says what is wrong.
        const RefTo<Bytes> bytes = make_bytes(text);
        const RefTo<Str> encoding = intern("utf-8");
        const RefTo<Str> errors = intern("surrogatepass");
        Result<Ref> decoded = call_method(
            m_thread, bytes.get(), intern("decode").get(), { encoding.get(), errors.get() });
        return decoded.failed() ? Ref() : decoded.take();
    }
    bool parse_float(std::string_view text, double& number)
    {
        const auto parsed = parse_double(text.substr(0, text.find('\0')));
        if (!parsed) {
            fail(Fault::Bad, fmt::format("could not convert string to float: '{}'", text));
            return false;
        }
        number = *parsed;
        return true;
    }

    Ref begin(Container kind, std::size_t count)
    {
        switch (kind) {
        case Container::Tuple: {
            // Items may refer to the tuple before it is complete.
            RefTo<Tuple> tuple = make_tuple(static_cast<std::int64_t>(count));
            for (std::size_t i = 0; i < count; ++i) {
                tuple->items()[i] = make_none().release();
            }
            return tuple;
        }
        case Container::List:
            return make_list();
        case Container::Set:
            return make_set();
        case Container::FrozenSet:
            break;
        }
        return count == 0 ? empty_frozenset() : Ref(make_empty_set(frozenset_type()));
    }
    Ref while_filling(Container kind, const Ref& items)
    {
        return kind == Container::FrozenSet ? Ref() : items;
    }
    bool add(Container kind, const Ref& items, std::size_t index, Ref item)
    {
        switch (kind) {
        case Container::Tuple: {
            Object*& place = as<Tuple>(items.get())->items()[index];
            Object* old = place;
            place = item.release();
            decref(old);
            return true;
        }
        case Container::List:
            list_append(*as<List>(items.get()), std::move(item));
            return true;
        default:
            return !set_add(m_thread, *as<Set>(items.get()), item.get()).failed();
        }
    }
    Ref finish(Container, Ref items) { return items; }
    Ref begin_dict() { return make_dict(); }
    bool add_pair(const Ref& dict, const Ref& key, const Ref& value)
    {
        return !dict_set(m_thread, *as<Dict>(dict.get()), key.get(), value.get()).failed();
    }

    Ref code(const code::marshal::CodeFields<Ref>& fields)
    {
        Result<Ref> made = make_code_of(fields);
        return made.failed() ? Ref() : made.take();
    }

private:
    static Ref text_value(RefTo<Str> text, Interned interned)
    {
        if (interned == Interned::Yes) {
            intern_in_place(text);
        }
        return text;
    }

    Result<Ref> make_code_of(const code::marshal::CodeFields<Ref>& fields)
    {
        const bool well_typed = fields.code->type == bytes_type()
            && fields.lnotab->type == bytes_type() && fields.filename->type == str_type()
            && fields.name->type == str_type()
            && std::ranges::all_of(
                std::array{ fields.consts.get(), fields.names.get(), fields.varnames.get(),
                    fields.freevars.get(), fields.cellvars.get() },
                [](const Object* part) { return part->type == tuple_type(); });
        if (!well_typed) {
            return raise(m_thread, TypeId::SystemError,
                "Objects/codeobject.c:141: bad argument to internal function");
        }
        TRY_LET(RefTo<Code> made,
            make_code_of_parts(m_thread,
                { .argcount = fields.argcount,
                    .posonlyargcount = fields.posonlyargcount,
                    .kwonlyargcount = fields.kwonlyargcount,
                    .nlocals = fields.nlocals,
                    .stacksize = fields.stacksize,
                    .flags = fields.flags,
                    .firstlineno = fields.firstlineno,
                    .code = as<Bytes>(fields.code.get()),
                    .consts = as<Tuple>(fields.consts.get()),
                    .names = as<Tuple>(fields.names.get()),
                    .varnames = as<Tuple>(fields.varnames.get()),
                    .freevars = as<Tuple>(fields.freevars.get()),
                    .cellvars = as<Tuple>(fields.cellvars.get()),
                    .filename = as<Str>(fields.filename.get()),
                    .name = as<Str>(fields.name.get()),
                    .lnotab = as<Bytes>(fields.lnotab.get()) }));
        return Ref(made);
    }

    Thread& m_thread;
};

template <class Source> Result<Ref> unmarshal(Thread& thread, Source& source)
{
    ObjectBuilder builder(thread);
    Ref value = code::marshal::Parser(source, builder).read();
    if (!value) {
        return Raised{};
    }
    return value;
}

} // namespace

Result<Ref> unmarshal_bytes(Thread& thread, std::string_view data)
{
    code::marshal::MemorySource source(data);
    return unmarshal(thread, source);
}

Result<Ref> unmarshal_file(Thread& thread, Object* file)
{
    // An early sign that the file is a text file. CPython does the same.
    TRY_LET(
        const Ref nothing, call_method(thread, file, intern("read").get(), { make_int(0).get() }));
    if (!is_instance_of(nothing.get(), bytes_type())) {
        return raise(thread, TypeId::TypeError, "file.read() returned not bytes but {}",
            type_name(nothing.get()));
    }
    FileSource source(thread, file);
    return unmarshal(thread, source);
}

} // namespace fw
