// What a run forwards looks for beside breakpoints: the next event of a kind, or the next write of
// a place. It lets the machine stop right after it; the runner then goes back to the instruction
// that did it.
#pragma once

#include "vm/debug/runner.h"

namespace fw::debug {

class Runner::Forward final : public hooks::StepController, public hooks::Observer {
public:
    // Both look behind the machine's present step.
    Forward(Machine& machine, inspect::EventKind kind, IsOwn is_own);
    Forward(Machine& machine, PlaceProbe probe);

    // The step of the instruction that did it, once there was one.
    std::optional<inspect::Step> found();
    const std::string& what() const { return m_what; } // "call", "write"

    hooks::Decision before_opcode(const hooks::OpcodeEvent& event) override;
    void on_frame_push(const hooks::FramePushEvent& event) override;
    void on_frame_pop(const hooks::FramePopEvent& event) override;
    void on_exception_raised(const hooks::ExceptionEvent& event) override;
    void on_cell_write(const hooks::CellWriteEvent& event) override;
    void on_output(const hooks::OutputEvent& event) override;

private:
    void note(inspect::Step step, const Frame* frame);

    inspect::Step m_start;
    std::string m_what;
    IsOwn m_is_own;
    std::uint64_t m_collections;
    bool m_wants_collections = false;
    std::unique_ptr<WriteSearch> m_writes;
    hooks::Subscription m_subscription;
    std::optional<inspect::Step> m_found;
};

} // namespace fw::debug
