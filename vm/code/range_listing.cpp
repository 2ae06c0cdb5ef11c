// The instructions of a code unit with the source text that each comes from, underlined.
#include "vm/code/disassemble.h"

#include "vm/code/instruction.h"

#include <algorithm>

namespace fw::code {

namespace {

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

// One mark for each character of the text: a blank, or a tab where there is a tab.
std::string marks(std::string_view text, char mark)
{
    std::string out;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            out += c == '\t' && mark == ' ' ? '\t' : mark;
        }
    }
    return out;
}

void append_source(
    std::string& out, const std::vector<std::string_view>& lines, const SourceRange& range)
{
    const auto index = static_cast<std::size_t>(range.line) - 1;
    if (!range.is_known() || index >= lines.size()) {
        out += "         | no source text\n";
        return;
    }
    const std::string_view line = lines[index];
    const bool is_one_line = range.end_line == range.line;
    const std::size_t start = std::min(line.size(), static_cast<std::size_t>(range.column));
    const std::size_t end = is_one_line
        ? std::min(line.size(), static_cast<std::size_t>(range.end_column))
        : line.size();
    const std::string number = std::to_string(range.line);
    out.append(8 - std::min<std::size_t>(8, number.size()), ' ');
    out.append(number).append(" | ").append(line).append("\n         | ");
    out += marks(line.substr(0, start), ' ');
    std::string under = end > start ? marks(line.substr(start, end - start), '~') : "~";
    under.front() = '^';
    out += under;
    if (!is_one_line) {
        out += " to line " + std::to_string(range.end_line) + ", column "
            + std::to_string(range.end_column);
    }
    out += '\n';
}

void append_unit(std::string& out, const CodeUnit& unit, const std::vector<std::string_view>& lines)
{
    out += "code " + unit.name + ", line " + std::to_string(unit.firstlineno) + "\n";
    InstructionReader reader(unit.code);
    Instruction instruction;
    const SourceRange* open = nullptr;
    while (reader.next(instruction)) {
        if (instruction.op == Op::EXTENDED_ARG) {
            continue; // A prefix of the next one, with the same origin.
        }
        const SourceRange& range = unit.origins[instruction.offset / 2].range;
        if (open != nullptr && *open != range) {
            append_source(out, lines, *open);
        }
        open = &range;
        const std::string offset = std::to_string(instruction.offset);
        out.append(6 - std::min<std::size_t>(6, offset.size()), ' ');
        out.append(offset).append(" ").append(name(instruction.op));
        if (has_argument(instruction.op)) {
            const std::string meaning = argument_meaning(unit, instruction);
            const bool is_code = meaning.starts_with("<code object");
            out += ' ';
            out += is_code        ? "<code>"
                : meaning.empty() ? std::to_string(instruction.argument)
                                  : meaning;
        }
        out += '\n';
    }
    if (open != nullptr) {
        append_source(out, lines, *open);
    }
    for (const CodeConstant& constant : unit.consts) {
        if (const auto* inner = std::get_if<CodeRef>(&constant)) {
            out += '\n';
            append_unit(out, **inner, lines);
        }
    }
}

} // namespace

std::string list_ranges(const CodeUnit& unit, std::string_view source)
{
    std::string out;
    append_unit(out, unit, lines_of(source));
    return out;
}

} // namespace fw::code
