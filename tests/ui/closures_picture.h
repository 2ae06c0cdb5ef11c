// The closures example at step 34, built by hand with the true numbers of CPython 3.9: what the
// panels are tested with, and drawn with, without a machine.
#pragma once

#include "vm/inspect/picture.h"

namespace fw::test {

// About to execute BINARY_ADD in add_4(10): design/window.png.
inspect::Picture closures_at_step_34();

// A loop of three lambdas that share one code object and one cell, two counters in an equal state,
// an empty cell.
inspect::Picture many_closures();

// A loop with jumps, a try block, an unbound local and a deep value stack.
inspect::Picture loop_in_try();

// What the timeline shows of a picture, made up for the fixtures above.
inspect::HistoryProfile profile_of(const inspect::Picture& picture);
inspect::WriteList writes_of_y(const inspect::Picture& picture);

} // namespace fw::test
