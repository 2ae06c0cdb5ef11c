// What each instruction wants and leaves, for the verifier.
// CPython: the instructions of Python/ceval.c, as far as they trust their operands
#include "vm/code/verifier.h"

#include <bit>

namespace fw::code {

namespace {

constexpr std::size_t most_blocks = 20; // CPython: CO_MAXBLOCKS
constexpr std::size_t most_prefixes = 3; // EXTENDED_ARGs in front of one instruction

std::string count_of(std::size_t count, const char* thing)
{
    return (count == 1 ? "there is 1 " : "there are " + std::to_string(count) + " ") + thing
        + (count == 1 ? "" : "s");
}

} // namespace

void Verifier::need_slots(std::size_t count) const
{
    if (count > m_state.depth()) {
        refuse("it takes " + std::to_string(count) + " from a stack of "
            + std::to_string(m_state.depth()));
    }
}

void Verifier::need(std::size_t count) const
{
    need_slots(count);
    if (m_state.depth() - count < m_state.floor()) {
        refuse("it takes values that the open block keeps");
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (may_be_null(m_state.kind(i))) {
            refuse("it takes something that is no value: part of a saved exception or of a method");
        }
    }
}

void Verifier::need_kind(std::size_t below, Kind kind, const char* what) const
{
    need_slots(below + 1);
    if (m_state.kind(below) != kind) {
        refuse(std::string("it wants ") + what + " where there may be something else");
    }
}

void Verifier::pop(std::size_t count)
{
    need(count);
    m_state.pop(count);
}

void Verifier::replace(std::size_t count, Kind kind, std::size_t detail)
{
    pop(count);
    m_state.push(kind, detail);
}

void Verifier::check_depth(std::size_t depth) const
{
    if (static_cast<std::int64_t>(depth) > m_shape.stacksize) {
        refuse("there may be " + std::to_string(depth) + " values on the stack, co_stacksize is "
            + std::to_string(m_shape.stacksize));
    }
}

std::size_t Verifier::target_of(const Instruction& instruction) const
{
    const std::size_t target = *jump_target(instruction);
    if (target >= m_shape.code.size() || target % 2 != 0) {
        refuse("there is no instruction at offset " + std::to_string(target));
    }
    if (target >= 2 && static_cast<Op>(m_shape.code[target - 2]) == Op::EXTENDED_ARG) {
        refuse("the jump to offset " + std::to_string(target) + " leaves out an EXTENDED_ARG");
    }
    return target;
}

void Verifier::check_operand(const Instruction& instruction) const
{
    const std::size_t index = instruction.argument;
    const std::size_t cells = m_shape.cellvars + m_shape.freevars;
    switch (info(instruction.op).operand) {
    case Operand::Const:
        if (index >= m_shape.consts.size()) {
            refuse(count_of(m_shape.consts.size(), "constant") + ", not one with number "
                + std::to_string(index));
        }
        break;
    case Operand::Name:
        if (index >= m_shape.names) {
            refuse(
                count_of(m_shape.names, "name") + ", not one with number " + std::to_string(index));
        }
        break;
    case Operand::Local:
        if (index >= static_cast<std::size_t>(m_shape.nlocals)) {
            refuse(count_of(static_cast<std::size_t>(m_shape.nlocals), "local variable")
                + ", not one with number " + std::to_string(index));
        }
        break;
    case Operand::Cell:
        if (index >= cells) {
            refuse(count_of(cells, "cell variable") + ", not one with number "
                + std::to_string(index));
        }
        break;
    case Operand::Compare:
        if (index >= compare_names.size()) {
            refuse("there is no comparison with number " + std::to_string(index));
        }
        break;
    default:
        break;
    }
}

// An exception handler that is left by another exception finds what it saved in its place.
void Verifier::check_before_raise() const
{
    for (const AbstractBlock& block : m_state.blocks) {
        if (!block.is_handler) {
            continue;
        }
        if (m_state.depth() < block.level + 3
            || !m_state.has_triple(Kind::SavedTraceback, m_state.depth() - block.level - 3)) {
            refuse("the exception saved by the open handler is not in its place");
        }
    }
}

bool Verifier::step(const Instruction& instruction)
{
    const OpInfo& row = info(instruction.op);
    if (!row.known) {
        refuse("there is no such instruction");
    }
    check_operand(instruction);
    if (row.has(MayRaise) || row.has(Suspends)) {
        check_before_raise();
    }
    bool goes_on = false;
    if (row.operand == Operand::AbsTarget || row.operand == Operand::RelTarget) {
        goes_on = step_flow(instruction);
    } else {
        goes_on = step_block(instruction);
    }
    check_depth(m_state.depth());
    return goes_on;
}

void Verifier::jump_to(const Instruction& instruction)
{
    check_depth(m_state.depth());
    enter(target_of(instruction), m_state);
}

// [...] and a block whose handler finds what is here now, with six values above it.
void Verifier::open_block(const Instruction& instruction)
{
    if (m_state.blocks.size() == most_blocks) {
        refuse("more than " + std::to_string(most_blocks) + " blocks are open");
    }
    m_state.blocks.push_back(
        { .is_handler = false, .level = m_state.depth(), .target = target_of(instruction) });
    enter_handler();
}

// Jumps, and what opens blocks.
bool Verifier::step_flow(const Instruction& instruction)
{
    switch (instruction.op) {
    case Op::SETUP_FINALLY:
        open_block(instruction);
        return true;
    case Op::SETUP_WITH: // [manager] -> [exit, entered]
        replace(1, Kind::Object);
        open_block(instruction);
        m_state.push(Kind::Object);
        return true;
    case Op::SETUP_ASYNC_WITH: { // [entered] -> [entered]
        need(1);
        const Slot entered = m_state.peek(0);
        m_state.pop(1);
        open_block(instruction);
        m_state.slots.push_back(entered);
        return true;
    }
    case Op::FOR_ITER: { // [iterator] -> [iterator, item]; at the end []
        need(1);
        const Slot iterator = m_state.peek(0);
        m_state.pop(1);
        jump_to(instruction);
        m_state.slots.push_back(iterator);
        m_state.push(Kind::Object);
        return true;
    }
    case Op::JUMP_IF_FALSE_OR_POP:
    case Op::JUMP_IF_TRUE_OR_POP:
        need(1);
        jump_to(instruction);
        m_state.pop(1);
        return true;
    case Op::JUMP_IF_NOT_EXC_MATCH: // [raised type, wanted] -> []
        need(2);
        need_kind(1, Kind::RaisedType, "the type of a raised exception");
        m_state.pop(2);
        jump_to(instruction);
        return true;
    default:
        pop(static_cast<std::size_t>(info(instruction.op).effect.before.fixed));
        jump_to(instruction);
        return !info(instruction.op).has(Always);
    }
}

// What closes blocks, handles exceptions, or leaves.
bool Verifier::step_block(const Instruction& instruction)
{
    std::vector<AbstractBlock>& blocks = m_state.blocks;
    switch (instruction.op) {
    case Op::POP_BLOCK:
        if (blocks.empty() || blocks.back().is_handler) {
            refuse("no block is open");
        }
        blocks.pop_back();
        return true;
    case Op::POP_EXCEPT: // [saved exception] -> []; the value of a return may be below
        if (blocks.empty() || !blocks.back().is_handler
            || !m_state.has_triple(Kind::SavedTraceback, 0)
            || m_state.depth() - 3 < blocks.back().level) {
            refuse("no exception is being handled, or not the one saved last");
        }
        m_state.pop(3);
        blocks.pop_back();
        return true;
    case Op::RERAISE:
        need(3);
        if (!m_state.has_triple(Kind::RaisedTraceback, 0)) {
            refuse("what it raises again is no raised exception");
        }
        return false;
    case Op::RAISE_VARARGS:
        if (instruction.argument > 2) {
            refuse("it raises at most an exception and its cause");
        }
        need(instruction.argument);
        return false;
    case Op::RETURN_VALUE:
        need(1);
        for (const AbstractBlock& block : blocks) {
            if (block.is_handler) {
                refuse("it returns while an exception is being handled");
            }
        }
        return false;
    case Op::WITH_EXCEPT_START: // [exit, saved exception, raised exception] -> [..., answer]
        need(3);
        need_slots(7);
        if (!m_state.has_triple(Kind::RaisedTraceback, 0) || may_be_null(m_state.kind(6))) {
            refuse("there is no raised exception, or no exit method below it");
        }
        m_state.push(Kind::Object);
        return true;
    case Op::END_ASYNC_FOR: // [iterator, saved exception, raised exception] -> []
        need_slots(7);
        if (!m_state.has_triple(Kind::RaisedTraceback, 0)
            || !m_state.has_triple(Kind::SavedTraceback, 3) || may_be_null(m_state.kind(6))
            || blocks.empty() || !blocks.back().is_handler
            || blocks.back().level != m_state.depth() - 6) {
            refuse("this is not the handler of an async for statement");
        }
        m_state.pop(6);
        blocks.pop_back();
        pop(1);
        return true;
    case Op::YIELD_VALUE:
    case Op::YIELD_FROM:
        if ((m_shape.flags & (Generator | Coroutine | AsyncGenerator)) == 0) {
            refuse("it yields, but co_flags does not say that this is a generator");
        }
        step_other(instruction);
        return true;
    default:
        return step_build(instruction);
    }
}

// What makes values of a special kind, or fills them.
bool Verifier::step_build(const Instruction& instruction)
{
    const std::size_t argument = instruction.argument;
    const auto fill = [&](std::size_t taken, Kind kind, const char* what) {
        need(taken);
        if (argument == 0) {
            refuse("it would put a container into itself");
        }
        need_kind(argument + taken - 1, kind, what);
        m_state.pop(taken);
    };
    switch (instruction.op) {
    case Op::LOAD_CONST: {
        const ConstantShape& constant = m_shape.consts[argument];
        using ShapeKind = ConstantShape::Kind;
        m_state.push(constant.kind == ShapeKind::Str ? Kind::Str
                : constant.kind == ShapeKind::Tuple  ? Kind::ConstTuple
                : constant.kind == ShapeKind::Code   ? Kind::Code
                                                     : Kind::Object,
            constant.kind == ShapeKind::Tuple || constant.kind == ShapeKind::Code ? argument : 0);
        return true;
    }
    case Op::LOAD_CLOSURE:
        m_state.push(Kind::Cell);
        return true;
    case Op::LOAD_CLASSDEREF:
        if (argument < m_shape.cellvars) {
            refuse("it loads a variable of this very code object");
        }
        m_state.push(Kind::Object);
        return true;
    case Op::BUILD_TUPLE: {
        need(argument);
        bool only_cells = argument > 0;
        for (std::size_t i = 0; i < argument; ++i) {
            only_cells = only_cells && m_state.kind(i) == Kind::Cell;
        }
        replace(argument, only_cells ? Kind::Cells : Kind::Tuple, only_cells ? argument : 0);
        return true;
    }
    case Op::BUILD_LIST:
        replace(argument, Kind::List);
        return true;
    case Op::BUILD_SET:
        replace(argument, Kind::Set);
        return true;
    case Op::BUILD_MAP:
        replace(2 * argument, Kind::Dict);
        return true;
    case Op::BUILD_CONST_KEY_MAP:
        need_kind(0, Kind::ConstTuple, "a tuple of keys");
        if (m_shape.consts[m_state.peek(0).detail].length != argument) {
            refuse("it wants as many keys as values");
        }
        replace(argument + 1, Kind::Dict);
        return true;
    case Op::BUILD_STRING:
        need(argument);
        for (std::size_t i = 0; i < argument; ++i) {
            need_kind(i, Kind::Str, "a str");
        }
        replace(argument, Kind::Str);
        return true;
    case Op::FORMAT_VALUE:
        if (argument > (FormatConversionMask | FormatHasSpec)) {
            refuse("there is no conversion with number " + std::to_string(argument));
        }
        replace((argument & FormatHasSpec) != 0 ? 2 : 1, Kind::Str);
        return true;
    case Op::LIST_TO_TUPLE:
        need_kind(0, Kind::List, "a list");
        replace(1, Kind::Tuple);
        return true;
    case Op::LIST_APPEND:
    case Op::LIST_EXTEND:
        fill(1, Kind::List, "a list");
        return true;
    case Op::SET_ADD:
    case Op::SET_UPDATE:
        fill(1, Kind::Set, "a set");
        return true;
    case Op::DICT_UPDATE:
        fill(1, Kind::Dict, "a dict");
        return true;
    case Op::DICT_MERGE: // The callable, for messages, is below the positional arguments.
        need_slots(argument + 3);
        if (may_be_null(m_state.kind(argument + 2))) {
            refuse("there is no callable below");
        }
        fill(1, Kind::Dict, "a dict");
        return true;
    case Op::MAP_ADD:
        fill(2, Kind::Dict, "a dict");
        return true;
    case Op::BUILD_SLICE:
        if (argument != 2 && argument != 3) {
            refuse("a slice has two or three bounds");
        }
        replace(argument, Kind::Object);
        return true;
    default:
        return step_call(instruction);
    }
}

bool Verifier::step_call(const Instruction& instruction)
{
    const std::size_t argument = instruction.argument;
    switch (instruction.op) {
    case Op::CALL_FUNCTION_KW: {
        need_kind(0, Kind::ConstTuple, "a tuple of names");
        const ConstantShape& names = m_shape.consts[m_state.peek(0).detail];
        if (!names.only_strings || names.length > argument) {
            refuse("it wants a name for each of the last arguments");
        }
        replace(argument + 2, Kind::Object);
        return true;
    }
    case Op::LOAD_METHOD:
        pop(1);
        m_state.push(Kind::Method);
        m_state.push(Kind::Object);
        return true;
    case Op::CALL_METHOD: { // [method or null, self or callable, arguments] -> [result]
        need(argument + 1);
        need_slots(argument + 2);
        const Kind method = m_state.kind(argument + 1);
        if (method != Kind::Method && may_be_null(method)) {
            refuse("there is no method below");
        }
        if (m_state.depth() - argument - 2 < m_state.floor()) {
            refuse("it takes values that the open block keeps");
        }
        m_state.pop(argument + 2);
        m_state.push(Kind::Object);
        return true;
    }
    case Op::CALL_FUNCTION_EX:
        if (argument > 1) {
            refuse("there is no flag " + std::to_string(argument));
        }
        replace(2 + argument, Kind::Object);
        return true;
    case Op::MAKE_FUNCTION:
        make_function(instruction.argument);
        return true;
    default:
        step_other(instruction);
        return true;
    }
}

// [defaults?, keyword defaults?, annotations?, closure?, code, qualified name] -> [function]
void Verifier::make_function(std::uint32_t flags)
{
    if (flags > (MakeDefaults | MakeKeywordDefaults | MakeAnnotations | MakeClosure)) {
        refuse("there is no flag " + std::to_string(flags));
    }
    need(2 + static_cast<std::size_t>(std::popcount(flags)));
    need_kind(0, Kind::Str, "a name");
    need_kind(1, Kind::Code, "a code object");
    const std::size_t free = m_shape.consts[m_state.peek(1).detail].length;
    std::size_t below = 2;
    std::size_t cells = 0;
    if ((flags & MakeClosure) != 0) {
        need_kind(below, Kind::Cells, "a tuple of cells");
        cells = m_state.peek(below++).detail;
    }
    if (cells != free) {
        refuse("the code has " + std::to_string(free) + " free variables and gets "
            + std::to_string(cells) + " cells");
    }
    for (const MakeFunction flag : { MakeAnnotations, MakeKeywordDefaults }) {
        if ((flags & flag) != 0) {
            need_kind(below++, Kind::Dict, "a dict");
        }
    }
    if ((flags & MakeDefaults) != 0 && !is_tuple(m_state.kind(below))) {
        refuse("it wants a tuple of default values where there may be something else");
    }
    replace(2 + static_cast<std::size_t>(std::popcount(flags)), Kind::Object);
}

// The stack picture says it all; what is only moved keeps its kind.
void Verifier::step_other(const Instruction& instruction)
{
    const std::size_t argument = instruction.argument;
    const auto rotate = [this](std::size_t count) {
        need_slots(count);
        const bool in_block = m_state.depth() - count < m_state.floor();
        if (in_block
            && !(m_state.blocks.back().is_handler
                && m_state.depth() - count >= m_state.blocks.back().level)) {
            refuse("it moves values that the open block keeps");
        }
        m_state.rotate(count);
    };
    switch (instruction.op) {
    case Op::ROT_TWO:
        rotate(2);
        return;
    case Op::ROT_THREE:
        rotate(3);
        return;
    case Op::ROT_FOUR:
        rotate(4);
        return;
    case Op::DUP_TOP:
    case Op::DUP_TOP_TWO: {
        const std::size_t count = instruction.op == Op::DUP_TOP ? 1 : 2;
        need_slots(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (may_be_null(m_state.kind(i))) {
                refuse("it copies something that is no value");
            }
        }
        for (std::size_t i = 0; i < count; ++i) {
            m_state.slots.push_back(m_state.peek(count - 1));
        }
        return;
    }
    case Op::GET_ANEXT: // The iterator stays, below the block of the loop.
        need_slots(1);
        if (may_be_null(m_state.kind(0))) {
            refuse("there is no iterator");
        }
        m_state.push(Kind::Object);
        return;
    case Op::EXTENDED_ARG: {
        std::size_t prefixes = 0;
        while (prefixes <= most_prefixes && instruction.offset >= 2 * prefixes
            && static_cast<Op>(m_shape.code[instruction.offset - 2 * prefixes])
                == Op::EXTENDED_ARG) {
            ++prefixes;
        }
        if (prefixes > most_prefixes) {
            refuse("an argument has four bytes at most");
        }
        return;
    }
    case Op::IS_OP:
    case Op::CONTAINS_OP:
        if (argument > 1) {
            refuse("there is no test with number " + std::to_string(argument));
        }
        break;
    case Op::UNPACK_EX: { // [sequence] -> [after..., starred, before...]
        const std::size_t count = (argument & 0xff) + (argument >> 8) + 1;
        pop(1);
        check_depth(m_state.depth() + count);
        for (std::size_t i = 0; i < count; ++i) {
            m_state.push(Kind::Object);
        }
        return;
    }
    default:
        break;
    }
    const StackPicture& effect = info(instruction.op).effect;
    const auto items = [argument](const ItemCount& count) {
        return static_cast<std::size_t>(count.fixed)
            + static_cast<std::size_t>(count.per_argument) * argument;
    };
    pop(items(effect.before));
    check_depth(m_state.depth() + items(effect.after));
    for (std::size_t i = 0; i < items(effect.after); ++i) {
        m_state.push(Kind::Object);
    }
}

} // namespace fw::code
