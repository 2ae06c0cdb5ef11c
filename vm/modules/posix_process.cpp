// The parts of posix about other processes: there are none. CPython: Modules/posixmodule.c

#include "vm/modules/module_support.h"
#include "vm/modules/posix_directory.h"
#include "vm/object/protocol.h"

#include <cerrno>
#include <sys/wait.h>
#include <type_traits>

namespace fw {

Result<Ref> raise_no_processes(Thread& thread)
{
    const Ref number = make_int(ENOSYS);
    const RefTo<Str> text
        = make_str(error_text(ENOSYS) + ": programs here cannot start other programs");
    TRY_LET(Ref error, call(thread, exception_type(TypeId::OSError), { number.get(), text.get() }));
    return raise_instance(thread, std::move(error));
}

namespace {

Result<Ref> no_processes(Thread& thread, Object*, Args)
{
    return raise_no_processes(thread);
}

// Kept nowhere: nothing ever forks.
Result<Ref> posix_register_at_fork(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> no_children(Thread& thread, Object*, Args)
{
    return raise_os_error(thread, ECHILD);
}

Result<Ref> posix_waitstatus_to_exitcode(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t given, to_int64(thread, args[0]));
    const int status = static_cast<int>(given);
    if (WIFEXITED(status)) {
        return make_int(WEXITSTATUS(status));
    }
    if (WIFSIGNALED(status)) {
        return make_int(-WTERMSIG(status));
    }
    if (WIFSTOPPED(status)) {
        return raise(thread, TypeId::ValueError, "process stopped by delivery of signal {}",
            WSTOPSIG(status));
    }
    return raise(thread, TypeId::ValueError, "invalid wait status: {}", status);
}

template <class T, T question(int)> Result<Ref> ask(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t status, to_int64(thread, args[0]));
    const T answer = question(static_cast<int>(status));
    if constexpr (std::is_same_v<T, bool>) {
        return make_bool(answer);
    } else {
        return make_int(answer);
    }
}

bool has_exited(int status)
{
    return WIFEXITED(status);
}
bool was_signaled(int status)
{
    return WIFSIGNALED(status);
}
bool was_stopped(int status)
{
    return WIFSTOPPED(status);
}
int exit_status(int status)
{
    return WEXITSTATUS(status);
}
int ending_signal(int status)
{
    return WTERMSIG(status);
}
int stopping_signal(int status)
{
    return WSTOPSIG(status);
}

constexpr Method functions[] = {
    { "WEXITSTATUS", "status", ask<int, exit_status>, "The exit code in a wait status." },
    { "WIFEXITED", "status", ask<bool, has_exited>, "Whether it came to its end." },
    { "WIFSIGNALED", "status", ask<bool, was_signaled>, "Whether a signal ended it." },
    { "WIFSTOPPED", "status", ask<bool, was_stopped>, "Whether a signal stopped it." },
    { "WSTOPSIG", "status", ask<int, stopping_signal>, "The signal that stopped it." },
    { "WTERMSIG", "status", ask<int, ending_signal>, "The signal that ended it." },
    { "execv", "path, argv, /", no_processes, "Always an OSError." },
    { "execve", "path, argv, env", no_processes, "Always an OSError." },
    { "fork", "", no_processes, "Always an OSError." },
    { "pipe", "", no_processes, "Always an OSError." },
    { "posix_spawn", "*", no_processes, "Always an OSError." },
    { "posix_spawnp", "*", no_processes, "Always an OSError." },
    { "register_at_fork", "*", posix_register_at_fork, "Accepted: nothing forks here." },
    { "system", "command", no_processes, "Always an OSError." },
    { "wait", "", no_children, "There are no children." },
    { "waitpid", "pid, options, /", no_children, "There are no children." },
    { "waitstatus_to_exitcode", "status", posix_waitstatus_to_exitcode,
        "What a wait status says." },
};

} // namespace

std::span<const Method> posix_process_functions()
{
    return functions;
}

} // namespace fw
