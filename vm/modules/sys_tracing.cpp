// sys: tracing, profiling and breakpoint(). CPython: Python/sysmodule.c

#include "vm/eval/tracing.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/sys.h"
#include "vm/object/exception.h"
#include "vm/object/import_module.h"
#include "vm/object/protocol.h"

#include <fmt/format.h>

namespace fw {

namespace {

Object* unless_none(Object* value)
{
    return value == none() ? nullptr : value;
}

Result<Ref> sys_settrace(Thread& thread, Object*, Args args)
{
    set_trace_function(thread, unless_none(args[0]));
    return make_none();
}

Result<Ref> sys_gettrace(Thread&, Object*, Args)
{
    const Tracing* state = tracing_if_any();
    return state && state->trace ? share(state->trace) : make_none();
}

Result<Ref> sys_setprofile(Thread& thread, Object*, Args args)
{
    set_profile_function(thread, unless_none(args[0]));
    return make_none();
}

Result<Ref> sys_getprofile(Thread&, Object*, Args)
{
    const Tracing* state = tracing_if_any();
    return state && state->profile ? share(state->profile) : make_none();
}

// Calls as if no trace function were running, so that a debugger can debug what it evaluates.
Result<Ref> sys_call_tracing(Thread& thread, Object*, Args args)
{
    if (!is_tuple(args[1])) {
        return raise(thread, TypeId::TypeError, "call_tracing() argument 2 must be tuple, not {}",
            type_name(args[1]));
    }
    const std::int64_t depth = std::exchange(tracing().depth, 0);
    Result<Ref> result = call_with(thread, args[0], as<Tuple>(args[1]), nullptr);
    tracing().depth = depth;
    return result;
}

// The function that breakpoint() calls: $PYTHONBREAKPOINT, or pdb.set_trace. Empty: it cannot be
// imported.
Result<Ref> find_breakpoint_function(Thread& thread, std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    const std::string_view module_name = dot == path.npos ? "builtins" : path.substr(0, dot);
    const std::string_view name = dot == path.npos ? path : path.substr(dot + 1);
    TRY(import_by_name(thread, module_name));
    Object* module = dict_get_str(*runtime().modules, intern(module_name).get());
    if (!module) {
        return raise(thread, TypeId::ImportError, "no module {}", module_name);
    }
    return get_attribute(thread, module, intern(name).get());
}

Result<Ref> sys_breakpointhook(Thread& thread, Object*, Args args)
{
    const auto variable = runtime().host->variable("PYTHONBREAKPOINT");
    const std::string path = variable.value_or("").empty() ? "pdb.set_trace" : *variable;
    if (path == "0") {
        return make_none();
    }
    const auto found = find_breakpoint_function(thread, path);
    if (found.failed()) {
        if (!pending_is(thread, exception_type(TypeId::ImportError))
            && !pending_is(thread, exception_type(TypeId::AttributeError))
            && !pending_is(thread, exception_type(TypeId::ValueError))) {
            return Raised{};
        }
        clear_exception(thread);
        TRY(warn(thread, TypeId::RuntimeWarning,
            fmt::format("Ignoring unimportable $PYTHONBREAKPOINT: \"{}\"", path)));
        return make_none();
    }
    return call(thread, found.value().get(), args);
}

constexpr Method functions[] = {
    { .name = "breakpointhook",
        .signature = "*",
        .call = sys_breakpointhook,
        .doc = "What breakpoint() calls: $PYTHONBREAKPOINT, or pdb.set_trace." },
    { .name = "setprofile",
        .signature = "function, /",
        .call = sys_setprofile,
        .doc = "Have a function called at calls and returns." },
    { .name = "getprofile", .call = sys_getprofile, .doc = "What setprofile() has set." },
    { .name = "settrace",
        .signature = "function, /",
        .call = sys_settrace,
        .doc = "Have a function called at calls, lines, exceptions and returns." },
    { .name = "gettrace", .call = sys_gettrace, .doc = "What settrace() has set." },
    { .name = "call_tracing",
        .signature = "func, args, /",
        .call = sys_call_tracing,
        .doc = "Call a function with a tuple of arguments, traced even in a trace function." },
};

} // namespace

std::span<const Method> sys_tracing_functions()
{
    return functions;
}

} // namespace fw
