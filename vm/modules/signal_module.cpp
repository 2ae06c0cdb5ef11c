// The module _signal: names of signals and handlers that are kept and never called: no signal
// reaches a program here. CPython: Modules/signalmodule.c

#include "vm/eval/import.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/socket_table.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"

#include <cerrno>
#include <csignal>

namespace fw {

namespace {

// In the module's own namespace, under "_handlers".
Result<Dict*> handlers(Thread& thread, Object* module)
{
    Object* found = dict_get_str(*as<Module>(module)->dict, intern("_handlers").get());
    if (!found || !is_dict(found)) {
        return raise(thread, TypeId::RuntimeError, "lost the signal handlers");
    }
    return as<Dict>(found);
}

Result<Ref> signal_getsignal(Thread& thread, Object* module, Args args)
{
    TRY_LET(Dict * all, handlers(thread, module));
    TRY_LET(Object * handler, dict_get(thread, *all, args[0]));
    return handler ? share(handler) : make_int(0);
}

Result<Ref> signal_signal(Thread& thread, Object* module, Args args)
{
    TRY_LET(const std::int64_t number, to_int64(thread, args[0]));
    if (number < 1 || number > 64) {
        return raise(thread, TypeId::ValueError, "signal number out of range");
    }
    TRY_LET(Ref former, signal_getsignal(thread, module, args));
    TRY_LET(Dict * all, handlers(thread, module));
    TRY(dict_set(thread, *all, args[0], args[1]));
    return former;
}

Result<Ref> signal_nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> signal_zero(Thread&, Object*, Args)
{
    return make_int(0);
}

// Kept, never written to. CPython: signal_set_wakeup_fd
Result<Ref> signal_set_wakeup_fd(Thread& thread, Object* module, Args args)
{
    constexpr SignatureShape shape("fd, /, *, warn_on_full_buffer=True");
    Object* values[2];
    TRY(bind_arguments(thread, "set_wakeup_fd", shape, args, values));
    TRY_LET(const std::int64_t number, to_int64(thread, values[0]));
    if (number != -1 && !find_socket_end(number) && !runtime().host->status(number)) {
        return raise_os_error(thread, EBADF);
    }
    Dict& dict = *as<Module>(module)->dict;
    const RefTo<Str> name = intern("_wakeup_fd");
    Ref former = share(dict_get_str(dict, name.get()));
    dict_set_str(dict, name.get(), make_int(number).get());
    return former ? std::move(former) : make_int(-1);
}

Result<Ref> signal_default_int(Thread& thread, Object*, Args)
{
    return raise_none(thread, exception_type(TypeId::KeyboardInterrupt));
}

constexpr Method functions[] = {
    { .name = "signal",
        .signature = "signalnum, handler, /",
        .call = signal_signal,
        .doc = "Keep a handler; the former one." },
    { .name = "getsignal",
        .signature = "signalnum, /",
        .call = signal_getsignal,
        .doc = "The handler that is kept." },
    { .name = "default_int_handler",
        .signature = "*",
        .call = signal_default_int,
        .doc = "Raise KeyboardInterrupt." },
    { .name = "alarm", .signature = "seconds, /", .call = signal_zero, .doc = "No alarm." },
    { .name = "siginterrupt",
        .signature = "signalnum, flag, /",
        .call = signal_nothing,
        .doc = "Accepted and without effect." },
    { .name = "set_wakeup_fd",
        .signature = "*",
        .call = signal_set_wakeup_fd,
        .doc = "Keep the number of a socket; the former one, or -1." },
};

struct Row {
    const char* name;
    int number;
};
#define FW_SIGNAL(name)                                                                            \
    Row                                                                                            \
    {                                                                                              \
#name, name                                                                                \
    }
constexpr Row rows[] = { FW_SIGNAL(SIGHUP), FW_SIGNAL(SIGINT), FW_SIGNAL(SIGQUIT),
    FW_SIGNAL(SIGILL), FW_SIGNAL(SIGTRAP), FW_SIGNAL(SIGABRT), FW_SIGNAL(SIGBUS), FW_SIGNAL(SIGFPE),
    FW_SIGNAL(SIGKILL), FW_SIGNAL(SIGUSR1), FW_SIGNAL(SIGSEGV), FW_SIGNAL(SIGUSR2),
    FW_SIGNAL(SIGPIPE), FW_SIGNAL(SIGALRM), FW_SIGNAL(SIGTERM), FW_SIGNAL(SIGCHLD),
    FW_SIGNAL(SIGCONT), FW_SIGNAL(SIGSTOP), FW_SIGNAL(SIGTSTP), FW_SIGNAL(SIGTTIN),
    FW_SIGNAL(SIGTTOU), FW_SIGNAL(SIGWINCH), Row{ "SIG_DFL", 0 }, Row{ "SIG_IGN", 1 },
    Row{ "NSIG", 65 } };
#undef FW_SIGNAL

} // namespace

Result<RefTo<Module>> make_signal_module(Thread&)
{
    RefTo<Module> module = make_native_module("_signal", functions, "Signals, by name only.");
    for (const Row& row : rows) {
        add_to_module(*module, row.name, row.number);
    }
    add_to_module(*module, "_handlers", make_dict().get());
    return module;
}

} // namespace fw
