// Hashes of constants and the walk over a set of them.
// CPython: Objects/setobject.c
#include "vm/code/set_order.h"

#include "vm/base/hash.h"
#include "vm/base/utf8.h"

#include <gmp.h>

#include <algorithm>
#include <string>

namespace fw::code {

namespace {

Hash hash_big_int(const BigIntConstant& value)
{
    const bool negative = value.hex[0] == '-';
    mpz_t number;
    mpz_init_set_str(number, value.hex.c_str() + (negative ? 1 : 0), 16);
    const std::uint64_t remainder = mpz_fdiv_ui(number, hash_modulus);
    mpz_clear(number);
    return hash_int(negative ? -static_cast<Hash>(remainder) : static_cast<Hash>(remainder));
}

// A str is hashed as an array of units of 1, 2 or 4 bytes, the smallest that hold its largest code
// point.
Hash hash_string(std::string_view utf8)
{
    const std::u32string points = to_utf32(utf8);
    const char32_t largest = points.empty() ? 0 : *std::max_element(points.begin(), points.end());
    const int width = unit_width(largest);
    std::string data;
    for (const char32_t point : points) {
        for (int i = 0; i < width; ++i) {
            data += static_cast<char>((point >> (8 * i)) & 0xff);
        }
    }
    return hash_bytes(data.data(), data.size());
}

struct HashOf {
    Hash operator()(const NoneConstant&) const { return 1; }
    Hash operator()(const EllipsisConstant&) const { return 2; }
    Hash operator()(bool value) const { return value ? 1 : 0; }
    Hash operator()(std::int64_t value) const { return hash_int(value); }
    Hash operator()(const BigIntConstant& value) const { return hash_big_int(value); }
    Hash operator()(double value) const { return hash_double(value); }
    Hash operator()(const ComplexConstant& value) const
    {
        return hash_complex(value.real, value.imaginary);
    }
    Hash operator()(const StringConstant& value) const { return hash_string(value.utf8); }
    Hash operator()(const BytesConstant& value) const
    {
        return hash_bytes(value.bytes.data(), value.bytes.size());
    }
    Hash operator()(const TupleConstant& value) const
    {
        TupleHash hash;
        for (const Constant& item : *value.items) {
            hash.add(constant_hash(item));
        }
        return hash.finish();
    }
    Hash operator()(const FrozenSetConstant& value) const
    {
        FrozensetHash hash;
        for (const Constant& item : *value.items) {
            hash.add(constant_hash(item));
        }
        return hash.finish();
    }
};

// The hash table of a set that only grows.
class SetTable {
public:
    void add(const Constant& item)
    {
        insert(&item, static_cast<std::uint64_t>(constant_hash(item)));
        ++m_used;
        const std::size_t mask = m_slots.size() - 1;
        if (m_used * 5 >= mask * 3) {
            grow(m_used > 50000 ? m_used * 2 : m_used * 4);
        }
    }

    std::vector<Constant> items() const
    {
        std::vector<Constant> out;
        for (const Slot& slot : m_slots) {
            if (slot.item != nullptr) {
                out.push_back(*slot.item);
            }
        }
        return out;
    }

private:
    struct Slot {
        const Constant* item = nullptr;
        std::uint64_t hash = 0;
    };

    static constexpr std::size_t linear_probes = 9;

    void insert(const Constant* item, std::uint64_t hash)
    {
        const std::size_t mask = m_slots.size() - 1;
        std::uint64_t perturb = hash;
        std::size_t i = hash & mask;
        for (;;) {
            const std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
            for (std::size_t probe = 0; probe <= probes; ++probe) {
                if (m_slots[i + probe].item == nullptr) {
                    m_slots[i + probe] = { item, hash };
                    return;
                }
            }
            perturb >>= 5;
            i = (i * 5 + 1 + perturb) & mask;
        }
    }

    void grow(std::size_t least)
    {
        std::size_t size = 8;
        while (size <= least) {
            size *= 2;
        }
        std::vector<Slot> old(size);
        old.swap(m_slots);
        for (const Slot& slot : old) {
            if (slot.item != nullptr) {
                insert(slot.item, slot.hash);
            }
        }
    }

    std::vector<Slot> m_slots = std::vector<Slot>(8);
    std::size_t m_used = 0;
};

bool looks_like_name(const Constant& constant)
{
    const auto* text = constant.as<StringConstant>();
    return text != nullptr && std::all_of(text->utf8.begin(), text->utf8.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_';
    });
}

} // namespace

std::int64_t constant_hash(const Constant& constant)
{
    return std::visit(HashOf{}, constant.value);
}

std::vector<Constant> in_set_order(const std::vector<Constant>& items)
{
    SetTable table;
    for (const Constant& item : items) {
        table.add(item);
    }
    return table.items();
}

std::vector<Constant> in_compiled_order(const std::vector<Constant>& items)
{
    std::vector<Constant> order = in_set_order(items);
    if (std::any_of(items.begin(), items.end(), looks_like_name)) {
        order = in_set_order(order);
    }
    return order;
}

} // namespace fw::code
