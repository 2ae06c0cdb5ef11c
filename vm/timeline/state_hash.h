// One number for the whole state of a stopped machine: every object with its address, reference
// count and content, every frame with its stacks, the allocator and the runtime; without the native
// stack, whose bytes depend on how the machine came here, and without what is no part of the
// program (breakpoints, time slices). Under AddressSanitizer it leaves out the heap's bytes. Two
// machines that are at the same step of the same history have the same number.

#pragma once

#include "vm/eval/machine.h"

#include <cstdint>

namespace fw::timeline {

std::uint64_t state_hash(Machine& machine);

} // namespace fw::timeline
