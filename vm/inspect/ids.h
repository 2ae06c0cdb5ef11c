// How pictures name moments and objects.
#pragma once

#include <cstdint>

namespace fw::inspect {

using ObjectId = std::uint64_t; // id() of the object, which is its address; 0 is no object.
using Step = std::uint64_t; // The number of opcodes executed so far.

} // namespace fw::inspect
