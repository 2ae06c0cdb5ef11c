// The hash of bytes and of strings' memory: SipHash-2-4 with a zero key, what CPython computes
// under PYTHONHASHSEED=0. CPython: Python/pyhash.c

#pragma once

#include <cstddef>
#include <cstdint>

namespace fw {

// 0 for no bytes, never -1.
std::int64_t hash_bytes(const void* data, std::size_t size);

} // namespace fw
