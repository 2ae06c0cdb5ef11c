// Generators, coroutines and asynchronous generators: suspended frames as objects.
// CPython: Objects/genobject.c

#pragma once

#include "vm/eval/frame.h"

namespace fw {

struct Generator : Object { // generator, coroutine, async_generator
    Frame* frame; // owned; null when it has ended
    bool is_running;
    Code* code;
    Object* weakrefs;
    Str* name;
    Str* qualname;
    HandledException handled; // what it was handling when it was suspended
    Object* origin; // cr_origin: always null, tracking is off
    bool closed; // async generators: aclose() was called or it has ended
    bool is_running_async; // async generators: one of its awaitables is being awaited
};

// Wraps a frame that has not started; the type follows from the code's flags.
Ref make_generator(Thread& thread, RefTo<Frame> frame, Str* name, Str* qualname);

// Resumes it with a value. Empty: it ended (a returned value other than None is pending as
// StopIteration) or raised.
NextItem generator_send(Thread& thread, Generator& generator, Object* value);
// The next value: what iterating does. At its end StopIteration is pending, later nothing is.
// CPython: gen_iternext.
NextItem generator_next(Thread& thread, Object* generator);
// What throwing GeneratorExit into a delegating generator does to the inner iterator first.
enum class OnGeneratorExit : std::uint8_t { CloseInner, ThrowToInner };
Result<Ref> generator_throw(Thread& thread, Generator& generator, Object* type, Object* value,
    Object* traceback, OnGeneratorExit on_exit = OnGeneratorExit::CloseInner);
Result<void> generator_close(Thread& thread, Generator& generator);
// Takes the value out of the pending StopIteration, or None when nothing is pending; false: another
// exception. CPython: _PyGen_FetchStopIterationValue.
Result<Ref> take_stop_iteration_value(Thread& thread);
// Raises StopIteration(value), made so that a tuple or an exception stays one argument. CPython:
// _PyGen_SetStopIterationValue.
void raise_stop_iteration(Thread& thread, Object* value);
// The iterator of an awaitable. CPython: _PyCoro_GetAwaitableIter.
Result<Ref> awaitable_iterator(Thread& thread, Object* object);
// The iterator that a suspended YIELD_FROM delegates to, borrowed, or null.
Object* yield_from_iterator(const Generator& generator);

} // namespace fw
