// Taking checkpoints, putting them back, and keeping them within the budget.

#include "vm/timeline/quiet.h"
#include "vm/timeline/timeline.h"

#include <algorithm>

namespace fw::timeline {

namespace {

constexpr std::size_t most_moments = 4096; // of a branch: looking through them must stay quick

} // namespace

// --- taking and putting back

std::unique_ptr<Timeline::Moment> Timeline::make_moment(bool pinned)
{
    const Quiet quiet(m_machine);
    const Clock::time_point start = Clock::now();
    auto moment = std::make_unique<Moment>(Moment{ m_machine.step(), m_host.cursor(), pinned,
        Checkpoint(m_pages, m_machine.region(), m_base) });
    m_base = &moment->checkpoint;
    m_checkpoint_cost = Clock::now() - start;
    m_time_for_checkpoints += m_checkpoint_cost;
    m_since_checkpoint = {};
    return moment;
}

void Timeline::add_moment(bool pinned)
{
    auto& moments = current().moments;
    const Step now = m_machine.step();
    const auto place = std::lower_bound(moments.begin(), moments.end(), now,
        [](const auto& moment, Step step) { return moment->step < step; });
    if (place != moments.end() && (*place)->step == now) {
        return;
    }
    moments.insert(place, make_moment(pinned));
    const Clock::time_point start = Clock::now();
    keep_within_budget();
    const Clock::duration thinning = Clock::now() - start;
    m_checkpoint_cost += thinning;
    m_time_for_checkpoints += thinning;
}

// A run is interrupted for a checkpoint when it has gone on for long enough to pay for it.
void Timeline::checkpoint_if_due()
{
    const auto price = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(m_checkpoint_cost) / m_options.share);
    if (m_since_checkpoint < std::max<Clock::duration>(m_options.shortest, price)
        || m_machine.finished() || m_in_an_instruction) {
        return;
    }
    if (m_place != m_current) {
        m_since_checkpoint = {};
        return; // An ancestor's stretch: it has its own.
    }
    // In a replay, only where the stretch between the checkpoints that are there is long.
    const Step now = m_machine.step();
    if (!is_live()) {
        const auto& moments = current().moments;
        const auto next = std::upper_bound(moments.begin(), moments.end(), now,
            [](Step step, const auto& moment) { return step < moment->step; });
        const Step before = (*std::prev(next))->step;
        if (now - before < piece || (next != moments.end() && (*next)->step - now < piece)) {
            return;
        }
    }
    add_moment(false);
}

void Timeline::put_back(Moment& moment, BranchId place)
{
    moment.checkpoint.restore(m_machine.region());
    m_base = &moment.checkpoint;
    m_place = place;
    m_in_an_instruction = false; // checkpoints of history are taken between instructions
    m_machine.set_in_native(false);
    m_host.set_position(current().journal, moment.cursor);
    m_since_checkpoint = {};
}

Timeline::Place Timeline::nearest(BranchId branch, Step step)
{
    while (branch != 0 && step < m_branches[branch]->from) {
        branch = m_branches[branch]->parent;
    }
    auto& moments = m_branches[branch]->moments;
    const auto next = std::upper_bound(moments.begin(), moments.end(), step,
        [](Step wanted, const auto& moment) { return wanted < moment->step; });
    return { std::prev(next)->get(), branch };
}

// --- the budget

std::size_t Timeline::bytes() const
{
    std::size_t all = m_pages.bytes();
    for (const auto& branch : m_branches) {
        all += branch->index.bytes();
    }
    return all;
}

std::size_t Timeline::checkpoints() const
{
    std::size_t count = 0;
    for (const auto& branch : m_branches) {
        count += branch->moments.size();
    }
    return count;
}

// Compressing begins at half of the budget, a few checkpoints at a time; beyond the whole of it
// some must go.
void Timeline::keep_within_budget()
{
    constexpr int at_a_time = 2;
    for (int i = 0; i < at_a_time && bytes() > m_options.budget / 2; ++i) {
        if (!compress_coldest()) {
            break;
        }
    }
    while (bytes() > m_options.budget || current().moments.size() > most_moments) {
        if (!drop_least_useful() && !compress_coldest()) {
            return;
        }
    }
}

namespace {

Step distance(Step left, Step right)
{
    return left > right ? left - right : right - left;
}

} // namespace

bool Timeline::compress_coldest()
{
    const Step now = m_machine.step();
    Moment* coldest = nullptr;
    Step furthest = 0;
    for (const auto& branch : m_branches) {
        for (const auto& moment : branch->moments) {
            const Step away = distance(moment->step, now);
            if (&moment->checkpoint != m_base && !moment->checkpoint.is_compressed()
                && away >= furthest) {
                coldest = moment.get();
                furthest = away;
            }
        }
    }
    if (!coldest) {
        return false;
    }
    coldest->checkpoint.compress();
    return true;
}

// The one whose absence makes the smallest gap, for its distance from the present.
bool Timeline::drop_least_useful()
{
    const Step now = m_machine.step();
    Branch* where = nullptr;
    std::size_t which = 0;
    double smallest = 0;
    for (const auto& branch : m_branches) {
        const auto& moments = branch->moments;
        const double floor = static_cast<double>(branch->furthest - branch->from) / 4 + 1;
        for (std::size_t i = 1; i < moments.size(); ++i) {
            if (moments[i]->pinned || &moments[i]->checkpoint == m_base) {
                continue;
            }
            const Step next = i + 1 < moments.size() ? moments[i + 1]->step : branch->furthest;
            const auto gap = static_cast<double>(next - moments[i - 1]->step);
            const double use = gap / (static_cast<double>(distance(moments[i]->step, now)) + floor);
            if (!where || use < smallest) {
                where = branch.get();
                which = i;
                smallest = use;
            }
        }
    }
    if (!where) {
        return false;
    }
    where->moments.erase(where->moments.begin() + static_cast<std::ptrdiff_t>(which));
    return true;
}

} // namespace fw::timeline
