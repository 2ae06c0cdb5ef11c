// sys: functions and hooks. Its constants are in sys_constants.cpp.
// CPython: Python/sysmodule.c

#include "vm/modules/sys.h"

#include "vm/eval/eval.h"
#include "vm/eval/frame.h"
#include "vm/eval/import.h"
#include "vm/modules/io.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/sys_constants.h"
#include "vm/object/exception.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/unraisable.h"

namespace fw {

namespace {

Object* sys_member(std::string_view name)
{
    return dict_get_str(*as<Module>(runtime().sys_module)->dict, intern(name).get());
}

// --- exceptions

Result<Ref> sys_exc_info(Thread& thread, Object*, Args)
{
    for (const HandledException* info = thread.handled; info; info = info->previous) {
        if (info->value && info->value != none()) {
            Object* type = info->type ? info->type : static_cast<Object*>(info->value->type);
            return Ref(
                make_tuple({ type, info->value, info->traceback ? info->traceback : none() }));
        }
    }
    return Ref(make_tuple({ none(), none(), none() }));
}

Result<Ref> sys_exit(Thread& thread, Object*, Args args)
{
    Object* status = args[0] ? args[0] : none();
    RefTo<Tuple> arguments;
    if (status == none()) {
        arguments = make_tuple(0);
    } else if (is_tuple(status)) {
        arguments = share(as<Tuple>(status));
    } else {
        arguments = make_tuple({ status });
    }
    Ref exception = make_exception(exception_type(TypeId::SystemExit), arguments.get());
    if (!exception) {
        return Raised{};
    }
    return raise_instance(thread, std::move(exception));
}

Result<Ref> sys_excepthook(Thread& thread, Object*, Args args)
{
    if (!is_exception(args[1])) {
        return make_none();
    }
    auto* exception = as<Exception>(args[1]);
    if (args[2] && args[2] != none() && !exception->traceback) {
        exception->traceback = share(args[2]).release();
    }
    flush_standard_streams(thread);
    write_standard_error(thread, format_exception(thread, exception));
    return make_none();
}

Result<Ref> sys_unraisablehook(Thread& thread, Object*, Args args)
{
    if (args[0]->type != unraisable_args_type()) {
        return raise(thread, TypeId::TypeError,
            "sys.unraisablehook argument type must be UnraisableHookArgs");
    }
    const Tuple& fields = *static_cast<Tuple*>(args[0]);
    print_unraisable(thread,
        { .type = fields.items()[0],
            .value = fields.items()[1],
            .traceback = fields.items()[2],
            .message = fields.items()[3],
            .where = fields.items()[4] });
    return make_none();
}

Result<Ref> sys_displayhook(Thread& thread, Object*, Args args)
{
    if (args[0] == none()) {
        return make_none();
    }
    const RefTo<Str> underscore = intern("_");
    dict_set_str(*runtime().builtins, underscore.get(), none());
    const Ref output = Ref::share(sys_member("stdout"));
    if (!output || output.get() == none()) {
        return raise(thread, TypeId::RuntimeError, "lost sys.stdout");
    }
    TRY_LET(const RefTo<Str> text, repr(thread, args[0]));
    const RefTo<Str> line = make_str(to_utf8(*text) + "\n");
    TRY(call_method(thread, output.get(), names().write, { line.get() }));
    dict_set_str(*runtime().builtins, underscore.get(), args[0]);
    return make_none();
}

// --- the machine's numbers

Result<Ref> sys_getrecursionlimit(Thread& thread, Object*, Args)
{
    return make_int(thread.recursion_limit);
}

Result<Ref> sys_setrecursionlimit(Thread& thread, Object*, Args args)
{
    if (!args[0]->type->slots.to_index && args[0]->type != float_type()) {
        return raise(
            thread, TypeId::TypeError, "an integer is required (got type {})", type_name(args[0]));
    }
    TRY_LET(const std::int64_t limit, to_int64(thread, args[0]));
    if (limit < 1) {
        return raise(thread, TypeId::ValueError, "recursion limit must be greater or equal than 1");
    }
    const int mark
        = limit > 200 ? static_cast<int>(limit) - 50 : 3 * (static_cast<int>(limit) >> 2);
    if (thread.recursion_depth >= mark) {
        return raise(thread, TypeId::RecursionError,
            "cannot set the recursion limit to {} at the recursion depth {}: the limit is too low",
            limit, thread.recursion_depth);
    }
    thread.recursion_limit = static_cast<int>(std::min<std::int64_t>(limit, 1 << 30));
    return make_none();
}

Result<Ref> sys_getrefcount(Thread&, Object*, Args args)
{
    return make_int(args[0]->refcount);
}

Result<Ref> sys_getsizeof(Thread& thread, Object*, Args args)
{
    Ref method;
    TRY_LET(const bool found, find_special(thread, args[0], intern("__sizeof__").get(), method));
    if (!found) {
        if (args[1]) {
            return share(args[1]);
        }
        return raise(
            thread, TypeId::TypeError, "Type {} doesn't define __sizeof__", type_name(args[0]));
    }
    auto size = call(thread, method.get(), Args{});
    if (size.failed()) {
        if (args[1] && pending_is(thread, exception_type(TypeId::TypeError))) {
            clear_exception(thread);
            return share(args[1]);
        }
        return Raised{};
    }
    TRY_LET(const std::int64_t bytes, to_int64(thread, size.value().get()));
    if (bytes < 0) {
        return raise(thread, TypeId::ValueError, "__sizeof__() should return >= 0");
    }
    const bool collected = has_flag(args[0]->type, TypeHasGc);
    return make_int(bytes + (collected ? 16 : 0)); // CPython's head of collected objects
}

Result<Ref> sys_intern(Thread& thread, Object*, Args args)
{
    if (!is_str(args[0])) {
        return raise(
            thread, TypeId::TypeError, "intern() argument must be str, not {}", type_name(args[0]));
    }
    if (args[0]->type != str_type()) {
        return raise(thread, TypeId::TypeError, "can't intern {}", type_name(args[0]));
    }
    RefTo<Str> text = share(as<Str>(args[0]));
    intern_in_place(text);
    return Ref(std::move(text));
}

Result<Ref> sys_getframe(Thread& thread, Object*, Args args)
{
    std::int64_t depth = 0;
    if (args[0]) {
        TRY_SET(depth, to_int64(thread, args[0]));
    }
    Frame* frame = thread.frame;
    while (depth > 0 && frame) {
        frame = frame->back;
        --depth;
    }
    if (!frame) {
        return raise(thread, TypeId::ValueError, "call stack is not deep enough");
    }
    return Ref(share(frame));
}

Result<Ref> sys_current_frames(Thread& thread, Object*, Args)
{
    RefTo<Dict> frames = make_dict();
    const Ref id = make_int(1);
    TRY(dict_set(thread, *frames, id.get(), thread.frame ? thread.frame : none()));
    return Ref(std::move(frames));
}

Result<Ref> sys_getdefaultencoding(Thread&, Object*, Args)
{
    return Ref(make_str("utf-8"));
}

Result<Ref> sys_getfilesystemencodeerrors(Thread&, Object*, Args)
{
    return Ref(make_str("surrogateescape"));
}

Result<Ref> sys_getallocatedblocks(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> sys_getswitchinterval(Thread&, Object*, Args)
{
    return make_float(0.005);
}

Result<Ref> sys_nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> sys_is_finalizing(Thread&, Object*, Args)
{
    return make_bool(false);
}

Result<Ref> sys_get_int_max_str_digits(Thread&, Object*, Args)
{
    return make_int(runtime().int_text_limit);
}

Result<Ref> sys_set_int_max_str_digits(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t limit, to_int64(thread, args[0]));
    if (limit != 0 && limit < 640) {
        return raise(thread, TypeId::ValueError, "maxdigits must be 0 or larger than 640");
    }
    runtime().int_text_limit = limit;
    return make_none();
}

Result<Ref> sys_get_asyncgen_hooks(Thread&, Object*, Args)
{
    return make_asyncgen_hooks();
}

Result<Ref> sys_get_coroutine_depth(Thread&, Object*, Args)
{
    return make_int(0);
}

constexpr Method sys_functions[] = {
    { .name = "addaudithook",
        .signature = "hook",
        .call = sys_nothing,
        .doc = "Accepts an audit hook; no events are sent." },
    { .name = "audit", .signature = "*", .call = sys_nothing, .doc = "Does nothing: no hooks." },
    { .name = "_clear_type_cache", .call = sys_nothing, .doc = "Does nothing." },
    { .name = "_current_frames",
        .call = sys_current_frames,
        .doc = "The running frame of each thread." },
    { .name = "displayhook",
        .signature = "object, /",
        .call = sys_displayhook,
        .doc = "Print an object and keep it as builtins._." },
    { .name = "exc_info",
        .call = sys_exc_info,
        .doc = "Type, value and traceback of the exception being handled." },
    { .name = "excepthook",
        .signature = "exctype, value, traceback, /",
        .call = sys_excepthook,
        .doc = "Print an exception and its traceback." },
    { .name = "exit",
        .signature = "status=None, /",
        .call = sys_exit,
        .doc = "End the program by raising SystemExit." },
    { .name = "getdefaultencoding",
        .call = sys_getdefaultencoding,
        .doc = "The encoding of str.encode() without arguments." },
    { .name = "getallocatedblocks",
        .call = sys_getallocatedblocks,
        .doc = "Memory blocks in use; not counted here." },
    { .name = "getfilesystemencoding",
        .call = sys_getdefaultencoding,
        .doc = "The encoding of file names." },
    { .name = "getfilesystemencodeerrors",
        .call = sys_getfilesystemencodeerrors,
        .doc = "How file names that cannot be encoded are treated." },
    { .name = "getrefcount",
        .signature = "object, /",
        .call = sys_getrefcount,
        .doc = "The reference count, the argument itself included." },
    { .name = "getrecursionlimit",
        .call = sys_getrecursionlimit,
        .doc = "How many frames may be nested." },
    { .name = "getsizeof",
        .signature = "object, default=None",
        .call = sys_getsizeof,
        .doc = "The size of an object in bytes." },
    { .name = "_getframe",
        .signature = "depth=0, /",
        .call = sys_getframe,
        .doc = "A frame of the call stack." },
    { .name = "intern",
        .signature = "string, /",
        .call = sys_intern,
        .doc = "The one str with this text." },
    { .name = "is_finalizing",
        .call = sys_is_finalizing,
        .doc = "Whether the machine is shutting down." },
    { .name = "setswitchinterval",
        .signature = "interval, /",
        .call = sys_nothing,
        .doc = "Accepted and without effect." },
    { .name = "getswitchinterval",
        .call = sys_getswitchinterval,
        .doc = "The time slice of threads." },
    { .name = "setrecursionlimit",
        .signature = "limit, /",
        .call = sys_setrecursionlimit,
        .doc = "Set how many frames may be nested." },
    { .name = "set_coroutine_origin_tracking_depth",
        .signature = "depth",
        .call = sys_nothing,
        .doc = "Accepted and without effect." },
    { .name = "get_coroutine_origin_tracking_depth",
        .call = sys_get_coroutine_depth,
        .doc = "Zero." },
    { .name = "set_asyncgen_hooks",
        .signature = "*",
        .call = sys_nothing,
        .doc = "Accepted and without effect." },
    { .name = "get_asyncgen_hooks",
        .call = sys_get_asyncgen_hooks,
        .doc = "The hooks of asynchronous generators: none." },
    { .name = "unraisablehook",
        .signature = "unraisable, /",
        .call = sys_unraisablehook,
        .doc = "Print an exception that nobody can catch." },
    { .name = "get_int_max_str_digits",
        .call = sys_get_int_max_str_digits,
        .doc = "The longest decimal text of an int." },
    { .name = "set_int_max_str_digits",
        .signature = "maxdigits",
        .call = sys_set_int_max_str_digits,
        .doc = "Set the longest decimal text of an int." },
};

void run_exit_functions(Thread& thread)
{
    Object* module = dict_get_str(*runtime().modules, intern("atexit").get());
    if (!module || module->type != module_type()) {
        return;
    }
    Object* run = dict_get_str(*as<Module>(module)->dict, intern("_run_exitfuncs").get());
    if (run && call(thread, run, Args{}).failed()) {
        print_uncaught(thread);
    }
}

} // namespace

RefTo<Module> make_sys_module(Thread&)
{
    RefTo<Module> sys = make_native_module(
        "sys", sys_functions, "What the machine tells of itself, and lets itself be told.");
    add_functions(*sys, "sys", sys_tracing_functions());
    return sys;
}

void finish_sys_module(Thread& thread, Module& sys)
{
    for (const char* hook : { "displayhook", "excepthook", "breakpointhook", "unraisablehook" }) {
        Object* value = dict_get_str(*sys.dict, intern(hook).get());
        add_to_module(sys, std::string("__") + hook + "__", value);
    }
    runtime().module_state[static_cast<std::size_t>(ModuleState::sys)] = unraisable_args_type();
    add_to_module(sys, "modules", runtime().modules);
    add_sys_constants(thread, sys);
    add_standard_streams(sys);
    for (const char* list : { "argv", "path" }) {
        set_sys_list(thread, list, {});
    }
}

void set_sys_list(Thread&, std::string_view name, const std::vector<std::string>& items)
{
    const RefTo<List> list = make_list();
    for (const std::string& item : items) {
        list_append(*list, Ref(make_str(item)));
    }
    add_to_module(*as<Module>(runtime().sys_module), name, list.get());
}

void print_uncaught(Thread& thread)
{
    const SavedException saved = save_exception(thread);
    Object* exception = saved.exception.get();
    if (!exception) {
        return;
    }
    auto* raised = as<Exception>(exception);
    if (saved.traceback) {
        const Ref old = Ref::adopt(raised->traceback);
        raised->traceback = share(saved.traceback.get()).release();
    }
    Object* traceback = raised->traceback ? raised->traceback : none();
    const Ref hook = Ref::share(sys_member("excepthook"));
    Module& sys = *as<Module>(runtime().sys_module);
    add_to_module(sys, "last_type", exception->type);
    add_to_module(sys, "last_value", exception);
    add_to_module(sys, "last_traceback", traceback);
    if (hook && hook.get() != sys_member("__excepthook__")) {
        if (call(thread, hook.get(), { exception->type, exception, traceback }).failed()) {
            const SavedException second = save_exception(thread);
            write_standard_error(thread, "Error in sys.excepthook:\n");
            write_standard_error(thread, format_exception(thread, second.exception.get()));
            write_standard_error(thread, "\nOriginal exception was:\n");
            write_standard_error(thread, format_exception(thread, exception));
        }
        return;
    }
    write_standard_error(thread, format_exception(thread, exception));
}

void finish_program(Thread& thread, Module* main)
{
    run_exit_functions(thread);
    flush_standard_streams(thread);
    if (main) {
        for (const char* name : { "last_type", "last_value", "last_traceback" }) {
            const RefTo<Str> key = intern(name);
            Dict& dict = *as<Module>(runtime().sys_module)->dict;
            dict_delete_str(dict, key.get());
        }
        dict_delete_str(*runtime().modules, names().main);
        decref(main);
        gc_collect(thread, 2);
        flush_standard_streams(thread);
    }
}

} // namespace fw
