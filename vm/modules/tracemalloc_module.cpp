// The module _tracemalloc of a machine that does not trace: what the library asks before it shows a
// warning, answered as CPython does while tracing is off. start() says that it cannot.
// CPython: Modules/_tracemalloc.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/list.h"

namespace fw {

namespace {

Result<Ref> is_tracing(Thread&, Object*, Args)
{
    return make_bool(false);
}

Result<Ref> nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> no_traces(Thread&, Object*, Args)
{
    return Ref(make_list());
}

Result<Ref> start(Thread& thread, Object*, Args)
{
    return raise(thread, TypeId::NotImplementedError,
        "tracing memory allocations is not supported on this machine");
}

Result<Ref> traceback_limit(Thread&, Object*, Args)
{
    return make_int(1);
}

Result<Ref> tracer_memory(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> traced_memory(Thread&, Object*, Args)
{
    const Ref zero = make_int(0);
    return Ref(make_tuple({ zero.get(), zero.get() }));
}

constexpr Method tracemalloc_functions[] = {
    { "is_tracing", "", is_tracing, "Return True if the tracemalloc module is tracing." },
    { "clear_traces", "", nothing, "Clear traces of memory blocks allocated by Python." },
    { "_get_traces", "", no_traces, "Get traces of all memory blocks allocated by Python." },
    { "_get_object_traceback", "obj, /", nothing,
        "Get the traceback where the Python object obj was allocated." },
    { "start", "nframe=1, /", start, "Start tracing Python memory allocations." },
    { "stop", "", nothing, "Stop tracing Python memory allocations." },
    { "get_traceback_limit", "", traceback_limit,
        "Get the maximum number of frames stored in the traceback of a trace." },
    { "get_tracemalloc_memory", "", tracer_memory,
        "Get the memory usage in bytes of the tracemalloc module." },
    { "get_traced_memory", "", traced_memory,
        "Get the current size and peak size of memory blocks traced by tracemalloc." },
};

} // namespace

Result<RefTo<Module>> make_tracemalloc_module(Thread&)
{
    return make_native_module("_tracemalloc", tracemalloc_functions,
        "Debug module to trace memory blocks allocated by Python.");
}

} // namespace fw
