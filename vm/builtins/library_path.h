// Where the standard library is: Python files that programs import.

#pragma once

#include <optional>
#include <string>

namespace fw {

namespace host {
class Host;
}

// $FRAMEWALK_STDLIB, the 3.9 library that the build has unpacked, a 3.9 found on the machine, or
// else the newest Python 3 library found. Nothing: there is none.
std::optional<std::string> find_standard_library(host::Host& host);

} // namespace fw
