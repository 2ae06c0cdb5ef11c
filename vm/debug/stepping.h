// The rules of stepping: where "line", "over", "into" and "out" stop. One controller decides; see
// hooks/observer.h.
//
//   line  at the start of another line, in this frame, in a frame that it calls or in its caller
//   over  the same, but calls run through
//   into  in the next frame that is pushed, or where "line" would stop
//   out   in the caller, once this frame is left
//
// Frames of other files than the program's own run through, except for steps by opcode.

#pragma once

#include "vm/debug/session.h"
#include "vm/hooks/observer.h"

#include <functional>

namespace fw::debug {

class Stepper final : public hooks::StepController {
public:
    using IsOwn = std::function<bool(const Code&)>;

    // Starts at the machine's present instruction. `frame` may be null before the first one.
    Stepper(StepKind kind, const Frame* frame, std::uint64_t step, IsOwn is_own);

    hooks::Decision before_opcode(const hooks::OpcodeEvent& event) override;
    void frame_pushed(const hooks::FramePushEvent& event) override;
    void frame_popped(const hooks::FramePopEvent& event) override;

private:
    bool is_new_line(const hooks::OpcodeEvent& event) const;

    StepKind m_kind;
    const Frame* m_frame;
    int m_line;
    int m_offset;
    std::uint64_t m_step;
    IsOwn m_is_own;
    int m_depth = 0; // frames above the one that it started in; negative below
    bool m_pushed = false;
};

} // namespace fw::debug
