// Searching static memory.

#include "vm/timeline/outside_pointers.h"

#include "vm/base/address_sanitizer.h"
#include "vm/base/region.h"

#include <link.h>

namespace fw::timeline {

namespace {

// Where something lives in the region: its root, its stack, its heap up to the top. A number in the
// range that points nowhere is just a number.
bool points_at_something(std::uintptr_t value)
{
    const auto top = reinterpret_cast<std::uintptr_t>(layout::header().heap_top);
    return (value >= Region::root_address && value < Region::root_address + Region::root_size)
        || (value >= Region::stack_low && value < Region::stack_high)
        || (value >= Region::heap_address && value < top);
}

FW_NO_SANITIZE void scan(
    std::uintptr_t start, std::size_t size, const char* object, std::vector<OutsidePointer>& found)
{
    for (std::size_t offset = 0; offset + sizeof(std::uintptr_t) <= size;
         offset += sizeof(std::uintptr_t)) {
        const auto value = *reinterpret_cast<const volatile std::uintptr_t*>(start + offset);
        if (points_at_something(value)) {
            found.push_back({ start + offset, value, object });
        }
    }
}

int visit(dl_phdr_info* info, std::size_t, void* context)
{
    auto& found = *static_cast<std::vector<OutsidePointer>*>(context);
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = info->dlpi_phdr[i];
        if (part.p_type == PT_LOAD && (part.p_flags & PF_W) != 0) {
            const std::uintptr_t start = info->dlpi_addr + part.p_vaddr;
            const std::uintptr_t aligned = (start + 7) & ~std::uintptr_t{ 7 };
            scan(aligned, part.p_memsz - (aligned - start), info->dlpi_name, found);
        }
    }
    return 0;
}

} // namespace

std::vector<OutsidePointer> find_outside_pointers()
{
    std::vector<OutsidePointer> found;
    dl_iterate_phdr(visit, &found);
    return found;
}

} // namespace fw::timeline
