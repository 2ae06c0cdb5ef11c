// Breakpoints.

#include "vm/debug/breakpoints.h"

#include "vm/eval/machine.h"
#include "vm/inspect/preview.h"

#include <algorithm>

namespace fw::debug {

void Breakpoints::set_line(const std::string& file, int line, bool on)
{
    const auto found
        = std::find_if(m_list.begin(), m_list.end(), [&](const inspect::Breakpoint& breakpoint) {
              return breakpoint.line == line && breakpoint.file == file && breakpoint.code == 0;
          });
    if (!on && found != m_list.end()) {
        m_list.erase(found);
    } else if (on && found == m_list.end()) {
        inspect::Breakpoint breakpoint;
        breakpoint.file = file;
        breakpoint.line = line;
        m_list.push_back(std::move(breakpoint));
    }
}

void Breakpoints::set_opcode(inspect::ObjectId code, std::string code_name, int offset, bool on)
{
    const auto found
        = std::find_if(m_list.begin(), m_list.end(), [&](const inspect::Breakpoint& breakpoint) {
              return breakpoint.code == code && breakpoint.offset == offset;
          });
    if (!on && found != m_list.end()) {
        m_list.erase(found);
    } else if (on && found == m_list.end()) {
        inspect::Breakpoint breakpoint;
        breakpoint.code = code;
        breakpoint.code_name = std::move(code_name);
        breakpoint.offset = offset;
        m_list.push_back(std::move(breakpoint));
    }
}

void Breakpoints::clear()
{
    m_list.clear();
}

bool Breakpoints::are_in(const std::string& file) const
{
    return std::any_of(m_list.begin(), m_list.end(), [&](const inspect::Breakpoint& breakpoint) {
        return breakpoint.code == 0 && breakpoint.file == file;
    });
}

void Breakpoints::apply(Machine& machine, const inspect::CodeCatalog& catalog)
{
    std::vector<Place> wanted;
    for (const auto& code : catalog.pictures()) {
        const auto* object = reinterpret_cast<const fw::Code*>(code->id);
        const code::CodeUnit* const unit = catalog.find(object)->unit;
        for (const inspect::Breakpoint& breakpoint : m_list) {
            if (!breakpoint.enabled) {
                continue;
            }
            if (breakpoint.code != 0) {
                if (breakpoint.code == code->id) {
                    wanted.push_back({ object, unit, breakpoint.offset });
                }
                continue;
            }
            if (breakpoint.file != code->filename) {
                continue;
            }
            for (const auto& [offset, line] : code->lines) {
                if (line == breakpoint.line) {
                    wanted.push_back({ object, unit, offset });
                }
            }
        }
    }
    for (const Place& place : m_placed) {
        if (std::find(wanted.begin(), wanted.end(), place) == wanted.end()) {
            machine.set_breakpoint(
                const_cast<fw::Code&>(*place.code), place.unit, place.offset, false);
        }
    }
    for (const Place& place : wanted) {
        machine.set_breakpoint(const_cast<fw::Code&>(*place.code), place.unit, place.offset, true);
    }
    m_placed = std::move(wanted);
}

void Breakpoints::hit(const fw::Code& code, int offset, int line, const std::string& file)
{
    for (inspect::Breakpoint& breakpoint : m_list) {
        const bool by_opcode
            = breakpoint.code == inspect::id_of(&code) && breakpoint.offset == offset;
        const bool by_line
            = breakpoint.code == 0 && breakpoint.line == line && breakpoint.file == file;
        if (by_opcode || by_line) {
            ++breakpoint.hits;
        }
    }
}

} // namespace fw::debug
