// The end of the native stack, for recursions that CPython does not count: a tuple that holds
// itself, which only marshal data can make, has no hash. CPython crashes there.

#pragma once

#include "vm/object/raise.h"
#include "vm/object/thread.h"

namespace fw {

// Raises RecursionError "maximum recursion depth exceeded<where>" when little stack is left.
[[nodiscard]] inline Result<void> check_native_stack(Thread& thread, const char* where)
{
    char here; // Its address tells how deep the native stack is.
    if (reinterpret_cast<std::uintptr_t>(&here) < thread.native_stack_limit) [[unlikely]] {
        return raise(thread, TypeId::RecursionError, "maximum recursion depth exceeded{}", where);
    }
    return {};
}

} // namespace fw
