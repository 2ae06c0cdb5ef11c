// The text form of dis.
// CPython: Lib/dis.py
#include "vm/code/disassemble.h"

#include "vm/code/instruction.h"
#include "vm/code/line_table.h"

#include <algorithm>
#include <cstdio>

namespace fw::code {

namespace {

constexpr std::size_t name_width = 20;
constexpr std::size_t argument_width = 5;

void append_right(std::string& out, const std::string& text, std::size_t width)
{
    out.append(text.size() < width ? width - text.size() : 0, ' ');
    out += text;
}

std::string opcode_text(Op op)
{
    return info(op).known ? std::string(name(op))
                          : '<' + std::to_string(static_cast<int>(op)) + '>';
}

} // namespace

std::string code_repr(const CodeUnit& unit)
{
    char address[32];
    std::snprintf(address, sizeof address, "%p", static_cast<const void*>(&unit));
    return "<code object " + unit.name + " at " + address + ", file \"" + unit.filename
        + "\", line " + std::to_string(unit.firstlineno) + '>';
}

std::string constant_repr(const CodeConstant& constant)
{
    if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
        return code_repr(**inner);
    }
    return constant_repr(std::get<Constant>(constant));
}

std::string disassemble(const CodeUnit& unit)
{
    const std::vector<LineStart> starts = line_starts(unit);
    const std::vector<std::size_t> targets = jump_targets(unit.code);
    int last_line = 0;
    for (const LineStart& start : starts) {
        last_line = std::max(last_line, start.line);
    }
    const std::size_t line_width = last_line >= 1000 ? std::to_string(last_line).size() : 3;
    const std::size_t last_offset = unit.code.empty() ? 0 : unit.code.size() - 2;
    const std::size_t offset_width = last_offset >= 10000 ? std::to_string(last_offset).size() : 4;

    std::string out;
    auto start = starts.begin();
    auto target = targets.begin();
    InstructionReader reader(unit.code);
    Instruction instruction;
    while (reader.next(instruction)) {
        while (target != targets.end() && *target < instruction.offset) {
            ++target;
        }
        const bool is_target = target != targets.end() && *target == instruction.offset;
        while (start != starts.end() && start->offset < instruction.offset) {
            ++start;
        }
        const bool new_line = start != starts.end() && start->offset == instruction.offset;
        if (new_line && instruction.offset > 0) {
            out += '\n';
        }
        append_right(out, new_line ? std::to_string(start->line) : "", line_width);
        out += is_target ? "     >> " : "        ";
        append_right(out, std::to_string(instruction.offset), offset_width);
        out += ' ';
        out += opcode_text(instruction.op);
        if (has_argument(instruction.op)) {
            const std::size_t length = opcode_text(instruction.op).size();
            out.append(length < name_width ? name_width - length : 0, ' ');
            out += ' ';
            append_right(out, std::to_string(instruction.argument), argument_width);
            const std::string meaning = argument_meaning(unit, instruction);
            if (!meaning.empty()) {
                out += " (" + meaning + ')';
            }
        }
        out += '\n';
    }
    return out;
}

std::string disassemble_all(const CodeUnit& unit)
{
    std::string out = disassemble(unit);
    for (const CodeConstant& constant : unit.consts) {
        if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
            out += "\nDisassembly of " + code_repr(**inner) + ":\n" + disassemble_all(**inner);
        }
    }
    return out;
}

} // namespace fw::code
