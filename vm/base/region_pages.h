// Runs of heap pages: taken best-fitting bin first, given back with coalescing, grown at the top of
// the heap. Private to the region's own files.

#pragma once

#include <cstddef>
#include <cstdint>

namespace fw {

// All return whether or what they could; none throws. Addresses are page-aligned.
std::byte* take_run(std::size_t pages) noexcept;
void give_run(std::byte* run, std::size_t pages) noexcept;
bool grow_run(std::byte* run, std::size_t pages, std::size_t wanted) noexcept; // in place

// Writes the kind and the length into the page map, on the run's first and last page.
void mark_run(std::byte* run, std::size_t pages, std::uint32_t kind) noexcept;

// Freed runs are no part of a checkpoint: after going back their bytes are zero. A test that
// compares every byte of two moments has them zeroed in the first place, since new blocks show what
// was there.
void zero_freed_runs(bool on);

} // namespace fw
