// Makes the picture of the compiler's stages of one source file. Needs no machine: it is the same
// for every run of the program.
#pragma once

#include "vm/inspect/stages.h"

#include <memory>
#include <string>

namespace fw::debug {

// `text` is UTF-8. What lies behind a syntax error is left out; Stages::error then says why.
std::shared_ptr<const inspect::Stages> make_stages(
    const std::string& path, const std::string& text);

} // namespace fw::debug
