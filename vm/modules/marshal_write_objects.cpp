// Writing objects as marshal data. CPython: w_object() in Python/marshal.c

#include "vm/code/marshal_output.h"
#include "vm/modules/marshal_objects.h"
#include "vm/object/bytes.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/mpz.h"
#include "vm/object/raise.h"
#include "vm/types/set.h"

#include <unordered_map>
#include <vector>

namespace fw {

namespace {

namespace format = code::marshal;

class Writer {
public:
    Writer(Thread& thread, int version)
        : m_thread(thread)
        , m_output(version)
    {
    }

    Result<void> write(Object* object);
    std::string take() { return m_output.take(); }

private:
    Result<void> write_numbered(Object* object, bool is_shared);
    Result<void> write_items(Object* const* items, std::int64_t count);
    Result<void> write_dict(const Dict& dict);
    Result<void> write_set(const Set& set);
    Result<void> write_code(const Code& code);
    void write_int(const Int& number, bool is_shared);
    Result<void> check_size(std::int64_t size);
    Raised fail(const char* text) { return raise_message(m_thread, TypeId::ValueError, text); }

    Thread& m_thread;
    format::Output m_output;
    std::unordered_map<const Object*, std::size_t> m_numbers; // of objects written so far
    int m_depth = 0;
};

Result<void> Writer::check_size(std::int64_t size)
{
    if (size > INT32_MAX) {
        return fail("unmarshallable object");
    }
    return {};
}

Result<void> Writer::write(Object* object)
{
    if (m_depth == format::deepest_nesting) {
        return fail("object too deeply nested to marshal");
    }
    if (object == none()) {
        m_output.type(format::Type::None, false);
    } else if (object == exception_type(TypeId::StopIteration)) {
        m_output.type(format::Type::StopIteration, false);
    } else if (object == ellipsis()) {
        m_output.type(format::Type::Ellipsis, false);
    } else if (object == false_object() || object == true_object()) {
        m_output.type(object == true_object() ? format::Type::True : format::Type::False, false);
    } else {
        // With one reference it is certainly not in the data twice.
        const bool is_shared = m_output.version() >= 3 && object->refcount > 1;
        if (is_shared) {
            const auto [known, is_new] = m_numbers.try_emplace(object, m_numbers.size());
            if (!is_new) {
                m_output.reference(known->second);
                return {};
            }
        }
        ++m_depth;
        TRY(write_numbered(object, is_shared));
        --m_depth;
    }
    return {};
}

void Writer::write_int(const Int& number, bool is_shared)
{
    if (number.is_small()) {
        m_output.integer(number.value, is_shared);
        return;
    }
    MpzView view;
    view_int(number, view);
    std::vector<std::uint16_t> digits(mpz_sizeinbase(view.mpz, 2) / format::digit_bits + 1);
    std::size_t count = 0;
    mpz_export(digits.data(), &count, -1, sizeof(std::uint16_t), 0,
        8 * sizeof(std::uint16_t) - format::digit_bits, view.mpz);
    m_output.long_integer(mpz_sgn(view.mpz) < 0, std::span(digits).first(count), is_shared);
}

Result<void> Writer::write_items(Object* const* items, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        TRY(write(items[i]));
    }
    return {};
}

Result<void> Writer::write_dict(const Dict& dict)
{
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(dict, position, key, value)) {
        TRY(write(key));
        TRY(write(value));
    }
    m_output.type(format::Type::Null, false);
    return {};
}

Result<void> Writer::write_set(const Set& set)
{
    std::int64_t position = 0;
    while (const SetEntry* entry = set_next(set, position)) {
        TRY(write(entry->key));
    }
    return {};
}

Result<void> Writer::write_code(const Code& code)
{
    for (const std::int32_t number : { code.argcount, code.posonlyargcount, code.kwonlyargcount,
             code.nlocals, code.stacksize, code.flags }) {
        m_output.number(number);
    }
    for (Object* part : { static_cast<Object*>(code.code), static_cast<Object*>(code.consts),
             static_cast<Object*>(code.names), static_cast<Object*>(code.varnames),
             static_cast<Object*>(code.freevars), static_cast<Object*>(code.cellvars),
             static_cast<Object*>(code.filename), static_cast<Object*>(code.name) }) {
        TRY(write(part));
    }
    m_output.number(code.firstlineno);
    return write(code.lnotab);
}

Result<void> Writer::write_numbered(Object* object, bool is_shared)
{
    const Type* type = object->type;
    std::string_view bytes;
    if (type == int_type()) {
        write_int(*as<Int>(object), is_shared);
    } else if (type == float_type()) {
        m_output.floating(as<Float>(object)->value, is_shared);
    } else if (type == complex_type()) {
        const auto& number = *as<Complex>(object);
        m_output.complex(number.real, number.imag, is_shared);
    } else if (type == str_type()) {
        const Str& text = *as<Str>(object);
        TRY(check_size(text.length * 4));
        m_output.text(to_utf8(text), text.is_interned, is_shared);
    } else if (type == tuple_type()) {
        const Tuple& tuple = *as<Tuple>(object);
        TRY(check_size(tuple.length));
        m_output.tuple(static_cast<std::size_t>(tuple.length), is_shared);
        TRY(write_items(tuple.items(), tuple.length));
    } else if (type == list_type()) {
        const List& list = *as<List>(object);
        TRY(check_size(list.length));
        m_output.sized(format::Type::List, static_cast<std::size_t>(list.length), is_shared);
        TRY(write_items(list.items, list.length));
    } else if (type == dict_type()) {
        m_output.type(format::Type::Dict, is_shared);
        TRY(write_dict(*as<Dict>(object)));
    } else if (is_exact_set(object)) {
        const Set& set = *as<Set>(object);
        TRY(check_size(set.used));
        m_output.sized(type == frozenset_type() ? format::Type::FrozenSet : format::Type::Set,
            static_cast<std::size_t>(set.used), is_shared);
        TRY(write_set(set));
    } else if (type == code_type()) {
        m_output.type(format::Type::Code, is_shared);
        TRY(write_code(*as<Code>(object)));
    } else if (bytes_view(object, bytes)) {
        TRY(check_size(static_cast<std::int64_t>(bytes.size())));
        m_output.bytes(bytes, is_shared);
    } else {
        return fail("unmarshallable object");
    }
    return {};
}

} // namespace

Result<Ref> marshal_object(Thread& thread, Object* object, int version)
{
    Writer writer(thread, version);
    TRY(writer.write(object));
    return Ref(make_bytes(writer.take()));
}

} // namespace fw
