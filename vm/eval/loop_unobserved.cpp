// The loop that pays for nothing but its countdown.

#include "vm/eval/loop.h"

namespace fw {

template LoopEnd run_loop<false>(Thread& thread, Start start);

} // namespace fw
