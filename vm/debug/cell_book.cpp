// See cell_book.h.

#include "vm/debug/cell_book.h"

#include "vm/eval/frame.h"

namespace fw::debug {
namespace {

inspect::ObjectId id_of(const void* object)
{
    return reinterpret_cast<inspect::ObjectId>(object);
}

} // namespace

// The cells of a function's own variables are made with its frame, arguments in them already.
void CellBook::on_frame_push(const hooks::FramePushEvent& event)
{
    if (event.entry != hooks::FrameEntry::New) {
        return;
    }
    const Code& code = *event.frame->code;
    Object* const* cells = event.frame->fast() + code.nlocals;
    for (std::int64_t i = 0; i < code.cellvars->length; ++i) {
        m_cells[id_of(cells[i])] = { .made_at = event.step, .written_at = event.step };
    }
}

void CellBook::on_cell_write(const hooks::CellWriteEvent& event)
{
    m_cells[id_of(event.cell)].written_at = event.step;
}

void CellBook::fill(std::vector<inspect::Cell>& cells) const
{
    for (inspect::Cell& cell : cells) {
        if (const auto entry = m_cells.find(cell.id); entry != m_cells.end()) {
            cell.made_at = entry->second.made_at;
            cell.written_at = entry->second.written_at;
        }
    }
}

} // namespace fw::debug
