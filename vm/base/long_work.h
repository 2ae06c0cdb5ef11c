// How a native that takes long lets go of the machine: where it could run Python code as well, or
// only its own memory is in the middle of something, it calls LongWork::tick(). That costs a look
// at a flag. When somebody has asked, the fiber is suspended there: it may go on later, or be
// forgotten when the memory of another moment is put back.
#pragma once

#include <atomic>

namespace fw {

class LongWork {
public:
    static void tick()
    {
        if (s_asked.load(std::memory_order_relaxed)) [[unlikely]] {
            s_suspend();
        }
    }

    // From any thread: the next tick suspends.
    static void ask() { s_asked.store(true, std::memory_order_relaxed); }
    static void forget() { s_asked.store(false, std::memory_order_relaxed); }
    // What a tick does then; it looks itself whether this is the place for it.
    static void on_ask(void (*suspend)()) { s_suspend = suspend; }

private:
    static void nothing() { }

    static inline std::atomic<bool> s_asked = false;
    static inline void (*s_suspend)() = nothing;
};

} // namespace fw
