// All of a program's history, and the machine's place in it. The Timeline drives the machine:
// forwards it takes checkpoints and writes the index as it goes, without being asked; to any step
// that has been reached once it goes back and forth exactly: the nearest checkpoint at or before it
// is put back, and the machine runs from there, with the world's answers from the journal.
//
// History has branches: a branch begins where something was changed by hand (fork()), and shares
// all that came before with its parent. Steps name moments within a branch.
//
// Checkpoints are a cache: thinned with the distance from the present and held within a budget, so
// that what is far away takes longer, and nothing is out of reach. Breakpoints, observers and the
// user's view are never part of one. Not thread-safe. Design: DESIGN.md, "The machine".

#pragma once

#include "vm/eval/machine.h"
#include "vm/timeline/checkpoint.h"
#include "vm/timeline/index.h"
#include "vm/timeline/journal_host.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw::timeline {

using BranchId = std::size_t; // 0 is the run as it was without changes

class Timeline {
public:
    struct Options {
        std::size_t budget = 256 * 1024 * 1024; // bytes, for checkpoints and index together
        double share = 0.07; // of the time of a run that may go into checkpoints
        std::chrono::microseconds shortest{ 4000 }; // of running between two checkpoints
    };

    // Told some twenty times a second how much of the way has been gone; false gives up.
    using Progress = std::function<bool(Step done, Step total)>;
    enum class Outcome : std::uint8_t {
        Reached,
        GivenUp, // the machine is where it was before
        Trouble, // the world did not answer as before: see JournalHost::trouble()
    };

    // Both must outlive the timeline. The machine's host must be this one.
    Timeline(Machine& machine, JournalHost& host, const Options& options);
    Timeline(Machine& machine, JournalHost& host);
    ~Timeline();
    Timeline(const Timeline&) = delete;
    Timeline& operator=(const Timeline&) = delete;

    // History begins at the machine's present moment.
    void begin();

    Step now() const { return m_machine.step(); }
    Step first() const { return m_branches.front()->from; }
    Step furthest() const { return current().furthest; } // reached in this branch so far
    // The machine stands inside of an instruction, one that waits for input. now() counts it.
    bool in_an_instruction() const { return m_in_an_instruction; }

    // Forwards, as Machine::run_until: through what is known, and on from there. Breakpoints and
    // observers count in both.
    Machine::Stop run_until(Step target);

    // To a step of the present branch, in silence: no breakpoint, no observer.
    Outcome seek(Step step, const Progress& progress = {});

    // --- searching back

    // Looks at a stretch of history while it is replayed, and remembers the last moment in it that
    // is searched for.
    class Search {
    public:
        virtual ~Search() = default;
        virtual void begin(Machine& machine) = 0; // a stretch begins at the machine's present step
        virtual std::optional<Step> end() = 0; // it has ended: the latest match in it
        virtual bool uses_breakpoints() const { return false; }
        virtual void at_breakpoint(Machine&) { } // one was hit, and will be passed
    };
    // The latest match before a step and at or after `floor`. The machine stands somewhere else
    // afterwards: seek. GivenUp leaves it where it was.
    struct Match {
        Outcome outcome = Outcome::Reached;
        std::optional<Step> step = {};
    };
    Match find_last(Search& search, Step before, Step floor, const Progress& progress = {});

    // Of an event that the index knows: the step of the instruction that does it. `accept` is asked
    // about the code in whose frame it happens; of a call, about the one that is called.
    Match last_event(
        EventKind kind, Step before, const Index::Accept& accept, const Progress& progress = {});

    // --- branches

    struct BranchInfo {
        std::string name;
        BranchId parent;
        Step from; // its first step of its own
        Step furthest;
        std::string change; // what was done there, in words
    };
    std::vector<BranchInfo> branches() const;
    BranchId branch() const { return m_current; }
    // Begins a branch here: `change` alters the stopped machine, on the fiber, with the world
    // closed as for aside(). Nothing: it said false or did not come to its end, and all is as
    // before.
    std::optional<BranchId> fork(
        std::string what, const std::function<bool(Thread&)>& change, Step most_steps);
    void rename(BranchId branch, std::string name);
    Outcome switch_to(BranchId branch, Step step, const Progress& progress = {});

    // --- looking without touching

    // Runs `body` on the machine as it stands, for at most so many opcodes, with the world closed
    // (JournalHost::Evaluation), then calls `look` while what it made is there, and puts everything
    // back. False: it did not come to its end.
    bool aside(const std::function<void(Thread&)>& body, Step most_steps,
        const std::function<void(bool finished, const std::string& output)>& look);

    // --- pictures and figures

    Index::Profile profile(const Index::Window& window) const;
    std::uint64_t count(EventKind kind) const { return current().index.count(kind); }
    std::size_t checkpoints() const;
    std::size_t bytes() const; // of checkpoints and indexes
    std::chrono::nanoseconds time_for_checkpoints() const { return m_time_for_checkpoints; }
    JournalHost& host() { return m_host; }
    Machine& machine() { return m_machine; }

private:
    using Clock = std::chrono::steady_clock;

    struct Moment {
        Step step;
        std::size_t cursor; // in the journal
        bool pinned; // never thinned away
        Checkpoint checkpoint;
    };
    struct Branch {
        std::string name;
        std::string change;
        BranchId parent = 0;
        Step from = 0;
        Step furthest = 0;
        bool ended = false; // the program has finished at `furthest`
        std::shared_ptr<Journal> journal;
        std::vector<std::unique_ptr<Moment>> moments; // ascending; the first is at `from`
        Index index;

        Branch(Step start, std::vector<Index::OpenFrame> open)
            : from(start)
            , furthest(start)
            , index(start, std::move(open))
        {
        }
    };
    struct Place { // a moment of history and the branch whose own it is
        Moment* moment;
        BranchId branch;
    };

    Branch& current() { return *m_branches[m_current]; }
    const Branch& current() const { return *m_branches[m_current]; }
    std::vector<Index::OpenFrame> open_frames() const;
    Place nearest(BranchId branch, Step step); // at or before the step
    BranchId next_on_line() const; // the branch after m_place on the way to the present one
    bool is_live() const;
    Machine::Stop run_piece(Step target);
    void cross_forks();
    void take_tape();
    static void empty_tape(Tape& tape);

    void checkpoint_if_due();
    std::unique_ptr<Moment> make_moment(bool pinned);
    void add_moment(bool pinned);
    void put_back(Moment& moment, BranchId place);
    void keep_within_budget();
    bool compress_coldest();
    bool drop_least_useful();

    Outcome go(BranchId branch, Step step, const Progress& progress);
    Outcome replay_to(Step step, const Progress& progress, Step total);

    static constexpr Step piece = 262'144; // some milliseconds

    Machine& m_machine;
    JournalHost& m_host;
    Options m_options;
    PageStore m_pages;
    std::vector<std::unique_ptr<Branch>> m_branches;
    BranchId m_current = 0;
    BranchId m_place = 0; // whose own step the machine stands at: an ancestor before the fork
    bool m_in_an_instruction = false;
    Checkpoint* m_base = nullptr; // put back or taken last: what the present is compared with
    Clock::duration m_since_checkpoint{}; // of running
    Clock::duration m_checkpoint_cost{}; // of the last one
    Clock::duration m_time_for_checkpoints{};
    std::vector<TapeEntry> m_tape_memory;
    Clock::time_point m_last_progress;
};

} // namespace fw::timeline
