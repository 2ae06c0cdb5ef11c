// The loop that tells observers and asks the step controller.

#include "vm/eval/loop.h"

namespace fw {

template LoopEnd run_loop<true>(Thread& thread, Start start);

} // namespace fw
