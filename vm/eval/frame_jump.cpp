// f_lineno = N: a trace function lets the frame go on at another line, where the blocks allow it.
// CPython: frame_setlineno(), markblocks() in Objects/frameobject.c

#include "vm/eval/frame.h"

#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <optional>
#include <vector>

namespace fw {

namespace {

// What lies on the stacks at an instruction, the innermost in the lowest bits. As CPython's
// numbers, since those decide which of several places of a line is taken.
using BlockStack = std::int64_t;
enum class Open : std::uint8_t { Nothing, With, Loop, Try, Except };

constexpr int bits_per_block = 3;
constexpr BlockStack unreached = -2;

BlockStack enter(BlockStack stack, Open kind)
{
    return (stack << bits_per_block) | static_cast<BlockStack>(kind);
}
BlockStack leave(BlockStack stack)
{
    return stack >> bits_per_block;
}
Open innermost(BlockStack stack)
{
    return static_cast<Open>(stack & ((1 << bits_per_block) - 1));
}

// One round of following the instructions; whether a place before its jump was found anew.
bool follow(const Code& code, std::vector<BlockStack>& stacks)
{
    using code::Op;
    bool again = false;
    const auto count = static_cast<std::size_t>(code.instruction_count);
    for (std::size_t i = 0; i < count; ++i) {
        const Instruction& instruction = code.instructions[i];
        BlockStack stack = stacks[i];
        if (stack == unreached) {
            continue;
        }
        const auto reach = [&](BlockStack there) {
            const auto j = static_cast<std::size_t>(instruction.target - code.instructions);
            again = again || (stacks[j] == unreached && j < i);
            stacks[j] = there;
        };
        switch (instruction.op) {
        case Op::JUMP_IF_FALSE_OR_POP:
        case Op::JUMP_IF_TRUE_OR_POP:
        case Op::POP_JUMP_IF_FALSE:
        case Op::POP_JUMP_IF_TRUE:
        case Op::JUMP_IF_NOT_EXC_MATCH:
            reach(stack);
            break;
        case Op::JUMP_ABSOLUTE:
        case Op::JUMP_FORWARD:
            reach(stack);
            continue;
        case Op::SETUP_FINALLY:
            reach(enter(stack, Open::Except));
            stack = enter(stack, Open::Try);
            break;
        case Op::SETUP_WITH:
        case Op::SETUP_ASYNC_WITH:
            reach(enter(stack, Open::Except));
            stack = enter(stack, Open::With);
            break;
        case Op::GET_ITER:
        case Op::GET_AITER: // of a loop; the iterator of a comprehension is an argument
            if (i + 1 < count && code.instructions[i + 1].op != Op::CALL_FUNCTION) {
                stack = enter(stack, Open::Loop);
            }
            break;
        case Op::FOR_ITER:
            reach(leave(stack));
            break;
        case Op::POP_BLOCK:
        case Op::POP_EXCEPT:
            stack = leave(stack);
            break;
        case Op::END_ASYNC_FOR:
            stack = leave(leave(stack));
            break;
        case Op::RETURN_VALUE:
        case Op::RAISE_VARARGS:
        case Op::RERAISE:
            continue;
        default:
            break;
        }
        stacks[i + 1] = stack;
    }
    return again;
}

std::vector<BlockStack> block_stacks(const Code& code)
{
    std::vector<BlockStack> stacks(static_cast<std::size_t>(code.instruction_count) + 1, unreached);
    stacks[0] = 0;
    while (follow(code, stacks)) { }
    return stacks;
}

// The line that begins at the instruction, if one does.
std::optional<std::int64_t> line_beginning_at(const Code& code, std::size_t i)
{
    if (!code.instructions[i].starts_line) {
        return std::nullopt;
    }
    return code_line(code, static_cast<std::int32_t>(2 * i));
}

bool can_be_left_for(BlockStack from, BlockStack to)
{
    if (to < 0) {
        return false;
    }
    while (from > to) {
        from = leave(from);
    }
    return from == to;
}

const char* why_not_into(BlockStack stack)
{
    if (stack < 0) {
        return "code may be unreachable.";
    }
    switch (innermost(stack)) {
    case Open::Except:
        return "can't jump into an 'except' block as there's no exception";
    case Open::Try:
        return "can't jump into the body of a try statement";
    case Open::With:
        return "can't jump into the body of a with statement";
    default:
        return "can't jump into the body of a for loop";
    }
}

struct Place {
    std::size_t index = 0;
    BlockStack stack = -1;
    const char* problem = "cannot find bytecode for specified line";
};

Place find_place(
    const Code& code, const std::vector<BlockStack>& stacks, BlockStack from, std::int64_t line)
{
    Place best;
    for (std::size_t i = 0; i < static_cast<std::size_t>(code.instruction_count); ++i) {
        if (line_beginning_at(code, i) != line) {
            continue;
        }
        if (!can_be_left_for(from, stacks[i])) {
            if (best.problem) {
                best.problem = why_not_into(stacks[i]);
            }
            continue;
        }
        best.problem = nullptr;
        if (stacks[i] > best.stack) {
            best.stack = stacks[i];
            best.index = i;
        }
    }
    return best;
}

void drop_top(Frame& frame)
{
    xdecref(*--frame.stack_top);
}

void leave_block(Frame& frame)
{
    const Block& block = frame.blocks[static_cast<std::size_t>(--frame.block_count)];
    while (frame.stack_depth() > block.level) {
        drop_top(frame);
    }
}

Result<void> unwind_blocks(Thread& thread, Frame& frame, BlockStack from, BlockStack to)
{
    for (; from > to; from = leave(from)) {
        switch (innermost(from)) {
        case Open::Loop:
            drop_top(frame);
            break;
        case Open::Try:
            leave_block(frame);
            break;
        case Open::With:
            leave_block(frame);
            drop_top(frame); // __exit__
            break;
        default:
            return raise(thread, TypeId::ValueError, "can't jump out of an 'except' block");
        }
    }
    return {};
}

// The first line that begins at or behind this one.
std::optional<std::int64_t> first_line_from(const Code& code, std::int64_t line)
{
    std::optional<std::int64_t> first;
    for (std::size_t i = 0; i < static_cast<std::size_t>(code.instruction_count); ++i) {
        const std::optional<std::int64_t> found = line_beginning_at(code, i);
        if (found && *found >= line && (!first || *found < *first)) {
            first = found;
        }
    }
    return first;
}

} // namespace

Result<void> frame_jump(Thread& thread, Frame& frame, Object* line)
{
    if (!line || line->type != int_type()) {
        return raise(thread, TypeId::ValueError, "lineno must be an integer");
    }
    if (frame.lasti() < 0) {
        return raise(
            thread, TypeId::ValueError, "can't jump from the 'call' trace event of a new frame");
    }
    if (!frame.tracing || !frame.tracing->function) {
        return raise(thread, TypeId::ValueError, "f_lineno can only be set by a trace function");
    }
    if (frame.tracing->may_jump == 0) {
        return raise(thread, TypeId::ValueError, "can only jump from a 'line' trace event");
    }
    const auto given = to_int64(thread, line);
    if (given.failed() || given.value() != static_cast<std::int32_t>(given.value())) {
        clear_exception(thread);
        return raise(thread, TypeId::ValueError, "lineno out of range");
    }
    const Code& code = *frame.code;
    if (given.value() < code.firstlineno) {
        return raise(thread, TypeId::ValueError, "line {} comes before the current code block",
            given.value());
    }
    const std::optional<std::int64_t> first = first_line_from(code, given.value());
    if (!first) {
        return raise(thread, TypeId::ValueError, "line {} comes after the current code block",
            given.value());
    }
    const std::vector<BlockStack> stacks = block_stacks(code);
    const BlockStack from = stacks[static_cast<std::size_t>(frame.lasti()) / 2];
    const Place place = find_place(code, stacks, from, *first);
    if (place.problem) {
        return raise(thread, TypeId::ValueError, "{}", place.problem);
    }
    TRY(unwind_blocks(thread, frame, from, place.stack));
    frame.tracing->line = static_cast<std::int32_t>(*first);
    frame.current = code.instructions + place.index;
    return {};
}

} // namespace fw
