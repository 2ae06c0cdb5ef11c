// What the next instruction is about to do, in one sentence with the real values, and what it will
// pop and push. Results are told only where they can be known from memory without running anything.

#pragma once

#include "vm/inspect/code_view.h"
#include "vm/inspect/frame_view.h"
#include "vm/inspect/picture.h"

namespace fw::inspect {

NextAction narrate_next(
    const fw::Frame& frame, const CodeCatalog& catalog, const std::vector<StackSlot>& stack);

} // namespace fw::inspect
