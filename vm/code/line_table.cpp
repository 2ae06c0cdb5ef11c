// Writing and reading of co_lnotab.
// CPython: assemble_lnotab() in Python/compile.c, Objects/codeobject.c
#include "vm/code/line_table.h"

#include <limits>

namespace fw::code {

namespace {

int signed_byte(std::uint8_t byte)
{
    return byte < 128 ? byte : byte - 256;
}

} // namespace

void LineTableWriter::append(std::size_t offset_increment, int line_increment)
{
    m_table.push_back(static_cast<std::uint8_t>(offset_increment));
    m_table.push_back(static_cast<std::uint8_t>(line_increment));
}

void LineTableWriter::mark(std::size_t offset, int line)
{
    int line_increment = line - m_line;
    if (line_increment == 0) {
        return;
    }
    std::size_t offset_increment = offset - m_offset;
    if (offset_increment > 255) {
        for (std::size_t count = offset_increment / 255; count > 0; --count) {
            append(255, 0);
        }
        offset_increment %= 255;
    }
    // A step that does not fit into a signed byte is split; a remainder of zero is written too.
    if (line_increment < -128 || line_increment > 127) {
        const int step = line_increment < 0 ? -128 : 127;
        for (int count = line_increment / step; count > 0; --count) {
            append(offset_increment, step);
            offset_increment = 0;
            line_increment -= step;
        }
    }
    append(offset_increment, line_increment);
    m_offset = offset;
    m_line = line;
}

int line_at(const CodeUnit& unit, std::size_t offset)
{
    int line = unit.firstlineno;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < unit.lnotab.size(); i += 2) {
        at += unit.lnotab[i];
        if (at > offset) {
            break;
        }
        line += signed_byte(unit.lnotab[i + 1]);
    }
    return line;
}

std::vector<LineStart> line_starts(const CodeUnit& unit)
{
    std::vector<LineStart> starts;
    int line = unit.firstlineno;
    std::size_t at = 0;
    const auto add = [&] {
        if (starts.empty() || starts.back().line != line) {
            starts.push_back({ at, line });
        }
    };
    for (std::size_t i = 0; i + 1 < unit.lnotab.size(); i += 2) {
        if (unit.lnotab[i] != 0) {
            add();
            at += unit.lnotab[i];
            if (at >= unit.code.size()) {
                return starts; // The remaining lines were optimised away.
            }
        }
        line += signed_byte(unit.lnotab[i + 1]);
    }
    add();
    return starts;
}

LineBounds line_bounds(const CodeUnit& unit, std::size_t offset)
{
    LineBounds bounds{ 0, std::numeric_limits<std::size_t>::max(), unit.firstlineno };
    std::size_t at = 0;
    std::size_t i = 0;
    for (; i + 1 < unit.lnotab.size(); i += 2) {
        if (at + unit.lnotab[i] > offset) {
            break;
        }
        at += unit.lnotab[i];
        const int increment = signed_byte(unit.lnotab[i + 1]);
        if (increment != 0) {
            bounds.start = at;
        }
        bounds.line += increment;
    }
    for (; i + 1 < unit.lnotab.size(); i += 2) {
        at += unit.lnotab[i];
        if (unit.lnotab[i + 1] != 0) {
            bounds.end = at;
            break;
        }
    }
    return bounds;
}

} // namespace fw::code
