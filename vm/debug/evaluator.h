// Expressions that a person asks for, evaluated in a frame of the stopped program as if they stood
// there: names are its locals, cells, globals and builtins, also inside of lambdas and
// comprehensions.
#pragma once

#include "vm/inspect/history.h"
#include "vm/timeline/timeline.h"

#include <string>

namespace fw {
struct Frame;
}

namespace fw::debug {

// On the fiber. Raises what the expression raises. A statement is executed and gives None.
Result<Ref> evaluate_in(Thread& thread, Frame* frame, const std::string& text);

// The pending exception in one line, "NameError: name 'x' is not defined"; clears it.
std::string take_exception_text(Thread& thread);

// Evaluates and puts everything back; at most so many opcodes.
inspect::Evaluation evaluate_aside(timeline::Timeline& timeline, Frame* frame,
    const std::string& expression, timeline::Step most_steps);

} // namespace fw::debug
