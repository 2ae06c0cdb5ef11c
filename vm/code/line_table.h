// co_lnotab: pairs of (byte offset increment, line increment), the second one signed.
// CPython: Objects/lnotab_notes.txt, PyCode_Addr2Line(), dis.findlinestarts()
#pragma once

#include "vm/code/code_unit.h"

#include <span>

namespace fw::code {

struct LineStart {
    std::size_t offset = 0;
    int line = 0;
};

// Writes a table while code is being emitted.
class LineTableWriter {
public:
    explicit LineTableWriter(int first_line)
        : m_line(first_line)
    {
    }

    // The instruction about to be emitted at this byte offset belongs to the line.
    void mark(std::size_t offset, int line);
    std::vector<std::uint8_t> take() { return std::move(m_table); }

private:
    void append(std::size_t offset_increment, int line_increment);

    std::vector<std::uint8_t> m_table;
    std::size_t m_offset = 0;
    int m_line;
};

// The line of the instruction at a byte offset.
int line_at(const CodeUnit& unit, std::size_t offset);

// Where new lines begin, in the order of the code, as dis and the line events of tracing see them.
std::vector<LineStart> line_starts(const CodeUnit& unit);

// The range of byte offsets around `offset` that have the same line entry: [start, end). The end of
// the last one is the largest number. CPython: _PyCode_CheckLineNumber()
struct LineBounds {
    std::size_t start = 0;
    std::size_t end = 0;
    int line = 0;
};
LineBounds line_bounds(const CodeUnit& unit, std::size_t offset);

} // namespace fw::code
