// Which instruction made each slot of the value stack: an abstract run over the bytecode.

#include "vm/inspect/stack_origins.h"

#include <algorithm>
#include <bit>

namespace fw::inspect {

namespace {

using code::Op;

void pop(std::vector<int>& slots, int count)
{
    slots.resize(
        slots.size() - std::min(slots.size(), static_cast<std::size_t>(std::max(count, 0))));
}

// Moves that keep the origin of what they move.
bool move_slots(std::vector<int>& slots, Op op)
{
    const std::size_t size = slots.size();
    const auto rotate = [&](std::size_t count) {
        if (size >= count) {
            std::rotate(
                slots.end() - static_cast<std::ptrdiff_t>(count), slots.end() - 1, slots.end());
        }
    };
    switch (op) {
    case Op::ROT_TWO:
        rotate(2);
        return true;
    case Op::ROT_THREE:
        rotate(3);
        return true;
    case Op::ROT_FOUR:
        rotate(4);
        return true;
    case Op::DUP_TOP:
        if (size >= 1) {
            slots.push_back(slots[size - 1]);
        }
        return true;
    case Op::DUP_TOP_TWO:
        if (size >= 2) {
            slots.push_back(slots[size - 2]);
            slots.push_back(slots[size - 1]);
        }
        return true;
    default:
        return false;
    }
}

std::vector<int> after(const std::vector<int>& before, const code::Instruction& instruction)
{
    std::vector<int> slots = before;
    if (!move_slots(slots, instruction.op)) {
        const StackUse use = stack_use(instruction.op, instruction.argument);
        pop(slots, use.pops);
        slots.insert(slots.end(), static_cast<std::size_t>(use.pushes),
            static_cast<int>(instruction.offset));
    }
    return slots;
}

std::vector<int> after_jump(const std::vector<int>& before, const code::Instruction& instruction)
{
    std::vector<int> slots = before;
    const int effect
        = code::stack_effect(instruction.op, instruction.argument, code::Jump::Taken).value_or(0);
    const bool enters_handler = instruction.op == Op::SETUP_FINALLY
        || instruction.op == Op::SETUP_WITH || instruction.op == Op::SETUP_ASYNC_WITH;
    if (enters_handler) {
        if (instruction.op == Op::SETUP_WITH && !slots.empty()) {
            slots.back()
                = static_cast<int>(instruction.offset); // __exit__ takes the manager's place.
        } else if (instruction.op == Op::SETUP_ASYNC_WITH) {
            pop(slots, 1);
        }
        slots.insert(slots.end(), 6, handler_origin);
        return slots;
    }
    if (effect < 0) {
        pop(slots, -effect);
    } else {
        slots.insert(
            slots.end(), static_cast<std::size_t>(effect), static_cast<int>(instruction.offset));
    }
    return slots;
}

} // namespace

StackUse stack_use(Op op, std::uint32_t argument)
{
    const code::OpInfo& row = code::info(op);
    const auto arg = static_cast<int>(argument);
    switch (op) {
    case Op::MAKE_FUNCTION:
        return { 2 + std::popcount(argument & 15u), 1 };
    case Op::CALL_FUNCTION_EX:
        return { 2 + (arg & 1), 1 };
    case Op::FORMAT_VALUE:
        return { (argument & code::FormatHasSpec) != 0 ? 2 : 1, 1 };
    case Op::BUILD_SLICE:
        return { arg == 3 ? 3 : 2, 1 };
    case Op::UNPACK_EX:
        return { 1, (arg & 0xff) + (arg >> 8) + 1 };
    case Op::UNPACK_SEQUENCE:
        return { 1, arg };
    case Op::RAISE_VARARGS:
        return { arg, 0 };
    case Op::FOR_ITER:
        return { 0, 1 };
    case Op::SETUP_WITH:
        return { 1, 2 };
    case Op::LOAD_METHOD:
        return { 1, 2 };
    case Op::SETUP_FINALLY:
    case Op::SETUP_ASYNC_WITH:
    case Op::POP_BLOCK:
        return { 0, 0 };
    case Op::POP_EXCEPT:
    case Op::RERAISE:
        return { 3, 0 };
    case Op::WITH_EXCEPT_START:
        return { 0, 1 };
    case Op::END_ASYNC_FOR:
        return { 7, 0 };
    case Op::JUMP_IF_TRUE_OR_POP:
    case Op::JUMP_IF_FALSE_OR_POP:
        return { 1, 0 };
    case Op::LIST_APPEND:
    case Op::SET_ADD:
    case Op::LIST_EXTEND:
    case Op::SET_UPDATE:
    case Op::DICT_UPDATE:
    case Op::DICT_MERGE:
        return { 1, 0 };
    case Op::MAP_ADD:
        return { 2, 0 };
    case Op::IMPORT_FROM:
    case Op::GET_ANEXT:
        return { 0, 1 };
    default:
        break;
    }
    return { row.effect.before.at(arg), row.effect.after.at(arg) };
}

bool StackOrigins::merge(std::size_t offset, const std::vector<int>& slots)
{
    if (offset / 2 >= m_states.size()) {
        return false;
    }
    State& state = m_states[offset / 2];
    if (!state.reached) {
        state = { true, slots };
        return true;
    }
    bool changed = false;
    for (std::size_t i = 0; i < std::min(state.slots.size(), slots.size()); ++i) {
        if (state.slots[i] != slots[i] && state.slots[i] != unknown_origin) {
            state.slots[i] = unknown_origin;
            changed = true;
        }
    }
    return changed;
}

StackOrigins::StackOrigins(std::span<const std::uint8_t> code)
    : m_states(code.size() / 2)
{
    std::vector<code::Instruction> instructions;
    code::InstructionReader reader(code);
    for (code::Instruction instruction; reader.next(instruction);) {
        instructions.push_back(instruction);
    }
    if (instructions.empty()) {
        return;
    }
    merge(0, {});
    std::vector<std::size_t> work = { 0 };
    while (!work.empty()) {
        const std::size_t offset = work.back();
        work.pop_back();
        const code::Instruction& instruction = instructions[offset / 2];
        const std::vector<int> before = m_states[offset / 2].slots;
        const code::OpInfo& row = code::info(instruction.op);
        if (const auto target = code::jump_target(instruction)) {
            if (merge(*target, after_jump(before, instruction))) {
                work.push_back(*target);
            }
        }
        if (!row.has(code::Always) && !row.has(code::Leaves)) {
            if (merge(instruction.next_offset(), after(before, instruction))) {
                work.push_back(instruction.next_offset());
            }
        }
    }
}

} // namespace fw::inspect
