// Hashing the region.

#include "vm/timeline/state_hash.h"

#include "vm/base/region_new.h"
#include "vm/timeline/quiet.h"

#include <array>
#include <cstring>
#define XXH_STATIC_LINKING_ONLY // its state on the stack
#include <xxhash.h>

namespace fw::timeline {

namespace {

constexpr std::size_t page_size = Region::page_size;

// The sanitizers' build leaves bytes between the members of C++ structs as they happen to be. There
// the heap counts by its allocator's state, the page map and the collector's lists, which every
// allocation and release changes.
#ifdef FW_ASAN
constexpr bool leaves_out_the_heap = true;
#else
constexpr bool leaves_out_the_heap = false;
#endif

// The counters of the loop say when it looks up next; only their difference is a fact.
class NormalThread {
public:
    explicit NormalThread(Thread& thread)
        : m_thread(thread)
        , m_countdown(thread.countdown)
        , m_target(thread.step_target)
        , m_passing(thread.passing_breakpoint)
    {
        thread.step_target = thread.step();
        thread.countdown = 0;
        thread.passing_breakpoint = 0;
    }
    ~NormalThread()
    {
        m_thread.countdown = m_countdown;
        m_thread.step_target = m_target;
        m_thread.passing_breakpoint = m_passing;
    }
    NormalThread(const NormalThread&) = delete;
    NormalThread& operator=(const NormalThread&) = delete;

private:
    Thread& m_thread;
    std::int64_t m_countdown;
    std::uint64_t m_target;
    std::uint64_t m_passing;
};

} // namespace

std::uint64_t state_hash(Machine& machine)
{
    const Quiet quiet(machine);
    const NormalThread normal(machine.thread());
    const OutsideRegion outside;
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    std::array<std::byte, page_size> page;
    const auto add = [&](const std::byte* bytes, std::size_t size) {
        Region::raw_copy(page.data(), bytes, size); // AddressSanitizer knows parts as poisoned
        XXH3_64bits_update(&state, page.data(), size);
    };
    const auto in_stack = [](std::uintptr_t address) {
        return address >= Region::stack_low && address < Region::stack_high;
    };
    const std::uint64_t step = machine.step();
    XXH3_64bits_update(&state, &step, sizeof step);
    for (const Region::Range& range : machine.region().used_ranges()) {
        const auto start = reinterpret_cast<std::uintptr_t>(range.address);
        if (in_stack(start) || (leaves_out_the_heap && start >= Region::heap_address)) {
            continue;
        }
        // Of the header the allocator's part: the fiber's says where its stack is.
        const bool is_header = start == layout::header_address;
        const std::size_t size = is_header ? offsetof(layout::RegionHeader, fiber) : range.size;
        XXH3_64bits_update(&state, &start, sizeof start);
        for (std::size_t done = 0; done < size; done += page_size) {
            add(range.address + done, std::min(page_size, size - done));
        }
    }
    return XXH3_64bits_digest(&state);
}

} // namespace fw::timeline
