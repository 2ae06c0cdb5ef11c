// Searching history: stretch by stretch backwards, each replayed; or in the index where it knows.

#include "vm/eval/frame.h"
#include "vm/timeline/quiet.h"
#include "vm/timeline/timeline.h"

#include <algorithm>

namespace fw::timeline {

namespace {

constexpr Step longest_stretch
    = 8'000'000; // replayed at once: a better match may lie behind its end

} // namespace

Timeline::Match Timeline::find_last(
    Search& search, Step before, Step floor, const Progress& progress)
{
    const Step origin = m_machine.step();
    floor = std::max(floor, first());
    const Step total = before - std::min(before, floor);
    Step end = before;
    const auto give_up = [&] {
        m_machine.lift_breakpoints();
        (void)go(m_current, origin, {});
        return Match{ Outcome::GivenUp, {} };
    };
    while (end > floor) {
        const Step from = std::max({ floor, nearest(m_current, end - 1).moment->step,
            end > longest_stretch ? end - longest_stretch : 0 });
        const Step searched = before - end;
        const Progress on_the_way
            = [&](Step, Step) { return !progress || progress(searched, total); };
        const Outcome outcome = go(m_current, from, on_the_way);
        if (outcome != Outcome::Reached) {
            return outcome == Outcome::GivenUp ? give_up() : Match{ outcome, {} };
        }
        if (search.uses_breakpoints()) {
            m_machine.place_breakpoints();
        } else {
            m_machine.lift_breakpoints();
        }
        search.begin(m_machine);
        Outcome walked = Outcome::Reached;
        while ((m_machine.step() < end || m_machine.in_native()) && walked == Outcome::Reached) {
            const Machine::Stop stop = run_piece(end);
            if (stop == Machine::Stop::Breakpoint) {
                search.at_breakpoint(m_machine);
                m_machine.pass_breakpoint();
            } else if (stop == Machine::Stop::Finished || stop == Machine::Stop::NeedsInput
                || stop == Machine::Stop::NoAnswer) {
                break;
            }
            const Clock::time_point now = Clock::now();
            if (progress && now - m_last_progress > std::chrono::milliseconds(50)) {
                m_last_progress = now;
                if (!progress(searched + (m_machine.step() - from), total)) {
                    walked = Outcome::GivenUp;
                }
            }
        }
        const std::optional<Step> found = search.end();
        m_machine.lift_breakpoints();
        if (walked == Outcome::GivenUp) {
            return give_up();
        }
        if (found) {
            return { Outcome::Reached, found };
        }
        end = from;
    }
    return {};
}

namespace {

// Looks for an event that the index has counted but not kept.
class EventSearch final : public Timeline::Search, public hooks::Observer {
public:
    EventSearch(EventKind kind, const Index::Accept& accept)
        : m_kind(kind)
        , m_accept(accept)
    {
    }

    void begin(Machine& machine) override
    {
        m_last.reset();
        switch (m_kind) {
        case EventKind::Call:
            m_subscription = machine.hooks().subscribe(*this, { hooks::Event::FramePush });
            break;
        case EventKind::Return:
            m_subscription = machine.hooks().subscribe(*this, { hooks::Event::FramePop });
            break;
        case EventKind::Exception:
            m_subscription = machine.hooks().subscribe(*this, { hooks::Event::ExceptionRaised });
            break;
        case EventKind::Output:
            m_subscription = machine.hooks().subscribe(*this, { hooks::Event::Output });
            break;
        case EventKind::Collection:
            m_collections = runtime().gc.collections;
            m_subscription = machine.hooks().subscribe(*this, { hooks::Event::Opcode });
            break;
        }
    }
    std::optional<Step> end() override
    {
        m_subscription.end();
        return m_last;
    }

    void on_frame_push(const hooks::FramePushEvent& event) override
    {
        note(event.step - 1, *event.frame);
    }
    void on_frame_pop(const hooks::FramePopEvent& event) override
    {
        note(event.step - 1, *event.frame);
    }
    void on_exception_raised(const hooks::ExceptionEvent& event) override
    {
        note(event.step, *event.frame);
    }
    void on_output(const hooks::OutputEvent& event) override { m_last = event.step; }
    void on_opcode(const hooks::OpcodeEvent& event) override
    {
        if (runtime().gc.collections != m_collections) {
            m_collections = runtime().gc.collections;
            m_last = event.step - 1;
        }
    }

private:
    void note(Step step, const Frame& frame)
    {
        if (!m_accept || m_accept(frame.code->unit)) {
            m_last = step;
        }
    }

    EventKind m_kind;
    const Index::Accept& m_accept;
    hooks::Subscription m_subscription;
    std::optional<Step> m_last;
    std::uint64_t m_collections = 0;
};

} // namespace

Timeline::Match Timeline::last_event(
    EventKind kind, Step before, const Index::Accept& accept, const Progress& progress)
{
    Step limit = before;
    BranchId branch = m_current;
    while (true) {
        const Branch& part = *m_branches[branch];
        const auto found = part.index.last_before(kind, limit, accept);
        if (!found) {
            if (branch == 0) {
                return {};
            }
            limit = std::min(limit, part.from);
            branch = part.parent;
            continue;
        }
        if (found->search_to == 0) {
            return { Outcome::Reached, found->step };
        }
        EventSearch search(kind, accept);
        const Match match = find_last(search, found->search_to, found->step, progress);
        if (match.outcome != Outcome::Reached || match.step) {
            return match;
        }
        limit = found->step; // those that the block has counted come behind the former limit
    }
}

} // namespace fw::timeline
