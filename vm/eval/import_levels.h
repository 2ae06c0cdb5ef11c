// The levels of recursion that functions of importlib take up below what they run or call. The
// native import has no such functions, and a module that recurses until it may not has as many
// levels left as in CPython.
// CPython: Lib/importlib/_bootstrap.py, _bootstrap_external.py

#pragma once

#include "vm/object/thread.h"

#include <array>
#include <cstddef>
#include <optional>

namespace fw {

// They are taken until the end of the scope.
template <std::size_t count> class LibraryLevels {
public:
    // RecursionError: there are not as many left.
    Result<void> enter(Thread& thread)
    {
        for (std::optional<RecursionGuard>& level : m_levels) {
            TRY(level.emplace(thread).enter(""));
        }
        return {};
    }

private:
    std::array<std::optional<RecursionGuard>, count> m_levels;
};

// _find_and_load, _find_and_load_unlocked, _load_unlocked, exec_module, _call_with_frames_removed
using LevelsOfLoading = LibraryLevels<5>;
// _find_and_load, _find_and_load_unlocked, _call_with_frames_removed, _gcd_import
using LevelsOfParent = LibraryLevels<4>;
// _handle_fromlist
using LevelsOfFromList = LibraryLevels<1>;
// _call_with_frames_removed, _gcd_import
using LevelsOfSubmodule = LibraryLevels<2>;

} // namespace fw
