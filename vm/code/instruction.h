// Reading bytecode: one instruction after the other, EXTENDED_ARG put together.
// CPython: _unpack_opargs() in Lib/dis.py
#pragma once

#include "vm/code/code_unit.h"

#include <optional>
#include <span>
#include <string>

namespace fw::code {

struct Instruction {
    std::size_t offset = 0; // of the opcode byte itself, behind any EXTENDED_ARG
    Op op{};
    std::uint32_t argument = 0; // with the EXTENDED_ARGs in front of it

    std::size_t next_offset() const { return offset + 2; }
};

// Walks over code. EXTENDED_ARG is an instruction of its own here too, as dis shows it.
class InstructionReader {
public:
    explicit InstructionReader(std::span<const std::uint8_t> code)
        : m_code(code)
    {
    }

    // False at the end.
    bool next(Instruction& instruction);

private:
    std::span<const std::uint8_t> m_code;
    std::size_t m_offset = 0;
    std::uint32_t m_extended = 0;
};

// The byte offset that the instruction jumps to, or whose handler it sets up.
std::optional<std::size_t> jump_target(const Instruction& instruction);

// The offsets that something jumps to, ascending, each once.
std::vector<std::size_t> jump_targets(std::span<const std::uint8_t> code);

// What the argument stands for, as dis prints it in brackets: "x", "'hello'", "to 24"; "" for a
// bare number.
std::string argument_meaning(const CodeUnit& unit, const Instruction& instruction);

// How many code units (two bytes each) an instruction with this argument takes.
constexpr int instruction_size(std::uint32_t argument)
{
    return argument <= 0xff ? 1 : argument <= 0xffff ? 2 : argument <= 0xffffff ? 3 : 4;
}

} // namespace fw::code
