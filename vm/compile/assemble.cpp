// Lays the basic blocks out one after the other and makes the code unit.
// CPython: stackdepth(), assemble_jump_offsets(), makecode() in Python/compile.c
#include "vm/compile/assemble.h"

#include "vm/base/assert.h"
#include "vm/code/instruction.h"
#include "vm/code/line_table.h"
#include "vm/compile/peephole.h"

#include <algorithm>

namespace fw::compile {

namespace {

using code::CodeUnit;
using code::instruction_size;
using code::Jump;

bool is_relative(Op op)
{
    return code::info(op).operand == code::Operand::RelTarget;
}

// Finds the flow path that needs the largest stack; loops have no net effect.
int stack_size(Unit& unit)
{
    int largest = 0;
    std::vector<Block*> waiting;
    const auto push = [&waiting](Block* block, int depth) {
        // The limit of 100 is CPython's.
        if (!block->depth_known || (block->start_depth < depth && block->start_depth < 100)) {
            block->depth_known = true;
            block->start_depth = depth;
            waiting.push_back(block);
        }
    };
    push(&unit.blocks.front(), 0);
    while (!waiting.empty()) {
        Block* block = waiting.back();
        waiting.pop_back();
        int depth = block->start_depth;
        Block* next = block->next;
        for (const Instr& instr : block->instructions) {
            const int after
                = depth + code::stack_effect(instr.op, instr.argument, Jump::NotTaken).value_or(0);
            largest = std::max(largest, after);
            if (instr.target != nullptr) {
                const int at_target
                    = depth + code::stack_effect(instr.op, instr.argument, Jump::Taken).value_or(0);
                largest = std::max(largest, at_target);
                push(instr.target, at_target);
            }
            depth = after;
            const code::OpInfo& row = code::info(instr.op);
            if (row.has(code::Always) || row.has(code::Leaves)) {
                next = nullptr; // What follows is dead.
                break;
            }
        }
        if (next != nullptr) {
            push(next, depth);
        }
    }
    return largest;
}

// Jump arguments and the sizes of jumps depend on each other: repeat until nothing changes.
void compute_jumps(const std::vector<Block*>& order)
{
    bool changed = true;
    while (changed) {
        std::uint32_t offset = 0;
        for (Block* block : order) {
            block->offset = offset;
            for (const Instr& instr : block->instructions) {
                offset += static_cast<std::uint32_t>(instruction_size(instr.argument));
            }
        }
        changed = false;
        for (Block* block : order) {
            std::uint32_t at = block->offset;
            for (Instr& instr : block->instructions) {
                const int size = instruction_size(instr.argument);
                at += static_cast<std::uint32_t>(size);
                if (instr.target == nullptr) {
                    continue;
                }
                instr.argument = 2 * (instr.target->offset - (is_relative(instr.op) ? at : 0));
                changed = changed || instruction_size(instr.argument) != size;
            }
        }
    }
}

// Writes the instruction at a place in code units; returns the place behind it.
std::size_t write_instruction(CodeUnit& result, std::size_t at, const Instr& instr)
{
    for (int part = instruction_size(instr.argument) - 1; part >= 0; --part, ++at) {
        result.code[2 * at] = static_cast<std::uint8_t>(part > 0 ? Op::EXTENDED_ARG : instr.op);
        result.code[2 * at + 1] = static_cast<std::uint8_t>(instr.argument >> (8 * part));
        result.origins[at] = instr.origin;
    }
    return at;
}

} // namespace

code::CodeRef assemble(Unit& unit, const ConstantPool& pool, std::uint32_t flags,
    const std::string& filename, CompileTrace* trace)
{
    auto result = std::make_shared<CodeUnit>();
    const Block& entry = unit.blocks.front();
    if (unit.first_line == 0) {
        const bool known = !entry.instructions.empty() && entry.instructions.front().line != 0;
        unit.first_line = known ? entry.instructions.front().line : 1;
    }
    std::vector<Block*> order;
    for (Block* block = &unit.blocks.front(); block != nullptr; block = block->next) {
        order.push_back(block);
    }
    result->stacksize = stack_size(unit);
    compute_jumps(order);

    std::size_t length = 0;
    for (const Block* block : order) {
        for (const Instr& instr : block->instructions) {
            length += static_cast<std::size_t>(instruction_size(instr.argument));
        }
    }
    result->code.resize(2 * length);
    result->origins.resize(length);

    code::LineTableWriter lines(unit.first_line);
    std::size_t at = 0;
    for (const Block* block : order) {
        for (const Instr& instr : block->instructions) {
            if (instr.line != 0) {
                lines.mark(2 * at, instr.line);
            }
            at = write_instruction(*result, at, instr);
        }
    }
    result->lnotab = lines.take();

    result->argcount = unit.argcount;
    result->posonlyargcount = unit.posonlyargcount;
    result->kwonlyargcount = unit.kwonlyargcount;
    result->nlocals = static_cast<int>(unit.varnames.size());
    result->firstlineno = unit.first_line;
    result->consts.reserve(unit.consts.size());
    result->const_identities.reserve(unit.consts.size());
    for (const std::uint32_t number : unit.consts) {
        result->consts.push_back(pool[number]);
        result->const_identities.push_back(number + 1);
    }
    result->names = unit.names.strings();
    result->varnames = unit.varnames.strings();
    result->freevars = unit.freevars.strings();
    result->cellvars = unit.cellvars.strings();
    const bool no_free = result->freevars.empty() && result->cellvars.empty();
    result->flags = flags | (no_free ? code::NoFree : 0U);
    result->filename = filename;
    result->name = *unit.name;
    result->node = unit.node;
    if (trace == nullptr) {
        optimize_code(*result, nullptr);
        return result;
    }
    UnitTrace& written = trace->units.emplace_back();
    written.before = *result;
    optimize_code(*result, &written);
    written.after = result;
    return result;
}

} // namespace fw::compile
