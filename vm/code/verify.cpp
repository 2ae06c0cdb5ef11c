// The abstract run along all paths of the code. See verify.h.
#include "vm/code/verify.h"

#include "vm/code/verifier.h"

#include <bit>

namespace fw::code {

namespace {

// Hostile code can be made so that the abstract run takes very long; no compiler makes such code.
constexpr std::size_t most_work = 20'000'000; // slots copied and instructions looked at
// Frames have room for it all, and moments of the program are copies of them.
constexpr std::int64_t deepest_stack = 4'000'000;

ConstantShape shape_of(const CodeConstant& constant)
{
    using ShapeKind = ConstantShape::Kind;
    if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
        return { .kind = ShapeKind::Code, .length = (*inner)->freevars.size() };
    }
    const auto& plain = std::get<Constant>(constant);
    if (plain.is_string()) {
        return { .kind = ShapeKind::Str };
    }
    if (const auto* tuple = plain.as<TupleConstant>()) {
        const bool only_strings = std::all_of(tuple->items->begin(), tuple->items->end(),
            [](const Constant& item) { return item.is_string(); });
        return { ShapeKind::Tuple, only_strings, tuple->items->size() };
    }
    return {};
}

} // namespace

CodeShape shape_of(const CodeUnit& unit)
{
    CodeShape shape{ .name = unit.name,
        .argcount = unit.argcount,
        .posonlyargcount = unit.posonlyargcount,
        .kwonlyargcount = unit.kwonlyargcount,
        .nlocals = unit.nlocals,
        .stacksize = unit.stacksize,
        .flags = unit.flags,
        .code = unit.code,
        .lnotab = unit.lnotab,
        .names = unit.names.size(),
        .varnames = unit.varnames.size(),
        .cellvars = unit.cellvars.size(),
        .freevars = unit.freevars.size() };
    for (const CodeConstant& constant : unit.consts) {
        shape.consts.push_back(shape_of(constant));
    }
    return shape;
}

std::string Flaw::text() const
{
    std::string text = "the bytecode of '" + name + "' is not valid";
    if (offset) {
        text += " at offset " + std::to_string(*offset) + ", " + instruction;
    }
    return text + ": " + reason;
}

std::optional<Flaw> verify(const CodeShape& shape)
{
    try {
        Verifier(shape).run();
        return std::nullopt;
    } catch (Verifier::Refused& refused) {
        Flaw flaw{ std::string(shape.name), refused.offset, {}, std::move(refused.reason) };
        if (refused.offset) {
            const auto op = static_cast<Op>(shape.code[*refused.offset]);
            flaw.instruction = info(op).known
                ? std::string(info(op).name)
                : "<" + std::to_string(static_cast<int>(op)) + ">"; // as dis shows it
        }
        return flaw;
    }
}

std::optional<Flaw> verify_all(const CodeUnit& unit)
{
    if (auto flaw = verify(shape_of(unit))) {
        return flaw;
    }
    for (const CodeConstant& constant : unit.consts) {
        if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
            if (auto flaw = verify_all(**inner)) {
                return flaw;
            }
        }
    }
    return std::nullopt;
}

void Verifier::refuse(std::string reason)
{
    throw Refused{ std::nullopt, std::move(reason) };
}

void Verifier::spend(std::size_t work)
{
    m_work += work;
    if (m_work > most_work) {
        refuse("the code is too entangled to be checked");
    }
}

