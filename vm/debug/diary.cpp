// What happened lately in each frame.

#include "vm/debug/diary.h"

#include "vm/code/code_unit.h"
#include "vm/code/instruction.h"
#include "vm/eval/frame.h"
#include "vm/inspect/preview.h"
#include "vm/inspect/stack_origins.h"

namespace fw::debug {

// The instruction that was executed last in the frame has pushed what is on top now.
void Diary::complete(const fw::Frame& frame)
{
    if (m_last.frame != &frame || m_last.offset < 0) {
        return;
    }
    const auto diary = m_frames.find(&frame);
    if (diary == m_frames.end() || diary->second.entries.empty()) {
        return;
    }
    Entry& entry = diary->second.entries.back();
    const fw::Instruction& instruction = frame.code->instructions[entry.offset / 2];
    const int pushes = inspect::stack_use(instruction.op, instruction.argument).pushes;
    if (m_values && entry.pushed.empty() && pushes > 0 && frame.stack_depth() > 0) {
        constexpr std::size_t length = 30;
        bool shortened = false;
        entry.pushed = "+" + inspect::preview_text(frame.stack_top[-1], length, shortened);
    }
}

void Diary::on_opcode(const hooks::OpcodeEvent& event)
{
    complete(*event.frame);
    FrameDiary& diary = m_frames[event.frame];
    diary.entries.push_back({ event.step, event.offset, {} });
    if (diary.entries.size() > most_events) {
        diary.entries.pop_front();
    }
    m_last = { event.frame, event.offset };
}

void Diary::on_frame_push(const hooks::FramePushEvent& event)
{
    if (event.entry == hooks::FrameEntry::New) {
        m_frames[event.frame] = {};
    }
}

void Diary::on_frame_pop(const hooks::FramePopEvent& event)
{
    if (event.exit != hooks::FrameExit::Yield) {
        m_frames.erase(event.frame);
    }
}

std::vector<inspect::FrameEvent> Diary::events_of(const fw::Frame& frame)
{
    complete(frame);
    std::vector<inspect::FrameEvent> rows;
    const auto diary = m_frames.find(&frame);
    if (diary == m_frames.end()) {
        return rows;
    }
    for (const Entry& entry : diary->second.entries) {
        const fw::Instruction& instruction = frame.code->instructions[entry.offset / 2];
        std::string text(code::name(instruction.op));
        if (frame.code->unit) {
            const code::Instruction decoded{ static_cast<std::size_t>(entry.offset), instruction.op,
                instruction.argument };
            const std::string meaning = code::argument_meaning(*frame.code->unit, decoded);
            text += meaning.empty() ? "" : " " + meaning;
        }
        rows.push_back({ entry.step, entry.pushed, std::move(text) });
    }
    return rows;
}

} // namespace fw::debug
