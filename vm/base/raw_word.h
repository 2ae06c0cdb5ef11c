// Reading memory of the region that may belong to nobody now, to find out whether it does.

#pragma once

#include "vm/base/address_sanitizer.h"

#include <cstdint>

namespace fw {

// The word there, whatever AddressSanitizer thinks of it.
FW_NO_SANITIZE inline std::uint64_t raw_word(const void* address)
{
    return *static_cast<const volatile std::uint64_t*>(address);
}

} // namespace fw
