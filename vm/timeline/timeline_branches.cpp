// Branches of history, looking aside, and pictures of a line of history.

#include "vm/base/assert.h"
#include "vm/base/region_layout.h"
#include "vm/timeline/quiet.h"
#include "vm/timeline/timeline.h"

#include <algorithm>
#include <limits>

namespace fw::timeline {

BranchId Timeline::next_on_line() const
{
    BranchId branch = m_current;
    while (m_branches[branch]->parent != m_place) {
        branch = m_branches[branch]->parent;
    }
    return branch;
}

std::vector<Timeline::BranchInfo> Timeline::branches() const
{
    std::vector<BranchInfo> all;
    for (const auto& branch : m_branches) {
        all.push_back(
            { branch->name, branch->parent, branch->from, branch->furthest, branch->change });
    }
    return all;
}

void Timeline::rename(BranchId branch, std::string name)
{
    m_branches.at(branch)->name = std::move(name);
}

std::optional<BranchId> Timeline::fork(
    std::string what, const std::function<bool(Thread&)>& change, Step most_steps)
{
    const Quiet quiet(m_machine);
    FW_ASSERT(!m_in_an_instruction);
    if (is_live()) {
        add_moment(false);
    }
    const std::unique_ptr<Moment> before = make_moment(false);
    const layout::FiberState suspended = layout::header().fiber;
    bool changed = false;
    {
        const JournalHost::Evaluation closed(m_host);
        const bool finished
            = m_machine.run_aside([&](Thread& thread) { changed = change(thread); }, most_steps);
        changed = changed && finished;
    }
    if (!changed) {
        before->checkpoint.restore(m_machine.region());
        m_host.set_position(current().journal, before->cursor);
        m_base = nullptr;
        return std::nullopt;
    }
    // The program goes on where it was, at the step where it was; the change took none.
    layout::header().fiber = suspended;
    Thread& thread = m_machine.thread();
    thread.step_target = before->step;
    thread.countdown = 0;
    m_base = nullptr;

    auto branch = std::make_unique<Branch>(m_machine.step(), open_frames());
    const BranchId id = m_branches.size();
    branch->parent = m_place;
    branch->name = "branch " + std::to_string(id);
    branch->change = std::move(what);
    branch->journal = m_host.journal()->fork(before->cursor);
    branch->index.set_event_limit(m_options.budget / 8);
    m_branches.push_back(std::move(branch));
    m_current = id;
    m_place = id;
    m_host.set_position(current().journal, before->cursor);
    add_moment(true);
    return id;
}

Timeline::Outcome Timeline::switch_to(BranchId branch, Step step, const Progress& progress)
{
    return go(branch, step, progress);
}

bool Timeline::aside(const std::function<void(Thread&)>& body, Step most_steps,
    const std::function<void(bool finished, const std::string& output)>& look)
{
    const Quiet quiet(m_machine);
    Moment here{ m_machine.step(), m_host.cursor(), false,
        Checkpoint(m_pages, m_machine.region(), m_base) };
    bool finished = false;
    {
        const JournalHost::Evaluation closed(m_host);
        finished = m_machine.run_aside(body, most_steps);
        look(finished, closed.output());
    }
    here.checkpoint.restore(m_machine.region());
    m_host.set_position(current().journal, here.cursor);
    return finished;
}

namespace {

// A frame that lives across a fork has a bar in both branches: they become one.
void join_at_fork(std::vector<Index::Bar>& bars, std::size_t of_child, Step fork)
{
    for (std::size_t i = of_child; i < bars.size();) {
        const Index::Bar& before = bars[i];
        const auto after = std::find_if(bars.begin(),
            bars.begin() + static_cast<std::ptrdiff_t>(of_child), [&](const Index::Bar& each) {
                return before.to == fork && each.from == fork && each.depth == before.depth
                    && each.unit == before.unit && each.unit;
            });
        if (after == bars.begin() + static_cast<std::ptrdiff_t>(of_child)) {
            ++i;
        } else {
            after->from = before.from;
            bars.erase(bars.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
}

} // namespace

Index::Profile Timeline::profile(const Index::Window& window) const
{
    Index::Profile profile;
    Step limit = std::numeric_limits<Step>::max();
    for (BranchId branch = m_current;; branch = m_branches[branch]->parent) {
        const std::size_t of_child = profile.bars.size();
        m_branches[branch]->index.profile(window, limit, profile);
        join_at_fork(profile.bars, of_child, limit);
        if (branch == 0) {
            return profile;
        }
        limit = m_branches[branch]->from;
    }
}

} // namespace fw::timeline
