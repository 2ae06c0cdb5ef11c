// The peephole pass over finished bytecode. Everything is counted in code units of two bytes.
// CPython: Python/peephole.c
#include "vm/compile/peephole.h"

#include "vm/base/assert.h"
#include "vm/code/instruction.h"
#include "vm/compile/constant_ops.h"

#include <algorithm>

namespace fw::compile {

namespace {

using code::CodeUnit;
using code::instruction_size;
using code::Op;
using code::Operand;

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool is_unconditional(Op op)
{
    return op == Op::JUMP_ABSOLUTE || op == Op::JUMP_FORWARD;
}

bool is_conditional(Op op)
{
    return op == Op::POP_JUMP_IF_FALSE || op == Op::POP_JUMP_IF_TRUE
        || op == Op::JUMP_IF_FALSE_OR_POP || op == Op::JUMP_IF_TRUE_OR_POP;
}

bool jumps_on_true(Op op)
{
    return op == Op::POP_JUMP_IF_TRUE || op == Op::JUMP_IF_TRUE_OR_POP;
}

bool is_absolute(Op op)
{
    return code::info(op).operand == Operand::AbsTarget;
}
bool is_relative(Op op)
{
    return code::info(op).operand == Operand::RelTarget;
}

class Peephole {
public:
    Peephole(CodeUnit& unit, UnitTrace* trace)
        : m_unit(unit)
        , m_trace(trace)
        , m_code(unit.code)
        , m_size(unit.code.size() / 2)
    {
    }

    void run();

private:
    Op op_at(std::size_t i) const { return static_cast<Op>(m_code[2 * i]); }
    std::uint8_t arg_at(std::size_t i) const { return m_code[2 * i + 1]; }

    void put(std::size_t i, Op op, std::uint32_t argument)
    {
        m_code[2 * i] = static_cast<std::uint8_t>(op);
        m_code[2 * i + 1] = static_cast<std::uint8_t>(argument);
    }

    // Writes an instruction into `length` units, with EXTENDED_ARG in front.
    void write(std::size_t i, Op op, std::uint32_t argument, std::size_t length)
    {
        for (std::size_t part = length; part > 1; --part) {
            put(i++, Op::EXTENDED_ARG, argument >> (8 * (part - 1)));
        }
        put(i, op, argument);
    }

    // For those who watch: the units from begin on are touched for this reason.
    void note(std::size_t begin, std::size_t end, PeepholeReason reason)
    {
        if (m_trace != nullptr) {
            std::fill(m_trace->reasons.begin() + static_cast<std::ptrdiff_t>(begin),
                m_trace->reasons.begin() + static_cast<std::ptrdiff_t>(end), reason);
        }
    }

    void fill_nops(std::size_t begin, std::size_t end)
    {
        for (std::size_t i = begin; i < end; ++i) {
            put(i, Op::NOP, static_cast<std::uint32_t>(Op::NOP));
        }
    }

    // The opcode behind any EXTENDED_ARG.
    std::size_t find_op(std::size_t i) const
    {
        while (i < m_size && op_at(i) == Op::EXTENDED_ARG) {
            ++i;
        }
        return i;
    }

    // The whole argument of the instruction whose opcode is at i.
    std::uint32_t argument(std::size_t i) const
    {
        std::uint32_t result = arg_at(i);
        for (std::size_t part = 1; part <= 3 && i >= part; ++part) {
            if (op_at(i - part) != Op::EXTENDED_ARG) {
                break;
            }
            result |= static_cast<std::uint32_t>(arg_at(i - part)) << (8 * part);
        }
        return result;
    }

    std::size_t jump_target(std::size_t i) const
    {
        return argument(i) / 2 + (is_absolute(op_at(i)) ? 0 : i + 1);
    }

    bool same_block(std::size_t a, std::size_t b) const { return m_blocks[a] == m_blocks[b]; }

    // Replaces an argument; returns where the opcode is now, or none when there is no room.
    std::size_t set_argument(std::size_t i, std::uint32_t new_argument)
    {
        const std::uint32_t old = argument(i);
        if (old == new_argument) {
            return i;
        }
        const auto old_length = static_cast<std::size_t>(instruction_size(old));
        const auto new_length = static_cast<std::size_t>(instruction_size(new_argument));
        if (old_length < new_length) {
            return none;
        }
        const std::size_t start = i + 1 - old_length;
        write(start, op_at(i), new_argument, new_length);
        fill_nops(start + new_length, i + 1);
        return start + new_length - 1;
    }

