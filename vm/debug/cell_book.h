// When each cell was made and when it was last written, noted from the program's first frame on. It
// asks only for frames and cell writes, so it stays on while the program runs without stops.
#pragma once

#include "vm/hooks/observer.h"
#include "vm/inspect/picture.h"

#include <unordered_map>

namespace fw::debug {

class CellBook final : public hooks::Observer {
public:
    static constexpr std::initializer_list<hooks::Event> events
        = { hooks::Event::FramePush, hooks::Event::CellWrite };

    void on_frame_push(const hooks::FramePushEvent& event) override;
    void on_cell_write(const hooks::CellWriteEvent& event) override;

    void forget() { m_cells.clear(); }
    void fill(std::vector<inspect::Cell>& cells) const;

private:
    struct Entry {
        inspect::Step made_at = 0;
        inspect::Step written_at = 0;
    };

    // By address: a new cell in the place of a dead one begins a new entry when its frame is
    // pushed.
    std::unordered_map<inspect::ObjectId, Entry> m_cells;
};

} // namespace fw::debug
