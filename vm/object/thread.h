// The thread state: what the running thread is doing. Exceptions pending and being handled,
// recursion, the current frame. CPython: PyThreadState

#pragma once

#include "vm/object/object.h"

#include <cstdint>

namespace fw {

struct Frame;
class ReprGuard;

// The exception that a handler is dealing with: what sys.exc_info() tells. One for the thread, one
// for each generator. All null or None when there is none. CPython: _PyErr_StackItem.
struct HandledException {
    Object* type = nullptr;
    Object* value = nullptr;
    Object* traceback = nullptr;
    HandledException* previous = nullptr;
};

struct Thread {
    Frame* frame = nullptr; // The innermost frame, borrowed.

    // The pending exception: raised and not yet caught. `exception` is always an instance
    // (normalised), owned, with its traceback beside it until a handler takes it. CPython:
    // curexc_type, curexc_value, curexc_traceback.
    Object* exception = nullptr;
    Object* exception_traceback = nullptr;

    HandledException handled_bottom;
    HandledException* handled = &handled_bottom;

    const ReprGuard* reprs = nullptr; // Containers whose repr() is being made; repr_guard.h.

    int recursion_depth = 0;
    int recursion_limit = 1000;
    bool recursion_overflowed
        = false; // Handling a RecursionError: 50 more levels are allowed, as in CPython.

    // Opcodes until the loop must look up: stop at step N, time slice, checkpoint, interrupt. The
    // steps executed so far are step_target - countdown.
    std::int64_t countdown = 0;
    std::uint64_t step_target = 0;
    // 1 + the step at which a breakpoint has stopped and may now be passed; 0: none.
    std::uint64_t passing_breakpoint = 0;

    std::uintptr_t native_stack_limit = 0; // Addresses below are too deep: RecursionError.

    std::uint64_t step() const { return step_target - static_cast<std::uint64_t>(countdown); }
    // The step of the instruction that is executing: it has been counted already.
    std::uint64_t last_step() const { return step() - 1; }
    bool has_exception() const { return exception != nullptr; }
};

// Guards a native recursion; raises RecursionError "maximum recursion depth exceeded<where>".
// CPython: Py_EnterRecursiveCall, called at the same places.
//     RecursionGuard guard(thread);
//     TRY(guard.enter(" in comparison"));
class RecursionGuard {
public:
    explicit RecursionGuard(Thread& thread)
        : m_thread(thread)
    {
    }
    ~RecursionGuard()
    {
        if (m_entered) {
            leave_frame(m_thread);
        }
    }
    RecursionGuard(const RecursionGuard&) = delete;
    RecursionGuard& operator=(const RecursionGuard&) = delete;

    Result<void> enter(const char* where)
    {
        char here; // Its address tells how deep the native stack is.
        if (m_thread.recursion_depth >= m_thread.recursion_limit
            || reinterpret_cast<std::uintptr_t>(&here) < m_thread.native_stack_limit) [[unlikely]] {
            return enter_slow(where);
        }
        ++m_thread.recursion_depth;
        m_entered = true;
        return {};
    }

    // One level less: what the destructor does, and leaving a frame.
    static void leave_frame(Thread& thread)
    {
        --thread.recursion_depth;
        if (thread.recursion_overflowed) [[unlikely]] {
            leave_overflow(thread);
        }
    }

private:
    Result<void> enter_slow(const char* where);
    static void leave_overflow(Thread& thread);

    Thread& m_thread;
    bool m_entered = false;
};

} // namespace fw