    // Writes an instruction at the end of [begin, end), NOPs before it; not when there is no room.
    void put_at_end(std::size_t begin, Op op, std::uint32_t new_argument, std::size_t end,
        PeepholeReason reason)
    {
        const auto length = static_cast<std::size_t>(instruction_size(new_argument));
        if (begin + length > end) {
            return;
        }
        note(begin, end, reason);
        write(end - length, op, new_argument, length);
        fill_nops(begin, end - length);
    }

    void mark_blocks();
    void walk();
    void fold_tuple(std::size_t begin, std::size_t end, std::uint32_t count);
    void build_tuple(std::size_t start, std::size_t i, std::size_t next, Op next_op);
    bool retarget_conditional(std::size_t i, std::size_t& next);
    void retarget(std::size_t start, std::size_t i);
    bool compact();
    void trace_nothing();
    void trace_places(const std::vector<std::uint8_t>& walked);

    CodeUnit& m_unit;
    UnitTrace* m_trace; // may be null
    std::vector<std::uint8_t> m_code;
    std::size_t m_size;
    std::vector<std::uint32_t>
        m_blocks; // a number for each unit; first the block, then the new place
    std::uint32_t m_consts_in_a_row = 0;
};

void Peephole::mark_blocks()
{
    m_blocks.assign(m_size, 0);
    for (std::size_t i = 0; i < m_size; ++i) {
        const Op op = op_at(i);
        if (is_absolute(op) || is_relative(op)) {
            m_blocks[jump_target(i)] = 1;
        }
    }
    std::uint32_t number = 0;
    for (std::uint32_t& block : m_blocks) {
        number += block;
        block = number;
    }
}

// LOAD_CONST a, LOAD_CONST b, BUILD_TUPLE 2 becomes LOAD_CONST (a, b). The new constant is appended
// without looking for an equal one.
void Peephole::fold_tuple(std::size_t begin, std::size_t end, std::uint32_t count)
{
    std::vector<Constant> items;
    std::size_t at = begin;
    for (std::uint32_t i = 0; i < count; ++i, ++at) {
        at = find_op(at);
        const auto* plain = std::get_if<Constant>(&m_unit.consts[argument(at)]);
        if (plain == nullptr) {
            return;
        }
        items.push_back(*plain);
    }
    const auto index = static_cast<std::uint32_t>(m_unit.consts.size());
    m_unit.consts.push_back(make_tuple_constant(std::move(items)));
    m_unit.const_identities.push_back(0);
    put_at_end(begin, Op::LOAD_CONST, index, end, PeepholeReason::ConstantTuple);
}

void Peephole::build_tuple(std::size_t start, std::size_t i, std::size_t next, Op next_op)
{
    const std::uint32_t count = argument(i);
    if (count > 0 && m_consts_in_a_row >= count) {
        // Back to the first of the constants.
        std::size_t begin = start;
        std::uint32_t left = count;
        for (;;) {
            --begin;
            if (op_at(begin) == Op::LOAD_CONST && --left == 0) {
                break;
            }
        }
        while (begin > 0 && op_at(begin - 1) == Op::EXTENDED_ARG) {
            --begin;
        }
        if (same_block(begin, start)) {
            fold_tuple(begin, i + 1, count);
            return;
        }
    }
    if (next_op != Op::UNPACK_SEQUENCE || !same_block(start, i + 1) || argument(next) != count) {
        return;
    }
    // a, b = b, a needs no tuple.
    if (count < 4) {
        note(start, next + 1, PeepholeReason::NoTuple);
    }
    if (count < 2) {
        fill_nops(start, next + 1);
    } else if (count == 2) {
        put(start, Op::ROT_TWO, 0);
        fill_nops(start + 1, next + 1);
    } else if (count == 3) {
        put(start, Op::ROT_THREE, 0);
        put(start + 1, Op::ROT_TWO, 0);
        m_unit.origins[start + 1] = m_unit.origins[start];
        fill_nops(start + 2, next + 1);
    }
}

// A JUMP_IF_..._OR_POP to another conditional jump, as in `a and b or c`: what the second one does
// is known. Returns true when it was changed; it is then looked at again.
bool Peephole::retarget_conditional(std::size_t i, std::size_t& next)
{
    const Op op = op_at(i);
    const std::size_t target = find_op(argument(i) / 2);
    Op new_op = op_at(target);
    if (!is_conditional(new_op)) {
        return false;
    }
    std::size_t place = none;
    const auto length = static_cast<std::size_t>(instruction_size(argument(i)));
    PeepholeReason reason = PeepholeReason::JumpToJump;
    if (jumps_on_true(new_op) == jumps_on_true(op)) {
        place = set_argument(i, argument(target));
    } else {
        place = set_argument(i, static_cast<std::uint32_t>(2 * (target + 1)));
        reason = PeepholeReason::ConditionKnown;
        new_op = op == Op::JUMP_IF_TRUE_OR_POP ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE;
    }
    if (place == none) {
        return false;
    }
    put(place, new_op, arg_at(place));
    note(i + 1 - length, i + 1, reason);
    next = place;
    return true;
}

// A jump to an unconditional jump goes to where that one goes.
void Peephole::retarget(std::size_t start, std::size_t i)
{
    Op op = op_at(i);
    const std::size_t target = find_op(jump_target(i));
    if (is_unconditional(op) && op_at(target) == Op::RETURN_VALUE) {
        note(start, i + 1, PeepholeReason::JumpToReturn);
        put(start, Op::RETURN_VALUE, 0);
        fill_nops(start + 1, i + 1);
        return;
    }
    if (!is_unconditional(op_at(target))) {
        return;
    }
    std::size_t destination = jump_target(target);
    if (op == Op::JUMP_FORWARD) {
        op = Op::JUMP_ABSOLUTE;
    } else if (!is_absolute(op)) {
        if (destination < i + 1) {
            return; // No relative jump goes backwards.
        }
        destination -= i + 1;
    }
    put_at_end(
        start, op, static_cast<std::uint32_t>(2 * destination), i + 1, PeepholeReason::JumpToJump);
}

void Peephole::walk()
{
    std::uint32_t consts_in_a_row = 0;
    std::size_t next = 0;
    for (std::size_t i = find_op(0); i < m_size; i = next) {
        const Op op = op_at(i);
        std::size_t start = i;
        while (start >= 1 && op_at(start - 1) == Op::EXTENDED_ARG) {
            --start;
        }
        next = find_op(i + 1);
        const Op next_op = next < m_size ? op_at(next) : Op{};
        m_consts_in_a_row = consts_in_a_row;
        consts_in_a_row = 0;
        switch (op) {
        case Op::LOAD_CONST: {
            consts_in_a_row = m_consts_in_a_row + 1;
            if (next_op != Op::POP_JUMP_IF_FALSE || !same_block(start, i + 1)) {
                break;
            }
            const auto* plain = std::get_if<Constant>(&m_unit.consts[argument(i)]);
            if (plain == nullptr || is_true(*plain)) {
                note(start, next + 1, PeepholeReason::ConstantCondition);
                fill_nops(start, next + 1);
                consts_in_a_row = 0;
            }
            break;
        }
        case Op::BUILD_TUPLE:
            build_tuple(start, i, next, next_op);
            break;
        case Op::JUMP_IF_FALSE_OR_POP:
        case Op::JUMP_IF_TRUE_OR_POP:
            if (retarget_conditional(i, next)) {
                break;
            }
            retarget(start, i);
            break;
        case Op::POP_JUMP_IF_FALSE:
        case Op::POP_JUMP_IF_TRUE:
        case Op::JUMP_FORWARD:
        case Op::JUMP_ABSOLUTE:
            retarget(start, i);
            break;
        case Op::RETURN_VALUE: {
            std::size_t end = i + 1;
            while (end < m_size && same_block(i, end)) {
                // These stay: with them the extent of a statement can be found in the bytecode.
                if (op_at(end) == Op::SETUP_FINALLY || op_at(end) == Op::RERAISE) {
                    while (end > i + 1 && op_at(end - 1) == Op::EXTENDED_ARG) {
                        --end;
                    }
                    break;
                }
                ++end;
            }
            if (end > i + 1) {
                note(i + 1, end, PeepholeReason::BehindReturn);
                fill_nops(i + 1, end);
                next = find_op(end);
            }
            break;
        }
        default:
            break;
        }
    }
}

// Takes the NOPs out and moves jumps, line table and origins. False when that can not be done.
bool Peephole::compact()
{
    std::uint32_t nops = 0;
    for (std::size_t i = 0; i < m_size; ++i) {
        m_blocks[i] = static_cast<std::uint32_t>(i) - nops;
        nops += op_at(i) == Op::NOP ? 1 : 0;
    }
    if (nops == 0) {
        m_unit.code = std::move(m_code);
        return true;
    }
    std::vector<std::uint8_t> lnotab = m_unit.lnotab;
    std::size_t old_offset = 0;
    std::uint32_t last_offset = 0;
    for (std::size_t i = 0; i + 1 < lnotab.size(); i += 2) {
        old_offset += lnotab[i];
        const std::uint32_t new_offset = m_blocks[old_offset / 2] * 2;
        lnotab[i] = static_cast<std::uint8_t>(new_offset - last_offset);
        last_offset = new_offset;
    }

    std::vector<code::Origin> origins = m_unit.origins;
    std::size_t out = 0;
    for (std::size_t i = 0; i < m_size; ++i) {
        const std::size_t start = i;
        std::uint32_t value = arg_at(i);
        while (op_at(i) == Op::EXTENDED_ARG) {
            ++i;
            value = value << 8 | arg_at(i);
        }
        const Op op = op_at(i);
        if (op == Op::NOP) {
            continue;
        }
        if (is_absolute(op)) {
            value = m_blocks[value / 2] * 2;
        } else if (is_relative(op)) {
            value = (m_blocks[value / 2 + i + 1] - m_blocks[i] - 1) * 2;
        }
        const std::size_t length = i - start + 1;
        if (static_cast<std::size_t>(instruction_size(value)) > length || length > 4) {
            return false;
        }
        // A shorter argument keeps its EXTENDED_ARG 0.
        write(out, op, value, length);
        std::fill_n(origins.begin() + static_cast<std::ptrdiff_t>(out), length, origins[i]);
        out += length;
    }
    m_code.resize(2 * out);
    origins.resize(out);
    m_unit.code = std::move(m_code);
    m_unit.lnotab = std::move(lnotab);
    m_unit.origins = std::move(origins);
    return true;
}

// The unit stays as it is.
void Peephole::trace_nothing()
{
    if (m_trace == nullptr) {
        return;
    }
    m_trace->reasons.assign(m_size, PeepholeReason::None);
    m_trace->removed.assign(m_size, false);
    m_trace->places.resize(m_size);
    for (std::size_t i = 0; i < m_size; ++i) {
        m_trace->places[i] = static_cast<std::uint32_t>(i);
    }
}

// Where each instruction went. `walked` is the code with NOPs for what is removed: an opcode may
// stand on what was a prefix of it.
void Peephole::trace_places(const std::vector<std::uint8_t>& walked)
{
    const std::vector<std::uint8_t>& before = m_trace->before.code;
    std::size_t start = 0;
    for (std::size_t i = 0; i < m_size; ++i) {
        if (static_cast<Op>(before[2 * i]) == Op::EXTENDED_ARG) {
            continue;
        }
        m_trace->removed[i] = true;
        m_trace->places[i] = m_blocks[i];
        for (std::size_t part = start; part <= i; ++part) {
            const Op op = static_cast<Op>(walked[2 * part]);
            if (op != Op::NOP && op != Op::EXTENDED_ARG) {
                m_trace->removed[i] = false;
                m_trace->places[i] = m_blocks[part];
            }
        }
        start = i + 1;
    }
}

void Peephole::run()
{
    trace_nothing();
    // A line table with a step of 255 bytes is left alone.
    for (std::size_t i = 0; i < m_unit.lnotab.size(); i += 2) {
        if (m_unit.lnotab[i] == 255) {
            return;
        }
    }
    if (m_size == 0) {
        return;
    }
    mark_blocks();
    walk();
    if (m_trace == nullptr) {
        compact();
        return;
    }
    const std::vector<std::uint8_t> walked = m_code;
    if (compact()) {
        trace_places(walked);
    } else {
        trace_nothing();
    }
}

} // namespace

void optimize_code(CodeUnit& unit, UnitTrace* trace)
{
    Peephole(unit, trace).run();
}

std::string_view peephole_reason_text(PeepholeReason reason)
{
    switch (reason) {
    case PeepholeReason::None:
        return "";
    case PeepholeReason::ConstantCondition:
        return "the constant is true: nothing to test";
    case PeepholeReason::ConstantTuple:
        return "a tuple of constants is a constant itself";
    case PeepholeReason::NoTuple:
        return "swapping needs no tuple";
    case PeepholeReason::JumpToJump:
        return "it jumped to a jump: now straight to where that one goes";
    case PeepholeReason::ConditionKnown:
        return "what the test at its target would say is known already";
    case PeepholeReason::JumpToReturn:
        return "it jumped to a return: it returns at once";
    case PeepholeReason::BehindReturn:
        return "behind a return, never reached";
    }
    return "";
}

} // namespace fw::compile
