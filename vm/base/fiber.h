// The fiber: the one native stack, in the region, on which the machine runs. A suspended fiber is
// memory and nothing else: copied with the region's pages, it can be put back and resumed any
// number of times. Its state is in the region's header. Always resumed by the same thread. Not a
// scheduler, and not a thread.

#pragma once

#include "vm/base/region_layout.h"

#include <cstddef>
#include <cstdint>

namespace fw {

class Fiber {
public:
    using Entry = void (*)(void* argument);

    // Prepares a fresh fiber; nothing runs before resume(). A former one is forgotten as it is: its
    // frames are not unwound. No C++ exception may leave `entry`.
    static void start(Entry entry, void* argument);

    // Prepares another piece of work on the same stack, below the suspended one, which is
    // forgotten: for work after which the memory of a moment before is put back. As start() where
    // nothing is suspended.
    static void start_below(Entry entry, void* argument);

    // Runs the fiber until it suspends or is done. While it runs, operator new allocates in the
    // region.
    static void resume();

    // On the fiber: back to whoever resumed it. May be called in a destructor while an exception is
    // in flight.
    static void suspend();

    static bool started() { return layout::header().fiber.started; }
    static bool done() { return layout::header().fiber.done; }
    static bool running(); // whether this thread is on the fiber now

    // On the fiber: bytes of stack below the caller's frame.
    static std::size_t stack_left()
    {
        return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) - layout::stack_low;
    }
};

} // namespace fw
