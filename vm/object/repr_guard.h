// Notices that repr() of a container is asked for again while it is being made: "[...]". The
// guards in progress form a chain through the native stack. CPython: Py_ReprEnter, Py_ReprLeave.
//     ReprGuard guard(thread, self);
//     if (guard.repeated()) { return make_str("[...]"); }

#pragma once

#include "vm/object/thread.h"

namespace fw {

class ReprGuard {
public:
    ReprGuard(Thread& thread, const Object* object)
        : m_thread(thread)
        , m_object(object)
        , m_outer(thread.reprs)
    {
        for (const ReprGuard* guard = m_outer; guard; guard = guard->m_outer) {
            if (guard->m_object == object) {
                m_repeated = true;
                break;
            }
        }
        thread.reprs = this;
    }
    ~ReprGuard() { m_thread.reprs = m_outer; }
    ReprGuard(const ReprGuard&) = delete;
    ReprGuard& operator=(const ReprGuard&) = delete;

    bool repeated() const { return m_repeated; }

private:
    Thread& m_thread;
    const Object* m_object;
    const ReprGuard* m_outer;
    bool m_repeated = false;
};

} // namespace fw
