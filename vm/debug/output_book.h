// What the program has printed and read up to the present moment of its history, from the journal:
// going back takes it away again, and each branch has its own.
#pragma once

#include "vm/inspect/picture.h"
#include "vm/timeline/journal_host.h"

#include <vector>

namespace fw::debug {

class OutputBook {
public:
    // The pieces of everything that the machine has asked for so far.
    const std::vector<inspect::OutputPiece>& up_to_now(const timeline::JournalHost& host);

private:
    static constexpr std::size_t most_bytes = 16 * 1024 * 1024;

    struct Mark { // where one journal entry's text begins
        std::size_t entry;
        std::size_t piece;
        std::size_t length; // of that piece before it
    };
    void go_back_to(std::size_t entry);
    void add(std::size_t entry, inspect::Stream stream, std::string_view text, inspect::Step step);

    const timeline::Journal* m_journal = nullptr;
    std::uint64_t m_generation = 0;
    std::size_t m_entries = 0; // of the journal, that are in the pieces
    std::vector<Mark> m_marks;
    std::vector<inspect::OutputPiece> m_pieces;
    std::size_t m_bytes = 0;
};

} // namespace fw::debug
