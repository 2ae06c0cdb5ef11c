// Which memory `operator new` gives: the region's while the flag of this thread is set, which the
// fiber does while it runs, else malloc's. `operator delete` looks at the address. GMP follows the
// same rule, and so do C++ exceptions. Not an allocator of its own.

#pragma once

namespace fw {

namespace detail {
extern constinit thread_local bool new_allocates_in_region;
}

inline bool allocates_in_region()
{
    return detail::new_allocates_in_region;
}

// Sets the rule for the life of a scope and puts the former one back.
class AllocationScope {
public:
    explicit AllocationScope(bool in_region)
        : m_before(detail::new_allocates_in_region)
    {
        detail::new_allocates_in_region = in_region;
    }
    ~AllocationScope() { detail::new_allocates_in_region = m_before; }
    AllocationScope(const AllocationScope&) = delete;
    AllocationScope& operator=(const AllocationScope&) = delete;

private:
    bool m_before;
};

// For work done off the fiber that builds a part of the machine, such as booting it.
class InsideRegion : AllocationScope {
public:
    InsideRegion()
        : AllocationScope(true)
    {
    }
};

// For work done on the fiber whose memory must not go back in time: observers, the journal, the
// host. Nothing allocated in it may stay alive on the fiber when the fiber suspends.
class OutsideRegion : AllocationScope {
public:
    OutsideRegion()
        : AllocationScope(false)
    {
    }
};

// Points GMP at the rule. The region's constructor calls it.
void install_gmp_allocation();

} // namespace fw
