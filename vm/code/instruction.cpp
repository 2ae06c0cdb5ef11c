// Decoding of instructions and the meaning of their arguments.
// CPython: Lib/dis.py
#include "vm/code/instruction.h"

#include "vm/code/disassemble.h"

#include <algorithm>

namespace fw::code {

bool InstructionReader::next(Instruction& instruction)
{
    if (m_offset + 1 >= m_code.size()) {
        return false;
    }
    const Op op = static_cast<Op>(m_code[m_offset]);
    const std::uint32_t argument = m_code[m_offset + 1] | m_extended;
    instruction = { m_offset, op, argument };
    m_extended = op == Op::EXTENDED_ARG ? argument << 8 : 0;
    m_offset += 2;
    return true;
}

std::optional<std::size_t> jump_target(const Instruction& instruction)
{
    switch (info(instruction.op).operand) {
    case Operand::AbsTarget:
        return instruction.argument;
    case Operand::RelTarget:
        return instruction.next_offset() + instruction.argument;
    default:
        return std::nullopt;
    }
}

std::vector<std::size_t> jump_targets(std::span<const std::uint8_t> code)
{
    std::vector<std::size_t> targets;
    InstructionReader reader(code);
    Instruction instruction;
    while (reader.next(instruction)) {
        if (const auto target = jump_target(instruction)) {
            targets.push_back(*target);
        }
    }
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    return targets;
}

namespace {

std::string format_value_meaning(std::uint32_t argument)
{
    constexpr std::array<const char*, 4> conversions{ "", "str", "repr", "ascii" };
    std::string meaning = conversions[argument & FormatConversionMask];
    if ((argument & FormatHasSpec) != 0) {
        meaning += meaning.empty() ? "with format" : ", with format";
    }
    return meaning;
}

std::string make_function_meaning(std::uint32_t argument)
{
    constexpr std::array<const char*, 4> parts{ "defaults", "kwdefaults", "annotations",
        "closure" };
    std::string meaning;
    for (std::size_t bit = 0; bit < parts.size(); ++bit) {
        if ((argument & (1U << bit)) != 0) {
            meaning += meaning.empty() ? "" : ", ";
            meaning += parts[bit];
        }
    }
    return meaning;
}

} // namespace

std::string argument_meaning(const CodeUnit& unit, const Instruction& instruction)
{
    if (!has_argument(instruction.op)) {
        return {};
    }
    const std::uint32_t argument = instruction.argument;
    switch (info(instruction.op).operand) {
    case Operand::Const:
        return argument < unit.consts.size() ? constant_repr(unit.consts[argument]) : std::string();
    case Operand::Name:
        return argument < unit.names.size() ? unit.names[argument] : std::string();
    case Operand::Local:
        return argument < unit.varnames.size() ? unit.varnames[argument] : std::string();
    case Operand::Cell:
        return argument < unit.cellvars.size() + unit.freevars.size() ? unit.cell_name(argument)
                                                                      : std::string();
    case Operand::RelTarget:
        return "to " + std::to_string(instruction.next_offset() + argument);
    case Operand::Compare:
        return argument < compare_names.size() ? std::string(compare_names[argument])
                                               : std::string();
    default:
        break;
    }
    if (instruction.op == Op::FORMAT_VALUE) {
        return format_value_meaning(argument);
    }
    if (instruction.op == Op::MAKE_FUNCTION) {
        return make_function_meaning(argument);
    }
    return {};
}

} // namespace fw::code
