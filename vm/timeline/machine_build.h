// Which machine this is: a recording is replayed by executing it, so it takes a machine that steps
// exactly as the one that made it. The text is made at build time from every source file that can
// have a say in that (machine_build.cmake).

#pragma once

#include <string_view>

namespace fw::timeline {

// "0123456789abcdef Clang 14.0.6 Release"
std::string_view machine_build();

} // namespace fw::timeline
