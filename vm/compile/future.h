// `from __future__ import ...` at the beginning of a module.
// CPython: Python/future.c
#pragma once

#include "vm/syntax/tree.h"

#include <cstdint>

namespace fw::compile {

struct FutureFeatures {
    std::uint32_t flags = 0; // CodeFlag::Future...
    int last_line = -1; // of the last such import; later ones are errors
};

FutureFeatures find_future_features(const syntax::Module& module);

} // namespace fw::compile
