// Nobody looks and nothing stops: while the machine replays, is copied or is put back. Private to
// this folder.

#pragma once

#include "vm/eval/machine.h"

namespace fw::timeline {

class Quiet {
public:
    explicit Quiet(Machine& machine)
        : m_machine(machine)
        , m_pause(machine.hooks())
        , m_were_placed(machine.breakpoints_placed())
    {
        machine.lift_breakpoints();
    }
    ~Quiet()
    {
        if (m_were_placed) {
            m_machine.place_breakpoints();
        }
    }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

private:
    Machine& m_machine;
    hooks::Pause m_pause;
    bool m_were_placed;
};

} // namespace fw::timeline
