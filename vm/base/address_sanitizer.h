// What the region, the fiber and the checkpoints must tell AddressSanitizer. Without it every macro
// here is nothing. Not a general sanitizer facade: only what code that copies raw memory and
// switches stacks needs.

#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SANITIZE_ADDRESS__)
#define FW_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FW_ASAN 1
#endif
#endif

#ifdef FW_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#define FW_POISON(address, size) ASAN_POISON_MEMORY_REGION((address), (size))
#define FW_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION((address), (size))
#define FW_NO_SANITIZE __attribute__((no_sanitize("address", "undefined"), noinline))
#else
#define FW_POISON(address, size) (static_cast<void>(address), static_cast<void>(size))
#define FW_UNPOISON(address, size) (static_cast<void>(address), static_cast<void>(size))
#define FW_NO_SANITIZE
#endif

namespace fw {

#ifdef FW_ASAN
inline constexpr bool address_sanitizer = true;
#else
inline constexpr bool address_sanitizer = false;
#endif

} // namespace fw