void Verifier::check_fields() const
{
    for (const std::int64_t count : { m_shape.argcount, m_shape.posonlyargcount,
             m_shape.kwonlyargcount, m_shape.nlocals, m_shape.stacksize }) {
        if (count < 0 || count > INT32_MAX) {
            refuse("a count is negative");
        }
    }
    if (m_shape.stacksize > deepest_stack) {
        refuse("co_stacksize is " + std::to_string(m_shape.stacksize) + ", more than "
            + std::to_string(deepest_stack));
    }
    if (m_shape.posonlyargcount > m_shape.argcount) {
        refuse("there are more positional-only than positional parameters");
    }
    const std::int64_t parameters = m_shape.argcount + m_shape.kwonlyargcount
        + ((m_shape.flags & VarArgs) != 0 ? 1 : 0) + ((m_shape.flags & VarKeywords) != 0 ? 1 : 0);
    if (parameters > m_shape.nlocals
        || m_shape.nlocals > static_cast<std::int64_t>(m_shape.varnames)) {
        refuse("co_varnames is too small: " + std::to_string(parameters) + " parameters, "
            + std::to_string(m_shape.nlocals) + " locals, " + std::to_string(m_shape.varnames)
            + " names");
    }
    if (std::popcount(m_shape.flags & (Generator | Coroutine | AsyncGenerator)) > 1) {
        refuse("co_flags says more than one of generator, coroutine and asynchronous generator");
    }
    if (((m_shape.flags & NoFree) != 0) != (m_shape.cellvars + m_shape.freevars == 0)) {
        refuse("CO_NOFREE and the cell variables do not fit");
    }
    if (m_shape.code.empty() || m_shape.code.size() % 2 != 0 || m_shape.code.size() > INT32_MAX) {
        refuse("co_code has " + std::to_string(m_shape.code.size())
            + " bytes; an instruction has two");
    }
    if (m_shape.lnotab.size() % 2 != 0) {
        refuse("co_lnotab has an odd number of bytes");
    }
}

void Verifier::decode()
{
    InstructionReader reader(m_shape.code);
    m_instructions.reserve(m_shape.code.size() / 2);
    for (Instruction instruction; reader.next(instruction);) {
        m_instructions.push_back(instruction);
        const auto target = jump_target(instruction);
        if (target && *target < m_shape.code.size()) {
            m_entries.try_emplace(*target);
        }
    }
}

void Verifier::run()
{
    check_fields();
    decode();
    enter(0, {});
    while (!m_waiting.empty()) {
        const std::size_t offset = m_waiting.back();
        m_waiting.pop_back();
        run_from(offset);
    }
}

void Verifier::enter(std::size_t offset, const AbstractState& state)
{
    spend(state.depth() + 1);
    std::optional<AbstractState>& known = m_entries[offset];
    if (!known) {
        known = state;
        m_waiting.push_back(offset);
        return;
    }
    if (known->depth() != state.depth()) {
        refuse("offset " + std::to_string(offset) + " is reached with "
            + std::to_string(known->depth()) + " and with " + std::to_string(state.depth())
            + " values on the stack");
    }
    if (known->blocks != state.blocks) {
        refuse("offset " + std::to_string(offset) + " is reached with different open blocks");
    }
    bool changed = false;
    for (std::size_t i = 0; i < state.depth(); ++i) {
        const Slot joined = join(known->slots[i], state.slots[i]);
        changed = changed || joined != known->slots[i];
        known->slots[i] = joined;
    }
    if (changed) {
        m_waiting.push_back(offset);
    }
}

// Handlers in between are left on the way: what they keep is above the level.
void Verifier::enter_handler()
{
    for (std::size_t i = m_state.blocks.size(); i-- > 0;) {
        const AbstractBlock& block = m_state.blocks[i];
        if (block.is_handler) {
            continue;
        }
        AbstractState handler;
        const auto level = static_cast<std::ptrdiff_t>(block.level);
        handler.slots.assign(m_state.slots.begin(), m_state.slots.begin() + level);
        handler.push_triple(Kind::SavedTraceback);
        handler.push_triple(Kind::RaisedTraceback);
        const auto outer = static_cast<std::ptrdiff_t>(i);
        handler.blocks.assign(m_state.blocks.begin(), m_state.blocks.begin() + outer);
        handler.blocks.push_back({ .is_handler = true, .level = block.level });
        check_depth(handler.depth());
        enter(block.target, handler);
        return;
    }
}

void Verifier::run_from(std::size_t offset)
{
    m_state = *m_entries[offset];
    spend(m_state.depth() + 1);
    std::size_t at = offset;
    try {
        // Nothing below the level of an open block changes on the way to the next place where paths
        // meet, so that its handler is entered once.
        enter_handler();
        run_block(at);
    } catch (Refused& refused) {
        refused.offset = at;
        throw;
    }
}

void Verifier::run_block(std::size_t& at)
{
    while (true) {
        spend(1);
        if (!step(m_instructions[at / 2])) {
            return;
        }
        if (at + 2 >= m_shape.code.size()) {
            refuse("execution goes on behind the end of the code");
        }
        if (m_entries.contains(at + 2)) {
            enter(at + 2, m_state);
            return;
        }
        at += 2;
    }
}

} // namespace fw::code
