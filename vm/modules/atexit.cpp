// The module atexit: functions that run when the program ends.
// CPython: Modules/atexitmodule.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/standard_streams.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

// Tuples (function, arguments, keywords) in the order of their registration.
List& registered()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::atexit)];
    if (!place) {
        place = make_list().release();
    }
    return *static_cast<List*>(place);
}

Result<Ref> atexit_register(Thread& thread, Object*, Args args)
{
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "register() takes at least 1 argument (0 given)");
    }
    if (!is_callable(args[0])) {
        return raise(thread, TypeId::TypeError, "the first argument must be callable");
    }
    const RefTo<Tuple> positional
        = make_tuple_from(args.values + 1, static_cast<std::int64_t>(args.count) - 1);
    const RefTo<Dict> keywords = make_dict();
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        TRY(dict_set(thread, *keywords, (*args.names)[static_cast<std::int64_t>(i)],
            args.values[args.count + i]));
    }
    list_append(registered(), make_tuple({ args[0], positional.get(), keywords.get() }));
    return share(args[0]);
}

Result<Ref> atexit_unregister(Thread& thread, Object*, Args args)
{
    List& list = registered();
    for (std::int64_t i = list.length - 1; i >= 0; --i) {
        if (i >= list.length) {
            continue;
        }
        const Ref row = share(list[i]);
        TRY_LET(const bool same, equal(thread, (*as<Tuple>(row.get()))[0], args[0]));
        if (same && i < list.length && list[i] == row.get()) {
            list_replace(list, i, i + 1, nullptr, 0);
        }
    }
    return make_none();
}

// The last one first; an exception is shown and the rest run all the same.
Result<Ref> atexit_run(Thread& thread, Object*, Args)
{
    List& list = registered();
    while (list.length > 0) {
        const RefTo<Tuple> row = share(as<Tuple>(list[list.length - 1]));
        list_replace(list, list.length - 1, list.length, nullptr, 0);
        if (!call_with(thread, (*row)[0], as<Tuple>((*row)[1]), as<Dict>((*row)[2])).failed()) {
            continue;
        }
        const SavedException saved = save_exception(thread);
        if (is_instance_of(saved.exception.get(), exception_type(TypeId::SystemExit))) {
            continue;
        }
        auto* exception = as<Exception>(saved.exception.get());
        if (saved.traceback && !exception->traceback) {
            exception->traceback = share(saved.traceback.get()).release();
        }
        flush_standard_streams(thread);
        write_standard_error(thread, "Error in atexit._run_exitfuncs:\n");
        write_standard_error(thread, format_exception(thread, exception));
    }
    return make_none();
}

Result<Ref> atexit_clear(Thread&, Object*, Args)
{
    list_clear(registered());
    return make_none();
}

Result<Ref> atexit_count(Thread&, Object*, Args)
{
    return make_int(registered().length);
}

constexpr Method functions[] = {
    { .name = "register",
        .signature = "*",
        .call = atexit_register,
        .doc = "Call a function with these arguments at the end." },
    { .name = "unregister",
        .signature = "func, /",
        .call = atexit_unregister,
        .doc = "Do not call it after all." },
    { .name = "_run_exitfuncs", .call = atexit_run, .doc = "Call them now." },
    { .name = "_clear", .call = atexit_clear, .doc = "Forget them." },
    { .name = "_ncallbacks", .call = atexit_count, .doc = "How many there are." },
};

} // namespace

Result<RefTo<Module>> make_atexit_module(Thread&)
{
    return make_native_module("atexit", functions, "Functions that run at the end.");
}

} // namespace fw
