// Keys of constants: strings that are equal exactly when two constants may be merged.
#include "vm/code/constant_numbers.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace fw::code {

namespace {

void append_number(std::string& key, std::uint64_t value)
{
    for (int shift = 0; shift < 64; shift += 8) {
        key += static_cast<char>((value >> shift) & 0xff);
    }
}

bool is_nan(double value)
{
    return std::isnan(value);
}

} // namespace

std::uint32_t ConstantNumbers::add_key(std::string key)
{
    if (key.empty()) {
        return m_next++; // Equal to nothing, not even to itself.
    }
    const auto [found, added] = m_numbers.try_emplace(std::move(key), m_next);
    m_next += added ? 1 : 0;
    return found->second;
}

std::string ConstantNumbers::key_of(const Constant& constant)
{
    std::string key;
    struct Key {
        ConstantNumbers& pool;
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

std::uint32_t ConstantNumbers::add(const Constant& constant)
{
    return add_key(key_of(constant));
}

} // namespace fw::code
