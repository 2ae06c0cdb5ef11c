// Running forwards, and going to any step. Checkpoints and their thinning are in
// timeline_checkpoints.cpp, branches and looking aside in timeline_branches.cpp, searching in
// timeline_search.cpp.

#include "vm/timeline/timeline.h"

#include "vm/base/assert.h"
#include "vm/base/region_new.h"
#include "vm/eval/frame.h"
#include "vm/timeline/quiet.h"

#include <algorithm>

namespace fw::timeline {

namespace {

constexpr std::size_t tape_entries = 65536;
constexpr std::chrono::milliseconds progress_interval{ 50 };

} // namespace

Timeline::Timeline(Machine& machine, JournalHost& host)
    : Timeline(machine, host, Options())
{
}

Timeline::Timeline(Machine& machine, JournalHost& host, const Options& options)
    : m_machine(machine)
    , m_host(host)
    , m_options(options)
    , m_tape_memory(tape_entries)
{
}

Timeline::~Timeline()
{
    m_machine.tape() = {};
}

void Timeline::begin()
{
    m_base = nullptr;
    m_branches.clear();
    m_branches.push_back(std::make_unique<Branch>(m_machine.step(), open_frames()));
    Branch& main = *m_branches.front();
    main.name = "main";
    main.journal = m_host.journal();
    main.index.set_event_limit(m_options.budget / 4);
    m_current = 0;
    add_moment(true);
}

std::vector<Index::OpenFrame> Timeline::open_frames() const
{
    std::vector<Index::OpenFrame> open;
    for (const Frame* frame = m_machine.thread().frame; frame; frame = frame->back) {
        open.push_back({ frame->code->unit, frame->entered_at });
    }
    std::reverse(open.begin(), open.end());
    return open;
}

// Whether what runs next has never run before.
bool Timeline::is_live() const
{
    return m_place == m_current && m_machine.step() >= current().furthest && !current().ended;
}

void Timeline::empty_tape(Tape& tape)
{
    static_cast<Timeline*>(tape.owner)->take_tape();
}

void Timeline::take_tape()
{
    Tape& tape = m_machine.tape();
    const OutsideRegion outside;
    current().index.add({ m_tape_memory.data(), tape.next });
    tape.next = m_tape_memory.data();
}

// A branch begins with a change: coming from before, the machine becomes what it was made there.
void Timeline::cross_forks()
{
    while (m_place != m_current) {
        const BranchId next = next_on_line();
        Branch& branch = *m_branches[next];
        if (m_machine.step() < branch.from) {
            return;
        }
        put_back(*branch.moments.front(), next);
    }
}

Machine::Stop Timeline::run_piece(Step target)
{
    cross_forks();
    Branch& branch = current();
    const Step now = m_machine.step();
    const bool live = is_live();
    Step stop_at = std::min(target, now + piece);
    if (m_place != m_current) {
        stop_at = std::min(stop_at, m_branches[next_on_line()]->from);
    } else if (!live && !branch.ended) {
        stop_at = std::min(stop_at, branch.furthest);
    }
    Tape& tape = m_machine.tape();
    if (live) {
        tape = { m_tape_memory.data(), m_tape_memory.data() + m_tape_memory.size(), empty_tape,
            this };
    }
    const Clock::time_point start = Clock::now();
    const Machine::Stop stop = m_machine.run_until(stop_at);
    m_since_checkpoint += Clock::now() - start;
    m_in_an_instruction = stop == Machine::Stop::NeedsInput || stop == Machine::Stop::NoAnswer
        || stop == Machine::Stop::InNative;
    if (live) {
        take_tape();
        tape = {};
        // What is interrupted may be given up: it does not count yet.
        const Step done = m_machine.step() - (stop == Machine::Stop::InNative ? 1 : 0);
        branch.furthest = std::max(branch.furthest, done);
        branch.index.reach(done);
        branch.ended = stop == Machine::Stop::Finished;
    }
    return stop;
}

Machine::Stop Timeline::run_until(Step target)
{
    while (true) {
        const Machine::Stop stop = run_piece(target);
        checkpoint_if_due();
        if (stop != Machine::Stop::StepReached || m_machine.step() >= target) {
            cross_forks();
            return stop;
        }
    }
}

Timeline::Outcome Timeline::seek(Step step, const Progress& progress)
{
    return go(m_current, step, progress);
}

// The machine runs to a step that lies ahead.
Timeline::Outcome Timeline::replay_to(Step step, const Progress& progress, Step total)
{
    const Step start = m_machine.step();
    while (m_machine.step() < step || m_machine.in_native()) {
        const Step before = m_machine.step();
        const bool was_in_native = m_machine.in_native();
        const Machine::Stop stop = run_piece(step);
        checkpoint_if_due();
        if (stop == Machine::Stop::NoAnswer) {
            return m_machine.step() >= step || !m_host.diverged() ? Outcome::Reached
                                                                  : Outcome::Trouble;
        }
        if (stop == Machine::Stop::Finished || stop == Machine::Stop::NeedsInput) {
            break; // history ends here
        }
        const bool stuck = m_machine.step() == before && stop != Machine::Stop::Interrupted
            && stop != Machine::Stop::InNative && !was_in_native;
        FW_ASSERT(!stuck);
        const Clock::time_point now = Clock::now();
        if (progress && now - m_last_progress > progress_interval) {
            m_last_progress = now;
            if (!progress(m_machine.step() - start, total)) {
                return Outcome::GivenUp;
            }
        }
    }
    cross_forks();
    return Outcome::Reached;
}

Timeline::Outcome Timeline::go(BranchId target_branch, Step step, const Progress& progress)
{
    // So many steps take as long as putting a checkpoint back; and so many are worth a checkpoint
    // that leads back if the user gives up.
    constexpr Step worth_putting_back = 100'000;
    constexpr Step worth_a_way_back = 2'000'000;

    const Quiet quiet(m_machine);
    m_last_progress = Clock::now();
    const BranchId origin = m_current;
    const BranchId origin_place = m_place;
    const bool was_in_an_instruction = m_in_an_instruction;
    const bool was_in_native = m_machine.in_native();
    const Step now = m_machine.step();
    step = std::max(step, first());
    const bool same_line = target_branch == m_current;
    if (same_line && step == now && m_place == m_current && !was_in_native) {
        return Outcome::Reached;
    }
    const bool ahead = same_line && step >= now;
    const Step nearest_step = nearest(target_branch, step).moment->step;
    const bool by_running = ahead && nearest_step < now + worth_putting_back;
    const Step way = step - (by_running ? now : nearest_step);
    std::unique_ptr<Moment> here;
    if (way > worth_a_way_back && progress) {
        here = make_moment(false);
    } else if (!ahead && is_live() && !m_in_an_instruction
        && nearest(m_current, now).moment->step + worth_putting_back < now) {
        // What has just been reached for the first time is worth keeping: people come back to it.
        add_moment(false);
    }
    if (!by_running) {
        const Place place = nearest(target_branch, step);
        m_current = target_branch;
        put_back(*place.moment, place.branch);
    }
    const Outcome outcome = replay_to(step, here ? progress : Progress(), way);
    if (outcome == Outcome::GivenUp) {
        m_current = origin;
        put_back(*here, origin_place);
        m_in_an_instruction = was_in_an_instruction;
        m_machine.set_in_native(was_in_native);
    }
    if (here && m_base == &here->checkpoint) {
        m_base = nullptr;
    }
    return outcome;
}

} // namespace fw::timeline
