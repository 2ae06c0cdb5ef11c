// Switching stacks with Boost.Context, and telling the C++ runtime and AddressSanitizer about it.

#include "vm/base/fiber.h"

#include "vm/base/address_sanitizer.h"
#include "vm/base/assert.h"
#include "vm/base/region_new.h"

#include <boost/context/detail/fcontext.hpp>
#include <cxxabi.h>

#include <utility>

namespace fw {

namespace {

using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

constinit thread_local bool on_fiber = false;

layout::FiberState& state()
{
    return layout::header().fiber;
}

// What the C++ runtime keeps per thread about exceptions being handled (Itanium ABI); each stack
// needs its own.
struct ExceptionGlobals {
    void* caught;
    unsigned uncaught;
};

void exchange_exception_globals()
{
    auto* const globals = reinterpret_cast<ExceptionGlobals*>(abi::__cxa_get_globals());
    std::swap(globals->caught, state().exceptions_caught);
    std::swap(globals->uncaught, state().exceptions_uncaught);
}

// On the fiber, first thing after each switch to it.
void arrived(const transfer_t& from)
{
    state().outer = from.fctx;
#ifdef FW_ASAN
    __sanitizer_finish_switch_fiber(
        state().sanitizer_stack, &state().outer_stack, &state().outer_stack_size);
#endif
}

// On the fiber, last thing before each switch away from it.
void leaving([[maybe_unused]] bool for_good)
{
#ifdef FW_ASAN
    __sanitizer_start_switch_fiber(for_good ? nullptr : &state().sanitizer_stack,
        state().outer_stack, state().outer_stack_size);
#endif
}

void fiber_main(transfer_t from) noexcept
{
    arrived(from);
    state().entry(state().argument);
    state().done = true;
    leaving(true);
    jump_fcontext(state().outer, nullptr);
    FW_UNREACHABLE();
}

} // namespace

namespace {

void prepare(std::uintptr_t top, Fiber::Entry entry, void* argument)
{
    FW_ASSERT(!on_fiber);
    FW_UNPOISON(reinterpret_cast<void*>(layout::stack_low), layout::stack_size);
    state() = layout::FiberState{
        .context = make_fcontext(reinterpret_cast<void*>(top), top - layout::stack_low, fiber_main),
        .entry = entry,
        .argument = argument,
        .started = true,
    };
}

} // namespace

void Fiber::start(Entry entry, void* argument)
{
    prepare(layout::stack_high, entry, argument);
}

void Fiber::start_below(Entry entry, void* argument)
{
    constexpr std::uintptr_t red_zone = 256; // below its stack pointer a function may have data too
    const auto suspended = reinterpret_cast<std::uintptr_t>(state().context);
    const bool is_free = state().done || suspended == 0;
    prepare(is_free ? layout::stack_high : (suspended - red_zone) & ~std::uintptr_t{ 63 }, entry,
        argument);
}

void Fiber::resume()
{
    FW_ASSERT(!on_fiber && state().started && !state().done);
    const AllocationScope in_region(true);
    on_fiber = true;
    exchange_exception_globals();
#ifdef FW_ASAN
    void* own_stack = nullptr;
    __sanitizer_start_switch_fiber(
        &own_stack, reinterpret_cast<void*>(layout::stack_low), layout::stack_size);
#endif
    const transfer_t back = jump_fcontext(state().context, nullptr);
#ifdef FW_ASAN
    __sanitizer_finish_switch_fiber(own_stack, nullptr, nullptr);
#endif
    state().context = state().done ? nullptr : back.fctx;
    exchange_exception_globals();
    on_fiber = false;
}

void Fiber::suspend()
{
    FW_ASSERT(on_fiber && allocates_in_region());
    leaving(false);
    arrived(jump_fcontext(state().outer, nullptr));
}

bool Fiber::running()
{
    return on_fiber;
}

} // namespace fw
