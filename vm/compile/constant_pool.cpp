// Keys of constants: strings that are equal exactly when two constants may be merged.
#include "vm/compile/constant_pool.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace fw::compile {

namespace {

void append_number(std::string& key, std::uint64_t value)
{
    for (int shift = 0; shift < 64; shift += 8) {
        key += static_cast<char>((value >> shift) & 0xff);
    }
}

void append_text(std::string& key, std::string_view text)
{
    append_number(key, text.size());
    key += text;
}

void append_names(std::string& key, const std::vector<std::string>& names)
{
    append_number(key, names.size());
    for (const std::string& name : names) {
        append_text(key, name);
    }
}

bool is_nan(double value)
{
    return std::isnan(value);
}

} // namespace

std::uint32_t ConstantPool::add_key(std::string key, code::CodeConstant constant)
{
    const auto number = static_cast<std::uint32_t>(m_constants.size());
    if (key.empty()) {
        m_constants.push_back(std::move(constant)); // Equal to nothing, not even to itself.
        return number;
    }
    const auto [found, added] = m_numbers.try_emplace(std::move(key), number);
    if (added) {
        m_constants.push_back(std::move(constant));
    }
    return found->second;
}

std::string ConstantPool::key_of(const Constant& constant)
{
    std::string key;
    struct Key {
        ConstantPool& pool;
        std::string& key;

        void operator()(const NoneConstant&) const { key = 'N'; }
        void operator()(const EllipsisConstant&) const { key = 'E'; }
        void operator()(bool value) const { key = value ? "T" : "F"; }
        void operator()(std::int64_t value) const
        {
            key = 'i';
            append_number(key, static_cast<std::uint64_t>(value));
        }
        void operator()(const BigIntConstant& value) const { key = 'I' + value.hex; }
        void operator()(double value) const
        {
            if (!is_nan(value)) {
                key = 'f';
                append_number(key, std::bit_cast<std::uint64_t>(value));
            }
        }
        void operator()(const ComplexConstant& value) const
        {
            if (!is_nan(value.real) && !is_nan(value.imaginary)) {
                key = 'c';
                append_number(key, std::bit_cast<std::uint64_t>(value.real));
                append_number(key, std::bit_cast<std::uint64_t>(value.imaginary));
            }
        }
        void operator()(const StringConstant& value) const { key = 's' + value.utf8; }
        void operator()(const BytesConstant& value) const { key = 'b' + value.bytes; }
        void operator()(const TupleConstant& value) const
        {
            key = 't';
            for (const Constant& item : *value.items) {
                append_number(key, pool.add(item));
            }
        }
        void operator()(const FrozenSetConstant& value) const
        {
            std::vector<std::uint32_t> numbers;
            for (const Constant& item : *value.items) {
                numbers.push_back(pool.add(item));
            }
            std::sort(numbers.begin(), numbers.end());
            key = 'z';
            for (const std::uint32_t number : numbers) {
                append_number(key, number);
            }
        }
    };
    std::visit(Key{ *this, key }, constant.value);
    return key;
}

std::uint32_t ConstantPool::add(const Constant& constant)
{
    return add_key(key_of(constant), constant);
}

// Two code objects are equal when they do the same under the same name on the same first line;
// neither lnotab nor stacksize are compared. CPython: code_richcompare()
std::uint32_t ConstantPool::add(const code::CodeRef& unit)
{
    std::string key = "C";
    append_text(key, unit->name);
    for (const int number : { unit->argcount, unit->posonlyargcount, unit->kwonlyargcount,
             unit->nlocals, static_cast<int>(unit->flags), unit->firstlineno }) {
        append_number(key, static_cast<std::uint64_t>(number));
    }
    append_text(
        key, std::string_view(reinterpret_cast<const char*>(unit->code.data()), unit->code.size()));
    append_number(key, unit->consts.size());
    for (const code::CodeConstant& constant : unit->consts) {
        const auto* inner = std::get_if<code::CodeRef>(&constant);
        append_number(key, inner != nullptr ? add(*inner) : add(std::get<Constant>(constant)));
    }
    append_names(key, unit->names);
    append_names(key, unit->varnames);
    append_names(key, unit->freevars);
    append_names(key, unit->cellvars);
    return add_key(std::move(key), unit);
}

} // namespace fw::compile
