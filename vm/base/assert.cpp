// The one place where the process gives up.

#include "vm/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace fw {

void assertion_failed(const char* text, const char* file, int line)
{
    std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, text);
    std::abort();
}

} // namespace fw
