// The rules of stepping.

#include "vm/debug/stepping.h"

#include "vm/code/line_table.h"
#include "vm/eval/frame.h"

namespace fw::debug {

Stepper::Stepper(StepKind kind, const Frame* frame, std::uint64_t step, IsOwn is_own)
    : m_kind(kind)
    , m_frame(frame)
    , m_line(frame ? frame_line(*frame) : -1)
    , m_offset(frame ? frame->lasti() : -1)
    , m_step(step)
    , m_is_own(std::move(is_own))
{
}

// The first instruction of a line's entry in the line table; or any of the line when it was jumped
// back to.
bool Stepper::is_new_line(const hooks::OpcodeEvent& event) const
{
    const Code& code = *event.frame->code;
    const int line = code_line(code, event.offset);
    if (event.frame == m_frame) {
        return line != m_line || event.offset <= m_offset;
    }
    if (!code.unit) {
        return true;
    }
    const code::LineBounds bounds
        = code::line_bounds(*code.unit, static_cast<std::size_t>(event.offset));
    return bounds.start == static_cast<std::size_t>(event.offset) || m_depth < 0;
}

hooks::Decision Stepper::before_opcode(const hooks::OpcodeEvent& event)
{
    if (event.step == m_step) {
        return hooks::Decision::Continue;
    }
    if (m_kind == StepKind::Opcode) {
        return hooks::Decision::Stop;
    }
    if (!m_is_own(*event.frame->code)) {
        return hooks::Decision::Continue;
    }
    bool stop = false;
    switch (m_kind) {
    case StepKind::Over:
        stop = m_depth <= 0 && is_new_line(event);
        break;
    case StepKind::Into:
        stop = m_pushed || is_new_line(event);
        break;
    case StepKind::Out:
        stop = m_depth < 0;
        break;
    default:
        stop = is_new_line(event);
        break;
    }
    return stop ? hooks::Decision::Stop : hooks::Decision::Continue;
}

void Stepper::frame_pushed(const hooks::FramePushEvent& event)
{
    ++m_depth;
    m_pushed = m_pushed || m_is_own(*event.frame->code);
}

void Stepper::frame_popped(const hooks::FramePopEvent&)
{
    --m_depth;
    if (m_depth < 0) {
        m_frame = nullptr; // Where it started is gone: its caller counts as another place.
    }
}

} // namespace fw::debug
