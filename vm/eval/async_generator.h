// Asynchronous generators: what `async def` with `yield` makes, and the awaitables that its
// methods give. CPython: the async generator part of Objects/genobject.c

#pragma once

#include "vm/eval/generator.h"

namespace fw {

// What YIELD_VALUE gives out of an asynchronous generator: marked, so that it can be told from
// what passes through an `await`.
Ref wrap_async_value(Object* value);

// __anext__(), asend(value) (null: None), aclose() and athrow(...) (a tuple of its arguments).
Ref make_async_send(Generator& generator, Object* value);
Ref make_async_throw(Generator& generator, Object* arguments_or_null);

} // namespace fw
