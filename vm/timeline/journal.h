// The journal of one line of history: everything that the host answered from the first request on,
// in order. It asks nobody and decides nothing: JournalHost does. It lives outside the region, and
// on the fiber it is touched under OutsideRegion only. Lines that branched off share what they have
// in common. Not thread-safe.

#pragma once

#include "vm/timeline/entry.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::timeline {

class Journal {
public:
    std::size_t size() const { return m_sealed_entries + m_open.offsets.size(); }

    // Its texts lie in the journal: valid until the journal changes.
    Entry at(std::size_t index) const;

    // Steps never go down within a line.
    void append(std::uint64_t step, const host::Request& request, const host::Answer& answer);

    // Bytes as encode() made them with this base. False: they are no entries, nothing was taken.
    bool append_encoded(std::string bytes, std::uint64_t base);

    // Forgets all but the first `entries`.
    void truncate(std::size_t entries);
    // Another line with the first `entries` of this one, which are shared, not copied.
    std::shared_ptr<Journal> fork(std::size_t entries) const;

    // How many entries were made before the machine had executed that many opcodes: for a machine
    // that stands at `step`, those it has already had.
    std::size_t entries_before(std::uint64_t step) const;

    // What was printed by the entries from `first` up to, not including, `last`.
    using OutputVisitor
        = std::function<void(std::uint64_t step, host::Stream stream, std::string_view text)>;
    void for_each_output(std::size_t first, std::size_t last, const OutputVisitor& visit) const;

    // What the program found in a file when it first read it to the end: the source that an import
    // or an exec compiled, wherever the file is now.
    std::optional<std::string> file_content(std::string_view path) const;

    // Entries of these calls only, in order.
    using CallMask = std::uint64_t;
    static constexpr CallMask mask_of(host::Call call)
    {
        return CallMask{ 1 } << static_cast<unsigned>(call);
    }
    using Visitor = std::function<void(const Entry&)>;
    void for_each(CallMask calls, const Visitor& visit) const;

    // The encoded entries in order, in parts with their bases, as append_encoded() takes them.
    using PartVisitor = std::function<void(std::uint64_t base, std::string_view bytes)>;
    void for_each_part(const PartVisitor& visit) const;

    // The same of the entries from `first` up to, not including, `last`, with their places.
    using PlacedVisitor = std::function<void(std::size_t index, const Entry&)>;
    void for_each(
        std::size_t first, std::size_t last, CallMask calls, const PlacedVisitor& visit) const;

    // Grows whenever entries are taken away: what was derived from them is out of date.
    std::uint64_t generation() const { return m_generation; }
    std::size_t bytes() const; // of memory, shared or not

private:
    // So many bytes of entries are a chunk; one long entry makes a longer one.
    static constexpr std::size_t chunk_bytes = 65536;

    struct Chunk {
        std::size_t first = 0; // the index of its first entry
        std::uint64_t base = 0; // what its steps are counted from
        CallMask calls = 0; // the calls that are in it
        std::string bytes;
        std::vector<std::uint32_t> offsets; // where each entry begins

        Entry entry(std::size_t index) const;
        Chunk prefix(std::size_t entries) const;
    };

    const Chunk& chunk_of(std::size_t index) const;
    void seal();
    template <typename Function> void for_each_chunk(CallMask calls, Function&& function) const;

    std::vector<std::shared_ptr<const Chunk>> m_sealed;
    std::size_t m_sealed_entries = 0;
    Chunk m_open; // grows
    std::uint64_t m_generation = 0;
};

} // namespace fw::timeline
