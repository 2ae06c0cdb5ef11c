// When two constants may be merged, and the hash table that finds such a one.
#include "vm/compile/constant_pool.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <string_view>

namespace fw::compile {

namespace {

std::size_t mix(std::size_t hash, std::size_t more)
{
    return (std::rotl(hash, 5) ^ more) * 0x9E3779B97F4A7C15U;
}

std::size_t hash_of_text(std::string_view text)
{
    return std::hash<std::string_view>{}(text);
}

std::size_t hash_of(const Constant& constant)
{
    struct Hash {
        std::size_t operator()(const NoneConstant&) const { return 1; }
        std::size_t operator()(const EllipsisConstant&) const { return 2; }
        std::size_t operator()(bool value) const { return value ? 3 : 4; }
        std::size_t operator()(std::int64_t value) const
        {
            return mix(5, static_cast<std::size_t>(value));
        }
        std::size_t operator()(const BigIntConstant& value) const
        {
            return mix(6, hash_of_text(value.hex));
        }
        std::size_t operator()(double value) const
        {
            return mix(7, std::bit_cast<std::uint64_t>(value));
        }
        std::size_t operator()(const ComplexConstant& value) const
        {
            return mix(mix(8, std::bit_cast<std::uint64_t>(value.real)),
                std::bit_cast<std::uint64_t>(value.imaginary));
        }
        std::size_t operator()(const StringConstant& value) const
        {
            return mix(9, hash_of_text(value.utf8));
        }
        std::size_t operator()(const BytesConstant& value) const
        {
            return mix(10, hash_of_text(value.bytes));
        }
        std::size_t operator()(const TupleConstant& value) const
        {
            std::size_t hash = 11;
            for (const Constant& item : *value.items) {
                hash = mix(hash, hash_of(item));
            }
            return hash;
        }
        std::size_t operator()(const FrozenSetConstant& value) const
        {
            std::size_t hash = 12;
            for (const Constant& item : *value.items) {
                hash += hash_of(item) | 1; // in any order
            }
            return hash;
        }
    };
    return std::visit(Hash{}, constant.value);
}

// NaN is equal to nothing, not even to itself; 0.0 and -0.0 are two.
bool is_same(double a, double b)
{
    return !std::isnan(a) && std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool is_same(const Constant& a, const Constant& b);

bool is_same(const std::vector<Constant>& a, const std::vector<Constant>& b)
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(),
            [](const Constant& x, const Constant& y) { return is_same(x, y); });
}

bool is_same(const Constant& a, const Constant& b)
{
    if (a.value.index() != b.value.index()) {
        return false;
    }
    struct Same {
        const Constant& other;

        bool operator()(const NoneConstant&) const { return true; }
        bool operator()(const EllipsisConstant&) const { return true; }
        bool operator()(bool value) const { return value == *other.as<bool>(); }
        bool operator()(std::int64_t value) const { return value == *other.as<std::int64_t>(); }
        bool operator()(const BigIntConstant& value) const
        {
            return value == *other.as<BigIntConstant>();
        }
        bool operator()(double value) const { return is_same(value, *other.as<double>()); }
        bool operator()(const ComplexConstant& value) const
        {
            const auto& that = *other.as<ComplexConstant>();
            return is_same(value.real, that.real) && is_same(value.imaginary, that.imaginary);
        }
        bool operator()(const StringConstant& value) const
        {
            return value == *other.as<StringConstant>();
        }
        bool operator()(const BytesConstant& value) const
        {
            return value == *other.as<BytesConstant>();
        }
        bool operator()(const TupleConstant& value) const
        {
            return is_same(*value.items, *other.as<TupleConstant>()->items);
        }
        bool operator()(const FrozenSetConstant& value) const
        {
            const std::vector<Constant>& items = *value.items;
            const std::vector<Constant>& others = *other.as<FrozenSetConstant>()->items;
            return items.size() == others.size()
                && std::is_permutation(items.begin(), items.end(), others.begin(),
                    [](const Constant& x, const Constant& y) { return is_same(x, y); });
        }
    };
    return std::visit(Same{ b }, a.value);
}

// Two code objects are equal when they do the same under the same name on the same first line;
// neither lnotab nor stacksize are compared. Both were made with this pool, so that their constants
// have numbers, except for those that the peephole pass made. CPython: code_richcompare()
bool is_same(const code::CodeUnit& a, const code::CodeUnit& b)
{
    if (a.name != b.name || a.argcount != b.argcount || a.posonlyargcount != b.posonlyargcount
        || a.kwonlyargcount != b.kwonlyargcount || a.nlocals != b.nlocals || a.flags != b.flags
        || a.firstlineno != b.firstlineno || a.code != b.code || a.consts.size() != b.consts.size()
        || a.names != b.names || a.varnames != b.varnames || a.freevars != b.freevars
        || a.cellvars != b.cellvars) {
        return false;
    }
    for (std::size_t i = 0; i < a.consts.size(); ++i) {
        if (a.const_identities[i] != 0 && b.const_identities[i] != 0) {
            if (a.const_identities[i] != b.const_identities[i]) {
                return false;
            }
            continue;
        }
        const auto* left = std::get_if<Constant>(&a.consts[i]);
        const auto* right = std::get_if<Constant>(&b.consts[i]);
        if (left == nullptr || right == nullptr || !is_same(*left, *right)) {
            return false;
        }
    }
    return true;
}

} // namespace

std::size_t ConstantPool::free_slot(std::size_t hash) const
{
    const std::size_t mask = m_table.size() - 1;
    std::size_t i = hash & mask;
    while (m_table[i] != 0) {
        i = (i + 1) & mask;
    }
    return i;
}

template <typename Equal, typename Value>
std::uint32_t ConstantPool::find_or_add(std::size_t hash, const Equal& is_equal, const Value& value)
{
    hash ^= hash >> 32;
    if (m_table.size() < m_constants.size() * 2 + 2) {
        m_table.assign(std::max<std::size_t>(64, m_table.size() * 2), 0);
        for (std::uint32_t i = 0; i < m_constants.size(); ++i) {
            m_table[free_slot(m_hashes[i])] = i + 1;
        }
    }
    const std::size_t mask = m_table.size() - 1;
    std::size_t i = hash & mask;
    for (; m_table[i] != 0; i = (i + 1) & mask) {
        const std::uint32_t number = m_table[i] - 1;
        if (m_hashes[number] == hash && is_equal(m_constants[number])) {
            return number;
        }
    }
    m_constants.emplace_back(value);
    m_hashes.push_back(hash);
    return (m_table[i] = static_cast<std::uint32_t>(m_constants.size())) - 1;
}

std::uint32_t ConstantPool::add(const Constant& constant)
{
    const auto is_equal = [&constant](const code::CodeConstant& other) {
        const auto* plain = std::get_if<Constant>(&other);
        return plain != nullptr && is_same(constant, *plain);
    };
    return find_or_add(hash_of(constant), is_equal, constant);
}

std::uint32_t ConstantPool::add(const code::CodeRef& unit)
{
    const auto is_equal = [&unit](const code::CodeConstant& other) {
        const auto* that = std::get_if<code::CodeRef>(&other);
        return that != nullptr && is_same(*unit, **that);
    };
    const std::size_t place
        = static_cast<std::size_t>(unit->firstlineno) * 65536 + unit->code.size();
    return find_or_add(mix(mix(13, hash_of_text(unit->name)), place), is_equal, unit);
}

} // namespace fw::compile
