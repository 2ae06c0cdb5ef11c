// Pointers into the region that static memory holds: a cache, a function-local static. None may be
// there: going back in time would leave it pointing at something else. For tests; looks at all
// writable static memory of the program and its libraries, word by word.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fw::timeline {

struct OutsidePointer {
    std::uintptr_t address; // where it is
    std::uintptr_t value; // where in the region it points
    std::string object; // the program or library
};

std::vector<OutsidePointer> find_outside_pointers();

} // namespace fw::timeline
