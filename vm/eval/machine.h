// The machine: region, runtime and fiber together, and running them for so many steps at a time.
//
// The fiber executes the program; whoever owns the Machine resumes it with run_until() and gets it
// back with the reason. One Machine can exist in a process at a time, and one thread drives it.

#pragma once

#include "vm/base/region.h"
#include "vm/code/code_unit.h"
#include "vm/eval/eval.h"
#include "vm/hooks/observer.h"
#include "vm/object/runtime.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace fw {

namespace host {
class Host;
}

class Machine {
public:
    enum class Stop : std::uint8_t {
        StepReached,
        Controller, // the step controller said stop
        Breakpoint,
        NeedsInput, // the program waits for a line of standard input that the host does not have
                    // yet
        NoAnswer, // a recording has ended, or does not fit: the program cannot go on
        Interrupted, // interrupt() was called
        Finished, // the program has ended
    };

    // Boots an empty runtime; `boot` then fills it (types, builtins, modules). The host must
    // outlive the machine.
    Machine(
        host::Host& host, const Region::Options& options, const std::function<void(Thread&)>& boot);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // What the fiber will run; nothing executes yet.
    void start(std::function<void(Thread&)> body);

    // Goes on until that many opcodes have been executed, or something else stops it.
    Stop run_until(std::uint64_t step);
    static constexpr std::uint64_t no_limit = ~std::uint64_t{ 0 } >> 1;

    // From any thread: run_until() returns at the end of the current time slice. Reset by the next
    // run_until().
    void interrupt() { m_interrupted.store(true, std::memory_order_relaxed); }

    std::uint64_t step() const { return runtime().thread.step(); }
    bool finished() const;
    Thread& thread() { return runtime().thread; }
    hooks::Registry& hooks() { return m_hooks; }
    Region& region() { return m_region; }
    host::Host& host() { return m_host; }

    // Keeps a code unit alive for as long as the machine: code objects point into it.
    void keep(code::CodeRef unit) { m_units.push_back(std::move(unit)); }

    // Puts a breakpoint on an instruction of a code object, or takes it away. Costs nothing until
    // it is hit.
    void set_breakpoint(Code& code, std::int32_t offset, bool on);

private:
    friend void suspend(Thread& thread, Suspension reason);

    static void run_body(void* self);

    // How many opcodes run between two looks at the interrupt flag: about a millisecond.
    static constexpr std::int64_t slice = 65536;

    host::Host& m_host;
    hooks::Registry m_hooks;
    Region m_region;
    std::function<void(Thread&)> m_body;
    std::vector<code::CodeRef> m_units;
    Suspension m_reason = Suspension::SliceEnded;
    std::atomic<bool> m_interrupted = false;
};

} // namespace fw
