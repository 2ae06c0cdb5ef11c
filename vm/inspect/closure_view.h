// Pictures of closures: the program's functions with the names that lead to them, and every cell
// with its content, its owner and its users. Cells are told apart by identity, never by value.

#pragma once

#include "vm/inspect/code_view.h"
#include "vm/inspect/picture.h"

#include <functional>

namespace fw {
struct Thread;
}

namespace fw::inspect {

struct Closures {
    std::vector<Function> functions;
    std::vector<Cell> cells;
};

// `is_own` tells which code objects belong to the program (and not to a library that it imports).
Closures take_closures(
    const Thread& thread, CodeCatalog& catalog, const std::function<bool(const fw::Code&)>& is_own);

} // namespace fw::inspect
