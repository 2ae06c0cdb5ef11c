// Decoding co_code into instructions with resolved operands.

#include "vm/eval/instruction.h"

#include "vm/base/region.h"
#include "vm/eval/machine.h"

#include <cstring>

namespace fw {

namespace {

struct CacheCounts {
    std::size_t globals = 0;
    std::size_t attributes = 0;
};

bool uses_attribute_cache(code::Op op)
{
    return op == code::Op::LOAD_ATTR || op == code::Op::STORE_ATTR || op == code::Op::LOAD_METHOD
        || op == code::Op::DELETE_ATTR;
}

CacheCounts count_caches(const std::uint8_t* bytes, std::size_t count)
{
    CacheCounts counts;
    for (std::size_t i = 0; i < count; ++i) {
        const auto op = static_cast<code::Op>(bytes[2 * i]);
        counts.globals += op == code::Op::LOAD_GLOBAL ? 1 : 0;
        counts.attributes += uses_attribute_cache(op) ? 1 : 0;
    }
    return counts;
}

std::size_t block_size(const CacheCounts& counts, std::size_t instructions)
{
    return instructions * sizeof(Instruction) + counts.globals * sizeof(GlobalCache)
        + counts.attributes * sizeof(AttributeCache);
}

// CPython: ap_lower of _PyCode_CheckLineNumber
void mark_line_starts(const Code& code, Instruction* instructions)
{
    const auto* table = reinterpret_cast<const std::uint8_t*>(code.lnotab->data());
    std::int32_t address = 0;
    instructions[0].starts_line = true;
    for (std::int64_t i = 0; i + 1 < code.lnotab->length; i += 2) {
        address += table[i];
        if (table[i + 1] != 0 && address / 2 < code.instruction_count) {
            instructions[address / 2].starts_line = true;
        }
    }
}

} // namespace

void prepare_instructions(Code& code)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(code.code->data());
    const auto count = static_cast<std::size_t>(code.instruction_count);
    const CacheCounts counts = count_caches(bytes, count);
    // One block: the instructions, then their caches.
    const std::size_t size = block_size(counts, count);
    auto* memory = static_cast<char*>(region_allocate(size));
    std::memset(memory, 0, size);
    auto* instructions = reinterpret_cast<Instruction*>(memory);
    auto* global = reinterpret_cast<GlobalCache*>(memory + count * sizeof(Instruction));
    auto* attribute = reinterpret_cast<AttributeCache*>(global + counts.globals);

    std::uint32_t prefix = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Instruction& instruction = instructions[i];
        const auto op = static_cast<code::Op>(bytes[2 * i]);
        const std::uint32_t argument = prefix << 8 | bytes[2 * i + 1];
        prefix = op == code::Op::EXTENDED_ARG ? argument : 0;
        instruction.op = op;
        instruction.handler = handler_of(op);
        instruction.argument = argument;
        // What cannot be reached may have any argument.
        const std::size_t target = code::info(op).operand == code::Operand::AbsTarget
            ? argument / 2
            : i + 1 + argument / 2;
        switch (code::info(op).operand) {
        case code::Operand::Const:
            if (argument < code.consts->length) {
                instruction.constant = (*code.consts)[argument];
            }
            break;
        case code::Operand::Name: {
            if (argument >= code.names->length) {
                break;
            }
            Str* name = as<Str>((*code.names)[argument]);
            instruction.name = name;
            if (op == code::Op::LOAD_GLOBAL) {
                *global = {
                    .name = name, .globals_index = -1, .globals_version = 0, .builtins_index = -1
                };
                instruction.global = global++;
            } else if (uses_attribute_cache(op)) {
                attribute->name = name;
                instruction.attribute = attribute++;
            }
            break;
        }
        case code::Operand::AbsTarget:
        case code::Operand::RelTarget:
            instruction.target = target < count ? instructions + target : nullptr;
            break;
        default:
            break;
        }
    }
    if (count > 0) {
        mark_line_starts(code, instructions);
    }
    code.instructions = instructions;
    if (Machine* const machine = runtime().machine) {
        machine->code_prepared(code);
    }
}

void free_instructions(Code& code)
{
    if (code.instructions) {
        region_free(code.instructions);
        code.instructions = nullptr;
    }
}

} // namespace fw
