// One abstract run over the code of one code object. Private to verify.cpp and verify_step.cpp.
#pragma once

#include "vm/code/abstract_stack.h"
#include "vm/code/instruction.h"
#include "vm/code/verify.h"

#include <map>

namespace fw::code {

class Verifier {
public:
    // Why the code is refused; thrown by run().
    struct Refused {
        std::optional<std::size_t> offset;
        std::string reason;
    };

    explicit Verifier(const CodeShape& shape)
        : m_shape(shape)
    {
    }

    void run();

private:
    [[noreturn]] static void refuse(std::string reason);

    // verify.cpp: the run along all paths.
    void check_fields() const;
    void decode();
    void run_from(std::size_t offset);
    void run_block(std::size_t& at);
    // Joins a state into what is known at a place where paths meet.
    void enter(std::size_t offset, const AbstractState& state);
    // Something may be raised here: the handler of the innermost SETUP_* is reached.
    void enter_handler();
    void spend(std::size_t work);

    // verify_step.cpp: what one instruction does to m_state. False: it does not go on to the next.
    bool step(const Instruction& instruction);
    bool step_flow(const Instruction& instruction);
    bool step_block(const Instruction& instruction);
    bool step_build(const Instruction& instruction);
    bool step_call(const Instruction& instruction);
    void step_other(const Instruction& instruction);
    void make_function(std::uint32_t flags);
    void check_operand(const Instruction& instruction) const;
    void check_before_raise() const;
    void check_depth(std::size_t depth) const;
    void open_block(const Instruction& instruction);
    void jump_to(const Instruction& instruction);
    std::size_t target_of(const Instruction& instruction) const;

    // The topmost values are there, above what open blocks keep, and none of them is null.
    void need(std::size_t count) const;
    // The same for slots that may be null.
    void need_slots(std::size_t count) const;
    void need_kind(std::size_t below, Kind kind, const char* what) const;
    void pop(std::size_t count);
    void replace(std::size_t count, Kind kind, std::size_t detail = 0);

    const CodeShape& m_shape;
    std::vector<Instruction> m_instructions; // one for each two bytes
    // What is known where jumps go to; nothing before the first of them was followed.
    std::map<std::size_t, std::optional<AbstractState>> m_entries;
    std::vector<std::size_t> m_waiting;
    AbstractState m_state; // before the instruction that is looked at, or after it
    std::size_t m_work = 0;
};

} // namespace fw::code
