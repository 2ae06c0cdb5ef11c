// The machine: region, runtime and fiber together, and running them for so many steps at a time.
//
// The fiber executes the program; whoever owns the Machine resumes it with run_until() and gets it
// back with the reason. One Machine can exist in a process at a time, and one thread drives it.

#pragma once

#include "vm/base/long_work.h"
#include "vm/base/region.h"
#include "vm/code/code_unit.h"
#include "vm/eval/eval.h"
#include "vm/hooks/observer.h"
#include "vm/object/runtime.h"

#include <atomic>
#include <functional>
#include <string>
#include <unordered_map>
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
        InNative, // the same, inside of an instruction that takes long: step() counts it already.
                  // run_until() goes on with it.
        Finished, // the program has ended
    };

    // Boots an empty runtime; `boot` then fills it (types, builtins, modules). The host must
    // outlive the machine.
    Machine(
        host::Host& host, const Region::Options& options, const std::function<void(Thread&)>& boot);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // Runs it on the caller's own stack, before the program starts: what it executes is no step of
    // the program.
    void run_before_start(const std::function<void(Thread&)>& body);

    // What the fiber will run; nothing executes yet.
    void start(std::function<void(Thread&)> body);

    // Goes on until that many opcodes have been executed, or something else stops it.
    Stop run_until(std::uint64_t step);
    static constexpr std::uint64_t no_limit = ~std::uint64_t{ 0 } >> 1;

    // From any thread: run_until() returns at the end of the current time slice. Reset by the next
    // run_until().
    void interrupt()
    {
        m_interrupted.store(true, std::memory_order_relaxed);
        LongWork::ask();
    }
    // Whether the fiber stands inside of a native that was interrupted. Whoever puts back the
    // memory of another moment says what is true of that.
    bool in_native() const { return m_in_native; }
    void set_in_native(bool on) { m_in_native = on; }

    std::uint64_t step() const { return runtime().thread.step(); }
    bool finished() const;
    Thread& thread() { return runtime().thread; }
    hooks::Registry& hooks() { return m_hooks; }
    Tape& tape() { return m_tape; }
    Region& region() { return m_region; }
    host::Host& host() { return m_host; }

    // Keeps a code unit alive for as long as the machine: code objects point into it. The same key,
    // which stands for the text and all that its compilation depends on, finds it again, so that a
    // replay meets the same unit.
    void keep(std::string key, code::CodeRef unit)
    {
        m_units.insert_or_assign(std::move(key), std::move(unit));
    }
    code::CodeRef kept(const std::string& key) const;
    std::size_t units() const { return m_units.size(); }

    // Puts a breakpoint on an instruction of a code object, or takes it away. Costs nothing until
    // it is hit. Code that has not run yet gets it when it is about to.
    void set_breakpoint(Code& code, std::int32_t offset, bool on);
    // Of a code object that may not be alive at the present step: its unit tells.
    void set_breakpoint(Code& code, const code::CodeUnit* unit, std::int32_t offset, bool on);
    void clear_breakpoints();
    // Breakpoints are no part of the program's state: they are lifted while it is copied, replayed
    // or compared, and then placed again, in the code objects that are alive by then.
    void lift_breakpoints();
    void place_breakpoints();
    bool breakpoints_placed() const { return m_breakpoints_placed; }
    // The next run_until() does not stop at a breakpoint of the instruction that is next.
    void pass_breakpoint() { thread().passing_breakpoint = step() + 1; }

    // Told of each code object whose instructions are made, which is before it first runs.
    void on_code_prepared(std::function<void(Code&)> listener)
    {
        m_on_code_prepared = std::move(listener);
    }

    // Runs `body` on the fiber's stack below the suspended program, for at most so many opcodes;
    // false when it did not come to its end or was interrupted. Whatever it did to the machine
    // stays: the caller puts back a checkpoint of the moment before, in any case.
    bool run_aside(std::function<void(Thread&)> body, std::uint64_t most_steps);

private:
    friend void suspend(Thread& thread, Suspension reason);
    friend void prepare_instructions(Code& code);

    struct Breakpoint {
        Code* code;
        const code::CodeUnit* unit; // tells whether the code object is still the same one
        std::int32_t offset;
    };

    static void run_aside_body(void* self);
    void code_prepared(Code& code);

    static void run_body(void* self);
    static void suspend_long_work();

    // How many opcodes run between two looks at the interrupt flag: about a millisecond.
    static constexpr std::int64_t slice = 65536;

    host::Host& m_host;
    Tape m_tape;
    hooks::Registry m_hooks;
    Region m_region;
    std::function<void(Thread&)> m_body;
    std::function<void(Thread&)> m_aside_body;
    std::function<void(Code&)> m_on_code_prepared;
    std::unordered_map<std::string, code::CodeRef> m_units;
    std::vector<Breakpoint> m_breakpoints;
    bool m_breakpoints_placed = true;
    Suspension m_reason = Suspension::SliceEnded;
    std::atomic<bool> m_interrupted = false;
    bool m_in_native = false;
};

} // namespace fw
