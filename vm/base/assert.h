// Assertions that stay on in release builds: a broken invariant ends the process with its place and
// text, which is better than a debugger that shows something untrue.

#pragma once

namespace fw {

// Prints "file:line: assertion failed: text" on stderr and aborts.
[[noreturn]] void assertion_failed(const char* text, const char* file, int line);

} // namespace fw

#define FW_ASSERT(condition)                                                                       \
    do {                                                                                           \
        if (!(condition)) [[unlikely]] {                                                           \
            ::fw::assertion_failed(#condition, __FILE__, __LINE__);                                \
        }                                                                                          \
    } while (false)

#define FW_UNREACHABLE() ::fw::assertion_failed("unreachable", __FILE__, __LINE__)
