// Marshal data to code units. CPython: r_object() in Python/marshal.c
#include "vm/code/marshal_read.h"

#include "vm/base/float_text.h"
#include "vm/base/utf8.h"
#include "vm/code/constant_numbers.h"
#include "vm/code/marshal_parser.h"

#include <gmp.h>

#include <algorithm>
#include <optional>

namespace fw::code {

namespace {

using marshal::Container;
using marshal::Fault;
using marshal::Interned;

// A tuple with code objects among its items is no constant, but can be co_consts.
using MixedTuple = std::shared_ptr<const std::vector<CodeConstant>>;

struct Value {
    std::variant<std::monostate, Constant, CodeRef, MixedTuple> content;
    std::size_t weight = 0; // how large it is when everything in it is written out

    explicit operator bool() const { return content.index() != 0; }
    template <class T> const T* as() const
    {
        const auto* constant = std::get_if<Constant>(&content);
        return constant ? constant->as<T>() : nullptr;
    }
};

// Makes plain constants; what can be no constant of a code unit is an error.
//
// References make it possible to describe something huge in a few bytes. No compiler does; code
// units are trees that are walked over, so what is out of all proportion is refused.
class UnitBuilder {
public:
    using Value = code::Value;

    explicit UnitBuilder(std::size_t data_size)
        : m_heaviest(std::max<std::size_t>(1'000'000, 16 * data_size))
    {
    }

    bool failed() const { return !m_error.empty(); }
    bool has_other_constant() const { return m_has_other_constant; }
    Fault fault() const { return m_fault; }
    const std::string& error() const { return m_error; }
    void fail(Fault fault, std::string_view text)
    {
        if (m_error.empty()) {
            m_fault = fault;
            m_error = text;
        }
    }

    Value none() { return make(Constant(NoneConstant{})); }
    Value ellipsis() { return make(Constant(EllipsisConstant{})); }
    Value boolean(bool value) { return make(Constant(value)); }
    Value stop_iteration() { return unusable("StopIteration"); }
    Value integer(std::int64_t value) { return make(Constant(value)); }
    Value floating(double value) { return make(Constant(value)); }
    Value complex(double real, double imaginary)
    {
        return make(Constant(ComplexConstant{ real, imaginary }));
    }
    Value bytes(std::string_view bytes)
    {
        return make(Constant(BytesConstant{ std::string(bytes) }), 1 + bytes.size());
    }
    Value long_integer(bool negative, std::span<const std::uint16_t> digits);
    Value latin1(std::string_view text, Interned)
    {
        const auto* units = reinterpret_cast<const std::uint8_t*>(text.data());
        return make(Constant(StringConstant{ to_utf8(units, text.size()) }), 1 + text.size());
    }
    Value utf8(std::string_view text, Interned)
    {
        if (!measure_utf8(text, Surrogates::Allow).good()) {
            fail(Fault::Bad, "bad marshal data (a string is not UTF-8)");
            return {};
        }
        return make(Constant(StringConstant{ std::string(text) }), 1 + text.size());
    }
    bool parse_float(std::string_view text, double& number)
    {
        const std::optional<double> parsed = parse_double(text);
        if (!parsed) {
            fail(Fault::Bad, "could not convert string to float: '" + std::string(text) + "'");
            return false;
        }
        number = *parsed;
        return true;
    }

    // Items are collected; the constant is made of all of them at once.
    using Items = std::optional<std::vector<Value>>;

    Items begin(Container kind, std::size_t)
    {
        if (kind == Container::List || kind == Container::Set) {
            (void)unusable(kind == Container::List ? "list" : "set");
            return std::nullopt;
        }
        return std::vector<Value>();
    }
    Value while_filling(Container, const Items&) { return {}; }
    bool add(Container, Items& items, std::size_t, Value item)
    {
        items->push_back(std::move(item));
        return true;
    }
    Value finish(Container kind, Items items);
    Value begin_dict() { return unusable("dict"); }
    bool add_pair(const Value&, const Value&, const Value&) { return false; }

