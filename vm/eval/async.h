// What the asynchronous opcodes do beyond moving values.
// CPython: Python/ceval.c, Objects/genobject.c

#pragma once

#include "vm/eval/eval_state.h"
#include "vm/eval/generator.h"

namespace fw {

Result<Ref> get_awaitable(Eval& eval); // of the topmost value
Result<Ref> get_async_iterator(Thread& thread, Object* object);
Result<Ref> get_async_next(Thread& thread, Object* iterator);

} // namespace fw
