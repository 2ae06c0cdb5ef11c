// A map from small keys to numbers for the many little tables of a compilation: one block of
// memory, searched in a row while it is short, hashed beyond. Knows no erasure.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fw::compile {

// Key: a pointer or an unsigned integer, compared by value.
template <typename Key> class FlatIndex {
public:
    // The number of the key, null when it has none.
    const std::uint32_t* find(Key key) const
    {
        if (m_table.empty()) {
            for (const Entry& entry : m_entries) {
                if (entry.key == key) {
                    return &entry.number;
                }
            }
            return nullptr;
        }
        const std::uint32_t place = m_table[slot_of(key)];
        return place == 0 ? nullptr : &m_entries[place - 1].number;
    }

    // The number that the key has now, and whether it is the given one because it had none.
    std::pair<std::uint32_t, bool> try_emplace(Key key, std::uint32_t number)
    {
        if (const std::uint32_t* found = find(key)) {
            return { *found, false };
        }
        m_entries.push_back({ key, number });
        if (!m_table.empty()) {
            m_table[slot_of(key)] = static_cast<std::uint32_t>(m_entries.size());
        }
        if (m_entries.size() > longest_row && m_entries.size() * 2 > m_table.size()) {
            grow();
        }
        return { number, true };
    }

    // Keeps its memory.
    void clear()
    {
        m_entries.clear();
        m_table.clear();
    }

private:
    struct Entry {
        Key key{};
        std::uint32_t number = 0;
    };
    static constexpr std::size_t longest_row = 8;

    static std::size_t hash_of(Key key)
    {
        std::uint64_t bits = 0;
        if constexpr (sizeof(Key) == sizeof(std::uint64_t)) {
            bits = std::bit_cast<std::uint64_t>(key);
        } else {
            bits = key;
        }
        return static_cast<std::size_t>((bits * 0x9E3779B97F4A7C15U) >> 32);
    }

    // Where the key is in the table, or where it belongs.
    std::size_t slot_of(Key key) const
    {
        const std::size_t mask = m_table.size() - 1;
        std::size_t i = hash_of(key) & mask;
        while (m_table[i] != 0 && m_entries[m_table[i] - 1].key != key) {
            i = (i + 1) & mask;
        }
        return i;
    }

    void grow()
    {
        m_table.assign(std::bit_ceil(m_entries.size() * 4), 0);
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            m_table[slot_of(m_entries[i].key)] = static_cast<std::uint32_t>(i + 1);
        }
    }

    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_table; // places in m_entries from 1; 0 is free
};

} // namespace fw::compile