    Value code(const marshal::CodeFields<Value>& fields);

private:
    template <class Content> Value make(Content content, std::size_t weight = 1)
    {
        if (weight > m_heaviest) {
            fail(Fault::Bad, "bad marshal data (a constant is far larger than the data)");
            return {};
        }
        return { std::move(content), weight };
    }
    bool names_of(const Value& value, std::string_view field, std::vector<std::string>& names);
    bool text_of(const Value& value, std::string_view field, std::string& text);
    bool bytes_of(const Value& value, std::string_view field, std::vector<std::uint8_t>& bytes);
    bool consts_of(const Value& value, CodeUnit& unit);
    Value unusable(std::string_view type)
    {
        m_has_other_constant = m_has_other_constant || !failed();
        fail(Fault::Bad,
            "a constant of the code is a " + std::string(type)
                + ", which no compiler of CPython 3.9 makes");
        return {};
    }
    bool wrong_field(std::string_view field, std::string_view wanted)
    {
        fail(Fault::Bad,
            "bad marshal data (" + std::string(field) + " is not " + std::string(wanted) + ")");
        return false;
    }

    std::size_t m_heaviest;
    bool m_has_other_constant = false;
    Fault m_fault = Fault::Bad;
    std::string m_error;
};

Value UnitBuilder::long_integer(bool negative, std::span<const std::uint16_t> digits)
{
    mpz_t value;
    mpz_init(value);
    mpz_import(value, digits.size(), -1, sizeof(std::uint16_t), 0,
        8 * sizeof(std::uint16_t) - marshal::digit_bits, digits.data());
    if (negative) {
        mpz_neg(value, value);
    }
    Constant constant;
    if (mpz_fits_slong_p(value) != 0) {
        constant = static_cast<std::int64_t>(mpz_get_si(value));
    } else {
        std::string hex(mpz_sizeinbase(value, 16) + 2, '\0');
        mpz_get_str(hex.data(), 16, value);
        hex.resize(std::char_traits<char>::length(hex.c_str()));
        constant = BigIntConstant{ std::move(hex) };
    }
    mpz_clear(value);
    return make(std::move(constant));
}

Value UnitBuilder::finish(Container kind, Items items)
{
    std::vector<Constant> plain;
    std::vector<CodeConstant> mixed;
    std::size_t weight = 1;
    for (Value& item : *items) {
        weight += item.weight;
        if (auto* constant = std::get_if<Constant>(&item.content)) {
            mixed.emplace_back(*constant);
            plain.push_back(std::move(*constant));
        } else if (auto* code = std::get_if<CodeRef>(&item.content)) {
            mixed.emplace_back(std::move(*code));
        } else {
            return unusable("tuple with a code object in it");
        }
    }
    if (plain.size() < mixed.size()) {
        return kind == Container::Tuple
            ? make(std::make_shared<const std::vector<CodeConstant>>(std::move(mixed)), weight)
            : unusable("set with a code object in it");
    }
    if (kind == Container::Tuple) {
        return make(make_tuple_constant(std::move(plain)), weight);
    }
    // A set gets each item once; which of several equal ones that is makes no difference here.
    return make(Constant(FrozenSetConstant{
                    std::make_shared<const std::vector<Constant>>(std::move(plain)) }),
        weight);
}

bool UnitBuilder::text_of(const Value& value, std::string_view field, std::string& text)
{
    const auto* string = value.as<StringConstant>();
    if (!string) {
        return wrong_field(field, "a str");
    }
    text = string->utf8;
    return true;
}

bool UnitBuilder::bytes_of(
    const Value& value, std::string_view field, std::vector<std::uint8_t>& bytes)
{
    const auto* constant = value.as<BytesConstant>();
    if (!constant) {
        return wrong_field(field, "a bytes object");
    }
    bytes.assign(constant->bytes.begin(), constant->bytes.end());
    return true;
}

bool UnitBuilder::names_of(
    const Value& value, std::string_view field, std::vector<std::string>& names)
{
    const auto* tuple = value.as<TupleConstant>();
    if (!tuple) {
        return wrong_field(field, "a tuple of strs");
    }
    for (const Constant& item : *tuple->items) {
        const auto* name = item.as<StringConstant>();
        if (!name) {
            return wrong_field(field, "a tuple of strs");
        }
        names.push_back(name->utf8);
    }
    return true;
}

bool UnitBuilder::consts_of(const Value& value, CodeUnit& unit)
{
    if (const auto* plain = value.as<TupleConstant>()) {
        unit.consts.assign(plain->items->begin(), plain->items->end());
        return true;
    }
    if (const auto* mixed = std::get_if<MixedTuple>(&value.content)) {
        unit.consts = **mixed;
        return true;
    }
    return wrong_field("co_consts", "a tuple");
}

Value UnitBuilder::code(const marshal::CodeFields<Value>& fields)
{
    auto unit = std::make_shared<CodeUnit>();
    unit->argcount = fields.argcount;
    unit->posonlyargcount = fields.posonlyargcount;
    unit->kwonlyargcount = fields.kwonlyargcount;
    unit->nlocals = fields.nlocals;
    unit->stacksize = fields.stacksize;
    unit->firstlineno = fields.firstlineno;
    const bool good = bytes_of(fields.code, "co_code", unit->code)
        && consts_of(fields.consts, *unit) && names_of(fields.names, "co_names", unit->names)
        && names_of(fields.varnames, "co_varnames", unit->varnames)
        && names_of(fields.freevars, "co_freevars", unit->freevars)
        && names_of(fields.cellvars, "co_cellvars", unit->cellvars)
        && text_of(fields.filename, "co_filename", unit->filename)
        && text_of(fields.name, "co_name", unit->name)
        && bytes_of(fields.lnotab, "co_lnotab", unit->lnotab);
    if (!good) {
        return {};
    }
    // CPython: PyCode_NewWithPosOnlyArgs() sets the flag as the variables say.
    const bool no_free = unit->freevars.empty() && unit->cellvars.empty();
    unit->flags = (static_cast<std::uint32_t>(fields.flags) & ~std::uint32_t{ NoFree })
        | (no_free ? NoFree : 0U);
    std::size_t weight = 0;
    for (const Value* part : { &fields.code, &fields.consts, &fields.names, &fields.varnames,
             &fields.freevars, &fields.cellvars, &fields.filename, &fields.name, &fields.lnotab }) {
        weight += part->weight;
    }
    return make(CodeRef(std::move(unit)), weight);
}

// A compiler has one object for equal constants in all the code of a file.
void number_constants(const CodeUnit& unit, ConstantNumbers& pool)
{
    auto& identities = const_cast<CodeUnit&>(unit).const_identities;
    identities.clear();
    for (const CodeConstant& constant : unit.consts) {
        if (const auto* inner = std::get_if<CodeRef>(&constant)) {
            number_constants(**inner, pool);
            identities.push_back(0);
        } else {
            identities.push_back(pool.add(std::get<Constant>(constant)) + 1);
        }
    }
}

} // namespace

UnmarshalOutcome unmarshal_code(std::string_view data)
{
    marshal::MemorySource source(data);
    UnitBuilder builder(data.size());
    const Value value = marshal::Parser(source, builder).read();
    UnmarshalOutcome outcome;
    if (const auto* code = std::get_if<CodeRef>(&value.content)) {
        ConstantNumbers pool;
        number_constants(**code, pool);
        outcome.code = *code;
        return outcome;
    }
    outcome.is_other_object = !builder.failed();
    outcome.has_other_constant = builder.has_other_constant();
    outcome.fault = builder.failed() ? builder.fault() : Fault::Bad;
    outcome.error = builder.failed() ? builder.error() : "the data is not that of a code object";
    return outcome;
}

} // namespace fw::code
