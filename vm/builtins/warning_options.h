// python's -W and PYTHONWARNINGS: filters of warnings from outside the program.
// CPython: config_init_warnoptions() in Python/initconfig.c, _setoption() in Lib/warnings.py

#pragma once

#include "vm/object/thread.h"

#include <string>
#include <vector>

namespace fw {

// Fills sys.warnoptions and puts filters before the default ones. False: there is an option that
// only the library's module warnings can apply or complain about, which it does when it is
// imported.
[[nodiscard]] bool apply_warning_options(const std::vector<std::string>& options);

// What PYTHONWARNINGS holds: options with commas between them.
std::vector<std::string> split_warning_options(const std::string& text);

} // namespace fw
