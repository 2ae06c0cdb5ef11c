// A checkpoint: a moment of the machine as a copy of the region's used pages, those that are equal
// to an earlier checkpoint's shared with it. Taken and put back while the fiber is suspended. What
// is outside of the region (the journal's position, breakpoints, observers) is its owner's
// business.

#pragma once

#include "vm/base/region.h"
#include "vm/timeline/page_store.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace fw::timeline {

using Step = std::uint64_t; // opcodes executed so far

class Checkpoint {
public:
    // Copies the present of the region. `base`, which may be null, is a checkpoint of a moment that
    // is likely to share pages: the one that was taken or put back last.
    Checkpoint(PageStore& store, const Region& region, Checkpoint* base);

    // Makes the region what it was.
    void restore(Region& region);

    // Compresses the pages that nobody but cold checkpoints has. Another checkpoint that shares
    // pages and is compared with or put back unpacks them again.
    void compress();
    bool is_compressed() const { return m_compressed; }

    // For tests and figures.
    std::size_t pages() const;

private:
    struct Place {
        std::size_t number; // of the chunk: its address divided by its size
        std::shared_ptr<Chunk> chunk;
    };

    PageStore& m_store;
    std::vector<Place> m_chunks; // ascending
    bool m_compressed = false;
};

} // namespace fw::timeline
