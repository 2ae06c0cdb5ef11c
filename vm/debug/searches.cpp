// Searches of history.

#include "vm/debug/searches.h"

#include "vm/eval/frame.h"

namespace fw::debug {

using timeline::Step;

FrameSet::FrameSet(const Frame* innermost)
{
    for (const Frame* frame = innermost; frame; frame = frame->back) {
        m_births.emplace(frame, frame->pushed_at);
    }
}

bool FrameSet::has(const Frame& frame) const
{
    const auto found = m_births.find(&frame);
    return found != m_births.end() && found->second == frame.pushed_at;
}

// --- lines

void LineSearch::begin(Machine& machine)
{
    m_found.reset();
    m_last_frame = nullptr;
    m_subscription = machine.hooks().subscribe(*this, { hooks::Event::Opcode });
}

std::optional<Step> LineSearch::end()
{
    m_subscription.end();
    return m_found;
}

// A line begins at an entry of the line table, or where it is jumped back to.
void LineSearch::on_opcode(const hooks::OpcodeEvent& event)
{
    const bool jumped_back = event.frame == m_last_frame && event.offset <= m_last_offset;
    m_last_frame = event.frame;
    m_last_offset = event.offset;
    const Instruction& instruction = event.frame->code->instructions[event.offset / 2];
    if ((instruction.starts_line || jumped_back) && (!m_frames || m_frames->has(*event.frame))
        && m_is_own(*event.frame->code)) {
        m_found = event.step;
    }
}

// --- cells

void CellWriteSearch::begin(Machine& machine)
{
    m_found.reset();
    m_subscription = machine.hooks().subscribe(*this, { hooks::Event::CellWrite });
}

std::optional<Step> CellWriteSearch::end()
{
    m_subscription.end();
    return m_found;
}

void CellWriteSearch::on_cell_write(const hooks::CellWriteEvent& event)
{
    if (m_is_own(*event.frame->code)) {
        m_found = event.step;
    }
}

// --- writes of a place

void WriteSearch::begin(Machine& machine)
{
    m_found.reset();
    m_any = false;
    m_stores = false;
    m_value = m_probe.value();
    m_subscription = machine.hooks().subscribe(*this, { hooks::Event::Opcode });
}

std::optional<Step> WriteSearch::end()
{
    look();
    m_subscription.end();
    return m_found;
}

void WriteSearch::look()
{
    const Object* const now = m_probe.value();
    if (m_any && (now != m_value || m_stores)) {
        m_found = m_last.step;
        if (m_listener) {
            m_listener(m_last, now);
        }
    }
    m_value = now;
    m_stores = false;
}

void WriteSearch::on_opcode(const hooks::OpcodeEvent& event)
{
    look();
    m_last = { event.step, event.frame->code->unit, event.offset, event.op, event.argument };
    m_any = true;
    m_stores = m_probe.is_stored_by(event);
}

} // namespace fw::debug
